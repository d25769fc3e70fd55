// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// What is about to be changed, written down before it is: a work that was interrupted is taken back
// by whoever comes next (spec 3.1).

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "installer/change.h"

namespace slipway {

struct Undertaking {
    std::string folder;  // where the work is done
    std::vector<Change> changes;
    bool operator==(const Undertaking&) const = default;
};

// Any bytes may be in paths and contents, so every text stands behind its length.
std::string formatUndertaking(const Undertaking& work);
// Nothing where the text is not whole.
std::optional<Undertaking> parseUndertaking(std::string_view text);

}  // namespace slipway
