// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// What a plugin is brought in: a folder, or a ZIP archive, which anybody may have made.

#pragma once

#include <cstdint>
#include <expected>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace slipway {

struct PluginEntry {
    std::string path;  // as it stands there; `/` and `\` part it
    bool isFolder = false;
    bool isExecutable = false;
    std::uint64_t size = 0;
    // Neither a file nor a folder, encrypted, …: in words; empty: nothing is.
    std::string wrong{};
};

// False: no more is wanted.
using PluginSink = std::function<bool(std::string_view bytes)>;

class PluginSource {
  public:
    virtual ~PluginSource() = default;
    virtual const std::vector<PluginEntry>& entries() const = 0;
    // The content of a file. An error is why it cannot be had, in words.
    virtual std::expected<void, std::string> read(std::size_t entry, const PluginSink& sink) = 0;
};
using PluginSourcePointer = std::unique_ptr<PluginSource>;

std::expected<PluginSourcePointer, std::string> openPluginFolder(const std::string& path);
// `path` is a regular file.
std::expected<PluginSourcePointer, std::string> openPluginArchive(const std::string& path);

// The limits of what is brought in; beyond them it is a bomb, or no plugin.
inline constexpr std::size_t kMostPluginEntries = 200'000;
inline constexpr std::uint64_t kLargestPlugin = std::uint64_t{8} << 30;

// The parts of an entry's path, where it leads to a place within the plugin on every platform. An
// error is why it does not, in words.
std::expected<std::vector<std::string>, std::string> partsOf(const PluginEntry& entry);

// Why these entries are not to be put anywhere; nothing: they can be.
std::optional<std::string> whyNotPlaced(const std::vector<PluginEntry>& entries);

}  // namespace slipway
