// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// A manifest as values: what the text said, checked, for one platform.

#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "manifests/condition.h"
#include "manifests/diagnostic.h"
#include "manifests/document.h"
#include "manifests/template.h"
#include "resolver/language.h"
#include "resolver/platform.h"

namespace slipway {

struct EnvironmentOperation {
    std::string name;
    OperationKind kind = OperationKind::kAppend;
    bool isNamed = true;  // false: no operation was written, which means `append`
    bool isList = false;  // written as a list, even of one
    std::vector<Template> values;
    std::optional<Template> separator;  // else the platform's
    Location location;
};

// A piece of a file's content; in a string of JSON what the template comes to is escaped.
struct ContentPiece {
    Template text;
    bool isInJsonString = false;
};

// `file`: a string, or a table as JSON.
struct LaunchFile {
    Template path;
    std::vector<ContentPiece> content;
    std::optional<std::uint32_t> mode;  // else as the umask has it
    Location location;
};

struct BeforeCommand {
    std::vector<Template> command;  // never empty
    std::chrono::milliseconds timeout{10'000};
    FailureResponse onFailure = FailureResponse::kStop;
    bool readsOutput = false;
    bool onWorker = false;
    Location location;
};

struct Companion {
    std::vector<Template> command;  // never empty
    std::vector<EnvironmentOperation> environment;
    Location location;
};

// What applies together: an integration's own, or one `case`.
struct Part {
    std::uint32_t depth = 0;  // 0: the integration's own; of a case within a case 2
    Condition when;
    std::vector<EnvironmentOperation> environment;
    std::vector<Template> arguments;
    std::vector<BeforeCommand> before;
    std::vector<LaunchFile> files;
    std::vector<Companion> companions;
    Location location;
};

// `framework-core >= 2.0`
struct Requirement {
    Template name;
    std::optional<Comparison> comparison;
    Template version;
    std::string source;  // as written
};

struct Integration {
    std::string name;
    std::int32_t priority = 100;
    bool required = false;
    std::vector<Part> parts;  // itself, then its cases, each before those within it
    std::vector<Requirement> requirements;
    Location location;
};

// `version = { ask = […], pattern = "…" }`: how an executable is asked for its version.
struct VersionQuestion {
    std::optional<Template> executable;  // else the one found; relative: to its folder
    std::vector<Template> arguments;
    Template pattern;  // has a `{version}`
};

// ftrack's form of an entry: below a folder, a regular expression for each segment.
struct SegmentSearch {
    Template folder;
    std::vector<Template> segments;   // of placeholders in them the value is meant, byte by byte
    std::optional<Template> version;  // has a group `version`
};

// `find`: one place where installations of an application are.
struct FindEntry {
    // Absolute, or beginning with a placeholder. A pattern with `*`, `?`, `{version}`,
    // `{version.major}`, `{version.minor}`; {home}, {env.NAME} are expanded later.
    Template path;
    std::optional<SegmentSearch> search;  // instead of a path
    std::optional<Template> version;
    std::optional<VersionQuestion> question;
    std::vector<Template> arguments;
    bool rosetta = false;
    Location location;
};

struct Command {
    std::string name;
    std::optional<Template> executable;  // else NAME; relative: to the main executable's folder
    std::optional<Template> identifier;  // else the application's
    std::optional<Template> label;
    std::vector<Template> arguments;
    bool isBatch = false;  // `mode = "batch"`
    // Else the application's.
    std::optional<std::vector<Template>> contexts;
    std::optional<std::vector<Template>> batch;
    std::optional<Template> workingDirectory;
    std::vector<EnvironmentOperation> environment;  // behind the application's
    Location location;
};

struct Group {
    std::string name;
    std::vector<Template> members;
    Location location;
};

// A key of an application that several of its declarations have.
struct Override {
    std::string key;  // "env.PYTHONHOME.set"
    Location by;      // the value that counts
    Location over;    // one that does not
};

// One application, its declarations in all plugins merged (spec 1.4, "Overrides").
struct Application {
    std::string name;
    Template label;                // default: the name
    std::optional<Template> icon;  // an absolute path, or the name of an icon
    Template identifier;
    Template variant;
    std::int32_t priority = 100;
    std::vector<Template> contexts;
    std::vector<std::string> categories;
    std::vector<std::string> mimeTypes;
    std::vector<Template> arguments;  // of the main command
    std::vector<Template> batch;
    std::optional<Template> workingDirectory;  // nothing: inherited
    bool inheritsLaunch = false;  // `nested = "inherit"`: an enclosing launch is not taken back
    std::vector<Group> groups;
    std::vector<Command> commands;  // besides the main one
    std::vector<FindEntry> find;    // of this platform
    std::vector<EnvironmentOperation> environment;
    std::vector<Override> overrides;  // what one declaration changed of another
    Location location;
};

// One manifest. Its applications stay trees until they are merged with other plugins' (each value
// knows its file). They are checked already, tables by platform are resolved, and the keys of
// `env` are all written `NAME.OPERATION`, in the order of writing.
struct Manifest {
    std::optional<std::string> pluginName;
    std::optional<std::string> pluginVersion;
    std::optional<Template> pluginDescription;
    std::vector<Node> applications;  // tables with a valid `name`
    std::vector<Integration> integrations;
};

// The version of the language that this version of Slipway reads.
inline constexpr std::int64_t kLanguageVersion = 1;

// `NAME` or `NAME OP VERSION`; nothing where it is neither.
std::optional<Requirement> parseRequirement(const Template& text);

// `[plugin] name` and `version` of a tree, if they are there and strings; read ahead of everything
// else, since `{plugin.name}` may stand anywhere. `version` in an only integration counts too.
struct PluginIdentity {
    std::optional<std::string> name;
    std::optional<std::string> version;
};
PluginIdentity readPluginIdentity(const Node& root);

// Reads the tree, whose root is a table; everything wrong with it is reported (code "schema", or
// "unknown-key" for the warning with the nearest known key, or "not-yet" for keys of the
// specification that this version does not carry out). `root.location.source->plugin` must be set;
// an integration without a name is named after it. Where an error was reported, the plugin must be
// left out as a whole.
Manifest readManifest(const Node& root, const PlatformRules& rules, Diagnostics& diagnostics);

// Declarations of one application, the one that counts most first, as one tree: key by key, tables
// deeply, lists replaced. In each table, what only the others have stands first, so that the
// operations of the one that counts most apply last.
Node mergeApplications(const std::vector<Node>& declarations,
                       std::vector<Override>* overrides = nullptr);

// A merged tree as a value. What is wrong with it was reported when its declarations were read.
std::optional<Application> readApplication(const Node& merged, const PlatformRules& rules);

}  // namespace slipway
