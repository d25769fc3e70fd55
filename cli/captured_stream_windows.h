// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// What a process prints until it has ended, however much that is and whoever else holds its
// streams.

#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

#include "resolver/system_windows.h"

namespace slipway {

// Of a stream that does not end soon.
enum class Keep : std::uint8_t { kAll, kBeginning, kEnd };

// Read in the background from the start on, so that nobody waits who writes to it.
class CapturedStream {
  public:
    // More than `most` is too much of one that is kept as a whole.
    CapturedStream(HANDLE pipe, Keep keep, std::size_t most = 0);
    ~CapturedStream();
    CapturedStream(const CapturedStream&) = delete;
    CapturedStream& operator=(const CapturedStream&) = delete;

    HANDLE event() const { return event_.get(); }
    bool isReading() const { return isReading_; }
    bool isTooMuch() const { return keep_ == Keep::kAll && text_.size() > most_; }
    std::string take() { return std::move(text_); }

    // After its event.
    void readOn();
    // What the process printed before it ended, and no more: what it left behind may hold the pipe.
    void readRest();

  private:
    static constexpr std::size_t kKept = 64 * 1024;

    void begin();
    void keep(std::size_t count);

    HANDLE pipe_;
    Keep keep_;
    std::size_t most_;
    Handle event_;
    OVERLAPPED pending_{};
    bool isReading_ = false;
    std::string text_;
    char buffer_[kKept];
};

enum class Followed : std::uint8_t { kEnded, kTooLong, kTooMuch };

// Until the process has ended, prints too much, or its time is over.
Followed follow(HANDLE process, std::span<CapturedStream* const> streams,
                std::chrono::milliseconds patience);

}  // namespace slipway
