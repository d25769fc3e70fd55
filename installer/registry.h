// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Texts of Windows' registry, by KEY|NAME:
// "HKCU\Software\Classes\.ma\OpenWithProgids|Slipway.maya"; a key's own text has no name. Elsewhere
// there are none.

#pragma once

#include <optional>
#include <string>

namespace slipway {

// Nothing where there is none, or it is no text.
std::optional<std::string> readSetting(const std::string& setting);

}  // namespace slipway
