// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// One configuration file as values (spec 1.3): what configuration.cpp makes one configuration of.

#pragma once

#include <chrono>
#include <optional>
#include <string_view>
#include <vector>

#include "manifests/configuration.h"
#include "manifests/document.h"

namespace slipway {

// A path as written; empty pieces for `""`.
struct WrittenPath {
    Template text;
    Location location;
};

// What a file says of `[policy]`; what it does not say is nothing.
struct WrittenPolicy {
    std::optional<bool> strict;
    std::optional<bool> groupWritable;
    std::optional<bool> record;
    std::optional<std::chrono::milliseconds> shareBudget;
    std::optional<std::chrono::milliseconds> shareTtl;
    std::optional<std::vector<std::string>> trustedOwners;
    std::vector<Template> trustedRoots;
    std::vector<Template> secrets;
};

struct ConfigurationFile {
    std::optional<std::vector<WrittenPath>> pluginPath;
    std::optional<std::vector<WrittenPath>> include;
    std::vector<ContextRule> contexts;
    std::vector<VersionPin> use;
    std::vector<Pin> pins;
    std::vector<Integration> integrations;
    WrittenPolicy policy;
};

// Everything wrong is reported. Relative paths are those of the file's folder by now.
ConfigurationFile readConfigurationFile(const Node& root, const PlatformRules& rules,
                                        Diagnostics& diagnostics);

// `[paths]` alone, which all the rest is read by: each place's paths for this platform.
Places readPlaces(const Node& root, const PlatformRules& rules);

// The path with each place put in, once for each combination of alternatives.
std::vector<Template> withAllPlaces(const Template& text, const Places& places);

}  // namespace slipway
