// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "cli/attribution.h"

#include <algorithm>
#include <array>

#include "resolver/arena.h"
#include "resolver/environment.h"
#include "resolver/text.h"

namespace slipway {

namespace {

using Entries = std::vector<AttributedEntry>;
using Operation = Explanation::OperationPart;

Entries entriesOf(std::string_view list, const std::string& separator, const Operation* by) {
    Entries entries;
    forEachEntry(list, separator, [&](std::string_view entry) {
        if (!entry.empty() || by == nullptr) entries.push_back({std::string(entry), by});
    });
    return entries;
}

bool isPopped(const std::string& entry, const Operation& pop, const PlatformRules& rules) {
    Arena arena;
    const std::string variable = "ENTRY=" + entry;
    const std::array block{variable.c_str()};
    Environment environment(arena, rules, block);
    const std::array<std::string_view, 1> values{pop.value};
    environment.apply(OperationKind::kPop, "ENTRY", values, pop.separator);
    return !environment.get("ENTRY");
}

void apply(const Operation& operation, const PlatformRules& rules, Entries& entries) {
    Entries added = entriesOf(operation.value, operation.separator, &operation);
    switch (operation.kind) {
        case OperationKind::kPrepend:
            entries.insert(entries.begin(), added.begin(), added.end());
            break;
        case OperationKind::kAppend:
            entries.insert(entries.end(), added.begin(), added.end());
            break;
        case OperationKind::kSet:
            entries = std::move(added);
            break;
        case OperationKind::kPop:
            std::erase_if(entries, [&](const AttributedEntry& entry) {
                return isPopped(entry.entry, operation, rules);
            });
            break;
        case OperationKind::kUnset:
            entries.clear();
            break;
    }
}

std::string joined(const Entries& entries, const std::string& separator) {
    std::string text;
    for (const AttributedEntry& entry : entries) {
        if (&entry != &entries.front()) text += separator;
        text += entry.entry;
    }
    return text;
}

}  // namespace

std::vector<AttributedEntry> attributeEntries(const Explanation::Variable& variable,
                                              const PlatformRules& rules) {
    if (!variable.after || variable.operations.empty()) return {};
    const std::string& separator = variable.operations.front().separator;
    Entries entries;
    if (variable.before && !variable.before->empty()) {
        entries = entriesOf(*variable.before, separator, nullptr);
    }
    for (const Operation& operation : variable.operations) {
        if (!operation.leftOut) apply(operation, rules, entries);
    }
    // Differing separators, a `set` to something with empty entries: what cannot be told is not.
    return joined(entries, separator) == *variable.after ? entries : Entries{};
}

std::string separatorOf(const Explanation::OperationPart& operation) {
    const bool isText = operation.kind == OperationKind::kSet && !operation.isList;
    return isText || operation.kind == OperationKind::kUnset ? "" : operation.separator;
}

std::string separatorOf(const Explanation::Variable& variable) {
    for (const Operation& operation : variable.operations) {
        if (std::string separator = separatorOf(operation); !separator.empty()) return separator;
    }
    return {};
}

}  // namespace slipway
