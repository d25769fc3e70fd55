// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// A share to deploy to, and two builds to deploy.

#pragma once

#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "tests/support/sandbox.h"

namespace slipway::test {

class Deploy : public ::testing::Test {
  protected:
    Deploy() {
        world.application("maya", {"2024"});
        for (const char* name : {"slipway$EXE", "slipway-shim$EXE", "slipway-shimw$EXE"}) {
            const std::string file = world.expand(name);
            const std::filesystem::path built = slipwayExecutable().parent_path() / file;
            if (!std::filesystem::exists(built)) continue;  // the last is Windows' alone
            std::filesystem::copy_file(built, world.makeFolder("build") / file);
            std::filesystem::copy_file(built, world.makeFolder("next") / file);
        }
        // Another build, by what nobody reads.
        std::ofstream(world / "next/slipway$EXE", std::ios::app | std::ios::binary) << "another";
    }

    Ended deploy(const std::string& build, const std::vector<std::string>& more) const {
        std::vector<std::string> words{"deploy", world / "share"};
        words.insert(words.end(), more.begin(), more.end());
        return run(world.command(world / (build + "/slipway$EXE"), words));
    }
    // By the Slipway that is deployed.
    Ended ask(const std::vector<std::string>& words) const {
        return run(world.command(world / "share/$PLATFORM/slipway$EXE", words));
    }

    Sandbox world;
};

}  // namespace slipway::test
