// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Why a launch is what it is, as a value; its text and its JSON are two views of it. Decisions are
// recorded while the evaluator makes them, never worked out again afterwards.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "cli/planned_launch.h"
#include "manifests/compiler.h"
#include "resolver/evaluator.h"
#include "resolver/launch_plan.h"

namespace slipway {

struct Explanation {
    // Line 0: nowhere in particular. An empty file: nobody's.
    struct Place {
        std::string file;
        std::uint32_t line = 0;
        std::uint32_t column = 0;
        bool operator==(const Place&) const = default;
    };

    struct FoundInstallation {
        std::string version;
        std::string path;
        bool chosen = false;
        Place place;                // of the `find` entry
        std::string versionSource;  // how its version is known
    };

    struct Pin {
        std::string when;  // empty: always
        Place place;
    };

    // A key of the application that several manifests have; the first counts.
    struct OverriddenKey {
        std::string key;
        Place by;
        Place over;
    };

    struct ApplicationPart {
        bool known = false;  // some manifest declares it
        std::string name;
        std::string command;
        std::string identifier;
        std::string label;
        std::optional<std::string> variant;
        std::optional<std::string> version;
        std::optional<std::string> path;
        std::string chosenBy;    // "newest", …; empty: there is nothing to launch
        std::optional<Pin> pin;  // that chose the version
        Place place;
        std::vector<FoundInstallation> found;  // newest first
        std::vector<OverriddenKey> overridden;
    };

    struct ContextPart {
        std::string key;
        std::string value;
        std::string source;
    };

    struct Root {
        std::string path;
        std::string namedBy;
        bool exists = false;
        std::size_t plugins = 0;
    };

    struct Shadowed {
        std::string name;
        std::string version;
        std::string path;
        std::string byVersion;
        std::string byPath;  // the plugin that counts instead; empty: none, a pin excludes this
        std::string reason;
    };

    struct Case {
        std::string when;
        bool applies = false;
        std::string reason;
        std::uint32_t depth = 1;  // of a case within a case 2
        Place place;
    };

    struct IntegrationPart {
        std::string name;
        std::string plugin;
        std::string version;
        std::string folder;
        std::optional<int> priority;  // nothing: of a broken plugin nobody knows
        IntegrationStatus status = IntegrationStatus::kApplied;
        std::string reason;
        Place place;
        std::vector<Case> cases;
    };

    struct OperationPart {
        OperationKind kind = OperationKind::kAppend;
        std::string value;
        bool isList = false;  // written as one
        std::string separator;
        std::optional<std::string> by;  // nothing: the application's own
        Place place;
        std::string absent;       // the placeholders because of which it, or entries, are left out
        bool leftOut = false;     // the whole of it
        std::string printedBy{};  // the command that printed it; empty: it stands in a manifest
    };

    // What is done ahead of the launch, or would be.
    struct DeedPart {
        enum class Kind { kCommand, kFile, kCompanion };
        Kind kind = Kind::kCommand;
        std::vector<std::string> words;  // the command line; of a file its path
        std::string content{};           // of a file
        std::string by;
        Place place;
        Deed deed = Deed::kLeft;
        std::string reason{};
        std::string absent{};  // the placeholder because of which it is left out
    };

    // What would have been done, but for the reason.
    struct SkippedOperation {
        std::string name;                 // of the variable
        OperationPart operation;          // without its value
        std::vector<std::string> values;  // as they are written, placeholders and all
        std::string reason;
    };

    // No value is unset; an empty one is set to nothing.
    struct Variable {
        std::string name;
        std::optional<std::string> before;
        std::optional<std::string> after;
        bool changed = false;  // hidden values are alike where the true ones are not
        std::vector<OperationPart> operations;
    };

    struct Argument {
        std::string value;
        std::optional<std::string> by;  // nothing: the application's own
        std::string absent{};           // the placeholder because of which it is left out
    };

    struct Notice {
        Severity severity = Severity::kNote;
        std::string code;
        std::string message;
        Place place;
    };

    ApplicationPart application;
    LaunchMode mode = LaunchMode::kInteractive;
    std::vector<ContextPart> context;
    std::vector<Root> roots;
    std::vector<std::string> configuration;  // files read, the one that counts most first
    std::vector<Shadowed> shadowed;
    std::vector<IntegrationPart> integrations;  // in the order of application
    // All that are changed or that an operation speaks of; in the order of the first touch, those
    // that only skipped operations speak of at the end.
    std::vector<Variable> variables;
    std::vector<SkippedOperation> skippedOperations;
    std::vector<DeedPart> deeds;  // in the order of doing
    std::string executable;
    bool rosetta = false;                  // its Intel half, on a Mac
    std::vector<std::string> arguments;    // without argv[0]
    std::vector<Argument> addedArguments;  // and those left out
    std::optional<std::string> workingDirectory;
    std::vector<Notice> diagnostics;
    Outcome outcome = Outcome::kLaunch;
};

// Evaluates the launch. Secrets are hidden already.
Explanation explain(PlannedLaunch& launch, const Studio& studio, const Surroundings& surroundings);

}  // namespace slipway
