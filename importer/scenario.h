// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// One launch as a hook is told of it. Texts in it are chosen so that each is recognisable in what
// the hook gives.

#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace slipway::ftrack {

struct LaunchedApplication {
    std::string name;  // without its version: "maya"
    std::string identifier;
    std::string label;
    std::string variant;
    std::string version;
    std::string path;
    bool operator==(const LaunchedApplication&) const = default;
};

struct SelectedEntity {
    std::string id;
    std::string type;
    bool operator==(const SelectedEntity&) const = default;
};

struct Scenario {
    std::string place;      // the plugin's folder
    std::string original;   // what it was made of, where links in it lead
    std::string home;       // emptied before each run
    std::string temporary;  // the same
    std::map<std::string, std::string> environment;
    LaunchedApplication application;
    std::optional<SelectedEntity> selection;
    std::string platform = "linux";  // as manifests name it
    std::string launchId;
    std::string user;
    std::string host;
    std::uint32_t seed = 0;
    std::vector<std::string> skipped;  // subscriptions that do not concern the application
    // What is to be otherwise than it is, of what no scenario varies; "*": all of it.
    std::vector<std::string> otherwise;
    bool isSurvey = false;  // nothing is launched: what the hook subscribes to is looked at
};

}  // namespace slipway::ftrack
