// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// A launch as the shim would make it: what `run`, `env` and `explain` are views of (spec 2.1).

#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/called_shim.h"
#include "cli/preparing_world.h"
#include "cli/surroundings.h"
#include "cli/syntax.h"
#include "manifests/compiler.h"
#include "resolver/arena.h"
#include "resolver/catalogue.h"
#include "resolver/evaluator.h"
#include "shim/preparation.h"

namespace slipway {

// Holds all that the plan's texts live in. `surroundings` and `arguments` must outlive it.
class PlannedLaunch {
  public:
    // `mode`: of a launch that shall be one of that mode, whatever the environment says.
    PlannedLaunch(const ApplicationRequest& request, const std::vector<std::string>& arguments,
                  Extent extent, const Surroundings& surroundings,
                  std::optional<LaunchMode> mode = std::nullopt);

    const ApplicationRequest& request() const { return request_; }
    const Catalogue& catalogue() const { return catalogue_; }
    // With the answers that this launch gives.
    const Host& host() const { return host_; }
    HostWorld& world() { return world_; }
    std::string_view id() const { return launchId_; }
    Arena& arena() { return arena_; }
    // Nothing is done of what integrations ask for ahead of a launch, unless `carryOut` was called.
    Evaluation evaluate(Observer* observer = nullptr);
    // From now on commands run and files are written, where the launch is possible; companions come
    // with an application only.
    void carryOut();
    // The same of what is done where a launch is frozen.
    void carryOutAtFreezing();
    // Of a launch that takes place: the helper does what is asked for ahead of it.
    Evaluation prepare(Preparation& preparation);
    // What makes the environment that this process was started with the plan's. Within a launch
    // that is more than the plan's own changes: it takes back the enclosing one's, too.
    EnvironmentPatch changesFromHere(const LaunchPlan& plan);

  private:
    Invocation invocation() const;
    // Compiles until nothing is asked any more.
    Catalogue compiled(Extent extent);

    ApplicationRequest request_;
    const Surroundings& surroundings_;
    std::optional<LaunchMode> mode_;
    CalledShim shim_;
    Arena arena_;
    std::vector<const char*> arguments_;
    PreparingWorld world_;
    std::string_view launchId_;
    Host host_;
    std::vector<std::byte> block_;
    Catalogue catalogue_;
};

// The studio as it is for a launch from here: what it asks is answered as that launch would.
Studio studioOf(const Surroundings& surroundings);

// In words; of a command that is not known the last one also names the nearest that is.
std::string messageOf(const Remark& remark, const PlannedLaunch& launch, const LaunchPlan& plan,
                      const Surroundings& surroundings);
// What the evaluation has to say, a line each on stderr.
void sayRemarks(const PlannedLaunch& launch, const LaunchPlan& plan,
                const Surroundings& surroundings);

// That nothing was done of what integrations ask for ahead of a launch, where they do.
void sayNotPrepared(const LaunchPlan& plan, const Surroundings& surroundings);

inline constexpr std::string_view kRunBefore = "--run-before";
inline constexpr std::string_view kRunBeforeHelp =
    "run the 'before' commands, write the files and make {launch.dir}; no companion is started";

// The exit code of a verb that tells of a launch: what is not there to be told of is wrong usage.
int codeOfAnswer(const PlannedLaunch& launch, Outcome outcome);

// Replaces this process by the plan's executable. Returns only when that failed, which it says:
// the exit code.
int become(const LaunchPlan& plan, Arena& arena, const Surroundings& surroundings);

}  // namespace slipway
