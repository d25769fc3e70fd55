// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// A share of a test's own, that hangs, dawdles and fails as it is told to (share_daemon.c). Gone
// with the object, whatever hangs in it.

#pragma once

#include <sys/types.h>

#include <filesystem>

namespace slipway::test {

enum class ShareMode : char {
    kGood = 'g',
    kHangs = 'h',
    kSlow = 's',
    kReadsSlowly = 'r',
    kNeverReads = 'n',
    kFailsMidway = 'm',
    kStale = 'e',
    kBroken = 'i',
    kEmpty = '0',
};

class Share {
  public:
    // Shows what is in `backing` at `mount`. Both folders are made, and `control` is.
    Share(const std::filesystem::path& backing, const std::filesystem::path& mount,
          const std::filesystem::path& control);
    ~Share();
    Share(const Share&) = delete;

    void become(ShareMode mode) const;
    // Nothing is even taken from the kernel any more, so that whoever waits can be killed.
    void stop() const;
    void resume() const;

  private:
    std::filesystem::path mount_;
    std::filesystem::path control_;
    pid_t daemon_ = 0;
};

}  // namespace slipway::test
