// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "farm/iso_time.h"

#include <algorithm>
#include <charconv>
#include <chrono>

#include "resolver/text.h"

namespace slipway {

namespace {

// Digits where the pattern has a 0, and else the same.
bool looksLike(std::string_view text, std::string_view pattern) {
    return std::ranges::equal(text, pattern, [](char c, char expected) {
        return expected == '0' ? isDigit(c) : c == expected;
    });
}

// The digits at `at`, which are there.
unsigned numberIn(std::string_view text, std::size_t at, std::size_t count) {
    unsigned number = 0;
    std::from_chars(text.data() + at, text.data() + at + count, number);
    return number;
}

}  // namespace

bool isIsoTime(std::string_view text) {
    const bool isDay = looksLike(text, "0000-00-00");
    if (!isDay && !looksLike(text, "0000-00-00T00:00:00Z")) return false;
    const std::chrono::year_month_day day(std::chrono::year(static_cast<int>(numberIn(text, 0, 4))),
                                          std::chrono::month(numberIn(text, 5, 2)),
                                          std::chrono::day(numberIn(text, 8, 2)));
    return day.ok() && (isDay || (numberIn(text, 11, 2) < 24 && numberIn(text, 14, 2) < 60 &&
                                  numberIn(text, 17, 2) < 60));
}

}  // namespace slipway
