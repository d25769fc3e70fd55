// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "resolver/environment_patch.h"

#include <cstdint>

#include "resolver/text.h"

namespace slipway {

namespace {

// Printed as "1" (the form's version), then three fields a change. A field is its length, ":" and
// its bytes; that of an unset value is "-".
constexpr char kVersion = '1';
constexpr char kUnset = '-';

void printText(std::string_view text, ArenaVector<char>& out) {
    char digits[20];
    char* first = digits + sizeof digits;
    std::size_t rest = text.size();
    do {
        *--first = static_cast<char>('0' + rest % 10);
        rest /= 10;
    } while (rest != 0);
    out.append({first, digits + sizeof digits});
    out.push(':');
    out.append({text.data(), text.size()});
}

void printValue(const Value& value, ArenaVector<char>& out) {
    if (value) {
        printText(*value, out);
    } else {
        out.push(kUnset);
    }
}

class PatchReader {
  public:
    explicit PatchReader(std::string_view text) : rest_(text) {}

    bool atEnd() const { return rest_.empty(); }
    bool accept(char c) {
        if (!rest_.starts_with(c)) return false;
        rest_.remove_prefix(1);
        return true;
    }

    std::optional<std::string_view> text() {
        std::size_t size = 0;
        std::size_t digits = 0;
        for (; digits < rest_.size() && isDigit(rest_[digits]); ++digits) {
            size = size * 10 + static_cast<std::size_t>(rest_[digits] - '0');
            if (size > rest_.size()) return std::nullopt;
        }
        if (digits == 0) return std::nullopt;
        rest_.remove_prefix(digits);
        if (!accept(':') || size > rest_.size()) return std::nullopt;
        const std::string_view text = rest_.substr(0, size);
        rest_.remove_prefix(size);
        return text;
    }

    std::optional<Value> value() {
        if (accept(kUnset)) return Value{};
        const auto set = text();
        return set ? std::optional<Value>{*set} : std::nullopt;
    }

    std::optional<VariableChange> change() {
        const auto name = text();
        if (!name) return std::nullopt;
        const auto before = value();
        if (!before) return std::nullopt;
        const auto after = value();
        if (!after) return std::nullopt;
        return VariableChange{*name, *before, *after};
    }

  private:
    std::string_view rest_;
};

}  // namespace

EnvironmentPatch reverse(const EnvironmentPatch& patch, Arena& arena) {
    ArenaVector<VariableChange> changes(arena);
    for (const auto& [name, before, after] : patch) changes.push({name, after, before});
    return {changes.span()};
}

std::string_view printPatch(const EnvironmentPatch& patch, Arena& arena) {
    ArenaVector<char> out(arena);
    out.push(kVersion);
    for (const VariableChange& change : patch) {
        printText(change.name, out);
        printValue(change.before, out);
        printValue(change.after, out);
    }
    return {out.begin(), out.size()};
}

std::optional<EnvironmentPatch> readPatch(std::string_view text, Arena& arena) {
    PatchReader reader(text);
    if (!reader.accept(kVersion)) return std::nullopt;
    ArenaVector<VariableChange> changes(arena);
    while (!reader.atEnd()) {
        const auto change = reader.change();
        if (!change) return std::nullopt;
        changes.push(*change);
    }
    return EnvironmentPatch{changes.span()};
}

}  // namespace slipway
