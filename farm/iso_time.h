// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string_view>

namespace slipway {

// A day of the calendar, "2026-12-01", or a second of one in UTC, "2026-12-01T18:00:00Z", as ISO
// 8601 writes them.
bool isIsoTime(std::string_view text);

}  // namespace slipway
