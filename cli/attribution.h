// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Whose each entry of a composed list is.

#pragma once

#include <string>
#include <vector>

#include "cli/explanation.h"
#include "resolver/platform.h"

namespace slipway {

struct AttributedEntry {
    std::string entry;
    const Explanation::OperationPart* operation = nullptr;  // null: it was there before
    bool operator==(const AttributedEntry&) const = default;
};

// The entries of `after`, in order. Empty where the variable is no list: unset at the end, or its
// operations do not agree on a separator. The operations stay the variable's.
std::vector<AttributedEntry> attributeEntries(const Explanation::Variable& variable,
                                              const PlatformRules& rules);

// What parts the entries of an operation's value. Empty where it is one text: a text that was set
// is one, whatever it holds.
std::string separatorOf(const Explanation::OperationPart& operation);
// What parts the variable's entries; empty where no operation takes it for a list.
std::string separatorOf(const Explanation::Variable& variable);

}  // namespace slipway
