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
    // Makes the file and locks it; of a folder (FOLDER/), which must be there, locks that itself,
    // or where folders have no locks a file in it that goes with the lock. Errors are errno values;
    // ENOENT also where whoever had it before has removed it: the folder that it stood in may be
    // gone, too.
    static std::expected<FolderLock, int> take(const std::string& file, const OnWait& onWait);
    // EWOULDBLOCK where another process has it.
    static std::expected<FolderLock, int> takeIfFree(const std::string& file);

    // The last of the work: to remove what it stands in. Where files that are open cannot be
    // removed, the lock is gone by then.
    void endWith(const std::function<void()>& last) &&;

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
