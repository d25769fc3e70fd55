// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <stdlib.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "cli/captured_command.h"
#include "cli/hook_runner.h"
#include "importer_stand_in.h"
#include "manifests/diagnostic.h"
#include "manifests/disk.h"
#include "shim/host_world.h"

namespace slipway {

namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;
using How = CommandEnd::How;

constexpr std::string_view kAsk =
    "import sys; print(sys.executable); sys.exit(0 if sys.version_info >= (3, 8) else 3)";

// With the null pointer behind them that argv and envp have.
std::vector<const char*> pointersTo(const std::vector<std::string>& texts) {
    std::vector<const char*> pointers;
    for (const std::string& text : texts) pointers.push_back(text.c_str());
    pointers.push_back(nullptr);
    return pointers;
}

CommandEnd runPython(const std::string& python, const std::vector<std::string>& arguments,
                     std::span<const char* const> environment, std::chrono::milliseconds timeout) {
    std::vector<std::string> argv = {python};
    argv.insert(argv.end(), arguments.begin(), arguments.end());
    const std::vector<const char*> pointers = pointersTo(argv);
    return runCaptured({.executable = python,
                        .arguments = std::span(pointers).first(argv.size()),
                        .environment = environment,
                        .timeout = timeout});
}

std::string firstLine(const std::string& text) {
    return text.substr(0, text.find('\n'));
}

bool write(const std::string& path, std::string_view text) {
    std::ofstream file(path, std::ios::binary);
    file << text;
    return static_cast<bool>(file.flush());
}

std::string read(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

std::string lastLine(std::string text) {
    while (text.ends_with('\n')) text.pop_back();
    return text.substr(text.rfind('\n') + 1);
}

std::string failureOf(const CommandEnd& end, std::chrono::milliseconds timeout) {
    if (end.how == How::kTooLong) {
        return "the hook did not come to an end within " + std::to_string(timeout.count() / 1000) +
               " s";
    }
    if (end.how == How::kNotStarted) return "python3 cannot be started: " + errorText(end.code);
    if (end.how == How::kSignalled) return "the hook ended Python by a signal";
    const std::string said = lastLine(end.errors);
    return "the hook ended Python (exit code " + std::to_string(end.code) + ")" +
           (said.empty() ? "" : ": " + said);
}

}  // namespace

ScratchFolder::ScratchFolder() {
    std::error_code failed;
    const fs::path base = fs::canonical(fs::temp_directory_path(failed), failed);
    path_ = (base / "slipway-import-XXXXXX").string();
    if (failed || ::mkdtemp(path_.data()) == nullptr) path_.clear();
}

ScratchFolder::~ScratchFolder() {
    std::error_code failed;
    if (!path_.empty()) fs::remove_all(path_, failed);
}

std::expected<HookRunner, std::string> HookRunner::make(const Surroundings& surroundings,
                                                        std::string scratch,
                                                        std::chrono::milliseconds timeout) {
    Arena arena;
    AskedHost world(arena, surroundings.environment);
    const std::string found(world.commandOnPath("python3"));
    if (found.empty()) return std::unexpected("there is no python3 on PATH to run hooks in");
    const CommandEnd end =
        runPython(found, {"-I", "-c", std::string(kAsk)}, surroundings.environment, 20s);
    if (end.how == How::kExited && end.code == 3) {
        return std::unexpected(found + " is older than 3.8, which running hooks takes");
    }
    if (!end.isSuccess()) return std::unexpected(found + " does not run: " + lastLine(end.errors));
    // What it names itself: a launcher of Python goes by the home that hooks do not get.
    if (!write(scratch + "/stand_in.py", kStandIn)) {
        return std::unexpected(scratch + " cannot be written to");
    }
    return HookRunner(firstLine(end.output), std::move(scratch), timeout);
}

HookRunner::Result HookRunner::run(const std::string& hook, const std::string& pluginVersion,
                                   const std::vector<ftrack::Scenario>& scenarios) {
    ++runs_;
    const std::string own = scratch_ + "/run-" + std::to_string(runs_);
    const ftrack::HookRequest request{hook, scratch_, own + ".records", pluginVersion, scenarios};
    if (!write(own + ".json", ftrack::requestJson(request))) {
        return {{}, scratch_ + " cannot be written to"};
    }
    // Another seed each time: what goes by the order of a set shows as what differs.
    const std::vector<std::string> variables = {"PATH=/usr/bin:/bin", "LC_ALL=C.UTF-8",
                                                "HOME=" + scratch_, "TMPDIR=" + scratch_,
                                                "PYTHONHASHSEED=" + std::to_string(runs_)};
    const std::vector<const char*> pointers = pointersTo(variables);
    const auto environment = std::span(pointers).first(variables.size());
    const CommandEnd end = runPython(
        python_, {"-B", "-s", scratch_ + "/stand_in.py", own + ".json"}, environment, timeout_);
    Result result{ftrack::readRecordings(read(request.records), scenarios), {}};
    if (!result.recordings.isComplete) result.failure = failureOf(end, timeout_);
    return result;
}

}  // namespace slipway
