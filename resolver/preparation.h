// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// What is done ahead of a launch (spec 1.4, "Beyond variables"), as the evaluator hands it out: its
// texts finished. Who evaluates decides whether it is done: a World (evaluator.h).

#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "resolver/catalogue.h"
#include "resolver/environment.h"

namespace slipway {

// A `before` command with the environment composed so far.
struct PlannedCommand {
    const catalogue::Integration* by;
    const catalogue::BeforeCommand* command;
    std::string_view executable;               // absolute, or a name to be looked up on its PATH
    std::span<const char* const> arguments;    // argv, a null pointer behind it
    std::span<const char* const> environment;  // envp, a null pointer behind it
};

struct PlannedFile {
    const catalogue::Integration* by;
    const catalogue::File* file;
    std::string_view path;  // absolute
    std::string_view content;
};

// The environment is the application's, and its own operations.
struct PlannedCompanion {
    const catalogue::Integration* by;
    const catalogue::Companion* companion;
    std::string_view executable;  // as of PlannedCommand
    std::span<const char* const> arguments;
    std::span<const char* const> environment;
};

// An operation that a command printed. Nothing in it is a placeholder.
struct PrintedOperation {
    std::string_view name;
    OperationKind kind;
    bool isList;
    std::span<const std::string_view> values;
    Value separator;  // else the platform's
};

enum class Deed : std::uint8_t {
    kLeft,       // not done, and not to be: the world only tells
    kDone,       // as it should
    kFailed,     // the reason says why
    kUntrusted,  // not even begun: somebody else could have put something in its place
};

struct DeedResult {
    Deed deed = Deed::kLeft;
    std::string_view reason{};  // "ended with exit code 1"
    // What a command printed.
    std::span<const PrintedOperation> operations{};
    std::span<const std::string_view> arguments{};
};

// What only some launches have: a folder of their own, a free port.
struct Provided {
    Value value;
    std::string_view failure{};  // why there is none
};

}  // namespace slipway
