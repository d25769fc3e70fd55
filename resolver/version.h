// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Versions as the specification orders them (1.4, "Conditions"): number by number, missing
// numbers being 0; `a`, `b`, `rc` before their release, any other letters after it.

#pragma once

#include <compare>
#include <string_view>

namespace slipway {

// Any text is a version; one without digits is lower than every number.
std::weak_ordering compareVersions(std::string_view left, std::string_view right);

// Whether `version` is what somebody means who asks for `wanted`: `15.1` is 15.1, 15.1.2 and
// 15.1v3, never 15.10 (whole components). A range is nobody's version.
bool isVersionWithin(std::string_view version, std::string_view wanted);

// Whether it can be asked for: a version or its beginning, no range such as ">=2024" or "2024.*".
bool isOneVersion(std::string_view wanted);

// Whether the version has an `a`, `b` or `rc` part.
bool isPrerelease(std::string_view version);

// The n-th number of the version (0: major), or an empty text.
std::string_view versionComponent(std::string_view version, unsigned index);

}  // namespace slipway
