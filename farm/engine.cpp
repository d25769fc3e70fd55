// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "farm/engine.h"

#include <algorithm>

#include "manifests/paths.h"
#include "resolver/text.h"

namespace slipway {

namespace {

std::string_view firstLine(std::string_view text) {
    return text.substr(0, text.find('\n'));
}

// "1234" or, on several clusters, "1234;cluster".
std::optional<std::string> slurmId(std::string_view printed) {
    const std::string_view id = firstLine(printed).substr(0, firstLine(printed).find(';'));
    if (id.empty() || !std::ranges::all_of(id, isDigit)) return std::nullopt;
    return std::string(id);
}

// The word that begins so.
std::optional<std::string> wordAt(std::string_view printed, std::string_view beginning) {
    const std::size_t at = printed.find(beginning);
    if (at == std::string_view::npos) return std::nullopt;
    const std::string_view rest = printed.substr(at);
    return std::string(rest.substr(0, rest.find_first_of(" \t\r\n")));
}

std::optional<std::string> deadlineCloudId(std::string_view printed) {
    return wordAt(printed, "job-");
}

std::optional<std::string> deadlineId(std::string_view printed) {
    auto word = wordAt(printed, "JobID=");
    return word ? std::optional(word->substr(6)) : std::nullopt;
}

std::optional<std::string> wholeLine(std::string_view printed) {
    const std::string_view line = firstLine(printed);
    return line.empty() ? std::nullopt : std::optional(std::string(line));
}

std::string watchSlurm(std::string_view id) {
    return "squeue --jobs " + std::string(id);
}
std::string watchOpenjd(std::string_view id) {
    return "deadline job get --job-id " + std::string(id);
}
std::string watchOpencue(std::string_view id) {
    return "cueadmin -lj " + std::string(id);
}
std::string watchDeadline(std::string_view id) {
    return "deadlinecommand -GetJob " + std::string(id);
}

}  // namespace

std::span<const Engine> engines() {
    static constexpr Engine kEngines[] = {
        {"slurm", "sbatch", slurmSubmission, slurmId, watchSlurm},
        {"openjd", "deadline bundle submit, or openjd run", openjdSubmission, deadlineCloudId,
         watchOpenjd},
        {"opencue", "Python with pycue", opencueSubmission, wholeLine, watchOpencue},
        {"deadline", "deadlinecommand", deadlineSubmission, deadlineId, watchDeadline},
    };
    return kEngines;
}

std::string filePath(const FarmJob& job, std::string_view name) {
    return joinPath(job.folder, name, job.here);
}

std::vector<std::string> farmExecLine(const FarmJob& job) {
    std::vector<std::string> words{job.slipway, "farm-exec", job.ticketPath, "--sha256",
                                   job.ticketId};
    if (!job.verify.empty()) words.insert(words.end(), {"--verify", job.verify});
    return words;
}

bool hasControlCharacter(std::string_view text) {
    return std::ranges::any_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x20; });
}

}  // namespace slipway
