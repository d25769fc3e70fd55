// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "cli/preparing_world.h"

#include <chrono>

#include "cli/captured_command.h"
#include "cli/helper_log.h"
#include "cli/launch_file.h"
#include "cli/launch_folder.h"
#include "cli/secrets.h"
#include "manifests/command_output.h"
#include "manifests/configuration.h"
#include "manifests/questions.h"
#include "manifests/wording.h"
#include "resolver/path.h"
#include "resolver/text.h"
#include "shim/command_path.h"
#include "shim/process.h"

namespace slipway {

namespace {

constexpr std::size_t kMostJson = 1024 * 1024;
constexpr std::size_t kMostOfALine = 200;

// The last line with something on it: mostly that says it.
std::string lastLine(const std::string& text) {
    const auto end = text.find_last_not_of(" \t\r\n");
    if (end == std::string::npos) return {};
    const auto before = text.find_last_of("\r\n", end);
    const auto begin = before == std::string::npos ? 0 : before + 1;
    const std::string line = text.substr(begin, end + 1 - begin);
    return line.size() <= kMostOfALine ? line : line.substr(0, kMostOfALine) + "…";
}

std::string durationText(std::uint32_t milliseconds) {
    return milliseconds % 1000 == 0 ? std::to_string(milliseconds / 1000) + " s"
                                    : std::to_string(milliseconds) + " ms";
}

std::string howItEnded(const CommandEnd& end, std::uint32_t timeout) {
    switch (end.how) {
        case CommandEnd::How::kExited:
            return "ended with exit code " + std::to_string(end.code);
        case CommandEnd::How::kSignalled:
            return "was ended by a signal: " + end.signal;
        case CommandEnd::How::kTooLong:
            return "did not end within " + durationText(timeout);
        case CommandEnd::How::kTooMuch:
            return "printed more than 1 MiB where JSON is expected";
        case CommandEnd::How::kNotStarted:
            return "cannot be started: " + errorText(end.code);
        case CommandEnd::How::kAbandoned:
            return "was ended, since the launch was";
    }
    return {};
}

Secrets secretsOf(const Catalogue& catalogue, std::span<const char* const> environment) {
    Secrets secrets{SecretNames(catalogue)};
    secrets.learn(environment);
    return secrets;
}

// The root that a plugin of the integration stands in; empty: it is configuration's.
std::string rootOf(const Catalogue& catalogue, const catalogue::Integration& integration,
                   const PlatformRules& rules) {
    const std::string_view folder = catalogue.text(integration.folder);
    const std::string_view manifest = fileNameOf(catalogue.text(integration.origin.file), rules);
    const bool hasOwnFolder = manifest == "slipway.toml" || manifest == "slipway.json";
    return std::string(hasOwnFolder ? folderOf(folder, rules) : folder);
}

}  // namespace

PreparingWorld::PreparingWorld(Arena& arena, const Surroundings& surroundings,
                               std::string siteFolder, Process process)
    : HostWorld(arena, surroundings.environment),
      arena_(arena),
      surroundings_(surroundings),
      siteFolder_(std::move(siteFolder)),
      process_(process) {}

void PreparingWorld::carryOut(const Catalogue& catalogue) {
    catalogue_ = catalogue;
    folder_.reset();
}

void PreparingWorld::carryOutAtFreezing(const Catalogue& catalogue) {
    carryOut(catalogue);
    isFreezing_ = true;
}

std::string_view PreparingWorld::processId() {
    return process_.id.empty() ? HostWorld::processId() : process_.id;
}

std::string_view PreparingWorld::launchTime() {
    return process_.launchTime.empty() ? HostWorld::launchTime() : process_.launchTime;
}

Provided PreparingWorld::launchFolder() {
    if (folder_) return *folder_;
    if (!catalogue_ || isFreezing_) {
        const std::string above = folderOfLaunches(surroundings_.environment);
        folder_ = {
            arena_.copy(joinPath(above, launchFolderName(processId()), surroundings_.rules))};
    } else if (const auto made = makeLaunchFolder(processId(), surroundings_.environment)) {
        folder_ = {arena_.copy(*made)};
    } else {
        folder_ = {{}, arena_.copy(made.error())};
    }
    return *folder_;
}

Provided PreparingWorld::launchPort() {
    if (port_) return *port_;
    const unsigned port = freePort();
    port_ = port == 0 ? Provided{{}, "no free port is to be had for {launch.port}"}
                      : Provided{arena_.decimal(port)};
    return *port_;
}

DeedResult PreparingWorld::failed(Deed deed, std::string_view reason) {
    return {deed, arena_.copy(reason)};
}

// As for manifests: whoever could put something else there decides what this user runs.
std::optional<Distrust> PreparingWorld::distrustOf(const std::string& file,
                                                   const catalogue::Integration& by) {
    if (!trust_) {
        host_.emplace(hostOf(surroundings_, siteFolder_));
        Questions questions(*host_);
        Diagnostics alreadyReported;
        trust_.emplace(*host_);
        trust_->follow(readConfiguration(*host_, questions, alreadyReported).policy);
    }
    const std::string root = rootOf(*catalogue_, by, surroundings_.rules);
    if (!root.empty()) trust_->ofRoot(root);
    return trust_->of(file);
}

namespace {

// The facts of the file that the path means. Windows completes the names of executables, on PATH
// and elsewhere, so that one manifest serves all: the path is then the whole one.
FileFacts complete(std::string& path, const Surroundings& surroundings) {
    FileFacts facts = surroundings.disk.facts(path);
    if (surroundings.rules.platform != Platform::kWindows) return facts;
    const std::string written = path;
    forEachEntry(kCommandEndings, ";", [&](std::string_view ending) {
        if (facts.error == 0) return;
        std::string whole = written + std::string(ending);
        const FileFacts its = surroundings.disk.facts(whole);
        if (fileType(its) != FileType::kFile) return;
        path = std::move(whole);
        facts = its;
    });
    return facts;
}

}  // namespace

PreparingWorld::Executable PreparingWorld::executableOf(std::string_view name,
                                                        std::span<const char* const> environment,
                                                        const catalogue::Integration& by) {
    std::string path(name);
    if (!isAbsolutePath(name, surroundings_.rules)) {
        const char* folders = variable(environment, "PATH");
        path = findOnPath(folders == nullptr ? "" : folders, name, asker(), arena_);
        if (path.empty()) return {{}, {Deed::kFailed, "was not found on PATH"}};
    }
    const FileFacts facts = complete(path, surroundings_);
    if (facts.error != 0)
        return {{}, failed(Deed::kFailed, "is not there: " + errorText(facts.error))};
    if (!isExecutableFile(facts)) return {{}, {Deed::kFailed, "is not executable"}};
    if (const auto distrust = distrustOf(path, by)) {
        return {{}, failed(Deed::kUntrusted, describe(*distrust))};
    }
    return {path};
}

DeedResult PreparingWorld::run(const PlannedCommand& command) {
    if (!catalogue_ || (isFreezing_ && command.command->onWorker)) return {};
    const auto [known, isNew] = results_.try_emplace(command.command);
    if (isNew) known->second = isFreezing_ ? runAtFreezing(command) : runNow(command);
    return known->second;
}

// A folder, a port or a process of the worker's means nothing here.
DeedResult PreparingWorld::runAtFreezing(const PlannedCommand& command) {
    for (const catalogue::Template& text : catalogue_->list(command.command->command)) {
        for (const catalogue::Piece& piece : catalogue_->list(text)) {
            if (piece.kind != PieceKind::kLaunchDir && piece.kind != PieceKind::kLaunchPort &&
                piece.kind != PieceKind::kLaunchPid) {
                continue;
            }
            return failed(Deed::kFailed,
                          "takes {" + std::string(pieceName(piece.kind)) +
                              "}, which only the worker has: say where = \"worker\"");
        }
    }
    return runNow(command);
}

DeedResult PreparingWorld::runNow(const PlannedCommand& command) {
    const Executable executable =
        executableOf(command.executable, command.environment, *command.by);
    if (executable.path.empty()) return executable.problem;
    const auto start = std::chrono::steady_clock::now();
    const CommandEnd end =
        runCaptured({.executable = executable.path,
                     .arguments = command.arguments,
                     .environment = command.environment,
                     .timeout = std::chrono::milliseconds(command.command->timeoutMilliseconds),
                     .mostOutput = command.command->readsOutput ? kMostJson : 0,
                     .waiting = process_.connection});
    const auto time = std::chrono::steady_clock::now() - start;
    const Secrets secrets = secretsOf(*catalogue_, command.environment);
    logCommand(
        {executable.path, catalogue_->text(command.by->name),
         howItEnded(end, command.command->timeoutMilliseconds), secrets.hide(end.output),
         secrets.hide(end.errors), std::chrono::duration_cast<std::chrono::milliseconds>(time)},
        surroundings_);
    return resultOf(command, end);
}

DeedResult PreparingWorld::resultOf(const PlannedCommand& command, const CommandEnd& end) {
    if (end.isSuccess()) {
        return command.command->readsOutput ? printed(end.output) : DeedResult{Deed::kDone};
    }
    const std::string said = secretsOf(*catalogue_, command.environment).hide(lastLine(end.errors));
    return failed(Deed::kFailed, howItEnded(end, command.command->timeoutMilliseconds) +
                                     (said.empty() ? "" : ": " + said));
}

DeedResult PreparingWorld::printed(const std::string& text) {
    const auto output = readCommandOutput(text, surroundings_.rules);
    if (!output) return failed(Deed::kFailed, "printed what cannot be read: " + output.error());
    const auto copied = [&](const std::vector<std::string>& texts) {
        ArenaVector<std::string_view> views(arena_);
        for (const std::string& each : texts) views.push(arena_.copy(each));
        return views.span();
    };
    ArenaVector<PrintedOperation> operations(arena_);
    for (const OutputOperation& each : output->operations) {
        operations.push({arena_.copy(each.name), each.kind, each.isList, copied(each.values),
                         each.separator ? Value{arena_.copy(*each.separator)} : Value{}});
    }
    const std::string_view warning =
        output->warning.empty() ? "" : arena_.join({"printed more: ", output->warning});
    return {Deed::kDone, warning, operations.span(), copied(output->arguments)};
}

DeedResult PreparingWorld::write(const PlannedFile& file) {
    if (!catalogue_ || isFreezing_) return {};
    const std::string problem =
        writeLaunchFile(std::string(file.path), file.content, file.file->mode);
    return problem.empty() ? DeedResult{Deed::kDone} : failed(Deed::kFailed, problem);
}

DeedResult PreparingWorld::look(const PlannedCompanion& companion) {
    if (!catalogue_ || isFreezing_) return {};
    const Executable executable =
        executableOf(companion.executable, companion.environment, *companion.by);
    return executable.path.empty() ? executable.problem : DeedResult{Deed::kDone};
}

}  // namespace slipway
