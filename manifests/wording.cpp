// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "manifests/wording.h"

#include <algorithm>
#include <utility>

#include "manifests/diagnostic.h"
#include "resolver/code_point.h"
#include "resolver/text.h"

namespace slipway {

namespace {

constexpr std::size_t kLongestQuote = 80;

// Cuts between characters, never within one.
std::string_view firstPart(std::string_view text, std::size_t size) {
    while (size > 0 && isContinuation(text[size])) --size;
    return text.substr(0, size);
}

std::string_view lastPart(std::string_view text, std::size_t size) {
    std::size_t begin = text.size() - size;
    while (begin < text.size() && isContinuation(text[begin])) ++begin;
    return text.substr(begin);
}

// No '=' and '~' among them: zsh takes '=ls' for the path of ls.
bool isPlain(char c) {
    return isLetter(c) || isDigit(c) ||
           std::string_view("_/.-+,:@%").find(c) != std::string_view::npos;
}

// A comma parts words in both shells, '%' is the one's, and '@' at the front the other's.
bool isPlainOnWindows(char c) {
    return isLetter(c) || isDigit(c) || static_cast<unsigned char>(c) >= 0x80 ||
           std::string_view("_\\/.-+:@").find(c) != std::string_view::npos;
}

std::string quoteForWindows(std::string_view text) {
    const bool isWord = std::ranges::all_of(text, isPlainOnWindows) && !text.starts_with('@');
    if (!text.empty() && isWord) return std::string(text);
    std::string quoted = "\"";
    for (char c : text) quoted += c == '"' ? "\"\"" : std::string(1, c);
    return quoted + "\"";
}

}  // namespace

std::string quoteForSh(std::string_view text) {
    if (!text.empty() && std::ranges::all_of(text, isPlain)) return std::string(text);
    std::string quoted = "'";
    for (char c : text) {
        if (c == '\'') {
            quoted += "'\\''";
        } else {
            quoted += c;
        }
    }
    return quoted + "'";
}

std::string quoteForShell(std::string_view text, const PlatformRules& rules) {
    return rules.platform == Platform::kWindows ? quoteForWindows(text) : quoteForSh(text);
}

std::string quoted(std::string_view text) {
    if (text.size() <= kLongestQuote) return "'" + std::string(text) + "'";
    return "'" + std::string(firstPart(text, kLongestQuote / 2)) + "…" +
           std::string(lastPart(text, kLongestQuote / 4)) + "'";
}

std::string described(const Node& node) {
    std::string kind{node.kindName()};
    if (const auto* text = node.as<std::string>()) return kind + " " + quoted(*text);
    if (const auto* number = node.as<std::int64_t>()) return kind + " " + std::to_string(*number);
    if (const auto* truth = node.as<bool>()) return kind + (*truth ? " true" : " false");
    if (const auto* other = node.as<Unsupported>()) {
        return other->kind == other->text ? kind : kind + " " + other->text;
    }
    return kind;
}

std::string alternatives(const std::vector<std::string_view>& names) {
    std::string result;
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (i > 0) result += i + 1 == names.size() ? " or " : ", ";
        result += quoted(names[i]);
    }
    return result;
}

std::string suggestion(std::string_view text, const std::vector<std::string_view>& candidates,
                       std::string otherwise) {
    const std::string_view candidate = nearest(text, candidates);
    return candidate.empty() ? std::move(otherwise) : "did you mean " + quoted(candidate) + "?";
}

std::string platformSuggestion(std::string_view text) {
    for (const std::string_view other : {"darwin", "mac", "osx"}) {
        if (equals(text, other, Case::kIgnored)) return "did you mean 'macos'?";
    }
    for (const std::string_view other : {"win", "win32", "win64", "nt"}) {
        if (equals(text, other, Case::kIgnored)) return "did you mean 'windows'?";
    }
    return suggestion(text, {"linux", "windows", "macos"},
                      "platforms are 'linux', 'windows' and 'macos'");
}

}  // namespace slipway
