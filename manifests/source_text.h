// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Places in a source text: bytes on one side, lines and columns on the other.

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "manifests/diagnostic.h"
#include "manifests/source.h"
#include "resolver/code_point.h"

namespace slipway {

inline constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

// Something wrong in a text, before lines and columns are counted.
struct Mistake {
    std::size_t offset = 0;
    std::string message;
    std::string hint = {};
    std::optional<std::size_t> related = {};  // another place, named at the end of the hint
};
Diagnostic syntaxError(const Mistake& mistake, const SourcePointer& source);

// What makes a text none at all: another encoding, bytes that are not UTF-8, NUL.
std::optional<Mistake> findEncodingMistake(std::string_view text);

// From bytes to line and column. One pass over the text as long as the offsets ascend.
class Locator {
  public:
    explicit Locator(SourcePointer source);
    Location at(std::size_t offset);

  private:
    void restart();

    SourcePointer source_;
    std::size_t offset_ = 0;
    std::uint32_t line_ = 1;
    std::uint32_t column_ = 1;
};

// From line and column to bytes, in any order, each in constant time.
class OffsetIndex {
  public:
    explicit OffsetIndex(std::string_view text);
    // The end of the text for a place beyond it.
    std::size_t offset(std::uint32_t line, std::uint32_t column) const;

  private:
    std::string_view text_;
    std::vector<std::size_t> lines_;  // the number of code points ahead of each line
    std::vector<std::size_t> marks_;  // the offset of every kMarkDistance-th code point
};

}  // namespace slipway
