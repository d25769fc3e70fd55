// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "farm/secret_guard.h"

#include <algorithm>

#include "resolver/text.h"

namespace slipway {

namespace {

// Shorter values are found in any text.
constexpr std::size_t kShortest = 6;

// NAME of `NAME=…` or `--name=…`, as variables are written; empty for any other text.
std::string assignedName(std::string_view text) {
    const std::size_t equal = text.find('=');
    if (equal == std::string_view::npos || equal + 1 == text.size()) return {};
    text = text.substr(0, equal);
    text.remove_prefix(std::min(text.find_first_not_of('-'), text.size()));
    std::string name(text);
    std::ranges::replace(name, '-', '_');
    const bool isName =
        std::ranges::all_of(name, [](char c) { return isLetter(c) || isDigit(c) || c == '_'; });
    return isName ? name : std::string();
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

std::optional<std::string> SecretGuard::whyNot(std::string_view text) const {
    for (const Known& secret : known_) {
        if (text.find(secret.value) != std::string_view::npos) {
            return "the value of " + secret.name + " stands in it";
        }
    }
    const std::string name = assignedName(text);
    if (!name.empty() && names_.contains(name)) return "it gives a secret, by its name";
    return std::nullopt;
}

}  // namespace slipway
