// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// The compiler as the shim's helper uses it: for one launch, by a process that ends with it.

#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <string_view>

#include "manifests/compiler.h"

namespace slipway {

// Reads everything in force; of the definitions that come with Slipway only those that a launch of
// the command may depend on.
Studio readStudioFor(std::string_view command, const Host& host);

// As compileCatalogue does for a launch. `use` gets the block while all that it was made from is
// still there: to give that back takes long, and a process that ends need not.
void compileForLaunch(std::string_view command, const Host& host,
                      const std::function<void(std::span<const std::byte>)>& use);

}  // namespace slipway
