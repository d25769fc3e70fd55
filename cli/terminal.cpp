// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "cli/terminal.h"

#include <algorithm>
#include <utility>

#include "manifests/source_text.h"

namespace slipway {

namespace {

constexpr std::size_t kGap = 2;

std::string_view sgrOf(Style style) {
    switch (style) {
        case Style::kPlain:
            return "";
        case Style::kBold:
            return "\x1b[1m";
        case Style::kDim:
            return "\x1b[2m";
        case Style::kRed:
            return "\x1b[31m";
        case Style::kGreen:
            return "\x1b[32m";
        case Style::kYellow:
            return "\x1b[33m";
        case Style::kCyan:
            return "\x1b[36m";
    }
    return "";
}

// East Asian characters and pictures take two columns, combining marks none (Unicode Standard
// Annex 11, in coarse strokes).
std::size_t columnsOf(char32_t c) {
    constexpr std::pair<char32_t, char32_t> kNone[] = {{0x300, 0x36F}, {0x200B, 0x200F}};
    constexpr std::pair<char32_t, char32_t> kTwo[] = {
        {0x1100, 0x115F}, {0x2E80, 0xA4CF}, {0xAC00, 0xD7A3},   {0xF900, 0xFAFF},
        {0xFE30, 0xFE6F}, {0xFF00, 0xFF60}, {0x1F300, 0x1FAFF}, {0x20000, 0x3FFFD}};
    const auto holds = [c](const auto& range) { return c >= range.first && c <= range.second; };
    if (std::ranges::any_of(kNone, holds)) return 0;
    return std::ranges::any_of(kTwo, holds) ? 2 : 1;
}

std::string_view takeWord(std::string_view& text) {
    text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
    const std::string_view word = text.substr(0, text.find(' '));
    text.remove_prefix(word.size());
    return word;
}

bool fitsBeside(const NotedLines& block, std::size_t column) {
    return block.lines.front().width() + kGap <= column;
}

// The leftmost column that leaves room for every note and stands right of as many lines as can be.
std::size_t noteColumn(const std::vector<NotedLines>& blocks, const Screen& screen) {
    std::size_t widestNote = 0;
    for (const NotedLines& block : blocks) widestNote = std::max(widestNote, block.note.width());
    std::size_t column = 0;
    for (const NotedLines& block : blocks) {
        const std::size_t after = block.lines.front().width() + kGap;
        if (!block.note.empty() && after + widestNote <= screen.width) {
            column = std::max(column, after);
        }
    }
    return column;
}

// Two thirds beside their lines make a column; fewer would only be a scatter.
bool isColumn(const std::vector<NotedLines>& blocks, std::size_t column) {
    const auto hasNote = [](const NotedLines& block) { return !block.note.empty(); };
    const auto isBeside = [&](const NotedLines& block) {
        return hasNote(block) && fitsBeside(block, column);
    };
    return std::ranges::count_if(blocks, isBeside) * 3 >=
           std::ranges::count_if(blocks, hasNote) * 2;
}

std::string withNote(const NotedLines& block, std::size_t column, std::size_t below,
                     const Screen& screen) {
    std::vector<Line> lines = block.lines;
    if (!block.note.empty()) {
        const bool beside = fitsBeside(block, column);
        if (!beside) lines.emplace_back(screen);
        Line& line = beside ? lines.front() : lines.back();
        line.padTo(beside ? column : below).add(block.note);
    }
    std::string text;
    for (const Line& line : lines) text += line.text() + "\n";
    return text;
}

// What no screen has room for sets no column: it would move all the others out of sight.
std::vector<std::size_t> columnWidths(const std::vector<Row>& rows, const Screen& screen) {
    std::vector<std::size_t> widths;
    for (const Row& row : rows) {
        if (widths.size() < row.size()) widths.resize(row.size());
        for (std::size_t i = 0; i < row.size(); ++i) {
            const std::size_t width = displayWidth(row[i].text);
            if (width <= screen.width) widths[i] = std::max(widths[i], width);
        }
    }
    return widths;
}

}  // namespace

std::size_t displayWidth(std::string_view text) {
    std::size_t width = 0;
    for (std::size_t at = 0; at < text.size();) {
        const CodePoint point = codePointAt(text, at);
        width += columnsOf(point.value);
        at += point.length;
    }
    return width;
}

Line& Line::add(std::string_view text, Style style) {
    const std::string_view sgr = colour_ && !text.empty() ? sgrOf(style) : "";
    text_.append(sgr).append(text).append(sgr.empty() ? "" : "\x1b[0m");
    width_ += displayWidth(text);
    return *this;
}

Line& Line::padTo(std::size_t column) {
    if (column <= width_) return *this;
    text_.append(column - width_, ' ');
    width_ = column;
    return *this;
}

Line& Line::add(const Line& line) {
    text_ += line.text_;
    width_ += line.width_;
    return *this;
}

std::vector<std::string> wrapped(std::string_view text, std::size_t width) {
    std::vector<std::string> lines;
    for (std::string_view word = takeWord(text); !word.empty(); word = takeWord(text)) {
        const bool fits =
            !lines.empty() && displayWidth(lines.back()) + 1 + displayWidth(word) <= width;
        if (fits) {
            lines.back().append(" ").append(word);
        } else {
            lines.emplace_back(word);
        }
    }
    return lines;
}

std::string withNotes(const std::vector<NotedLines>& blocks, const Screen& screen,
                      WithoutColumn otherwise) {
    const std::size_t column = noteColumn(blocks, screen);
    const bool inColumn = isColumn(blocks, column);
    std::string text;
    for (const NotedLines& block : blocks) {
        const std::size_t after = block.lines.front().width() + kGap;
        const bool hasRoom =
            otherwise == WithoutColumn::kBehind && after + block.note.width() <= screen.width;
        text += inColumn ? withNote(block, column, column, screen)
                         : withNote(block, hasRoom ? after : 0, block.below, screen);
    }
    return text;
}

std::string formatTable(const std::vector<Row>& rows, std::size_t indent, const Screen& screen) {
    const std::vector<std::size_t> widths = columnWidths(rows, screen);
    std::string text;
    for (const Row& row : rows) {
        Line line(screen);
        std::size_t column = indent;
        for (std::size_t i = 0; i < row.size(); ++i) {
            const std::size_t after = line.empty() ? 0 : line.width() + kGap;
            if (!row[i].text.empty()) {
                line.padTo(std::max(column, after)).add(row[i].text, row[i].style);
            }
            column += widths[i] + kGap;
        }
        text += line.text() + "\n";
    }
    return text;
}

std::string counted(std::size_t count, std::string_view noun) {
    return std::to_string(count) + " " + std::string(noun) + (count == 1 ? "" : "s");
}

}  // namespace slipway
