// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// A ticket on a worker: whether it can be executed here, and what it comes to (spec 3.3).

#pragma once

#include <cstddef>
#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "farm/thaw.h"
#include "farm/ticket.h"
#include "manifests/host.h"
#include "resolver/arena.h"
#include "resolver/evaluator.h"

namespace slipway {

// As sysexits.h has them: what a farm should do with the task.
inline constexpr int kTryLater = 75;   // EX_TEMPFAIL: it may run later, or elsewhere
inline constexpr int kCannotRun = 78;  // EX_CONFIG: it will not run here, however often it is tried

struct Refusal {
    int code = kCannotRun;
    std::string reason;  // one line
};

enum class Verify : std::uint8_t {
    kStrict,   // the manifests are read again, and must be what they were
    kFrozen,   // no manifest is looked at
    kRelaxed,  // they are read again; what differs is a warning
};

std::optional<Verify> verifyNamed(std::string_view name);

// What one task asks for.
struct Task {
    std::string ticketPath;
    std::string id;                     // that it must have; empty: any
    std::string command;                // that was called, by a shim; empty: none was
    std::optional<std::size_t> number;  // from 0
    // Of who called the command: they stand in the place of the ticket's own. Nothing: none.
    std::optional<std::vector<std::string>> arguments;
    Verify verify = Verify::kFrozen;
};

std::expected<Ticket, Refusal> openTicket(const Task& task, Disk& disk);

// What the process brings.
struct WorkerProcess {
    std::span<const char* const> environment;  // the starting one
    LaunchChain chain;
    std::string_view launchId;
};

// Holds what the plan's texts lie in.
class WorkerLaunch {
  public:
    // All of these must outlive it. The ticket must have been opened for the task.
    WorkerLaunch(const Ticket& ticket, const Task& task, const Host& host, World& world,
                 Arena& arena);

    std::expected<LaunchPlan, Refusal> plan(const WorkerProcess& process);
    // What it was made of, for whoever does what it asks for ahead of it, and that one's plan as
    // the task's.
    const Invocation& invocation() const { return invocation_; }
    std::span<const std::byte> catalogueBlock() const { return block_; }
    std::expected<LaunchPlan, Refusal> prepared(const std::optional<LaunchPlan>& plan,
                                                std::string_view failure) const;
    // What was found other than it was frozen, by `relaxed`.
    const std::vector<std::string>& warnings() const { return warnings_; }

    // A refusal for something that is not there: 75 where a place of the ticket's is not, either.
    Refusal absent(std::string reason) const;

  private:
    std::optional<Refusal> whyNotHere() const;
    std::optional<Refusal> verify(const Thaw& thaw);
    std::optional<std::string> difference(const TicketManifest& manifest, const Thaw& thaw,
                                          int& error) const;
    std::expected<std::vector<std::string>, Refusal> arguments(const Thaw& thaw) const;
    std::expected<std::vector<std::string>, Refusal> environment(const WorkerProcess& process,
                                                                 const Thaw& thaw) const;
    std::expected<std::string, Refusal> secret(const TicketSecret& secret, const Thaw& thaw) const;
    std::expected<Catalogue, Refusal> catalogue(const Thaw& thaw);
    void invoke(const WorkerProcess& process);
    std::expected<LaunchPlan, Refusal> judged(LaunchPlan plan) const;
    std::span<const ContextEntry> context() const;

    const Ticket& ticket_;
    const Task& task_;
    const Host& host_;
    World& world_;
    Arena& arena_;
    std::vector<std::string> warnings_;
    std::vector<std::string> arguments_;
    std::vector<std::string> environment_;
    std::vector<std::byte> block_;
    Invocation invocation_;
};

}  // namespace slipway
