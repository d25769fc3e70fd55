// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Plugins of a root: brought in beside what is there and given their name when they are whole, and
// taken out of the way as a whole.

#pragma once

#include <expected>
#include <filesystem>
#include <string>
#include <vector>

#include "installer/plugin_source.h"

namespace slipway {

// A hidden folder of the root, which launches pass over. What is in it at the end goes.
class PluginStage {
  public:
    static std::expected<PluginStage, std::string> make(const std::string& root);
    PluginStage(PluginStage&& other) noexcept;
    PluginStage& operator=(PluginStage&&) = delete;
    ~PluginStage();

    // Where the plugin is until it has its place; the folder is named as it will be.
    std::string folderOf(const std::string& name) const;
    // Writes the source there; where all of it is in one folder, what that holds. An error is why
    // not, in words.
    std::expected<void, std::string> unpack(PluginSource& source, const std::string& name);
    // Gives it its place in the root. True: another was there and is gone.
    std::expected<bool, std::string> place(const std::string& name);
    // The way back from a place: launches that begin now do not find it.
    std::expected<void, std::string> take(const std::string& name);

  private:
    PluginStage(std::string root, std::string folder)
        : root_(std::move(root)), folder_(std::move(folder)) {}
    std::string root_;
    std::string folder_;
};

// As far as it can be: folders that nobody may write in, too. Links go, and what they lead to
// stays.
void removeWhole(const std::filesystem::path& folder);

// One name for what the other was, both at once where the file system can. 0, or an errno value.
int exchangeFolders(const std::string& one, const std::string& other);

}  // namespace slipway
