// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "resolver/environment.h"

#include <algorithm>
#include <cstring>

#include "resolver/text.h"

namespace slipway {

namespace {

constexpr std::uint32_t kEmptyPlace = 0;

// FNV-1a over lower-cased bytes where case is ignored: names are short.
std::uint32_t hashName(std::string_view name, bool ignoreCase) {
    std::uint32_t hash = 2166136261U;
    for (char c : name) {
        hash = (hash ^ static_cast<unsigned char>(ignoreCase ? lower(c) : c)) * 16777619U;
    }
    return hash;
}

std::size_t tableSizeFor(std::size_t slots) {
    std::size_t size = 64;
    while (size < slots * 2) size *= 2;
    return size;
}

// An entry's name ends at the first `=` that is not its first byte: Windows keeps the working
// folders of drives in variables named `=C:`.
std::size_t nameLength(std::string_view entry) {
    return entry.empty() ? std::string_view::npos : entry.find('=', 1);
}

}  // namespace

Environment::Environment(Arena& arena, const PlatformRules& rules,
                         std::span<const char* const> entries)
    : arena_(arena),
      rules_(rules),
      entries_(entries),
      entrySlots_(arena.allocateArray<std::uint32_t>(entries.size())),
      table_(arena.allocateArray<std::uint32_t>(tableSizeFor(entries.size() + 32))),
      slots_(arena),
      touched_(arena) {
    std::ranges::fill(table_, kEmptyPlace);
    slots_.reserve(entries.size() + 32);
    for (std::uint32_t i = 0; i < entries.size(); ++i) {
        const std::string_view entry = entries[i];
        const std::size_t length = nameLength(entry);
        if (length == std::string_view::npos) {
            entrySlots_[i] = kNoEntry;
            continue;
        }
        const std::string_view name = entry.substr(0, length);
        std::uint32_t* place = lookUp(name);
        if (*place == kEmptyPlace) {
            const std::string_view value = entry.substr(length + 1);
            const auto size = static_cast<std::uint32_t>(value.size());
            slots_.push({{{name, value, value}, {}, 0, size}, i, false});
            *place = static_cast<std::uint32_t>(slots_.size());
        }
        entrySlots_[i] = *place - 1;
    }
}

std::uint32_t* Environment::lookUp(std::string_view name) const {
    const std::size_t mask = table_.size() - 1;
    const Case letters = rules_.namesIgnoreCase ? Case::kIgnored : Case::kMatters;
    for (std::size_t at = hashName(name, rules_.namesIgnoreCase) & mask;; at = (at + 1) & mask) {
        std::uint32_t& place = table_[at];
        if (place == kEmptyPlace || equals(slots_[place - 1].edit.change.name, name, letters)) {
            return &place;
        }
    }
}

void Environment::grow() {
    table_ = arena_.allocateArray<std::uint32_t>(table_.size() * 2);
    std::ranges::fill(table_, kEmptyPlace);
    for (std::uint32_t i = 0; i < slots_.size(); ++i) {
        *lookUp(slots_[i].edit.change.name) = i + 1;
    }
}

Value Environment::get(std::string_view name) const {
    const std::uint32_t place = *lookUp(name);
    return place == kEmptyPlace ? Value{} : slots_[place - 1].edit.change.after;
}

Value Environment::starting(std::string_view name) const {
    const std::uint32_t place = *lookUp(name);
    return place == kEmptyPlace ? Value{} : slots_[place - 1].edit.change.before;
}

void Environment::set(std::string_view name, Value value) {
    VariableEdit& edit = put(name, value);
    edit.coreBegin = edit.coreEnd = 0;
}

VariableEdit& Environment::put(std::string_view name, Value value) {
    if ((slots_.size() + 1) * 2 > table_.size()) grow();
    std::uint32_t* place = lookUp(name);
    if (*place == kEmptyPlace) {
        slots_.push({{{name, std::nullopt, std::nullopt}, {}, 0, 0, false}, kNoEntry, false});
        *place = static_cast<std::uint32_t>(slots_.size());
    }
    Slot& slot = slots_[*place - 1];
    slot.edit.change.after = value;
    if (!slot.touched) touched_.push(*place - 1);
    slot.touched = true;
    return slot.edit;
}

void Environment::apply(OperationKind kind, std::string_view name,
                        std::span<const std::string_view> values, std::string_view separator) {
    switch (kind) {
        case OperationKind::kUnset:
            return set(name, std::nullopt);
        case OperationKind::kSet:
            return replace(name, values, separator);
        case OperationKind::kPop:
            return pop(name, values, separator);
        case OperationKind::kPrepend:
        case OperationKind::kAppend:
            return extend(kind, name, values, separator);
    }
}

void Environment::partBy(std::string_view separator, VariableEdit& edit) {
    edit.isMixed = edit.isMixed || (!edit.separator.empty() && edit.separator != separator);
    edit.separator = separator;
}

void Environment::replace(std::string_view name, std::span<const std::string_view> values,
                          std::string_view separator) {
    VariableEdit& edit = put(name, arena_.join(values, separator));
    edit.coreBegin = edit.coreEnd = 0;
    if (values.size() > 1) partBy(separator, edit);
}

std::string_view Environment::joinEntries(std::span<const std::string_view> values,
                                          std::string_view separator) {
    ArenaVector<std::string_view> entries(arena_);
    for (std::string_view value : values) {
        forEachEntry(value, separator, [&](std::string_view entry) {
            if (!entry.empty()) entries.push(entry);
        });
    }
    return entries.size() == 1 ? entries[0] : arena_.join(entries.span(), separator);
}

void Environment::extend(OperationKind kind, std::string_view name,
                         std::span<const std::string_view> values, std::string_view separator) {
    const std::string_view added = joinEntries(values, separator);
    if (added.empty()) return;
    const std::string_view was = get(name).value_or(std::string_view{});
    const std::string_view between = was.empty() ? std::string_view{} : separator;
    const bool isAhead = kind == OperationKind::kPrepend;
    VariableEdit& edit = put(
        name, isAhead ? arena_.join({added, between, was}) : arena_.join({was, between, added}));
    partBy(separator, edit);
    if (!isAhead) return;
    const auto shift = static_cast<std::uint32_t>(added.size() + between.size());
    edit.coreBegin += shift;
    edit.coreEnd += shift;
}

// The entries that stay, written one behind the other, and where among them the core stands.
class Environment::Kept {
  public:
    Kept(Arena& arena, const VariableEdit& edit, std::string_view separator)
        : edit_(edit),
          separator_(separator),
          text_(arena.allocateArray<char>(edit.change.after->size() + 1).data()) {}

    void keep(std::string_view entry) {
        if (any_) write(separator_);
        const auto at = static_cast<std::uint32_t>(entry.data() - edit_.change.after->data());
        const bool isCore =
            edit_.coreBegin != edit_.coreEnd && at >= edit_.coreBegin && at <= edit_.coreEnd;
        if (isCore && !anyCore_) coreBegin_ = size_;
        write(entry);
        if (isCore) coreEnd_ = size_;
        anyCore_ = anyCore_ || isCore;
        if (at < edit_.coreBegin) coreBegin_ = coreEnd_ = size_;
        any_ = true;
    }

    Value value() const { return any_ ? Value{{text_, size_}} : std::nullopt; }
    std::uint32_t coreBegin() const { return coreBegin_; }
    std::uint32_t coreEnd() const { return coreEnd_; }

  private:
    void write(std::string_view text) {
        if (!text.empty()) std::memcpy(text_ + size_, text.data(), text.size());
        size_ += static_cast<std::uint32_t>(text.size());
    }

    const VariableEdit& edit_;
    std::string_view separator_;
    char* text_;
    std::uint32_t size_ = 0;
    std::uint32_t coreBegin_ = 0;
    std::uint32_t coreEnd_ = 0;
    bool any_ = false;
    bool anyCore_ = false;
};

void Environment::pop(std::string_view name, std::span<const std::string_view> values,
                      std::string_view separator) {
    const std::uint32_t place = *lookUp(name);
    if (place == kEmptyPlace || !slots_[place - 1].edit.change.after) return;
    const VariableEdit was = slots_[place - 1].edit;
    Kept kept(arena_, was, separator);
    bool poppedAny = false;
    forEachEntry(*was.change.after, separator, [&](std::string_view entry) {
        if (isPopped(entry, values, separator)) {
            poppedAny = true;
        } else {
            kept.keep(entry);
        }
    });
    if (!poppedAny) return;
    VariableEdit& edit = put(name, kept.value());
    partBy(separator, edit);
    edit.coreBegin = kept.coreBegin();
    edit.coreEnd = kept.coreEnd();
}

bool Environment::isPopped(std::string_view entry, std::span<const std::string_view> values,
                           std::string_view separator) const {
    bool popped = false;
    for (std::string_view value : values) {
        forEachEntry(value, separator, [&](std::string_view pattern) {
            popped = popped || (!pattern.empty() && matchesEntry(entry, pattern));
        });
    }
    return popped;
}

// `/` and `\` are alike in both texts (spec 1.4, `pop`).
bool Environment::matchesEntry(std::string_view entry, std::string_view pattern) const {
    const auto sameSlashes = [&](std::string_view text) {
        if (text.find('\\') == std::string_view::npos) return text;
        auto copy = arena_.allocateArray<char>(text.size());
        std::ranges::transform(text, copy.begin(), [](char c) { return c == '\\' ? '/' : c; });
        return std::string_view{copy.data(), copy.size()};
    };
    return matchesWildcard(sameSlashes(entry), sameSlashes(pattern),
                           rules_.namesIgnoreCase ? Case::kIgnored : Case::kMatters);
}

void Environment::apply(const EnvironmentPatch& patch) {
    for (const VariableChange& change : patch) set(change.name, change.after);
}

EnvironmentPatch Environment::changes() const {
    ArenaVector<VariableChange> changes(arena_);
    changes.reserve(touched_.size());
    for (std::uint32_t index : touched_.span()) {
        const VariableChange& variable = slots_[index].edit.change;
        if (variable.before != variable.after) changes.push(variable);
    }
    return {changes.span()};
}

std::span<const char* const> Environment::block() const {
    ArenaVector<const char*> block(arena_);
    block.reserve(entries_.size() + touched_.size() + 1);
    const auto entryOf = [&](const VariableChange& variable) {
        return arena_.join({variable.name, "=", *variable.after}).data();
    };
    for (std::uint32_t i = 0; i < entries_.size(); ++i) {
        const Slot* slot = entrySlots_[i] == kNoEntry ? nullptr : &slots_[entrySlots_[i]];
        if (slot == nullptr || !slot->touched) {
            block.push(entries_[i]);
        } else if (slot->firstEntry == i && slot->edit.change.after) {
            block.push(slot->edit.change.before == slot->edit.change.after
                           ? entries_[i]
                           : entryOf(slot->edit.change));
        }
    }
    for (std::uint32_t index : touched_.span()) {
        const Slot& slot = slots_[index];
        if (slot.firstEntry == kNoEntry && slot.edit.change.after)
            block.push(entryOf(slot.edit.change));
    }
    const std::size_t count = block.size();
    block.push(nullptr);
    return {block.begin(), count};
}

}  // namespace slipway
