// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// A batch script, submitted with sbatch(1).

#include "farm/engine.h"
#include "manifests/wording.h"

namespace slipway {

namespace {

std::string forShell(std::string_view text) {
    std::string result = "'";
    for (const char c : text) result += c == '\'' ? "'\\''" : std::string(1, c);
    return result + "'";
}

// As sbatch reads its own lines in a script.
std::string directive(std::string_view name, std::string_view value) {
    std::string line = "#SBATCH --" + std::string(name);
    if (value.empty()) return line + "\n";
    line += "=\"";
    for (const char c : value) {
        if (c == '"' || c == '\\') line += '\\';
        line += c;
    }
    return line + "\"\n";
}

// `%` begins what Slurm fills in.
std::string logPattern(const FarmJob& job) {
    std::string folder;
    for (const char c : job.logFolder) folder.append(c == '%' ? 2 : 1, c);
    return folder + (job.tasks == 0 ? "/slurm-%j.log" : "/slurm-%A_%a.log");
}

std::string script(const FarmJob& job) {
    std::string text = "#!/bin/sh\n";
    text += directive("job-name", job.name);
    if (job.tasks > 0) text += directive("array", "0-" + std::to_string(job.tasks - 1));
    text += directive("output", logPattern(job));
    text += directive("requeue", "");  // for sites whose RequeueExit has 75
    if (!job.after.empty()) text += directive("dependency", "afterok:" + job.after);
    for (const auto& [name, value] : job.options) text += directive(name, value);
    text += "exec";
    for (const std::string& word : farmExecLine(job)) text += " " + forShell(word);
    if (job.tasks > 0) text += " --task \"$SLURM_ARRAY_TASK_ID\"";
    return text + "\n";
}

}  // namespace

// `--export=NONE` would load the user's login environment, `--export=ALL` would store every secret
// of the submitter's in the controller: a file of variables gives exactly those in it.
std::expected<Submission, std::string> slurmSubmission(const FarmJob& job) {
    if (job.workers.platform == Platform::kWindows) {
        return std::unexpected("Slurm has no workers on Windows: say --platform linux");
    }
    for (const auto& [name, value] : job.options) {
        if (name == "export" || name == "export-file") {
            return std::unexpected("no variable of yours travels with a job: " +
                                   slipway::quoted(name) + " is no option here");
        }
        if (name == "array" || name == "wrap") {  // with another one some tasks would never run
            return std::unexpected("a job's tasks are its ticket's: " + slipway::quoted(name) +
                                   " is no option here");
        }
    }
    Submission submission;
    submission.files = {{"job.sh", script(job)},
                        {"environment", std::string("PATH=/usr/local/bin:/usr/bin:/bin") + '\0'}};
    submission.commands = {{"sbatch", "--parsable", "--export-file=" + filePath(job, "environment"),
                            filePath(job, "job.sh")}};
    return submission;
}

}  // namespace slipway
