// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// One at work in a folder at a time: processes wait for each other.

#pragma once

#include <expected>
#include <functional>
#include <string>

namespace slipway {

// Called before waiting for another process.
using OnWait = std::function<void()>;

class FolderLock {
  public:
    // Makes the file and locks it; of a folder, which must be there, locks that itself. Errors are
    // errno values; ENOENT also where whoever had it before has removed it: the folder that it
    // stood in may be gone, too.
    static std::expected<FolderLock, int> take(const std::string& file, const OnWait& onWait);
    // EWOULDBLOCK where another process has it.
    static std::expected<FolderLock, int> takeIfFree(const std::string& file);

    FolderLock(FolderLock&& other) noexcept;
    FolderLock& operator=(FolderLock&&) = delete;
    bool isHeld() const { return file_ >= 0; }
    // The system lets go of it where the process is killed, too.
    ~FolderLock();

  private:
    explicit FolderLock(int file) : file_(file) {}
    int file_;
};

}  // namespace slipway
