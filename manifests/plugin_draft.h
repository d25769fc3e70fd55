// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// One plugin on its way from a folder to a manifest: loaded from the disk; parsed, which gives its
// name and version, and these say whether it counts at all; read. All but the first is a matter of
// the draft alone, so that many can be worked on at once.

#pragma once

#include <memory>
#include <optional>
#include <string>

#include "manifests/discovery.h"

namespace slipway {

inline constexpr std::string_view kTomlManifest = "slipway.toml";
inline constexpr std::string_view kJsonManifest = "slipway.json";

// Of a plugin's folder, or of a plugin of one file.
bool isManifestName(std::string_view file);

// Where a plugin may be.
struct PluginPlace {
    std::size_t root = 0;
    std::string entry;  // its name in the root; empty: the root itself is the plugin
    FolderName name;
    std::string rootPath;
    std::string folder;
    std::string file{};  // of a plugin of one file; else empty: the manifest is to be found
    std::optional<Distrust> distrust{};  // of the root, which is reported already
};

struct PluginDraft {
    Plugin plugin;
    std::string entry;  // of its place
    std::shared_ptr<Source> source;
    std::optional<Node> document;  // nothing where it could not be read
    Diagnostics problems;          // on the way to the document
    Diagnostics mistakes{};        // in what the document says
    bool isSaid = false;           // that it is left out
};

// The place that an entry of the root is, or, of an empty entry, the root itself.
PluginPlace placeOf(const PluginRoot& root, std::string_view entry, bool isOneFile,
                    const PlatformRules& rules);
// All places of a root that holds these names, another platform's among them.
std::vector<PluginPlace> placesIn(const PluginRoot& root, const FolderNames& names, Disk& disk,
                                  const PlatformRules& rules);

// A draft of which nothing but its place is known, and the manifest's path.
PluginDraft emptyDraft(const PluginPlace& place, const std::string& manifest);
// Once the document is there: its own name and version win over the place's.
void identify(PluginDraft& draft);

// What the disk says of a plugin; nothing where there is no manifest. What is not trusted is not
// read. `trust` may be null.
std::optional<PluginDraft> loadPluginDraft(const PluginPlace& place, TrustCheck* trust, Disk& disk,
                                           const PlatformRules& rules);
// Reads the text that was loaded, if any was.
void parsePluginDraft(PluginDraft& draft);
// Both.
std::optional<PluginDraft> readPluginDraft(const PluginPlace& place, TrustCheck* trust, Disk& disk,
                                           const PlatformRules& rules);

// Reads the manifest.
void readPlugin(PluginDraft& draft, const std::shared_ptr<const Places>& places,
                const PlatformRules& rules);
// The same for another platform than the host's.
void readPluginFor(const Target& target, PluginDraft& draft);
// One that turns out not to count says nothing, right or wrong.
void forgetManifest(PluginDraft& draft);
// Of any plugin.
void reportProblems(const PluginDraft& draft, Diagnostics& diagnostics);

}  // namespace slipway
