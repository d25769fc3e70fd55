// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// YAML as the tree that manifests are read into (manifests/document.h).

#pragma once

#include <expected>

#include "manifests/document.h"

namespace slipway::ftrack {

// One document, by libyaml. Numbers without a dot and words for yes and no are what they look
// like; any other scalar is a text, `null` is Unsupported. Of a key written twice the last counts,
// as in Python. Aliases are followed as far as the tree stays one that a person would write.
std::expected<Node, Diagnostic> readYaml(const SourcePointer& source);

}  // namespace slipway::ftrack
