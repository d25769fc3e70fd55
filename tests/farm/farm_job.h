// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Jobs as engines are given them.

#pragma once

#include <expected>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "farm/engine.h"

namespace slipway::test {

inline FarmJob job(std::size_t tasks = 25, const PlatformRules& workers = kLinuxRules) {
    return {.name = "bunny s010",
            .slipway = "/opt/slipway/bin/slipway",
            .ticketPath = "/net/jobs/it's here/launch.ticket",
            .ticketId = std::string(64, 'a'),
            .verify = {},
            .tasks = tasks,
            .folder = "/net/jobs/it's here",
            .logFolder = "/net/jobs/it's here",
            .user = "jo",
            .after = {},
            .options = {},
            .workers = workers};
}

inline FarmJob with(FarmJob job, std::vector<JobOption> options) {
    job.options = std::move(options);
    return job;
}

inline FarmJob behind(FarmJob job) {
    job.after = "4711";
    return job;
}

// One of its files.
inline std::string textOf(const std::expected<Submission, std::string>& submission,
                          std::string_view name) {
    for (const JobFile& file : submission.value().files) {
        if (file.name == name) return file.text;
    }
    return "no such file";
}

}  // namespace slipway::test
