// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Files of the user's own cache. That a cache cannot be read or written is nobody's concern
// (spec 2.6), so nothing here says why.

#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <span>
#include <string>

namespace slipway {

// Makes the folders above a file where they are missing, for their owner only.
void makePrivateFoldersAbove(const std::string& path);

// Replaces the file by the block as a whole, readable by its owner only; makes the folders above
// it, too. Where that fails the file is as it was.
void keepPrivately(const std::string& path, std::span<const std::byte> block);

// Gives a kept file a second name, in place of whatever has it.
void nameAlso(const std::string& path, const std::string& name);

// The whole content, unless the file is not the user's own, others can write it, or it is larger
// than `limit`.
std::optional<std::string> readPrivately(const std::string& path, std::size_t limit);

// Removes the files directly in the folder that nobody has read or written for that long.
void forgetUnused(const std::string& folder, std::chrono::seconds unusedFor);

}  // namespace slipway
