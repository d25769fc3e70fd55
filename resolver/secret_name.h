// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Which values are never shown and never stand in what a launch leaves behind (spec 2.6,
// "Secrets").

#pragma once

#include <string_view>

namespace slipway {

// Whether the name is that of a variable whose value is a secret.
bool isSecretName(std::string_view name);

}  // namespace slipway
