// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Deadline's job info and plugin info files, of its CommandLine plugin.

#include <algorithm>

#include "farm/engine.h"
#include "manifests/wording.h"
#include "resolver/text.h"

namespace slipway {

namespace {

std::string jobInfo(const FarmJob& job) {
    std::string text = "Plugin=CommandLine\nName=" + job.name + "\n";
    if (!job.user.empty()) text += "UserName=" + job.user + "\n";
    text += job.tasks < 2 ? "Frames=0\n" : "Frames=0-" + std::to_string(job.tasks - 1) + "\n";
    text += "ChunkSize=1\n";
    if (!job.after.empty()) text += "JobDependencies=" + job.after + "\n";
    for (const auto& [name, value] : job.options) text += name + "=" + value + "\n";
    return text;
}

// `<QUOTE>` is a quote in Deadline's arguments.
std::string pluginInfo(const FarmJob& job) {
    const std::vector<std::string> words = farmExecLine(job);
    std::string arguments = words[1] + " <QUOTE>" + words[2] + "<QUOTE>";
    for (std::size_t i = 3; i < words.size(); ++i) arguments += " " + words[i];
    if (job.tasks > 0) arguments += " --task <STARTFRAME>";
    return "Executable=" + words[0] + "\nArguments=" + arguments +
           "\nShellExecute=False\nSingleFramesOnly=True\n";
}

// What the tasks rest on: with another value some of them would never run, and the job be green.
bool isSettled(std::string_view option) {
    constexpr std::string_view kSettled[] = {"Plugin", "Frames", "ChunkSize"};
    return std::ranges::any_of(kSettled, [&](std::string_view settled) {
        return equals(option, settled, Case::kIgnored);
    });
}

}  // namespace

std::expected<Submission, std::string> deadlineSubmission(const FarmJob& job) {
    for (const auto& [name, value] : job.options) {
        if (name.starts_with("EnvironmentKeyValue") || name == "IncludeEnvironment") {
            return std::unexpected("no variable of yours travels with a job: " +
                                   slipway::quoted(name) + " is no option here");
        }
        if (isSettled(name)) {
            return std::unexpected("a job's tasks are its ticket's: " + slipway::quoted(name) +
                                   " is no option here");
        }
    }
    for (const std::string& text : {job.ticketPath, job.slipway}) {
        if (text.find('<') == std::string::npos && text.find('"') == std::string::npos) continue;
        return std::unexpected("Deadline's arguments cannot hold '<' and '\"': " +
                               slipway::quoted(text));
    }
    return Submission{
        {{"job_info.job", jobInfo(job)}, {"plugin_info.job", pluginInfo(job)}},
        {{"deadlinecommand", filePath(job, "job_info.job"), filePath(job, "plugin_info.job")}}};
}

}  // namespace slipway
