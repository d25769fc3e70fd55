// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// The record of launches on this host: the lines that shims and `slipway run` leave in the user's
// cache (shim/log.h), unless the policy has none.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "cli/surroundings.h"

namespace slipway {

struct RecordedLaunch {
    std::string time;  // ISO 8601, UTC
    std::string id;    // the application's SLIPWAY_LAUNCH_ID; empty: there was none yet
    std::string command;
    std::string application;
    std::string identifier;
    std::string version;
    std::string executable;
    std::string chosenBy;
    std::string mode;
    std::string catalogue;
    std::string outcome;  // "launched", or an exit code
    std::string reason;   // of a refusal
    std::string warningCount;
    std::vector<std::string> warnings;  // the first few

    bool isRefused() const;
};

// One line of the record; nothing where it is none.
std::optional<RecordedLaunch> parseRecordedLaunch(std::string_view line);

// Oldest first; a launch of two lines (its executable did not start) is one.
std::vector<RecordedLaunch> launchesOf(std::string_view record);

// The file that launches from here are recorded in if the policy has it: in the cache folder or,
// where that is on a share, which no launch may wait for, in the folder for the session's run time.
// Empty where neither is.
std::string launchRecordFile(const Surroundings& surroundings);

// Everything that is recorded, wherever launches from here may have put it; whole lines.
std::string readLaunchRecord(const Surroundings& surroundings);

// "2026-11-21 12:30:00", as clocks here show it.
std::string localTime(std::string_view utc);

}  // namespace slipway
