// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "cli/surroundings.h"

#include <optional>

#include "shim/process.h"

namespace slipway {

Variables variablesOf(const Surroundings& surroundings) {
    return [environment =
                surroundings.environment](std::string_view name) -> std::optional<std::string> {
        const char* value = variable(environment, name);
        return value == nullptr ? std::nullopt : std::optional<std::string>(value);
    };
}

}  // namespace slipway
