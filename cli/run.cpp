// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <string_view>

#include "cli/planned_launch.h"
#include "cli/syntax.h"
#include "cli/verbs.h"
#include "manifests/diagnostic.h"
#include "shim/catalogue_cache.h"
#include "shim/process.h"

namespace slipway {

namespace {

constexpr std::string_view kBypass = "SLIPWAY_BYPASS";

bool isBypassed(const Surroundings& surroundings) {
    const char* value = variable(surroundings.environment, kBypass);
    return value != nullptr && std::string_view(value) == "1";
}

int launchPlanned(const ApplicationRequest& request, const std::vector<std::string>& arguments,
                  const Surroundings& surroundings) {
    PlannedLaunch launch(request, arguments, Extent::kLaunch, surroundings);
    const LaunchPlan plan = launch.evaluate().plan;
    sayRemarks(launch, plan, surroundings);
    if (plan.outcome != Outcome::kLaunch) return exitCode(plan.outcome);
    return become(plan, launch.arena(), surroundings);
}

// The installation that the last launch by a shim went to, as far as the cache remembers it; no
// manifest is opened.
std::string_view rememberedExecutable(const Invocation& invocation, World& world, Arena& arena) {
    const auto file = lastCataloguePath(invocation.command, invocation.environment, arena);
    const auto catalogue = file.empty() ? std::nullopt : openCatalogue(file);
    if (!catalogue || catalogue->application().installations.count == 0) return {};
    return evaluate(*catalogue, invocation, kHostRules, world, arena, nullptr).plan.executable;
}

// The real command, with environment and arguments as they are (spec 2.5).
int bypass(const ApplicationRequest& request, const std::vector<std::string>& arguments,
           const Surroundings& surroundings) {
    Arena arena;
    HostWorld world(arena, surroundings.environment);
    const Invocation invocation{.command = request.name,
                                .environment = surroundings.environment,
                                .requestedVersion = request.version};
    std::string_view executable = rememberedExecutable(invocation, world, arena);
    if (executable.empty()) executable = world.commandOnPath(request.name);
    if (executable.empty()) {
        surroundings.err << "slipway: '" << printable(request.name) << "' was not found on PATH\n";
        return exitCode(Outcome::kNotFound);
    }
    std::vector<const char*> argv{arena.copy(executable).data()};
    for (const std::string& argument : arguments) argv.push_back(argument.c_str());
    argv.push_back(nullptr);
    LaunchPlan plan;
    plan.executable = executable;
    plan.arguments = {argv.data(), argv.size() - 1};
    plan.environment = surroundings.inheritedEnvironment;
    return become(plan, arena, surroundings);
}

}  // namespace

int runRun(const Surroundings& surroundings, Arguments arguments) {
    const Syntax syntax{
        .verb = "run",
        .usage = "APP[@VERSION] [ARGS…]",
        .about =
            "Launches APP as its shim would. Everything that follows APP is the "
            "application's.\n"
            "The exit code is the application's; 125 where Slipway refused, 126 where it "
            "cannot be executed, 127 where there is nothing to launch.",
        .fewest = 1,
        .most = 1};
    const auto app = std::ranges::find_if(
        arguments, [](const std::string& argument) { return !argument.starts_with('-'); });
    const auto rest = app == arguments.end() ? app : app + 1;
    const auto parsed = parse(syntax, {arguments.begin(), rest}, surroundings);
    if (!parsed) return parsed.error();
    const auto request = parseApplicationRequest(parsed->positionals[0]);
    if (!request) return wrongUsage(surroundings, request.error());
    const std::vector<std::string> own(rest, arguments.end());
    return isBypassed(surroundings) ? bypass(*request, own, surroundings)
                                    : launchPlanned(*request, own, surroundings);
}

}  // namespace slipway
