// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Documents and mistakes in a form that is compared, and read, as a whole.

#pragma once

#include <string>

#include "manifests/document.h"

namespace slipway::testing {

// A line a value, what it holds indented beneath it: `2:1 name = 2:8 "maya"`, `- 3:5 1`.
std::string outline(const Node& root);

// The outline of a right text; of a wrong one what `check` prints first.
std::string outlineOf(std::string text, Format format);

// What is printed of a wrong text by a launch, without the file's name: `2:1: error: …`. Of a right
// one "right".
std::string mistakeIn(std::string text, Format format);

}  // namespace slipway::testing
