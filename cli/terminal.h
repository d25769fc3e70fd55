// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Text for people: colours, columns, notes beside or below what they belong to.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "cli/surroundings.h"

namespace slipway {

enum class Style { kPlain, kBold, kDim, kRed, kGreen, kYellow, kCyan };

// How many columns the text takes on a terminal. The text must be UTF-8 without control
// characters, as `printable` of manifests/diagnostic.h makes it.
std::size_t displayWidth(std::string_view text);

// One line being put together. It knows its width, which colours do not add to.
class Line {
  public:
    explicit Line(const Screen& screen) : colour_(screen.colour) {}

    Line& add(std::string_view text, Style style = Style::kPlain);
    // Spaces up to the column, counting from 0; none where the line is there already.
    Line& padTo(std::size_t column);
    Line& add(const Line& line);

    const std::string& text() const { return text_; }
    std::size_t width() const { return width_; }
    bool empty() const { return text_.empty(); }

  private:
    std::string text_;
    std::size_t width_ = 0;
    bool colour_;
};

// Words in lines of at most `width` columns; a word that is longer has a line of its own.
std::vector<std::string> wrapped(std::string_view text, std::size_t width);

// Lines and what is said of them: it stands beside the first where there is room.
struct NotedLines {
    std::vector<Line> lines;
    Line note;
    std::size_t below = 0;  // where it begins if it has to stand below the last
};

// Where a note stands where most have no room in one column: right behind its line if it has room
// there, or below it like all others.
enum class WithoutColumn { kBehind, kBelow };

// All lines, each ended by '\n', the notes in one column where most have room in it.
std::string withNotes(const std::vector<NotedLines>& blocks, const Screen& screen,
                      WithoutColumn otherwise);

struct Cell {
    std::string text;
    Style style = Style::kPlain;
};
using Row = std::vector<Cell>;

// Columns two spaces apart, each as wide as its widest cell that a line of the screen has room for;
// nothing stands behind a last cell.
std::string formatTable(const std::vector<Row>& rows, std::size_t indent, const Screen& screen);

// "1 plugin", "2 plugins"
std::string counted(std::size_t count, std::string_view noun);

}  // namespace slipway
