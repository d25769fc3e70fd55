// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Freezing a launch into a ticket (spec 3.3).

#pragma once

#include <expected>
#include <string>
#include <vector>

#include "farm/ran_commands.h"
#include "farm/ticket.h"
#include "manifests/compiler.h"
#include "resolver/evaluator.h"

namespace slipway {

// A launch that was evaluated in farm mode, and what ran for it.
struct EvaluatedLaunch {
    const Catalogue& catalogue;
    const Evaluation& evaluation;
    const RanCommands& commands;
    const Studio& studio;
    Host host;
};

// What whoever freezes says besides.
struct FreezeWishes {
    std::vector<std::string> arguments;  // the application's
    std::string workingDirectory;        // empty: the engine's
    TicketBase base = TicketBase::kInherit;
    std::string expires;  // ISO 8601, UTC; empty: never
    std::string frames;   // empty: none
    std::size_t chunk = 1;
    std::vector<TicketSecret> secrets;  // the paths of their files as they are
    // Of the workers, as rules name them. Empty: the host's, and each other that [paths] has places
    // for and that the launch can be frozen for.
    std::vector<std::string> platforms{};
    // Names and values of the environment, to know its secrets by.
    std::span<const char* const> environment;
};

struct FrozenLaunch {
    Ticket ticket;
    std::vector<std::string> leftOut{};  // platforms, and why; a line each
};

// Why it cannot be frozen, in one line.
std::expected<FrozenLaunch, std::string> freeze(const EvaluatedLaunch& launch,
                                                const FreezeWishes& wishes);

// "linux", "macos", "windows"
std::vector<std::string_view> ticketPlatforms();

}  // namespace slipway
