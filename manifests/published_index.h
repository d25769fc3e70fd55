// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// The published index of a plugin root (spec 2.8): `ROOT/.slipway/index`.
//
// One file holds all plugins of the root as they were read when it was published: the trees of
// their manifests with the places of every value, or what kept them from being read. It is meant
// for every platform and every place that the root is mounted at, so nothing in it names the root.
// Beneath a root that has one nothing else is looked at.
//
// The bytes: a header (magic, format, checksum), then the plugins, each by its own length, so that
// another platform's is passed over unread. Numbers are in groups of seven bits, the lowest first.

#pragma once

#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "manifests/plugin_draft.h"
#include "resolver/platform.h"

namespace slipway {

inline constexpr std::string_view kIndexFolder = ".slipway";
inline constexpr std::string_view kIndexFile = "index";
inline constexpr std::uint64_t kLargestIndex = 1 << 30;

std::string indexPath(const std::string& root, const PlatformRules& rules);

// A plugin in an index. The texts lead into the index's own.
struct IndexedPlugin {
    std::string_view entry;     // its name in the root; empty: the root itself is the plugin
    std::string_view manifest;  // its manifest's file name: of a plugin of one file the entry
    std::uint64_t digest = 0;   // of the manifest's text; 0: it was not read
    std::string_view content;
};

// What the drafts of one root are as an index.
std::string printIndex(const std::vector<PluginDraft>& drafts, const PlatformRules& rules);

// In the order of the root's entries. An error is why it is none, in words that go on from
// "index '…' ": "is damaged".
std::expected<std::vector<IndexedPlugin>, std::string> parseIndex(std::string_view index,
                                                                  const PlatformRules& rules);

// The plugin as it was read when the index was published. `place` is where it would be; nothing
// where its part of the index is no draft.
std::optional<PluginDraft> publishedDraft(const IndexedPlugin& plugin, const PluginPlace& place,
                                          const PlatformRules& rules);

}  // namespace slipway
