// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// What a `before` command printed (spec 1.4): operations and arguments, as data. Nothing in it is a
// placeholder.

#pragma once

#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "resolver/language.h"
#include "resolver/platform.h"

namespace slipway {

struct OutputOperation {
    std::string name;
    OperationKind kind = OperationKind::kAppend;
    bool isList = false;
    std::vector<std::string> values;
    std::optional<std::string> separator;
};

struct CommandOutput {
    std::vector<OutputOperation> operations;
    std::vector<std::string> arguments;
    std::string warning;  // of what is not understood and does no harm; may be empty
};

// {"env": {…}, "arguments": […]}, both optional; an output of nothing but spaces adds nothing. What
// is wrong with it is told with line and column.
std::expected<CommandOutput, std::string> readCommandOutput(std::string text,
                                                            const PlatformRules& rules);

}  // namespace slipway
