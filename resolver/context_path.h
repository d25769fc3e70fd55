// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// What a path says of the context, by a `[[context]] path` rule (spec 1.3).

#pragma once

#include <string_view>

#include "resolver/catalogue.h"
#include "resolver/context.h"
#include "resolver/platform.h"
#include "resolver/template.h"

namespace slipway {

struct PathMatch {
    std::size_t segments = 0;               // how many agree
    std::span<const ContextEntry> entries;  // empty: the path says nothing
};

// As many segments as agree, from the first. `path` is absolute; `.` and `..` in it are taken as
// text, links are not followed. The texts live in the path.
PathMatch matchContextPath(const Catalogue& catalogue, catalogue::Template pattern,
                           std::string_view path, std::string_view source,
                           PlaceholderSource& placeholders, const PlatformRules& rules,
                           Arena& arena);

}  // namespace slipway
