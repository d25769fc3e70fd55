// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <string_view>

#include "cli/desktop.h"
#include "cli/planned_launch.h"
#include "cli/syntax.h"
#include "cli/verbs.h"
#include "manifests/diagnostic.h"
#include "shim/catalogue_cache.h"
#include "shim/log.h"
#include "shim/process.h"
#include "shim/refusal_notice.h"

namespace slipway {

namespace {

constexpr std::string_view kBypass = "SLIPWAY_BYPASS";

bool isBypassed(const Surroundings& surroundings) {
    const char* value = variable(surroundings.environment, kBypass);
    return value != nullptr && std::string_view(value) == "1";
}

// Says, writes down and shows what a shim would.
class Run {
  public:
    Run(PlannedLaunch& launch, Preparation& preparation, const Surroundings& surroundings)
        : launch_(launch),
          preparation_(preparation),
          surroundings_(surroundings),
          level_(logLevel(surroundings.environment)),
          evaluation_(launch.prepare(preparation)) {}

    int run() {
        const LaunchPlan& plan = evaluation_.plan;
        for (const Remark& remark : plan.remarks) {
            tell(remark.severity == Severity::kError ? LogLevel::kError : LogLevel::kWarn,
                 messageOf(remark, launch_, plan, surroundings_));
        }
        if (plan.outcome != Outcome::kLaunch) return endRefused(plan.outcome);
        note(kLaunched);
        preparation_.launching();
        const LaunchFailure failure = surroundings_.launch(plan, launch_.arena());
        preparation_.launchFailed();
        tell(LogLevel::kError,
             std::string(describeFailure(failure, plan, launch_.world(), launch_.arena())));
        return endRefused(failure.outcome);
    }

  private:
    void tell(LogLevel level, const std::string& message) {
        said_.push_back(message);
        if (level >= level_) surroundings_.err << "slipway: " << printable(message) << "\n";
    }

    int endRefused(Outcome outcome) {
        preparation_.launchFailed();
        note(std::to_string(exitCode(outcome)));
        if (level_ <= LogLevel::kError && evaluation_.mode == LaunchMode::kInteractive &&
            isSeenOnDesktopOnly(surroundings_.environment)) {
            showOnDesktop(launch_.request().name, said_, surroundings_);
        }
        return exitCode(outcome);
    }

    void note(std::string_view outcome) {
        const std::vector<std::string_view> said(said_.begin(), said_.end());
        const ApplicationFacts& application = evaluation_.application;
        LogEntry entry{.time = launch_.world().launchTime(),
                       .launchId = launch_.id(),
                       .command = launch_.request().name,
                       .name = application.name.value_or(""),
                       .application = application.identifier.value_or(""),
                       .version = application.version.value_or(""),
                       .executable = evaluation_.plan.executable,
                       .chosenBy = evaluation_.chosenBy,
                       .mode = launchModeName(evaluation_.mode),
                       .catalogue = "compiled",
                       .outcome = outcome,
                       .reason = {},
                       .warnings = said};
        if (outcome != kLaunched && !said.empty()) {
            entry.reason = said.back();
            entry.warnings = std::span(said).first(said.size() - 1);
        }
        write(formatLogEntry(entry, launch_.arena()));
    }

    void write(std::string_view line) {
        const char* log = variable(surroundings_.environment, kLogFileVariable);
        if (log != nullptr && level_ <= LogLevel::kInfo) appendToLog(log, line);
        const Catalogue& catalogue = launch_.catalogue();
        const std::string_view record = catalogue.text(catalogue.header().launchRecord);
        if (!record.empty()) appendToLaunchRecord(record, line, launch_.arena());
    }

    PlannedLaunch& launch_;
    Preparation& preparation_;
    const Surroundings& surroundings_;
    LogLevel level_;
    Evaluation evaluation_;
    std::vector<std::string> said_;
};

int launchPlanned(const ApplicationRequest& request, const std::vector<std::string>& arguments,
                  const Surroundings& surroundings) {
    PlannedLaunch launch(request, arguments, Extent::kLaunch, surroundings);
    Preparation preparation(launch.arena());
    return Run(launch, preparation, surroundings).run();
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
    PlainWorld world(arena, surroundings.environment);
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
