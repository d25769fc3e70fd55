// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// The one table of all keys of manifests and configuration. What reads them, their JSON Schema and
// their reference documentation are made from it.

#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace slipway {

// What may stand at a key. Where a type is of strings or of a list, a table by platform may stand.
enum class KeyType : std::uint8_t {
    kName,         // a string as it is: neither placeholders nor a table by platform
    kWord,         // one of a few words
    kText,         // a string with placeholders
    kTexts,        // a list of strings with placeholders
    kTextOrTexts,  // either of the two
    kContent,      // a string with placeholders, or any table; one of platforms only is by platform
    kTextOrTable,  // a string with placeholders, or a table of the keys beneath
    kEntries,      // a list whose elements are strings or tables of the keys beneath
    kCondition,    // a string (spec 1.4, "Conditions")
    kInteger,
    kBoolean,
    kVersionOrBoolean,  // a version as a string, or a boolean
    kOwners,            // a list of users' names and numbers
    kTable,             // a table of the keys beneath
    kTables,            // one such table or a list of them
    kMap,               // a table whose keys are names that the author chooses: `*` beneath
    kOperations,        // `env`: a table of operations on variables (spec 1.4, "Operations")
    kValue,             // the value of an operation
};

struct Key {                // NOLINT(*.Padding): a row of a table that people read
    std::string_view path;  // "application.commands.*.mode"; `*` is a name that the author chooses
    KeyType type;
    std::string_view meaning;                 // one sentence
    std::string_view standard;                // the default as it would be written; empty: none
    std::span<const std::string_view> words;  // of kWord
    bool required = false;
    bool carriedOut = true;     // false: in the specification, but not in this version of Slipway
    std::string_view unless{};  // a required key may be missing where this one beside it is there
};

// Sorted by path, byte by byte.
std::span<const Key> manifestKeys();
// The same of configuration files (spec 1.3). `integration` is what it is in a manifest.
std::span<const Key> configurationKeys();

// The key of that path, or null.
const Key* findKey(std::span<const Key> keys, std::string_view path);

// The names of the keys directly beneath a path; beneath the empty path, those of the whole.
std::vector<std::string_view> namesBeneath(std::span<const Key> keys, std::string_view path);

}  // namespace slipway
