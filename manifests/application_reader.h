// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// The parts of application_reader.cpp that only the reader of manifests needs.

#pragma once

#include <optional>

#include "manifests/manifest.h"
#include "manifests/table_reader.h"

namespace slipway {

// Checks one declaration, wrong or not whole as it may be, and makes it ready for merging (see
// Manifest::applications). Nothing where it has no valid name.
std::optional<Node> readDeclaration(const Node& application, const Reading& reading);

}  // namespace slipway
