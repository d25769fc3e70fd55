// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Several users of one host. Only root can act for others and give files away: whoever runs these
// tests as somebody else sees them fail, not passed over.

#pragma once

#include <filesystem>
#include <functional>

#include "tests/support/sandbox.h"

namespace slipway::test {

// Numbers that no account of the host needs to have.
inline constexpr unsigned kArtist = 61001;
inline constexpr unsigned kStranger = 61002;
inline constexpr unsigned kPipeline = 61003;

void give(const std::filesystem::path& path, unsigned owner);  // a link itself, not where it leads
void setRights(const std::filesystem::path& path, unsigned mode);

// For Command::prepare: the program runs as that user, with no group but its own.
std::function<void()> as(unsigned user);
// The same, and `folder` stands where `place` is, seen by this program alone.
std::function<void()> as(unsigned user, std::filesystem::path folder, std::filesystem::path place);

// The world's home becomes the user's, and `shims/maya` a shim in a folder that everybody reaches:
// the executables under test may stand in a home that others must not enter.
void moveIn(Sandbox& world, unsigned user);

}  // namespace slipway::test
