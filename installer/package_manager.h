// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// What the host's package manager knows of a file. Only dpkg can be told to keep its hands off one.

#pragma once

#include <string>

namespace slipway {

// Whether a package of dpkg's has a file at this path.
bool isPackaged(const std::string& path);

// Whether dpkg puts what it has for `path` at `to` instead.
bool isDiverted(const std::string& path, const std::string& to);

}  // namespace slipway
