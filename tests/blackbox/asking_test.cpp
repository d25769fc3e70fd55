// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Spec 1.4, "Finding installations": `version = { ask = […], pattern = "…" }`, asked once,
// remembered while the file is the same.

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "tests/support/script.h"

namespace slipway::test {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::StartsWith;

// The painter, whose version a script beside it tells.
class AskedVersion : public ::testing::Test {
  protected:
    AskedVersion() {
        world.installation("painter", "");
        manifest("Painter {version}");
        answers({.says = "Painter 3.1"});
        world.install({"painter"});  // which may have asked
        fs::remove(world / "asked");
        fs::remove_all(world.cache() / "versions");
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
    Json listed() const {
        const Json json = Json::parse(world.slipway({"list", "--json"}).output);
        for (const Json& application : json["applications"]) {
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
    Json explained() const {
        return Json::parse(world.slipway({"explain", "painter", "--json"}).output);
    }

    Sandbox world;
    fs::path teller;
    std::string said;
};

TEST_F(AskedVersion, IsTheVersionEverywhere) {
    EXPECT_EQ(listed(), "3.1");
    EXPECT_EQ(seen(), "3.1");
    EXPECT_EQ(said, "");
}

TEST_F(AskedVersion, IsExplained) {
    const Json application = explained()["application"];
    EXPECT_EQ(application["version"], "3.1");
    const Json installation = application["installations"].at(0);
    EXPECT_THAT(installation["version_source"].get<std::string>(), HasSubstr("'--version'"));
    EXPECT_EQ(installation["manifest"], (world / "studio/painter-app/slipway.toml").string());
    EXPECT_EQ(installation["line"], 4);
    EXPECT_THAT(world.slipway({"explain", "painter"}).output,
                AllOf(HasSubstr("'--version'"),
                      HasSubstr(native("studio/painter-app/slipway.toml") + ":4")));
}

TEST_F(AskedVersion, IsAskedForOnceWhateverManifestsSay) {
    EXPECT_EQ(seen(), "3.1");
    manifest("{version}");
    EXPECT_EQ(listed(), "3.1");
    EXPECT_EQ(timesAsked(), 1u);
}

TEST_F(AskedVersion, IsAskedForAgainWhenTheFileIsAnother) {
    EXPECT_EQ(seen(), "3.1");
    answers({.says = "Painter 3.2"});
    EXPECT_EQ(seen(), "3.2");
    EXPECT_EQ(listed(), "3.2");
    EXPECT_EQ(timesAsked(), 2u);
}

TEST_F(AskedVersion, IsRememberedNowhereWithTheCacheOff) {
    world.set("SLIPWAY_CACHE", "off");
    EXPECT_EQ(listed(), "3.1");
    EXPECT_EQ(listed(), "3.1");
    EXPECT_EQ(timesAsked(), 2u);
    EXPECT_FALSE(fs::exists(world.cache() / "versions"));
}

TEST_F(AskedVersion, MayBePrintedToStandardError) {
    answers({.complains = "Painter 3.3"});
    EXPECT_EQ(listed(), "3.3");
}

TEST_F(AskedVersion, OfOneThatFailsIsUnknownAndTheLaunchSaysSo) {
    answers({.says = "Painter 3.1", .code = 3});
    EXPECT_EQ(seen(), "unknown");
    EXPECT_THAT(said, AllOf(StartsWith("slipway: "), HasSubstr("does not tell its version"),
                            HasSubstr("it ended with exit code 3")));
    EXPECT_EQ(listed(), nullptr);
    EXPECT_THAT(explained()["diagnostics"].dump(),
                AllOf(HasSubstr("version-unknown"), HasSubstr("it ended with exit code 3")));
    EXPECT_EQ(timesAsked(), 1u) << "that it failed is remembered";
}

TEST_F(AskedVersion, OfOneThatPrintsNothingFittingIsUnknown) {
    answers({.says = "Sculptor 3.1"});
    EXPECT_THAT(explained()["diagnostics"].dump(), HasSubstr("'Painter {version}'"));
    EXPECT_EQ(listed(), nullptr);
}

}  // namespace
}  // namespace slipway::test
