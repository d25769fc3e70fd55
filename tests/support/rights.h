// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Whose files are, and who else may write to them, as the rule of trust asks (spec 2.6): by modes
// and owners, or by access control lists.

#pragma once

#include <filesystem>
#include <string>

namespace slipway::test {

void letOthersWrite(const std::filesystem::path& path);
void letOthersOnlyRead(const std::filesystem::path& path);

void giveToAnother(const std::filesystem::path& path);
void takeBack(const std::filesystem::path& path);
// How Slipway says that it is that other's.
std::string isAnothers();

}  // namespace slipway::test
