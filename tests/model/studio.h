// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// A studio as plain values: what the generator invents, the writer puts on disk and the model
// evaluates. Nothing here is shared with the product: what both do alike, both were told alike, by
// the specification.

#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace slipway::model {

// Literal text where `name` is empty; else the placeholder {name}, {name:-fallback}.
struct Piece {
    std::string literal;
    std::string name;
    bool hasFallback = false;
    std::vector<Piece> fallback;
};
using Text = std::vector<Piece>;

// A value, or one for each platform: "linux", "windows", "macos", "default".
template <class T>
struct Choice {
    T plain{};
    std::vector<std::pair<std::string, T>> platforms;
};

struct Scalar {
    enum class Kind { kText, kInteger, kBoolean };
    Kind kind = Kind::kText;
    Text text;  // of an integer its digits, of a boolean "1" or "0"
};

struct Value {
    bool isList = false;
    std::vector<Choice<Scalar>> elements;  // one, where it is no list
};

struct Operation {
    std::string variable;
    std::string operation;  // empty: none is written
    Choice<Value> value;
    std::optional<Text> separator;
};

struct Condition {
    enum class Kind { kCompare, kAnd, kOr, kNot };
    Kind kind = Kind::kCompare;
    std::vector<Condition> operands;
    std::string field;  // "env.NAME"
    std::string comparison;
    Text value;
};

struct Part {
    std::optional<Condition> when;
    std::vector<Operation> environment;
    std::vector<Text> arguments;
    std::vector<Part> cases;
};

struct Requirement {
    std::string name;
    std::string comparison;  // empty: any version
    std::string version;
};

struct Integration {
    std::optional<std::string> name;
    std::optional<int> priority;
    bool required = false;
    std::vector<Requirement> requirements;
    Part part;
};

struct Command {
    std::optional<Text> executable;
    std::optional<Text> identifier;
    std::vector<Text> arguments;
    bool batch = false;
};

// Of one declaration; what is absent it does not say.
struct Application {
    std::string name;
    std::optional<Text> identifier;
    std::optional<Text> variant;
    std::optional<Text> label;
    std::optional<Text> workingDirectory;
    std::optional<std::vector<Text>> arguments;
    std::optional<std::vector<Text>> batch;
    std::map<std::string, std::vector<std::string>> groups;
    std::map<std::string, Command> commands;
    std::vector<Operation> environment;  // each variable once
    std::vector<Text> findArguments;
    std::optional<std::string> findFolder;  // installations are FOLDER/NAME{version}/bin/NAME
};

enum class Damage { kNone, kSyntax, kSchema, kTwoManifests };
enum class Format { kToml, kJson };

struct Plugin {
    std::string name;  // of the folder
    std::string version;
    std::string platform;
    std::optional<std::string> ownName;
    std::optional<std::string> ownVersion;
    Format format = Format::kToml;
    bool oneFile = false;  // NAME.slipway.toml
    Damage damage = Damage::kNone;
    std::vector<Application> applications;
    std::vector<Integration> integrations;
};

struct Root {
    std::string folder;  // relative to the world's
    bool exists = true;
    std::vector<Plugin> plugins;
};

// Which list of roots names it.
struct Roots {
    std::vector<Root> slipway;              // SLIPWAY_PLUGIN_PATH
    std::optional<std::size_t> emptyEntry;  // ahead of the root of that index
    std::vector<Root> ftrack;               // FTRACK_CONNECT_PLUGIN_PATH
    std::vector<Root> defaults;             // the user's two folders
};

struct Pin {
    std::optional<Condition> when;  // of what is known before any installation is chosen
    std::map<std::string, std::string> use;
    std::map<std::string, std::string> plugins;  // "true", "false" or a version
    std::vector<std::string> require;
};

struct ContextRule {
    Condition when;  // of no context
    std::map<std::string, std::string> set;
};

struct Configuration {
    std::map<std::string, std::string> paths;
    std::map<std::string, std::string> use;
    std::vector<Pin> pins;
    std::vector<ContextRule> contexts;
    std::vector<Integration> integrations;  // of names that no plugin's has
};

struct Studio {
    Roots roots;
    std::vector<Root> pluginPath;  // of the user's configuration
    Configuration user;
    Configuration site;  // beside the shim
};

// One launch of a command through its shim.
struct Invocation {
    std::string command;
    std::string shim;  // the command, as it is written in the call
    std::vector<std::string> arguments;
    std::map<std::string, std::string> environment;  // what it has besides the world's own
    std::map<std::string, std::string> context;      // SLIPWAY_CONTEXT
    std::map<std::string, std::string> event;        // FTRACK_CONNECT_EVENT; entityId, entityType
    std::string without;                             // SLIPWAY_WITHOUT
    std::string use;                                 // SLIPWAY_USE
    std::string mode;                                // SLIPWAY_MODE
};

// What is installed, in every world.
struct Installed {
    std::string application;
    std::vector<std::string> versions;
    std::vector<std::string> commands;  // besides the main one
};
const std::vector<Installed>& installedApplications();

}  // namespace slipway::model
