// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "cli/planned_launch.h"

#include <stdexcept>

#include "cli/inhabited_roots.h"
#include "cli/launch_record.h"
#include "manifests/diagnostic.h"
#include "shim/catalogue_request.h"

namespace slipway {

namespace {

std::vector<const char*> pointersTo(const std::vector<std::string>& texts) {
    std::vector<const char*> pointers;
    for (const std::string& text : texts) pointers.push_back(text.c_str());
    return pointers;
}

Host hostFor(const std::string& command, const std::string& siteFolder,
             const Surroundings& surroundings) {
    Host host = hostOf(surroundings, siteFolder);
    host.inhabitedRoots = inhabitedRootsOf(command, surroundings);
    host.launchRecord = launchRecordFile(surroundings);
    return host;
}

Catalogue opened(const std::vector<std::byte>& block) {
    const auto catalogue = Catalogue::open(block);
    if (!catalogue) throw std::runtime_error("the manifests are too large to compile");
    return *catalogue;
}

std::string nearestCommand(std::string_view name, const Surroundings& surroundings) {
    const Studio studio = studioOf(surroundings);
    std::vector<std::string_view> commands;
    for (const Application& application : studio.applications) {
        commands.push_back(application.name);
        for (const Command& command : application.commands) commands.push_back(command.name);
    }
    return didYouMean(name, commands);
}

// Neither a manifest nor PATH knows the command.
bool isNowhere(const PlannedLaunch& launch, Outcome outcome) {
    return outcome == Outcome::kNotFound && !launch.catalogue().application().known;
}

}  // namespace

PlannedLaunch::PlannedLaunch(const ApplicationRequest& request,
                             const std::vector<std::string>& arguments, Extent extent,
                             const Surroundings& surroundings, std::optional<LaunchMode> mode)
    : request_(request),
      surroundings_(surroundings),
      mode_(mode),
      shim_(shimCalled(request.name, surroundings)),
      arguments_(pointersTo(arguments)),
      world_(arena_, surroundings, shim_.folder, {}),
      launchId_(makeLaunchId(arena_)),
      host_(hostFor(request.name, shim_.folder, surroundings)),
      catalogue_(compiled(extent)) {}

Invocation PlannedLaunch::invocation() const {
    return {.command = shim_.command,
            .arguments = arguments_,
            .environment = surroundings_.environment,
            .requestedVersion = request_.version,
            .boundVersion = shim_.version,
            .recordedTarget = shim_.target,
            .launchId = launchId_,
            .enclosingContext = surroundings_.enclosing.context,
            .enclosingVersions = surroundings_.enclosing.versions,
            .enclosingChain = surroundings_.enclosing.chain,
            .inheritedEnvironment = surroundings_.inheritedEnvironment,
            .enclosingSession = surroundings_.enclosing.session,
            .mode = mode_};
}

Catalogue PlannedLaunch::compiled(Extent extent) {
    for (int round = 0; round < kMostRoundsOfQuestions; ++round) {
        block_ = compileCatalogue(shim_.command, extent, host_);
        const Catalogue catalogue = opened(block_);
        if (catalogue.header().questions.count == 0) return catalogue;
        const Evaluation asked = slipway::evaluate(catalogue, invocation(), surroundings_.rules,
                                                   world_, arena_, nullptr);
        for (const Answer& answer : asked.answers) {
            auto& known = host_.answers[std::string(answer.question)];
            if (answer.answer) known = std::string(*answer.answer);
        }
    }
    throw std::runtime_error("the configuration asks more than can be answered");
}

Evaluation PlannedLaunch::evaluate(Observer* observer) {
    return slipway::evaluate(catalogue_, invocation(), surroundings_.rules, world_, arena_,
                             observer);
}

void PlannedLaunch::carryOut() {
    if (evaluate().plan.outcome == Outcome::kLaunch) world_.carryOut(catalogue_);
}

void PlannedLaunch::carryOutAtFreezing() {
    if (evaluate().plan.outcome == Outcome::kLaunch) world_.carryOutAtFreezing(catalogue_);
}

Evaluation PlannedLaunch::prepare(Preparation& preparation) {
    Evaluation evaluation = evaluate();
    LaunchPlan& plan = evaluation.plan;
    if (!plan.needsPreparing || plan.outcome != Outcome::kLaunch) return evaluation;
    const PreparationRequest request{invocation(), world_.launchTime(), world_.processId(),
                                     shim_.folder, catalogue_.block()};
    if (const auto prepared = preparation.run(surroundings_.executable, request,
                                              surroundings_.inheritedEnvironment, plan.patience)) {
        plan = *prepared;
        return evaluation;
    }
    // Unlike a shim's launch it can as well be typed again.
    plan.outcome = Outcome::kRefused;
    ArenaVector<Remark> remarks(arena_);
    remarks.append(plan.remarks);
    remarks.push(
        {Severity::kError, "preparation",
         arena_.join({"not launched, since it cannot be prepared: ", preparation.failure()})});
    plan.remarks = remarks.span();
    return evaluation;
}

Studio studioOf(const Surroundings& surroundings) {
    Studio studio = readStudio(hostOf(surroundings));
    if (studio.questions.empty()) return studio;
    const PlannedLaunch launch({}, {}, Extent::kLaunch, surroundings);
    return readStudio(launch.host());
}

EnvironmentPatch PlannedLaunch::changesFromHere(const LaunchPlan& plan) {
    Environment here(arena_, surroundings_.rules, surroundings_.inheritedEnvironment);
    const Environment there(arena_, surroundings_.rules, plan.environment);
    here.apply(plan.changes);
    there.forEachVariable([&](const VariableChange& variable) {
        if (here.get(variable.name) != variable.after) here.set(variable.name, variable.after);
    });
    here.forEachVariable([&](const VariableChange& variable) {
        if (!there.get(variable.name)) here.set(variable.name, std::nullopt);
    });
    return here.changes();
}

std::string messageOf(const Remark& remark, const PlannedLaunch& launch, const LaunchPlan& plan,
                      const Surroundings& surroundings) {
    const std::string message(remark.message);
    if (!isNowhere(launch, plan.outcome) || &remark != &plan.remarks.back()) return message;
    return message + nearestCommand(launch.request().name, surroundings);
}

void sayRemarks(const PlannedLaunch& launch, const LaunchPlan& plan,
                const Surroundings& surroundings) {
    for (const Remark& remark : plan.remarks) {
        const std::string message = messageOf(remark, launch, plan, surroundings);
        surroundings.err << "slipway: " << printable(message) << "\n";
    }
}

void sayNotPrepared(const LaunchPlan& plan, const Surroundings& surroundings) {
    if (!plan.needsPreparing) return;
    surroundings.err << "slipway: nothing is done that is for launches alone ('before' commands, "
                        "files, {launch.dir}, {launch.port}); with "
                     << kRunBefore << " it is\n";
}

int codeOfAnswer(const PlannedLaunch& launch, Outcome outcome) {
    if (outcome == Outcome::kLaunch) return 0;
    const bool isVersionUnknown =
        outcome == Outcome::kNotFound && !launch.request().version.empty();
    return isVersionUnknown || isNowhere(launch, outcome) ? 2 : 1;
}

int become(const LaunchPlan& plan, Arena& arena, const Surroundings& surroundings) {
    const LaunchFailure failure = surroundings.launch(plan, arena);
    AskedHost world(arena, surroundings.environment);
    surroundings.err << "slipway: " << printable(describeFailure(failure, plan, world, arena))
                     << "\n";
    return exitCode(failure.outcome);
}

}  // namespace slipway
