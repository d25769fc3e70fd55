// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Whole outputs as people see them, kept in tests/blackbox/golden/ and compared to the letter.
//
// What another platform says otherwise stands in a folder of its name there.
//
// With SLIPWAY_UPDATE_GOLDEN=1 in the test's environment the files are written instead: read the
// difference before committing it.

#pragma once

#include <string>

#include "tests/support/sandbox.h"

namespace slipway::test {

// In the file `$SANDBOX` stands for the world's folder, `$BIN` for that of the executables,
// `$LAUNCH_ID` for UUIDs, `$SESSION` for what SLIPWAY_SESSION holds and `$VERSION` for Slipway's.
void expectGolden(const Sandbox& world, const std::string& name, const std::string& output);

}  // namespace slipway::test
