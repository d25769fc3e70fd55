// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// The shim's helper for a launch that asks for more than variables (shim/preparation.h): not for
// people, so it says nothing.

#include <string>

#include "cli/launch_conversation.h"
#include "cli/preparing_world.h"
#include "cli/verbs.h"
#include "shim/preparation.h"

namespace slipway {

namespace {

// Those whose executable is there and may be started, by its path.
std::span<const PlannedCompanion> startable(const LaunchPlan& plan, PreparingWorld& world,
                                            Arena& arena) {
    ArenaVector<PlannedCompanion> companions(arena);
    for (PlannedCompanion companion : plan.companions) {
        const auto executable =
            world.executableOf(companion.executable, companion.environment, *companion.by);
        if (executable.path.empty()) continue;
        companion.executable = arena.copy(executable.path);
        companions.push(companion);
    }
    return companions.span();
}

Invocation invocationOf(const PreparationRequest& request, const Surroundings& surroundings) {
    Invocation invocation = request.invocation;
    invocation.environment = surroundings.environment;
    invocation.enclosingContext = surroundings.enclosing.context;
    invocation.enclosingVersions = surroundings.enclosing.versions;
    invocation.enclosingChain = surroundings.enclosing.chain;
    invocation.inheritedEnvironment = surroundings.inheritedEnvironment;
    invocation.enclosingSession = surroundings.enclosing.session;
    return invocation;
}

}  // namespace

int runPrepareLaunch(const Surroundings& surroundings, Arguments) {
    Arena arena;
    const std::vector<std::byte> message = receiveRequest();
    const auto request = readRequest(message, arena);
    const auto catalogue = request ? Catalogue::open(request->catalogue) : std::nullopt;
    if (!catalogue) return 1;
    PreparingWorld world(arena, surroundings, std::string(request->siteFolder),
                         {request->processId, request->launchTime, connectionToLaunch()});
    world.carryOut(*catalogue);
    LaunchPlan plan = evaluate(*catalogue, invocationOf(*request, surroundings), surroundings.rules,
                               world, arena, nullptr)
                          .plan;
    const bool isLaunched = plan.outcome == Outcome::kLaunch;
    plan.companions = isLaunched ? startable(plan, world, arena) : plan.companions.first(0);
    answerWith(plan, arena);
    return 0;
}

}  // namespace slipway
