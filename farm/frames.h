// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// The frames of a job, and how they are shared out among its tasks.

#pragma once

#include <cstddef>
#include <expected>
#include <string>
#include <string_view>
#include <vector>

namespace slipway {

// What one task renders. Never empty.
using TaskFrames = std::vector<int>;

class Frames {
  public:
    // "1-100x2", "1,5,9-12", "-10--1": numbers and ranges with or without a step, parted by commas.
    // A frame named twice is rendered once. `chunk`: how many frames a task gets, at least 1. An
    // error is what is wrong, in words.
    static std::expected<Frames, std::string> parse(std::string_view list, std::size_t chunk);

    // As it was given; what a ticket holds.
    const std::string& list() const { return list_; }
    std::size_t chunk() const { return chunk_; }

    const std::vector<int>& all() const { return frames_; }
    std::size_t taskCount() const;
    // `task` counts from 0.
    TaskFrames ofTask(std::size_t task) const;
    // Whether some task's frames are not all that lie from its first to its last.
    bool hasGaps() const;

  private:
    std::string list_;
    std::size_t chunk_ = 1;
    std::vector<int> frames_;  // in the order given
};

// What `{frame}`, `{first}` and `{last}` stand for.
inline constexpr std::string_view kFramePlaceholders[] = {"{frame}", "{first}", "{last}"};

// Whether the text, which is no template, has one of them.
bool hasFramePlaceholder(std::string_view text);

// The template's text with these placeholders filled in; `{frame}` of several frames is their list,
// "1,3,5". Doubled braces stay as they are.
std::string withFrames(std::string_view templateText, const TaskFrames& frames);

}  // namespace slipway
