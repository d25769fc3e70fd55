// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// simdjson says that a text is wrong, seldom where, and never in words for the author of a
// manifest. This looks at the text again, once it is known to be wrong.

#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "manifests/source_text.h"

namespace slipway {

// The first thing in the text that RFC 8259 does not allow, or that is nested deeper than
// kDeepestNesting. Duplicate keys are no matter of grammar: the reader finds them.
std::optional<Mistake> findJsonMistake(std::string_view text);

// The bytes of the number that the text begins with; 0 where it begins with none.
std::size_t jsonNumberLength(std::string_view text);

}  // namespace slipway
