// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <algorithm>

#include "cli/planned_launch.h"
#include "cli/syntax.h"
#include "cli/verbs.h"
#include "manifests/paths.h"
#include "resolver/text.h"
#include "shim/process.h"

namespace slipway {

namespace {

using Words = std::vector<std::string>;

bool isWindows(const Surroundings& surroundings) {
    return surroundings.rules.platform == Platform::kWindows;
}

Words shellOf(const Surroundings& surroundings) {
    const bool windows = isWindows(surroundings);
    const std::string shell = variablesOf(surroundings)(windows ? "ComSpec" : "SHELL").value_or("");
    if (!shell.empty()) return {shell};
    return {windows ? "cmd.exe" : "/bin/sh"};
}

// What a command's name may be left without.
Words endingsOf(const std::string& command, const Surroundings& surroundings) {
    if (!isWindows(surroundings)) return {""};
    Words endings;
    if (command.find('.') != std::string::npos) endings.emplace_back();
    const auto usual = variablesOf(surroundings)("PATHEXT").value_or(".COM;.EXE;.BAT;.CMD");
    forEachEntry(usual, ";", [&](std::string_view ending) { endings.emplace_back(ending); });
    return endings;
}

// As execvp(3) finds it on that PATH: a file that cannot be executed only where there is no other.
std::string findCommand(const std::string& command, std::string_view path,
                        const Surroundings& surroundings) {
    const PlatformRules& rules = surroundings.rules;
    if (std::ranges::any_of(command, [&](char c) { return isSeparator(c, rules); })) {
        return isWindows(surroundings) ? absolutePath(command, surroundings).value_or(command)
                                       : command;
    }
    std::string found;
    std::string denied;
    const auto consider = [&](std::string_view folder, const std::string& ending) {
        const auto file = absolutePath(
            joinPath(folder.empty() ? "." : folder, command + ending, rules), surroundings);
        if (!found.empty() || !file) return;
        const FileFacts facts = surroundings.disk.facts(*file);
        if (isExecutableFile(facts)) {
            found = *file;
        } else if (denied.empty() && fileType(facts) == FileType::kFile) {
            denied = *file;
        }
    };
    forEachEntry(path, {&rules.listSeparator, 1}, [&](std::string_view folder) {
        if (!found.empty() || path.empty()) return;
        for (const std::string& ending : endingsOf(command, surroundings)) consider(folder, ending);
    });
    return found.empty() ? denied : found;
}

// The plan's environment with another program, which starts where it was called.
int startIn(const LaunchPlan& plan, const Words& words, Arena& arena,
            const Surroundings& surroundings) {
    const char* path = variable(plan.environment, "PATH");
    const std::string executable = findCommand(words[0], path == nullptr ? "" : path, surroundings);
    if (executable.empty()) {
        surroundings.err << "slipway: " << inQuotes(words[0])
                         << " was not found on the PATH of that environment\n";
        return exitCode(Outcome::kNotFound);
    }
    std::vector<const char*> argv;
    for (const std::string& word : words) argv.push_back(word.c_str());
    argv.push_back(nullptr);
    LaunchPlan other;
    other.executable = executable;
    other.arguments = {argv.data(), argv.size() - 1};
    other.environment = plan.environment;
    return become(other, arena, surroundings);
}

}  // namespace

int runShell(const Surroundings& surroundings, Arguments arguments) {
    bool runBefore = false;
    const Syntax syntax{
        .verb = "shell",
        .usage = "APP[@VERSION] [--run-before] [-- COMMAND ARGS…]",
        .about =
            "Becomes a shell ($SHELL, or else /bin/sh; on Windows %ComSpec%) or COMMAND in the "
            "environment that a "
            "launch of APP would get. It starts in the folder where it is called, whatever APP's "
            "'working_directory' is. What the shell's own start-up files set counts more.\n"
            "The exit code is that of the shell or COMMAND; 125 where Slipway refused, 126 where "
            "it cannot be executed, 127 where there is no APP or no COMMAND.",
        .options = {{std::string(kRunBefore), "", std::string(kRunBeforeHelp), &runBefore}},
        .examples = {{"slipway shell maya", "a shell"},
                     {"slipway shell maya@2024 -- env", "one command"}},
        .fewest = 1,
        .most = 1,
        .takesApplicationArguments = true};
    const auto parsed = parse(syntax, arguments, surroundings);
    if (!parsed) return parsed.error();
    const auto request = parseApplicationRequest(parsed->positionals[0]);
    if (!request) return wrongUsage(surroundings, request.error());

    PlannedLaunch launch(*request, {}, Extent::kLaunch, surroundings);
    if (runBefore) launch.carryOut();
    const LaunchPlan plan = launch.evaluate().plan;
    sayRemarks(launch, plan, surroundings);
    if (!runBefore) sayNotPrepared(plan, surroundings);
    if (plan.outcome != Outcome::kLaunch) return exitCode(plan.outcome);
    const Words& command = parsed->applicationArguments;
    return startIn(plan, command.empty() ? shellOf(surroundings) : command, launch.arena(),
                   surroundings);
}

}  // namespace slipway
