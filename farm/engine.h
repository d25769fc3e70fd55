// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Render farm engines: what a job is made of for each, and how it is handed over (spec 3.4). All
// run the same `farm-exec` line; what differs is the job's form.

#pragma once

#include <cstddef>
#include <expected>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "resolver/platform.h"

namespace slipway {

// `--option KEY=VALUE`, for the engine.
using JobOption = std::pair<std::string, std::string>;

struct FarmJob {
    std::string name;
    std::string slipway;     // where the workers have it
    std::string ticketPath;  // as the workers have it, absolute
    std::string ticketId;
    std::string verify;     // of `farm-exec`; empty: its default
    std::size_t tasks = 0;  // 0: one, which has no number
    std::string folder;     // absolute: the job's files
    std::string logFolder;  // the same as the workers have it: what its tasks say
    std::string user;
    std::string after;  // a job's id; empty: none
    std::vector<JobOption> options;
    const PlatformRules& here = kLinuxRules;     // where it is submitted
    const PlatformRules& workers = kLinuxRules;  // where it runs
};

struct JobFile {
    std::string name;  // within the job's folder
    std::string text;
};

// Ways of handing a job over; the first whose program is there is taken.
using SubmitCommand = std::vector<std::string>;

struct Submission {
    std::vector<JobFile> files;
    std::vector<SubmitCommand> commands;
};

struct Engine {
    std::string_view name;
    std::string_view submittedWith;
    // An error is what this engine cannot do.
    std::expected<Submission, std::string> (*submission)(const FarmJob& job);
    // From what the command printed.
    std::optional<std::string> (*jobId)(std::string_view printed);
    // How to watch it, in words.
    std::string (*watching)(std::string_view id);
};

std::span<const Engine> engines();

std::expected<Submission, std::string> slurmSubmission(const FarmJob& job);
std::expected<Submission, std::string> openjdSubmission(const FarmJob& job);
std::expected<Submission, std::string> opencueSubmission(const FarmJob& job);
std::expected<Submission, std::string> deadlineSubmission(const FarmJob& job);

// The path of one of the job's files.
std::string filePath(const FarmJob& job, std::string_view name);

// What every engine runs, but for the task's number.
std::vector<std::string> farmExecLine(const FarmJob& job);

// What would begin a line of its own in a job's file: a line break or another control character.
bool hasControlCharacter(std::string_view text);

}  // namespace slipway
