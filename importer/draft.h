// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// A manifest on its way to text, with what is to be said beside it.

#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace slipway::ftrack {

// What stands above a line of the manifest, each a line of its own.
using Comments = std::vector<std::string>;

struct OperationDraft {
    std::string name;
    std::string operation;  // empty: none named, which means `append`
    std::vector<std::string> values;
    bool isList = false;
    Comments comments;
    bool operator==(const OperationDraft&) const = default;
};

struct FileDraft {
    std::string path;
    std::string content;     // with placeholders; of JSON, what the manifest writes as a table
    std::uint32_t mode = 0;  // 0: as the umask has it
    bool operator==(const FileDraft&) const = default;
};

struct PartDraft {
    std::string when;
    std::vector<OperationDraft> environment;
    std::vector<std::string> arguments;
    std::vector<FileDraft> files;
    Comments comments;
    bool isEmpty() const { return environment.empty() && arguments.empty() && files.empty(); }
};

struct IntegrationDraft {
    std::string name;      // empty: the plugin's
    std::string hookName;  // what the hook calls it
    std::string version;   // as the hook says it
    std::int64_t priority = 100;
    PartDraft own;
    std::vector<PartDraft> cases;
    std::set<std::size_t> argumentsLeftOut;  // their places in what the hook gives
};

struct FindDraft {
    std::string path;                   // a pattern; or
    std::vector<std::string> segments;  // ftrack's form
    std::string version;                // its expression; empty: the usual one
    std::vector<std::string> arguments;
    bool rosetta = false;
};

struct ApplicationDraft {
    std::string name;
    std::string identifier;  // empty: the default
    std::string variant;     // the same
    std::string label;
    std::string icon;
    std::int64_t priority = 100;
    std::vector<std::string> contexts;
    std::vector<std::string> arguments;
    std::vector<std::pair<std::string, std::vector<std::string>>> groups;
    std::vector<std::pair<std::string, std::vector<FindDraft>>> find;  // by platform
    std::vector<OperationDraft> environment;
    Comments comments;
};

struct ManifestDraft {
    std::string name;     // of the plugin, where the folder does not say the same; else empty
    std::string version;  // the same
    std::string description;
    Comments comments;
    std::vector<ApplicationDraft> applications;
    std::vector<IntegrationDraft> integrations;
};

// What an import has to say to people.
struct Findings {
    std::vector<std::string> byHand;  // what could not be carried over
    std::vector<std::string> notes;   // what was, and is worth a look

    void add(const Findings& others) {
        byHand.insert(byHand.end(), others.byHand.begin(), others.byHand.end());
        notes.insert(notes.end(), others.notes.begin(), others.notes.end());
    }
};

// TOML, as a person would have written it.
std::string manifestText(const ManifestDraft& draft);

}  // namespace slipway::ftrack
