// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// What a hook did in one scenario, as stand_in.py wrote it down.

#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "importer/scenario.h"

namespace slipway::ftrack {

// An exception of the hook's.
struct HookError {
    std::string kind;  // "IndexError"
    std::string message;
    std::uint32_t line = 0;  // of the hook; 0: not in it
};
std::string described(const HookError& error);

struct RecordedOperation {
    std::string name;
    std::string operation;  // empty: none was named
    std::string value;
    bool operator==(const RecordedOperation&) const = default;
};

// An answer to one subscription.
struct SubscriptionRecord {
    enum class Topic { kDiscover, kLaunch, kOther };
    Topic topic = Topic::kOther;
    std::string expression;
    std::int64_t priority = 100;
    std::optional<HookError> raised;
    bool hasIntegration = false;  // it answered with one
    std::string name;             // the integration's; may be empty
    std::string version;
    bool isDisabled = false;
    std::vector<RecordedOperation> operations;
    std::vector<std::string> arguments;
    std::vector<std::string> remarks;  // what in the answer has no meaning for Connect
};

struct RecordedFile {
    std::string path;
    std::uint32_t mode = 0;
    std::optional<std::string> content;  // nothing: not text, or too much of it
};

// What a hook asked that no scenario varies by itself: "path:/mnt/x", whether that is there;
// "server:project.name", how that compares; "host:os.cpu_count()".
struct Question {
    std::string what;
    std::uint32_t line = 0;
    bool operator==(const Question&) const = default;
};

// Of a hook's text, lines: where it begins, to where its head reaches, and what leads to it.
struct Statement {
    std::uint32_t first = 0;
    std::uint32_t last = 0;
    std::uint32_t leadFirst = 0;
    std::uint32_t leadLast = 0;
};

struct Recording {
    Scenario scenario;
    std::optional<HookError> raised;  // while it was imported or registered
    bool isRegistered = true;         // it has a `register`
    std::vector<SubscriptionRecord> subscriptions;
    std::vector<std::string> read;     // variables
    std::vector<std::string> changed;  // variables of Connect's own environment
    std::vector<std::string> direct;   // variables of the launch's, changed by hand
    std::vector<std::string> refused;  // what would have reached out
    std::vector<std::string> missing;  // modules
    std::vector<std::string> folders;  // temporary ones, in the order of making
    std::vector<RecordedFile> files;
    std::size_t written = 0;  // files, though no more than some are recorded
    std::vector<Question> questions;
    std::vector<Question> looked;     // at files and folders outside the plugin: "/mnt/x"
    std::set<std::uint32_t> reached;  // lines of the hook
    bool isRandom = false;            // it drew a number, or bound a port
    // Of a survey: what the hook may compare with, and the lines that ask for the platform.
    std::vector<std::string> numbers;
    std::vector<std::string> texts;
    std::vector<std::string> fields;  // what it tells launches apart by: "variant", "host"
    std::vector<Statement> statements;
    std::vector<std::uint32_t> platformLines;
};

// What stand_in.py is asked.
struct HookRequest {
    std::string hook;     // relative to the place
    std::string scratch;  // nothing is written outside
    std::string records;
    std::string pluginVersion;
    std::vector<Scenario> scenarios;
};
std::string requestJson(const HookRequest& request);

struct Recordings {
    std::vector<Recording> list;  // of the scenarios that came to their end, in order
    // The scenario in hand when the records ended too early.
    std::optional<std::size_t> unfinished;
    bool isComplete = false;
};
Recordings readRecordings(std::string_view text, const std::vector<Scenario>& scenarios);

}  // namespace slipway::ftrack
