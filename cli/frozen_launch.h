// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Freezing from the command line: what `freeze` and `submit` have in common.

#pragma once

#include <expected>
#include <string>
#include <vector>

#include "cli/surroundings.h"
#include "cli/syntax.h"
#include "farm/ticket.h"

namespace slipway {

// What is typed.
struct FreezeOptions {
    std::string frames;
    std::string chunk;
    std::vector<std::string> secrets;
    std::string expires;
    std::string base;
    std::string directory;
    std::vector<std::string> platforms;
};

// Their rows in a verb's syntax; the targets are `options`' own.
std::vector<Option> syntaxOf(FreezeOptions& options);

// Where it cannot be, all has been said and the error is the exit code.
std::expected<Ticket, int> freezeLaunch(const std::string& application,
                                        const std::vector<std::string>& arguments,
                                        const FreezeOptions& options,
                                        const Surroundings& surroundings);

// Replaces the file as a whole, readable by everybody: workers are other users. False where that
// failed, which has been said.
bool writeForWorkers(const std::string& path, const std::string& text,
                     const Surroundings& surroundings);

// "2026-12-01", "2026-12-01T18:00:00Z", or a span from `now` on ("7d", "36h", "90m"), as ISO 8601
// in UTC.
std::expected<std::string, std::string> parseExpiry(const std::string& text,
                                                    std::chrono::seconds now);

}  // namespace slipway
