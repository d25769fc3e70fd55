// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstddef>
#include <span>
#include <string>

namespace slipway {

// Replaces the file by the block as a whole, readable by its owner only; makes the folders above it
// where they are missing. That a cache cannot be written is nobody's concern (spec 2.6), so this
// says nothing: the file is then as it was.
void keepCatalogue(const std::string& path, std::span<const std::byte> block);

// Gives a kept catalogue a second name, in place of whatever has it.
void nameCatalogue(const std::string& path, const std::string& name);

}  // namespace slipway
