// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <cerrno>
#include <charconv>

#include "cli/syntax.h"
#include "cli/verbs.h"
#include "farm/passing_error.h"
#include "farm/worker.h"
#include "manifests/diagnostic.h"
#include "shim/host_world.h"
#include "shim/preparation.h"

namespace slipway {

namespace {

// The one line that a farm's wrangler finds in the task's log.
int refuse(const Task& task, const Refusal& refusal, const Surroundings& surroundings) {
    surroundings.err << "slipway: ticket " << inQuotes(task.ticketPath) << ": "
                     << printable(refusal.reason)
                     << (refusal.code == kTryLater ? " (exit 75: it may run later)"
                                                   : " (exit 78: it cannot run here)")
                     << "\n";
    return refusal.code;
}

// Of an exec that did not come about.
Refusal failureOf(const LaunchFailure& failure, const LaunchPlan& plan, const WorkerLaunch& launch,
                  World& world, Arena& arena) {
    const std::string reason(describeFailure(failure, plan, world, arena));
    if (mayPass(failure.error) || failure.error == ETXTBSY) return {kTryLater, reason};
    if (failure.error == ENOENT || failure.error == ENOTDIR) return launch.absent(reason);
    return {kCannotRun, reason};
}

// What the helper starts from: the task's environment, and how many launches stand around it.
std::span<const char* const> helpersEnvironment(const WorkerLaunch& launch,
                                                const Surroundings& surroundings, Arena& arena) {
    const auto own = launch.invocation().environment;
    const Environment unchanged(arena, surroundings.rules, own);
    const LaunchChain& chain = surroundings.enclosing.chain;
    const PrintedSession session = printSession({unchanged, {}, {}, chain, {}}, arena);
    ArenaVector<const char*> entries(arena);
    entries.append(own);
    entries.push(arena.join({kSessionVariable, "=", session.text}).data());
    entries.push(nullptr);
    return entries.span().first(own.size() + 1);
}

// With what it asks for ahead of it done.
std::expected<LaunchPlan, Refusal> prepare(const LaunchPlan& plan, const WorkerLaunch& launch,
                                           Preparation& preparation, World& world,
                                           const Surroundings& surroundings, Arena& arena) {
    const PreparationRequest request{
        launch.invocation(), world.launchTime(), world.processId(), {}, launch.catalogueBlock()};
    const auto prepared =
        preparation.run(surroundings.executable, request,
                        helpersEnvironment(launch, surroundings, arena), plan.patience);
    return launch.prepared(prepared, preparation.failure());
}

int execute(const Task& task, const Surroundings& surroundings) {
    const auto ticket = openTicket(task, surroundings.disk);
    if (!ticket) return refuse(task, ticket.error(), surroundings);
    Arena arena;
    AskedHost world(arena, surroundings.environment);
    const Host host = hostOf(surroundings);
    WorkerLaunch launch(*ticket, task, host, world, arena);
    auto plan =
        launch.plan({surroundings.environment, surroundings.enclosing.chain, makeLaunchId(arena)});
    for (const std::string& warning : launch.warnings()) {
        surroundings.err << "slipway: " << printable(warning) << "\n";
    }
    Preparation preparation(arena);
    if (plan && plan->needsPreparing) {
        plan = prepare(*plan, launch, preparation, world, surroundings, arena);
    }
    if (!plan) {
        preparation.launchFailed();
        return refuse(task, plan.error(), surroundings);
    }
    preparation.launching();
    const LaunchFailure failure = surroundings.launch(*plan, arena);
    preparation.launchFailed();
    return refuse(task, failureOf(failure, *plan, launch, world, arena), surroundings);
}

bool isNumber(const std::string& text, std::size_t& number) {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc() && end == text.data() + text.size();
}

}  // namespace

int runFarmExec(const Surroundings& surroundings, Arguments arguments) {
    std::string id;
    std::string number;
    std::string verify;
    std::string command;
    const Syntax syntax{
        .verb = "farm-exec",
        .usage = "TICKET [--sha256 ID] [--task N] [--verify HOW] [-- ARGS…]",
        .about =
            "Becomes the application that a ticket of 'slipway freeze' launches: the process is "
            "the application's, its exit code too. ARGS, where there are any, stand in the place "
            "of those that were frozen.\n"
            "Exit 78: the ticket cannot run here (changed, expired, no such application); 75: it "
            "may run later (something is not mounted, a share does not answer).",
        .options = {{"--sha256", "ID", "the id that the ticket must have", &id},
                    {"--task", "N", "which of the tasks that the frames make, from 0", &number},
                    {"--verify", "HOW",
                     "'frozen': no manifest is looked at (default); 'strict': refuses where one "
                     "has changed; 'relaxed': warns",
                     &verify},
                    {"--command", "NAME", "refuses a ticket of another command", &command}},
        .examples = {{"slipway farm-exec shot.ticket --task \"$SLURM_ARRAY_TASK_ID\"",
                      "in a batch script"}},
        .fewest = 1,
        .most = 1,
        .takesApplicationArguments = true};
    const auto parsed = parse(syntax, arguments, surroundings);
    if (!parsed) return parsed.error();
    Task task{.ticketPath = parsed->positionals[0],
              .id = id,
              .command = command,
              .number = std::nullopt,
              .arguments = std::nullopt};
    if (auto path = absolutePath(task.ticketPath, surroundings)) task.ticketPath = *path;
    if (!parsed->applicationArguments.empty()) task.arguments = parsed->applicationArguments;
    const auto how = verifyNamed(verify.empty() ? "frozen" : verify);
    if (!how) {
        return refuse(
            task,
            {kCannotRun, "--verify is 'strict', 'frozen' or 'relaxed', not " + inQuotes(verify)},
            surroundings);
    }
    task.verify = *how;
    std::size_t wanted = 0;
    if (!number.empty() && !isNumber(number, wanted)) {
        return refuse(task, {kCannotRun, "--task is a number from 0 on, not " + inQuotes(number)},
                      surroundings);
    }
    if (!number.empty()) task.number = wanted;
    return execute(task, surroundings);
}

}  // namespace slipway
