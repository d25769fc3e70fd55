// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Configuration: what a studio, a host and a user say besides the plugins (spec 1.3).

#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "manifests/condition.h"
#include "manifests/diagnostic.h"
#include "manifests/host.h"
#include "manifests/manifest.h"
#include "manifests/questions.h"
#include "manifests/template.h"

namespace slipway {

// Whose word a file is.
enum class Authority {
    kSite,    // `slipway-site.toml` beside the shim
    kSystem,  // the system's `config.toml`
    kUser,    // the user's
    kNamed,   // the one that SLIPWAY_CONFIG names
};

// A `[[context]]` rule: by path, or by condition.
struct ContextRule {
    std::vector<Template> paths;  // as many as `{paths.NAME}` in it has alternatives; or none
    Condition when;
    std::vector<std::pair<std::string, Template>> set;
    Location location;
};

struct VersionPin {
    std::string application;
    Template version;
    Location location;
};

struct PluginPin {
    enum class Wish { kNone, kAny, kVersion };
    std::string plugin;  // or "*"
    Wish wish = Wish::kAny;
    Template version;
    Location location;
};

struct Pin {
    Condition when;
    std::vector<VersionPin> use;
    std::vector<PluginPin> plugins;
    std::vector<Template> require;
    Location location;
};

// Later needs of the launch (spec 2.6) stand here, too, so that every file is read in one way.
struct Policy {
    bool strict = false;
    std::chrono::milliseconds shareBudget{250};
    std::chrono::milliseconds shareTtl{3000};
    std::vector<std::string> trustedOwners;  // names, or numbers as text
    std::vector<std::string> trustedRoots;   // the system's only
    bool groupWritable = true;               // the system's only
    bool record = true;
    std::vector<std::string> secrets;
};

// A place that plugins are searched in, or a file that is included: an absolute path.
struct ConfiguredPath {
    std::string path;  // empty: `""`, what would be searched without it
    Location location;
};

// The integrations of one file, in their order.
struct ConfiguredIntegrations {
    std::vector<Integration> integrations;
    bool usersOwn = false;  // do not count in farm mode
    SourcePointer source;
};

// All files in force as one.
struct Configuration {
    std::vector<ConfiguredPath> pluginPath;            // empty: no file names any root
    std::vector<ContextRule> contexts;                 // the highest file's first
    std::vector<VersionPin> use;                       // one of each application
    std::vector<Pin> pins;                             // the highest file's first
    std::vector<ConfiguredIntegrations> integrations;  // the lowest file's first: order of applying
    Policy policy;
    std::shared_ptr<const Places> places;  // never null
    std::vector<SourcePointer> sources;    // the files read, highest first
    std::size_t leftOut = 0;               // files that are there and do not count
};

// Reads every file in force. What depends on the launch is asked for; without an answer it is
// taken for absent. A file with an error is left out as a whole.
Configuration readConfiguration(const Host& host, Questions& questions, Diagnostics& diagnostics);

// What `{paths.NAME}` stands for on another platform.
Places placesOf(const Configuration& configuration, const PlatformRules& rules);

// One file by itself, whoever's it is: what `slipway check FILE` says of it. Nothing where it has
// an error.
std::optional<ConfiguredIntegrations> checkConfiguration(const std::string& path, const Host& host,
                                                         Diagnostics& diagnostics);

// The pin that a plugin takes of those that apply: the first that names it, else the first `*`.
const PluginPin* pinOf(const std::vector<const Pin*>& pins, std::string_view plugin);

// Whether a tree is of a configuration file rather than of a manifest: a manifest says which
// version of the language it is in.
bool isConfiguration(const Node& root);

}  // namespace slipway
