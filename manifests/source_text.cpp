// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "manifests/source_text.h"

#include <algorithm>
#include <utility>

namespace slipway {
namespace {

constexpr std::size_t kMarkDistance = 64;

std::size_t textBegin(std::string_view text) {
    return text.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0;
}

bool isUtf16(std::string_view text) {
    using namespace std::string_view_literals;
    if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF")) return true;
    // without a mark: the first character is ASCII, so one of its two bytes is NUL
    return text.size() >= 2 && text.size() % 2 == 0 && (text[0] == '\0') != (text[1] == '\0');
}

}  // namespace

Diagnostic syntaxError(const Mistake& mistake, const SourcePointer& source) {
    Locator locator(source);
    std::string hint = mistake.hint;
    if (mistake.related) {
        const Location other = locator.at(*mistake.related);
        hint += " " + std::to_string(other.line) + ":" + std::to_string(other.column);
    }
    return {Severity::kError,           "syntax", mistake.message, std::move(hint),
            locator.at(mistake.offset), true};
}

std::optional<Mistake> findEncodingMistake(std::string_view text) {
    if (isUtf16(text)) return Mistake{0, "the text is UTF-16", "save the file as UTF-8"};
    for (std::size_t at = 0; at < text.size();) {
        const CodePoint point = codePointAt(text, at);
        if (!point.valid) {
            return Mistake{at, "the byte " + printable(text.substr(at, 1)) + " is not UTF-8",
                           "save the file as UTF-8"};
        }
        if (point.value == 0) {
            return Mistake{at, "a NUL byte stands here", "the file is damaged or no text"};
        }
        at += point.length;
    }
    return {};
}

Locator::Locator(SourcePointer source) : source_(std::move(source)) {
    restart();
}

void Locator::restart() {
    offset_ = textBegin(source_->text);
    line_ = 1;
    column_ = 1;
}

Location Locator::at(std::size_t offset) {
    if (offset < offset_) restart();
    const std::string_view text = source_->text;
    for (const std::size_t end = std::min(offset, text.size()); offset_ < end; ++offset_) {
        if (text[offset_] == '\n') {
            ++line_;
            column_ = 1;
        } else if (!isContinuation(text[offset_])) {
            ++column_;
        }
    }
    return {source_, line_, column_};
}

OffsetIndex::OffsetIndex(std::string_view text) : text_(text), lines_{0} {
    std::size_t count = 0;
    for (std::size_t at = textBegin(text); at < text.size(); ++at) {
        if (isContinuation(text[at])) continue;
        if (count % kMarkDistance == 0) marks_.push_back(at);
        ++count;
        if (text[at] == '\n') lines_.push_back(count);
    }
}

std::size_t OffsetIndex::offset(std::uint32_t line, std::uint32_t column) const {
    if (line == 0 || column == 0 || line > lines_.size()) return text_.size();
    const std::size_t index = lines_[line - 1] + column - 1;
    if (index / kMarkDistance >= marks_.size()) return text_.size();
    std::size_t at = marks_[index / kMarkDistance];
    for (std::size_t left = index % kMarkDistance; left > 0 && at < text_.size(); --left) {
        do {
            ++at;
        } while (at < text_.size() && isContinuation(text_[at]));
    }
    return at;
}

}  // namespace slipway
