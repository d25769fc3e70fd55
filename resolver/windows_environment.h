// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// An environment as CreateProcessW takes it.

#pragma once

#include <span>
#include <string_view>

#include "resolver/arena.h"

namespace slipway {

// "NAME=value" each, in units of 16 bits, a NUL behind each and one more behind the last; sorted by
// name without case, since Windows looks variables up by bisection. A name that stands twice in
// another case stands once, as it stands first; the working folders of drives (`=C:`) stay.
std::u16string_view environmentBlock(std::span<const char* const> entries, Arena& arena);

}  // namespace slipway
