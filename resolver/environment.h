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

// A variable that was touched, and what of its value at the start still stands in it. `core` is
// that part of `change.after`, where the operations were a list's: what stands ahead of and behind
// it was added, what of `change.before` is missing in it was popped.
struct VariableEdit {
    VariableChange change;
    std::string_view separator;  // of the last operation on a list; empty: it was never one
    std::uint32_t coreBegin;
    std::uint32_t coreEnd;
    bool isMixed;  // operations part its entries by different separators
};

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

    // The same variables, each as it came about.
    template <class Visit>
    void forEachEdit(Visit&& visit) const {
        for (std::uint32_t index : touched_.span()) {
            const VariableEdit& edit = slots_[index].edit;
            if (edit.change.before != edit.change.after) visit(edit);
        }
    }

    template <class Visit>
    void forEachVariable(Visit&& visit) const {
        for (const Slot& slot : slots_.span()) visit(slot.edit.change);
    }

    // "NAME=value" each, ready for execve(2); a null pointer, not counted, follows. What is new
    // stands at the end.
    std::span<const char* const> block() const;

  private:
    struct Slot {
        VariableEdit edit;
        std::uint32_t firstEntry;  // its place in entries_, or kNoEntry
        bool touched;
    };
    static constexpr std::uint32_t kNoEntry = UINT32_MAX;

    class Kept;

    // The slot of `name`, or the empty place in the table where it belongs.
    std::uint32_t* lookUp(std::string_view name) const;
    void grow();
    // Changes the value alone: what of it is the core is for the operation to say.
    VariableEdit& put(std::string_view name, Value value);
    void replace(std::string_view name, std::span<const std::string_view> values,
                 std::string_view separator);
    void extend(OperationKind kind, std::string_view name, std::span<const std::string_view> values,
                std::string_view separator);
    static void partBy(std::string_view separator, VariableEdit& edit);
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
