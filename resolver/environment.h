// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Environments as values: what a process was started with, what changes, and what comes out.

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "resolver/arena.h"
#include "resolver/environment_patch.h"
#include "resolver/language.h"
#include "resolver/platform.h"

namespace slipway {

// An environment being composed. Entries that nobody touches pass as they are: their bytes, their
// order, duplicates, entries without `=`. Texts handed in must outlive it.
class Environment {
  public:
    // `entries`: "NAME=value" each; of a name that stands twice the first counts, as getenv(3)
    // has it.
    Environment(Arena& arena, const PlatformRules& rules, std::span<const char* const> entries);

    Value get(std::string_view name) const;
    // What it was at the start, whatever was done since.
    Value starting(std::string_view name) const;
    void set(std::string_view name, Value value);

    // Applies one operation (spec 1.4, "Operations"). `separator` parts the entries of the values
    // and of the variable. `unset` ignores the values.
    void apply(OperationKind kind, std::string_view name, std::span<const std::string_view> values,
               std::string_view separator);

    // Sets every variable of the patch to what it is after it.
    void apply(const EnvironmentPatch& patch);

    // The variables whose value is another than at the start, by the names that they are spelt by
    // in the environment, in the order of the first touch.
    EnvironmentPatch changes() const;

    // "NAME=value" each, ready for execve(2); a null pointer, not counted, follows. What is new
    // stands at the end.
    std::span<const char* const> block() const;

  private:
    struct Slot {
        VariableChange variable;
        std::uint32_t firstEntry;  // its place in entries_, or kNoEntry
        bool touched;
    };
    static constexpr std::uint32_t kNoEntry = UINT32_MAX;

    // The slot of `name`, or the empty place in the table where it belongs.
    std::uint32_t* lookUp(std::string_view name) const;
    void grow();
    void extend(OperationKind kind, std::string_view name, std::span<const std::string_view> values,
                std::string_view separator);
    void pop(std::string_view name, std::span<const std::string_view> values,
             std::string_view separator);
    bool isPopped(std::string_view entry, std::span<const std::string_view> values,
                  std::string_view separator) const;
    bool matchesEntry(std::string_view entry, std::string_view pattern) const;
    std::string_view joinEntries(std::span<const std::string_view> values,
                                 std::string_view separator);

    Arena& arena_;
    const PlatformRules& rules_;
    std::span<const char* const> entries_;
    std::span<std::uint32_t> entrySlots_;  // for each entry its slot's index
    std::span<std::uint32_t> table_;       // open addressing: slot index + 1, 0 where empty
    ArenaVector<Slot> slots_;
    ArenaVector<std::uint32_t> touched_;
};

}  // namespace slipway
