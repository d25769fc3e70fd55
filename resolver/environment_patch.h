// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// A change of environment as a value: it can be applied, reversed, printed and read back. What a
// launch changes, what `env` exports and what an inner launch takes back are this one type.

#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "resolver/arena.h"

namespace slipway {

// Unset is an empty optional; set to nothing is an empty text.
using Value = std::optional<std::string_view>;

struct VariableChange {
    std::string_view name;
    Value before;
    Value after;
    bool operator==(const VariableChange&) const = default;
};

// No name stands twice.
struct EnvironmentPatch {
    std::span<const VariableChange> changes;

    auto begin() const { return changes.begin(); }
    auto end() const { return changes.end(); }
    std::size_t size() const { return changes.size(); }
    bool empty() const { return changes.empty(); }
};

// What takes the patch back: to apply a patch and then its reverse leaves every value as it was.
EnvironmentPatch reverse(const EnvironmentPatch& patch, Arena& arena);

// As one text that holds no NUL unless the patch does; readPatch gives an equal patch again.
std::string_view printPatch(const EnvironmentPatch& patch, Arena& arena);

// Nothing where the text was not made by printPatch. The result lives in `text`.
std::optional<EnvironmentPatch> readPatch(std::string_view text, Arena& arena);

}  // namespace slipway
