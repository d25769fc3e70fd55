// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// A launch that asks for files, commands, companions, or for a folder or port of its own: the
// helper evaluates the same catalogue for the same launch, does all that, and hands back the plan.

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "resolver/arena.h"
#include "resolver/evaluator.h"

namespace slipway {

// How the helper is called. Standard input and output are one socket: a PreparationRequest comes
// in, a plan goes out. What the helper leaves behind waits there for the launch: kLaunching and
// then the end mean that the application runs. A process that is killed first says nothing, one
// that fails says more.
inline constexpr std::string_view kPrepareVerb = "prepare-launch";
inline constexpr std::string_view kLaunching = "launching";

// What a helper needs to know besides its environment, which is that of the launch, whole.
struct PreparationRequest {
    Invocation invocation;  // of it the texts, and the user's arguments
    std::string_view launchTime;
    std::string_view processId;   // of the launch
    std::string_view siteFolder;  // the shim's
    std::span<const std::byte> catalogue;
};

std::string_view writeRequest(const PreparationRequest& request, Arena& arena);
std::optional<PreparationRequest> readRequest(std::span<const std::byte> message, Arena& arena);

// Its companions are those that the process which launches is to start itself.
std::string_view writePlan(const LaunchPlan& plan, Arena& arena);
std::optional<LaunchPlan> readPlan(std::span<const std::byte> message, Arena& arena);

// The helper at work, and what it leaves behind until the launch has come about.
class Preparation {
  public:
    explicit Preparation(Arena& arena) : arena_(arena) {}
    Preparation(const Preparation&) = delete;
    Preparation& operator=(const Preparation&) = delete;

    // `environment` is what this process was started with; a null pointer behind it. `patience` are
    // the milliseconds that its commands may take. Nothing where it fails: `failure` says why.
    std::optional<LaunchPlan> run(std::string_view slipway, const PreparationRequest& request,
                                  std::span<const char* const> environment, std::uint64_t patience);
    std::string_view failure() const { return failure_; }

    // The next thing that this process does is to become the application.
    void launching();
    // There is no application: no companion comes to be either. Ahead of anything else, also of
    // saying so.
    void launchFailed();

  private:
    std::optional<LaunchPlan> fail(std::initializer_list<std::string_view> parts);

    Arena& arena_;
    int conversation_ = -1;
    std::string_view failure_;
};

}  // namespace slipway
