// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// toml++ 3.3 aborts, reads what is not there, overflows the stack or takes minutes on some texts.
// This looks at every text first and lets none of them through.

#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "manifests/source_text.h"

namespace slipway {

struct TomlSurvey {
    static constexpr std::size_t kNone = std::string_view::npos;

    // What toml++ must not be given. Of most other mistakes nothing is said here: toml++ does.
    std::optional<Mistake> hazard;

    // Where the last of each begins that was met.
    std::size_t statement = kNone;  // a header or a key with its value
    std::size_t header = kNone;
    std::size_t headerBefore = kNone;
    std::size_t key = kNone;  // also within an inline table
};

TomlSurvey surveyToml(std::string_view text);

// The offset behind the string that begins at `begin`; nothing where it is not closed.
std::optional<std::size_t> tomlStringEnd(std::string_view text, std::size_t begin);

bool isTomlKeyCharacter(char c);  // outside of quotes

}  // namespace slipway
