// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <filesystem>

#include "cli/finished_command.h"
#include "cli/frozen_launch.h"
#include "cli/planned_launch.h"
#include "cli/syntax.h"
#include "cli/verbs.h"
#include "farm/engine.h"
#include "farm/frames.h"
#include "farm/path_tokens.h"
#include "farm/worker.h"
#include "installer/path_of.h"
#include "manifests/diagnostic.h"
#include "manifests/paths.h"
#include "manifests/wording.h"
#include "shim/host_world.h"

namespace slipway {

namespace {

struct SubmitOptions {
    std::string engine;
    std::string name;
    std::string after;
    std::vector<std::string> options;
    std::string output;
    std::string slipway;
    std::string verify;
    bool dryRun = false;
};

constexpr std::string_view kTicketFile = "launch.ticket";

std::vector<std::string_view> engineNames() {
    std::vector<std::string_view> names;
    for (const Engine& engine : engines()) names.push_back(engine.name);
    return names;
}

std::expected<std::vector<JobOption>, std::string> jobOptions(
    const std::vector<std::string>& texts) {
    std::vector<JobOption> options;
    for (const std::string& text : texts) {
        const std::size_t equal = text.find('=');
        if (equal == 0 || equal == std::string::npos || hasControlCharacter(text)) {
            return std::unexpected("--option is KEY=VALUE, not " + inQuotes(text));
        }
        options.emplace_back(text.substr(0, equal), text.substr(equal + 1));
    }
    return options;
}

// What workers are, where they are of another platform than this computer.
const PlatformRules& workersRules(const FreezeOptions& options, const Surroundings& surroundings) {
    if (options.platforms.size() != 1) return surroundings.rules;
    for (const PlatformRules* rules : {&kLinuxRules, &kMacosRules, &kWindowsRules}) {
        if (rules->name == options.platforms.front()) return *rules;
    }
    return surroundings.rules;
}

// This computer's paths as the workers have them.
class WorkersPaths {
  public:
    WorkersPaths(const PlatformRules& rules, const Surroundings& surroundings)
        : rules_(rules),
          here_(surroundings.rules),
          translation_(studioOf(surroundings).configuration, here_, rules) {}

    const PlatformRules& rules() const { return rules_; }

    std::expected<std::string, std::string> of(const std::string& path) const {
        if (path.starts_with("{paths.")) {
            if (auto place = translation_.ofTemplate(path)) return *std::move(place);
        } else if (rules_.platform == here_.platform) {
            return path;
        } else if (auto there = translation_(path)) {
            return *std::move(there);
        }
        return std::unexpected(std::string(rules_.name) + " workers do not see " + inQuotes(path) +
                               ": no place of [paths] leads to it there");
    }

    // Of a program of this computer's, or a path as the workers have it.
    std::expected<std::string, std::string> ofSlipway(const std::string& written,
                                                      std::string own) const {
        const bool isOnPath = written.find_first_of("/\\") == std::string::npos;
        if (!written.empty() && (isOnPath || isAbsolutePath(written, rules_))) return written;
        if (!written.empty()) return of(written);
        if (own.ends_with(here_.executableEnding)) {
            own.erase(own.size() - here_.executableEnding.size());
        }
        auto path = of(own + std::string(rules_.executableEnding));
        if (path) return path;
        return std::unexpected(path.error() + "; say --slipway PATH, as they have it");
    }

  private:
    const PlatformRules& rules_;
    const PlatformRules& here_;
    PathTranslation translation_;
};

std::expected<FarmJob, std::string> jobOf(const SubmitOptions& wanted, const Ticket& ticket,
                                          const WorkersPaths& workers,
                                          const Surroundings& surroundings) {
    FarmJob job{.here = surroundings.rules, .workers = workers.rules()};
    const std::string id = readTicket("ticket", printTicket(ticket))->id;
    job.ticketId = id;
    job.name =
        wanted.name.empty() ? ticket.application.command + "-" + id.substr(0, 8) : wanted.name;
    const auto folder = absolutePath(wanted.output.empty() ? "." : wanted.output, surroundings);
    if (!folder) return std::unexpected("there is no working directory; say --output DIR");
    job.folder = joinPath(*folder, "slipway-" + id.substr(0, 12), surroundings.rules);
    const auto logFolder = workers.of(job.folder);
    if (!logFolder) return std::unexpected("--output: " + logFolder.error());
    job.logFolder = *logFolder;
    job.ticketPath = joinPath(job.logFolder, kTicketFile, workers.rules());
    const auto slipway = workers.ofSlipway(wanted.slipway, surroundings.executable);
    if (!slipway) return std::unexpected(slipway.error());
    job.slipway = *slipway;
    if (!ticket.frames.empty()) {
        job.tasks = Frames::parse(ticket.frames, ticket.chunk)->taskCount();
    }
    job.user = userName(surroundings.rules, variablesOf(surroundings)).value_or("");
    job.after = wanted.after;
    job.verify = wanted.verify;
    for (const std::string& text : {job.name, job.folder, job.slipway, job.after, job.user}) {
        if (hasControlCharacter(text)) {
            return std::unexpected(inQuotes(text) + " holds a control character");
        }
    }
    auto options = jobOptions(wanted.options);
    if (!options) return std::unexpected(options.error());
    job.options = *std::move(options);
    return job;
}

std::string commandText(const SubmitCommand& command, const PlatformRules& rules) {
    std::string text;
    for (const std::string& word : command) {
        text += (text.empty() ? "" : " ") + quoteForShell(word, rules);
    }
    return text;
}

void printDry(const Submission& submission, const FarmJob& job, const Surroundings& surroundings) {
    for (const JobFile& file : submission.files) {
        surroundings.out << "# " << printable(filePath(job, file.name)) << "\n";
        std::string text = file.text;
        std::ranges::replace(text, '\0', '\n');
        surroundings.out << text << "\n";
    }
    surroundings.out << "# submitted with\n"
                     << commandText(submission.commands.front(), surroundings.rules) << "\n";
}

// Everybody may read what workers need; of the folder itself only its owner changes anything.
bool writeFiles(const Submission& submission, const FarmJob& job, const Ticket& ticket,
                const Surroundings& surroundings) {
    std::error_code failed;
    std::filesystem::create_directories(pathOf(job.folder), failed);
    const std::string path = filePath(job, kTicketFile);
    if (!writeForWorkers(path, printTicket(ticket), surroundings)) return false;
    return std::ranges::all_of(submission.files, [&](const JobFile& file) {
        return writeForWorkers(filePath(job, file.name), file.text, surroundings);
    });
}

// By its path.
std::optional<SubmitCommand> firstThatIsThere(const std::vector<SubmitCommand>& commands,
                                              const Surroundings& surroundings) {
    Arena arena;
    AskedHost world(arena, surroundings.inheritedEnvironment);
    for (SubmitCommand command : commands) {
        const std::string_view path = world.commandOnPath(command.front());
        if (path.empty()) continue;
        command.front() = path;
        return command;
    }
    return std::nullopt;
}

int submit(const Engine& engine, const Submission& submission, const FarmJob& job,
           const Surroundings& surroundings) {
    const auto command = firstThatIsThere(submission.commands, surroundings);
    if (!command) {
        surroundings.err << "slipway: not submitted: there is no "
                         << inQuotes(submission.commands.front().front()) << " on PATH ("
                         << engine.submittedWith << "); the job's files are in "
                         << inQuotes(job.folder) << "\n";
        return 1;
    }
    const FinishedCommand output = runToEnd(*command, surroundings.inheritedEnvironment);
    if (output.code != 0) {
        surroundings.err << "slipway: not submitted: " << inQuotes(submission.commands.front()[0])
                         << " ended with exit code " << output.code << "; the job's files are in "
                         << inQuotes(job.folder) << "\n";
        return 1;
    }
    const auto id = engine.jobId(output.out);
    if (!id) {
        surroundings.out << output.out;
        return 0;
    }
    surroundings.out << *id << "\n";
    surroundings.err << "slipway: submitted; watch it with '" << engine.watching(*id)
                     << "', its files are in " << inQuotes(job.folder) << "\n";
    return 0;
}

}  // namespace

int runSubmit(const Surroundings& surroundings, Arguments arguments) {
    SubmitOptions wanted;
    FreezeOptions options;
    Syntax syntax{
        .verb = "submit",
        .usage = "APP[@VERSION] --engine ENGINE [--frames FRAMES] [OPTION…] [-- ARGS…]",
        .about =
            "Freezes a launch of APP and hands it to a render farm that is there already; prints "
            "the job's id. The engine runs 'slipway farm-exec' for each task, and none of the "
            "variables that are set here travels with it.",
        .options = {{"--engine", "ENGINE", alternatives(engineNames()), &wanted.engine},
                    {"--dry-run", "", "prints what would be submitted, and submits nothing",
                     &wanted.dryRun},
                    {"--output", "DIR",
                     "where the ticket, the job's files and its logs go, in a folder of their own; "
                     "workers must see it there; default: this directory",
                     &wanted.output},
                    {"--slipway", "PATH",
                     "where the workers have slipway, '{paths.NAME}/…' too; default: this one, as "
                     "[paths] has it there",
                     &wanted.slipway},
                    {"--verify", "HOW", "as of 'farm-exec'", &wanted.verify},
                    {"--name", "NAME", "the job's name", &wanted.name},
                    {"--after", "JOB", "begins when that job has ended well", &wanted.after},
                    {"--option", "KEY=VALUE", "handed to the engine; may be given several times",
                     &wanted.options}},
        .examples = {{"slipway submit blender --engine slurm --frames 1-100 --chunk 10 -- -b "
                      "shot.blend -s {first} -e {last} -a",
                      "ten tasks"}},
        .fewest = 1,
        .most = 1,
        .takesApplicationArguments = true};
    for (Option& option : syntaxOf(options)) syntax.options.push_back(std::move(option));
    const auto parsed = parse(syntax, arguments, surroundings);
    if (!parsed) return parsed.error();
    const auto engine = std::ranges::find(engines(), wanted.engine, &Engine::name);
    if (engine == engines().end()) {
        return wrongUsage(surroundings,
                          "--engine is " + alternatives(engineNames()) +
                              (wanted.engine.empty() ? "" : ", not " + inQuotes(wanted.engine)));
    }
    const auto ticket =
        freezeLaunch(parsed->positionals[0], parsed->applicationArguments, options, surroundings);
    if (!ticket) return ticket.error();
    const WorkersPaths workers(workersRules(options, surroundings), surroundings);
    const auto job = jobOf(wanted, *ticket, workers, surroundings);
    if (!job) return wrongUsage(surroundings, job.error());
    const auto submission = engine->submission(*job);
    if (!submission) return wrongUsage(surroundings, submission.error());
    if (wanted.dryRun) {
        printDry(*submission, *job, surroundings);
        return 0;
    }
    if (!writeFiles(*submission, *job, *ticket, surroundings)) return 1;
    return submit(*engine, *submission, *job, surroundings);
}

}  // namespace slipway
