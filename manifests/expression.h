// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// ftrack's form of a `find` entry (spec 1.4): a regular expression for each segment of a path, and
// one that finds the version in the whole. They are Python's; what of its syntax launch
// configurations use means the same here.

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "manifests/disk.h"
#include "manifests/find_pattern.h"
#include "manifests/manifest.h"

namespace slipway {

// `\d{4}` with its braces doubled: no placeholder's name begins with a digit or a comma.
std::string withQuantifiersEscaped(std::string_view expression);

// What is wrong with the expression, in a few words; nothing where it is right.
std::optional<std::string> mistakeInExpression(const Template& expression);

// Paths in the order of their names, with the version found in them. Each segment is matched from
// its beginning, not to its end. Without an expression for the version it is the last run of
// digits, dots and the letters a, b, c, v that begins with a digit. An empty version: the path
// says none. Nothing where a variable is unset; an error is why no search was possible.
std::expected<std::vector<PatternMatch>, std::string> pathsMatching(const SegmentSearch& search,
                                                                    const PlatformRules& rules,
                                                                    const Variables& variables,
                                                                    Disk& disk);

}  // namespace slipway
