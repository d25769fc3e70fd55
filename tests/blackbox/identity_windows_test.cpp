// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Spec 2.3: who am I, by whatever way cmd has found it.

#include "tests/blackbox/identity.h"

namespace slipway::test {
namespace {

TEST_P(Identity, ByPathAsCmdHasIt) {
    const std::filesystem::path cmd = "C:\\windows\\System32\\cmd.exe";
    for (const char* call :
         {"maya", "MAYA.EXE", "call maya", "start /b /wait maya", "set FOO=& maya",
          "cd /d $SANDBOX/shims\r\n.\\maya", "cd /d $SANDBOX\r\nshims\\maya"}) {
        SCOPED_TRACE(call);
        const Place batch = world.write("calls.bat", "@echo off\r\n" + std::string(call) + "\r\n");
        expectMaya(launch(world.command(cmd, {"/d", "/c", batch})));
    }
}

}  // namespace
}  // namespace slipway::test
