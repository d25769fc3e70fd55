// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "farm/secret_guard.h"

#include <algorithm>

#include "resolver/text.h"

namespace slipway {

namespace {

// Shorter values are found in any text.
constexpr std::size_t kShortest = 6;

// An option's name as variables are written; empty for what is no name.
std::string nameOf(std::string_view option) {
    option.remove_prefix(std::min(option.find_first_not_of('-'), option.size()));
    std::string name(option);
    std::ranges::replace(name, '-', '_');
    const bool isName =
        std::ranges::all_of(name, [](char c) { return isLetter(c) || isDigit(c) || c == '_'; });
    return isName ? name : std::string();
}

// NAME of `NAME=…`, `--name=…`, or of what stands behind `--name`; else empty.
std::string assignedName(std::string_view text, std::string_view wordAhead) {
    const std::size_t equal = text.find('=');
    if (equal != std::string_view::npos && equal + 1 != text.size()) {
        if (auto name = nameOf(text.substr(0, equal)); !name.empty()) return name;
    }
    const bool isOptions = wordAhead.starts_with('-') && !text.empty() && !text.starts_with('-');
    return isOptions ? nameOf(wordAhead) : std::string();
}

}  // namespace

SecretGuard::SecretGuard(const SecretNames& names, std::span<const char* const> environment)
    : names_(names) {
    for (const std::string_view entry : environment) {
        const std::size_t equal = entry.find('=');
        if (equal != std::string_view::npos) learn(entry.substr(0, equal), entry.substr(equal + 1));
    }
}

void SecretGuard::learn(std::string_view name, std::string_view value) {
    if (value.size() < kShortest || !names_.contains(name)) return;
    known_.push_back({std::string(name), std::string(value)});
}

std::optional<std::string> SecretGuard::whyNot(std::string_view text,
                                               std::string_view wordAhead) const {
    for (const Known& secret : known_) {
        if (text.find(secret.value) != std::string_view::npos) {
            return "the value of " + secret.name + " stands in it";
        }
    }
    const std::string name = assignedName(text, wordAhead);
    if (!name.empty() && names_.contains(name)) return "it gives a secret, by its name";
    return std::nullopt;
}

}  // namespace slipway
