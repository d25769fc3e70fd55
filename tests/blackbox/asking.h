// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// A world in which an application is asked for its version.

#pragma once

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/support/script.h"

namespace slipway::test {

// The painter, whose version a script beside it tells.
class AskedVersion : public ::testing::Test {
  protected:
    AskedVersion() {
        world.installation("painter", "");
        manifest("Painter {version}");
        answers({.says = "Painter 3.1"});
        world.install({"painter"});  // which may have asked
        std::filesystem::remove(world / "asked");
        std::filesystem::remove_all(memory);
    }

    void manifest(const std::string& pattern) {
        world.plugin("studio/painter-app",
                     "slipway = 1\n[[application]]\nname = 'painter'\nfind = [{ path = "
                     "'$SANDBOX/opt/painter/bin/painter$EXE', version = { ask = ['--version'], "
                     "executable = 'teller" +
                         std::string(kScriptEnding) + "', pattern = '" + pattern +
                         "' } }]\n[[integration]]\nenv.SEEN.set = "
                         "'{application.version:-unknown}'\n");
    }
    void answers(Script script) {
        script.ran = world / "asked";
        teller = writeScript(world, "opt/painter/bin/teller", script);
    }
    std::size_t timesAsked() const { return timesRan(world / "asked"); }

    // Null: not known.
    nlohmann::json listed() const {
        const nlohmann::json json = nlohmann::json::parse(world.slipway({"list", "--json"}).output);
        for (const nlohmann::json& application : json["applications"]) {
            if (application["name"] == "painter") {
                return application["installations"].at(0)["version"];
            }
        }
        return "not listed";
    }
    std::string seen() {
        const Launch launched = world.launch("painter");
        said = launched.said();
        return launched["SEEN"].value_or("(not launched)");
    }
    nlohmann::json explained() const {
        return nlohmann::json::parse(world.slipway({"explain", "painter", "--json"}).output);
    }

    // What is remembered of it.
    std::vector<std::filesystem::path> remembered() const {
        std::vector<std::filesystem::path> files;
        std::error_code none;
        for (const auto& entry : std::filesystem::directory_iterator(memory, none)) {
            const bool isOurs = readFile(entry.path()).find(teller.string()) != std::string::npos;
            if (isOurs) files.push_back(entry.path());
        }
        return files;
    }

    Sandbox world;
    const std::filesystem::path memory = world.cache() / "versions";
    std::filesystem::path teller;
    std::string said;
};

}  // namespace slipway::test
