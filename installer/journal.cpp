// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "installer/journal.h"

#include <array>
#include <charconv>

namespace slipway {

namespace {

constexpr std::string_view kSignature = "slipway-journal=1";
constexpr std::string_view kEnd = "end";
// In the order of Change::Kind.
constexpr std::array<std::string_view, 9> kKinds = {
    "link", "file", "place", "diversion", "entry", "script", "folder", "copy", "setting"};

void put(std::string& text, std::string_view field) {
    text += std::to_string(field.size()) + ":";
    text += field;
    text += "\n";
}

void putContent(std::string& text, const std::optional<std::string>& content) {
    put(text, content ? "=" + *content : "-");
}

class Reader {
  public:
    explicit Reader(std::string_view text) : text_(text) {}

    std::optional<std::string> next() {
        std::size_t size = 0;
        const auto [end, error] = std::from_chars(text_.data(), text_.data() + text_.size(), size);
        const auto digits = static_cast<std::size_t>(end - text_.data());
        const bool isWhole = error == std::errc{} && size < text_.size() &&
                             digits + size + 2 <= text_.size() && text_[digits] == ':' &&
                             text_[digits + 1 + size] == '\n';
        if (!isWhole) return std::nullopt;
        std::string field(text_.substr(digits + 1, size));
        text_.remove_prefix(digits + size + 2);
        return field;
    }

  private:
    std::string_view text_;
};

std::optional<std::string> contentOf(const std::string& field) {
    return field.starts_with('=') ? std::optional(field.substr(1)) : std::nullopt;
}

std::optional<Change> readChange(const std::string& kind, Reader& reader) {
    const auto path = reader.next();
    const auto before = reader.next();
    const auto after = reader.next();
    if (!path || !before || !after) return std::nullopt;
    for (std::size_t i = 0; i < kKinds.size(); ++i) {
        if (kKinds[i] != kind) continue;
        return Change{static_cast<Change::Kind>(i), *path, contentOf(*before), contentOf(*after)};
    }
    return std::nullopt;
}

}  // namespace

std::string formatUndertaking(const Undertaking& work) {
    std::string text;
    put(text, kSignature);
    put(text, work.folder);
    for (const Change& change : work.changes) {
        put(text, kKinds[static_cast<std::size_t>(change.kind)]);
        put(text, change.path);
        putContent(text, change.before);
        putContent(text, change.after);
    }
    put(text, kEnd);
    return text;
}

std::optional<Undertaking> parseUndertaking(std::string_view text) {
    Reader reader(text);
    if (reader.next() != kSignature) return std::nullopt;
    const auto folder = reader.next();
    if (!folder) return std::nullopt;
    Undertaking work{*folder, {}};
    for (auto kind = reader.next(); kind != kEnd; kind = reader.next()) {
        if (!kind) return std::nullopt;
        auto change = readChange(*kind, reader);
        if (!change) return std::nullopt;
        work.changes.push_back(*std::move(change));
    }
    return work;
}

}  // namespace slipway
