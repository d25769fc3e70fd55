// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// A broken manifest costs its plugin and a warning that says where and what would be right, never
// the launch of the rest (spec 1.4 "Errors", 2.6), and never more than five seconds.

#pragma once

#include <gmock/gmock.h>

#include <functional>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "tests/support/sandbox.h"

namespace slipway::test {

// The time that one process may take.
inline constexpr std::chrono::seconds kLimit{5};

inline std::vector<std::string> linesOf(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);) lines.push_back(line);
    return lines;
}

// A world of a good plugin and, in folder bad-1.0, what a test puts there.
class BadInput : public ::testing::Test {
  protected:
    BadInput() {
        world.integration("studio/good-1.0", "GOOD.set = 'yes'");
        world.makeFolder("studio/bad-1.0");
    }

    Command limited(Command command) const {
        command.timeLimit = kLimit;
        return command;
    }

    // The rest is launched, in time, with one warning, which names the file.
    void expectALaunchOfTheRest(const std::filesystem::path& file) const {
        const Launch launched = launch(limited(world.mayaCommand({"scene.ma"})));
        EXPECT_FALSE(launched.ended.timedOut);
        ASSERT_TRUE(launched.report) << launched;
        EXPECT_EQ(launched["GOOD"], "yes");
        EXPECT_EQ(launched["BAD"], std::nullopt);
        EXPECT_THAT(launched.said(), testing::HasSubstr(file.string())) << launched;
        EXPECT_THAT(linesOf(launched.said()), testing::Each(testing::StartsWith("slipway: ")));
    }

    Ended check(const std::filesystem::path& path) const {
        return run(limited(world.command(slipwayExecutable(), {"check", path.string()})));
    }

    // `slipway check` finds it too, told the plugin or its root.
    void expectCheckToFail(const std::string& place) const {
        for (const char* path : {"studio/bad-1.0", "studio"}) {
            const Ended ended = check(world / path);
            EXPECT_FALSE(ended.timedOut);
            EXPECT_EQ(ended.code, 1) << ended;
            EXPECT_THAT(ended.output + ended.errors, testing::HasSubstr(place));
        }
    }

    MayaSandbox world;
};

// ---- manifests: file, line and column ----

struct BadText {
    const char* name;
    const char* file;
    std::function<std::string()> text;
    const char* place;  // line and column, where only one is right
};
inline void PrintTo(const BadText& bad, std::ostream* stream) {
    *stream << bad.name;
}

class BadManifest : public BadInput, public ::testing::WithParamInterface<BadText> {};

// ---- things that are no file ----

struct BadFile {
    const char* name;
    std::function<void(const std::filesystem::path&)> make;
};
inline void PrintTo(const BadFile& bad, std::ostream* stream) {
    *stream << bad.name;
}

class BadManifestFile : public BadInput, public ::testing::WithParamInterface<BadFile> {};

inline std::function<std::string()> text(std::string literal) {
    return [literal] { return literal; };
}

inline const std::string kHead = "slipway = 1\n[[integration]]\n[integration.env]\n";

}  // namespace slipway::test
