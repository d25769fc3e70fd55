// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// The wording that all messages of this room share. They are lines of plain text with whatever
// bytes the names in them have: who prints them escapes what a terminal should not see.

#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace slipway {

// Why something was not done, one line each.
using Problems = std::vector<std::string>;

// '…'
std::string quote(std::string_view text);

// "cannot ACTION 'PATH': what the system said of it".
std::string failureOf(std::string_view action, std::string_view path, int error);

}  // namespace slipway
