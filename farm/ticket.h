// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// A ticket: the part of a catalogue that concerns one launch, made portable (spec 3.3). It holds
// what the launch is, evaluated as far as it does not depend on the worker. What does depend on it
// stands there in the manifest language, so that the worker reads it by the same readers and
// evaluates it by the same evaluator.

#pragma once

#include <cstdint>
#include <expected>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "manifests/document.h"
#include "resolver/language.h"

namespace slipway {

// Of the format; another one is refused.
inline constexpr int kTicketFormat = 1;
// Tickets larger than this are refused before they are read.
inline constexpr std::uint64_t kLargestTicket = 8 << 20;

// A text with the placeholders of the language; paths as `{paths.NAME}/…`.
using TicketText = std::string;

struct TicketOperation {
    std::string name;
    OperationKind kind = OperationKind::kAppend;
    bool isList = false;  // written as one: an absent element leaves only itself out
    std::optional<TicketText> separator;
    std::vector<TicketText> values;
    TicketText origin;  // "MANIFEST:LINE", for people
    bool operator==(const TicketOperation&) const = default;
};

// Run by the worker before the launch; what ran at freezing is no command any more, but what it
// printed.
struct TicketCommand {
    std::vector<TicketText> command;  // the executable relative: to the manifest's folder
    std::int64_t timeout = 0;         // milliseconds
    bool readsOutput = false;
    TicketText origin;
    bool operator==(const TicketCommand&) const = default;
};

struct TicketContent {
    TicketText text;
    bool isInJsonString = false;
    bool operator==(const TicketContent&) const = default;
};

// Written by the worker before the launch.
struct TicketFile {
    TicketText path;  // relative: to the manifest's folder
    std::vector<TicketContent> content;
    std::optional<std::uint32_t> mode;
    TicketText origin;
    bool operator==(const TicketFile&) const = default;
};

struct TicketCompanion {
    std::vector<TicketText> command;
    std::vector<TicketOperation> operations;  // on the application's environment
    TicketText origin;
    bool operator==(const TicketCompanion&) const = default;
};

struct TicketPart {
    std::uint32_t depth = 0;  // 0: the integration's own; of a case within a case 2
    TicketText when;          // empty: applies, whatever the worker
    std::vector<TicketText> arguments;
    std::vector<TicketOperation> operations;
    std::vector<TicketCommand> before;
    std::vector<TicketFile> files;
    std::vector<TicketCompanion> companions;
    bool operator==(const TicketPart&) const = default;

    bool hasDeeds() const { return !before.empty() || !files.empty() || !companions.empty(); }
};

struct TicketIntegration {
    std::string name;
    std::string plugin;   // may be empty
    std::string version;  // the plugin's; may be empty
    // Where something is run or written: by whose word, which the worker trusts or does not.
    TicketText folder{};  // the plugin's; empty: it is configuration's
    TicketText origin{};
    bool required = false;
    bool grouped = false;
    std::vector<TicketText> requirements;  // "framework-core >= 2.0"
    std::vector<TicketPart> parts;         // itself, then its cases
    bool operator==(const TicketIntegration&) const = default;
};

struct TicketGroup {
    std::string name;
    std::vector<std::string> members;
    bool operator==(const TicketGroup&) const = default;
};

// The launch on one platform.
struct PlatformLaunch {
    Node find;  // as in a manifest: where installations are
    TicketText
        executable;  // of the command, relative to the main one's folder; empty: the main one
    std::vector<TicketText> arguments;        // of the command
    TicketText workingDirectory;              // of the application; empty: the ticket's
    std::vector<TicketOperation> operations;  // the application's own
    std::vector<TicketGroup> groups;
    std::vector<TicketIntegration> integrations;  // in the order of application
    // Of the environment that all this composes on an empty one (thaw.h).
    std::string digest;
};

struct TicketApplication {
    std::string name;
    std::string command;
    std::string identifier;
    std::string label;
    std::string variant;  // empty: none
    std::string version;  // empty: not known
    bool operator==(const TicketApplication&) const = default;
};

// A value that the worker supplies: from its own environment, or from a file.
struct TicketSecret {
    std::string name;
    TicketText file;  // empty: the worker's environment
    bool operator==(const TicketSecret&) const = default;
};

struct TicketManifest {
    TicketText path;
    std::string sha256;
    bool operator==(const TicketManifest&) const = default;
};

enum class TicketBase : std::uint8_t { kInherit, kClean };

// By platform; the first of a list is the one to write.
using PlacePaths = std::map<std::string, std::vector<std::string>>;

struct Ticket {
    std::string id;  // of one that was read; printing works it out
    TicketApplication application;
    std::vector<TicketText> arguments;  // the user's own
    TicketBase base = TicketBase::kInherit;
    std::map<std::string, std::string> context;
    std::string expires;  // ISO 8601, UTC; empty: never
    std::string frames;   // as given; empty: none
    std::size_t chunk = 1;
    std::vector<TicketManifest> manifests;
    std::map<std::string, PlacePaths> paths;  // by name
    std::map<std::string, PlatformLaunch> platforms;
    std::vector<TicketSecret> secrets;
    std::vector<std::string> secretPatterns;  // of the policy
    TicketText workingDirectory;              // empty: the engine's
};

// Canonical JSON (keys sorted by bytes, no white space, a line's end behind it), with the id.
std::string printTicket(const Ticket& ticket);

// What is wrong with a text that is no ticket, or not the one that was frozen, in one line. `name`
// is what people call it.
std::expected<Ticket, std::string> readTicket(std::string name, std::string text);

// The JSON Schema (2020-12) of tickets.
std::string ticketSchema();

}  // namespace slipway
