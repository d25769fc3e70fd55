// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// The file of a published index, on the root's own file system.

#pragma once

#include <expected>
#include <string>
#include <string_view>

namespace slipway {

// While it is held nobody else publishes the root: of two that do at once, the later would else
// publish what the earlier had read. Where the file system knows no locks, nothing is held.
class IndexLock {
  public:
    // Makes `ROOT/.slipway` where it is missing. Waits for another for half a minute; an error is
    // why there is nothing to be held, in words.
    static std::expected<IndexLock, std::string> take(const std::string& root);

    IndexLock(IndexLock&& other) noexcept;
    IndexLock& operator=(IndexLock&&) = delete;
    // Removes the folder again where nothing is in it.
    ~IndexLock();

    // Replaces the index as a whole; killed at any time, it leaves the old one. What can read and
    // write the root can read and write the index, everyone else's writing apart.
    std::expected<void, std::string> replace(std::string_view index);
    // False where there is none.
    std::expected<bool, std::string> remove();

  private:
    IndexLock(std::string root, int folder) : root_(std::move(root)), folder_(folder) {}

    std::string root_;
    int folder_;
};

}  // namespace slipway
