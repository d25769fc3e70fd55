// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// How an application is asked for its version: what of the process that is asked, and of what is
// remembered, is POSIX. And applications that are scripts themselves.

#include <gmock/gmock.h>
#include <sys/stat.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "tests/support/sandbox.h"

namespace slipway::test {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

class AskedScript : public ::testing::Test {
  protected:
    AskedScript() {
        manifest("Painter {version}");
        script("echo Painter 3.1");
        world.set("DISPLAY", ":0");
        world.set("WAYLAND_DISPLAY", "wayland-0");
        world.set("STUDIO", "here");
    }

    void manifest(const std::string& pattern, const std::string& path = "tools/painter") {
        world.plugin("studio/painter-app",
                     "slipway = 1\n[[application]]\nname = 'painter'\nfind = [{ path = '$SANDBOX/" +
                         path + "', version = { ask = ['--version'], pattern = '" + pattern +
                         "' } }]\n[[integration]]\nenv.SEEN.set = "
                         "'{application.version:-unknown}'\n");
    }
    // What the application does when it is asked; each time is noted.
    void script(const std::string& commands) {
        fs::remove(world / "tools/painter");
        world.write("tools/painter",
                    "#!/bin/sh\nif [ \"$1\" != --version ]; then echo \"launched $SEEN\"; exit; "
                    "fi\necho asked >>'$SANDBOX/asked'\n" +
                        commands + "\n");
        makeExecutable(world / "tools/painter");
    }
    std::size_t timesAsked() const {
        std::ifstream file(world / "asked");
        std::string line;
        std::size_t times = 0;
        while (std::getline(file, line)) ++times;
        return times;
    }

    // Null: not known.
    Json listed() const {
        const Ended ended = world.slipway({"list", "--json"});
        const Json json = Json::parse(ended.output);
        for (const Json& application : json["applications"]) {
            if (application["name"] == "painter") {
                return application["installations"].at(0)["version"];
            }
        }
        return "not listed";
    }
    Ended launched() const { return run(world.command(world.shim("painter"))); }
    Json explained() const {
        return Json::parse(world.slipway({"explain", "painter", "--json"}).output);
    }
    std::vector<fs::path> answers() const {
        std::vector<fs::path> files;
        std::error_code none;
        const fs::path folder = world / "home/.cache/slipway/versions";
        const std::string executable = world / "tools/painter";
        for (const auto& entry : fs::directory_iterator(folder, none)) {
            const bool isOurs = readFile(entry.path()).find(executable) != std::string::npos;
            if (isOurs) files.push_back(entry.path());
        }
        return files;
    }

    Sandbox world;
};

TEST_F(AskedScript, IsRememberedInTheUsersOwnCacheForNobodyElse) {
    listed();
    ASSERT_EQ(answers().size(), 1u);
    struct stat facts {};
    ASSERT_EQ(stat(answers()[0].c_str(), &facts), 0);
    EXPECT_EQ(facts.st_mode & 07777, 0600u);
}

TEST_F(AskedScript, IsAskedForAgainWhereTheMemoryIsDamaged) {
    listed();
    ASSERT_EQ(answers().size(), 1u);
    const std::string whole = readFile(answers()[0]);
    std::size_t times = 1;
    for (const std::string& damaged :
         {std::string(), whole.substr(0, whole.size() - 2), "x" + whole, whole + "4"}) {
        std::ofstream(answers()[0]) << damaged;
        EXPECT_EQ(listed(), "3.1");
        EXPECT_EQ(timesAsked(), ++times);
        EXPECT_EQ(listed(), "3.1");
        EXPECT_EQ(timesAsked(), times) << "it is whole again";
    }
    std::ofstream(answers()[0]) << whole;
    fs::permissions(answers()[0], fs::perms::all);
    EXPECT_EQ(listed(), "3.1");
    EXPECT_EQ(timesAsked(), ++times) << "others could have written it";
}

TEST_F(AskedScript, IsAskedForWithoutDisplayInputOrAnythingOfTheUsers) {
    script(
        "cat >\"$HOME/input\"; [ -s \"$HOME/input\" ] && exit 4\n"
        "env >'$SANDBOX/environment'; ls -l /proc/self/fd >'$SANDBOX/descriptors'\n"
        "touch settings; echo Painter 3.1");
    EXPECT_EQ(listed(), "3.1");
    const std::string environment = readFile(world / "environment");
    EXPECT_THAT(environment, Not(HasSubstr("DISPLAY")));
    EXPECT_THAT(environment, Not(HasSubstr("STUDIO")));
    EXPECT_THAT(environment, Not(HasSubstr(world.expand("HOME=$SANDBOX"))));
    const std::size_t home = environment.find("HOME=") + 5;
    const std::string folder = environment.substr(home, environment.find('\n', home) - home);
    EXPECT_THAT(folder, StartsWith("/"));
    EXPECT_FALSE(fs::exists(folder)) << "it was a passing one";
}

TEST_F(AskedScript, OfOneThatFailedIsKeptInNoCatalogue) {
    script("[ -e '$SANDBOX/well' ] || exit 3; echo Painter 3.1");
    world.install({"painter"});
    EXPECT_EQ(launched().output, "launched unknown\n");
    world.write("well", "");
    for (const fs::path& answer : answers()) fs::remove(answer);  // as after a minute
    EXPECT_EQ(launched().output, "launched 3.1\n");
}

TEST_F(AskedScript, OfOneThatHangsIsUnknownAndNothingOfItStays) {
    script("sleep 300 & echo $! >'$SANDBOX/child'; echo Painter 3.1; wait");
    EXPECT_EQ(listed(), nullptr);
    EXPECT_EQ(listed(), nullptr);
    EXPECT_EQ(timesAsked(), 1u);
    std::ifstream stat("/proc/" + std::to_string(std::stol(readFile(world / "child"))) + "/stat");
    std::string fields;
    std::getline(stat, fields);
    EXPECT_TRUE(fields.empty() || fields.find(") Z ") != std::string::npos) << fields;
}

TEST_F(AskedScript, IsNotWaitedForLongerThanTheOneThatIsAskedRuns) {
    script("sleep 300 & echo Painter 3.1");
    EXPECT_EQ(listed(), "3.1");
}

TEST_F(AskedScript, IsFoundInAFloodOfOutput) {
    script("echo Painter 3.1; head -c 3000000 /dev/zero");
    EXPECT_EQ(listed(), "3.1");
}

TEST_F(AskedScript, OfAShimIsNeverAskedFor) {
    world.install({"painter"});
    const std::size_t before = timesAsked();
    manifest("Painter {version}", "shims/painter");
    EXPECT_EQ(listed(), nullptr);
    EXPECT_EQ(timesAsked(), before);
    EXPECT_THAT(explained()["diagnostics"].dump(), HasSubstr("it is a shim of Slipway"));
}

TEST_F(AskedScript, OfAWrapperThatCallsAShimIsAskedForOnce) {
    world.install({"painter"});
    world.write("tools/wrapper", "#!/bin/sh\nexec '$SANDBOX/shims/painter' \"$@\"\n");
    makeExecutable(world / "tools/wrapper");
    manifest("Painter {version}", "tools/wrapper");
    EXPECT_EQ(listed(), nullptr) << "the shim must not ask again";
}

}  // namespace
}  // namespace slipway::test
