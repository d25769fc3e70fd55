// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// A place to type `slipway …` at: a disk in memory, an environment, string streams. Verbs run in
// the test's own process.

#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/surroundings.h"
#include "tests/support/fake_disk.h"

namespace slipway::test {

// How a command ended. `run` reached the application where `launched` is set.
struct Answer {
    int code = 0;
    std::string out;
    std::string err;
    struct Launched {
        std::string executable;
        std::vector<std::string> arguments;    // argv
        std::vector<std::string> environment;  // "NAME=value"
    };
    std::optional<Launched> launched;
};

class Desk {
  public:
    Desk();  // PATH leads nowhere, SLIPWAY_PLUGIN_PATH=/studio
    // One that somebody has prepared; a disk, and so a desk, stays where it was made.
    template <class Prepare>
    explicit Desk(const Prepare& prepare) : Desk() {
        prepare(*this);
    }

    FakeDisk disk;
    std::vector<std::string> environment;
    std::string workingDirectory = "/home/jo";
    Screen screen{.width = 100, .colour = false};
    std::vector<BuiltinDefinition> definitions;
    LaunchFailure launchFailure{};  // how launches fail: here none ever succeeds

    void set(std::string_view name, std::string_view value);
    // A plugin in /studio.
    void plugin(const std::string& folder, std::string_view toml);
    // Makes `painter` known, versions of which are at /opt/painter-VERSION/painter.
    void painter(const std::vector<std::string>& versions = {"4.2"});

    Answer type(const std::vector<std::string>& arguments);
};

// The text of tests/cli/golden/NAME. With SLIPWAY_UPDATE_GOLDEN=1 in the test's environment it is
// first replaced by `actual`: look at the difference before committing it.
std::string golden(const std::string& name, const std::string& actual);

// Each launch has an id and a session of its own: here they are what everybody can expect.
std::string withFixedLaunch(const std::string& text);

}  // namespace slipway::test
