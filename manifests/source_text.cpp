// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "manifests/source_text.h"

#include <algorithm>
#include <utility>

namespace slipway {
namespace {

constexpr std::size_t kMarkDistance = 64;

constexpr bool isContinuation(char byte) {
    return (static_cast<unsigned char>(byte) & 0xC0u) == 0x80u;
}

// Bytes that a lead byte asks for, itself included; 0 where it cannot lead.
std::uint32_t sequenceLength(unsigned char lead) {
    if (lead < 0x80) return 1;
    if (lead >= 0xC2 && lead < 0xE0) return 2;
    if (lead >= 0xE0 && lead < 0xF0) return 3;
    if (lead >= 0xF0 && lead < 0xF5) return 4;
    return 0;
}

bool isScalar(char32_t value, std::uint32_t length) {
    constexpr char32_t kSmallest[] = {0, 0, 0x80, 0x800, 0x10000};
    const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
    return value >= kSmallest[length] && value <= 0x10FFFF && !surrogate;
}

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

CodePoint codePointAt(std::string_view text, std::size_t offset) {
    const auto lead = static_cast<unsigned char>(text[offset]);
    const std::uint32_t length = sequenceLength(lead);
    if (length == 1) return {lead, 1, true};
    if (length == 0 || offset + length > text.size()) return {lead, 1, false};
    char32_t value = lead & (0xFFu >> (length + 1));
    for (std::uint32_t i = 1; i < length; ++i) {
        if (!isContinuation(text[offset + i])) return {lead, 1, false};
        value = value << 6 | (static_cast<unsigned char>(text[offset + i]) & 0x3Fu);
    }
    if (!isScalar(value, length)) return {lead, 1, false};
    return {value, length, true};
}

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
