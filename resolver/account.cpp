// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "resolver/account.h"

#include <charconv>

#include "resolver/text.h"

namespace slipway {

namespace {

enum Column { kName, kPassword, kUserId, kGroupId, kComment, kHome, kColumns };

bool isNumber(std::string_view text, std::uint32_t number) {
    std::uint32_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc{} && end == text.data() + text.size() && value == number;
}

}  // namespace

std::optional<Account> accountOf(std::uint32_t userId, std::string_view passwd) {
    std::optional<Account> found;
    forEachEntry(passwd, "\n", [&](std::string_view line) {
        std::string_view columns[kColumns];
        std::size_t count = 0;
        forEachEntry(line, ":", [&](std::string_view column) {
            if (count < kColumns) columns[count++] = column;
        });
        const bool isWhole = count == kColumns && !columns[kName].empty();
        if (!found && isWhole && isNumber(columns[kUserId], userId)) {
            found = Account{columns[kName], columns[kHome]};
        }
    });
    return found;
}

}  // namespace slipway
