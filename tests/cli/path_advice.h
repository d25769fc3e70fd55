// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// A folder of shims, $SANDBOX/shims, and a maya in another one, $SANDBOX/usr.

#pragma once

#include <gtest/gtest.h>

#include <sstream>
#include <string>
#include <vector>

#include "cli/path_advice.h"
#include "tests/support/fake_disk.h"
#include "tests/support/sandbox.h"

namespace slipway::test {

class PathAdvice : public testing::Test {
  protected:
    PathAdvice() {
        world_.makeFolder("shims");
        makeExecutable(world_.write("usr/maya$EXE", "a program"));
    }

    std::string advice(const std::string& path, const std::string& shell = {},
                       const std::vector<std::string>& names = {"maya"},
                       const std::string& folder = "$SANDBOX/shims") const {
        const std::string pathEntry = "PATH=" + world_.expand(path);
        const std::string shellEntry = "SHELL=" + shell;
        const std::vector<const char*> environment{pathEntry.c_str(), shellEntry.c_str(), nullptr};
        std::ostringstream nowhere;
        FakeDisk disk;
        return pathAdvice(world_.expand(folder), names,
                          {.arguments = {},
                           .environment = {environment.data(), 2},
                           .workingDirectory = world_.folder().string(),
                           .out = nowhere,
                           .err = nowhere,
                           .outScreen = {},
                           .errScreen = {},
                           .disk = disk,
                           .rules = kHostRules,
                           .definitions = {},
                           .launch = {}});
    }
    std::string expected(std::string_view text) const { return world_.expand(text); }

    const Sandbox world_;
};

}  // namespace slipway::test
