// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Blender, GIMP, Inkscape and Krita, as Debian has them, through shims made by `slipway install`
// and the definitions that come with Slipway. Where they are not installed these tests fail:
// scripts/setup installs them.

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "tests/support/sandbox.h"

namespace slipway::test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr std::chrono::seconds kPatience{100};

// What Python prints as the value of a variable, whatever else is on stdout.
constexpr const char* kPrint =
    "import os, sys\n"
    "for name in ('STUDIO', 'PATH_LIKE', 'GONE', 'SLIPWAY_APPLICATION'):\n"
    "    print('<%s=%s>' % (name, os.environ.get(name, '(unset)')))\n";

class RealApplication : public ::testing::Test {
  protected:
    RealApplication() {
        world.set("PATH", "$SANDBOX/shims:/usr/bin:/bin");
        world.set("LANG", "C.UTF-8");
        world.set("PATH_LIKE", "was");
        world.set("GONE", "here");
        world.plugin("studio/studio-tools-1.0", R"(slipway = 1
[[integration]]
[integration.env]
STUDIO.set = "it's \"{application.name}\" — ünï"
PATH_LIKE.prepend = ["{plugin.dir}/a", "{plugin.dir}/b"]
GONE.unset = true
)");
        world.jsonPlugin("studio/studio-json-1.0", R"({"slipway": 1, "integration": {
            "priority": 200, "env": {"PATH_LIKE.append": "{plugin.dir}/c"}}})");
    }

    Ended start(const std::string& name, const std::vector<std::string>& arguments) const {
        Command command = world.command(world.shim(name), arguments);
        command.timeLimit = kPatience;
        return run(command);
    }

    std::string pathLike() const {
        return world.expand(
            "$SANDBOX/studio/studio-tools-1.0/a:$SANDBOX/studio/studio-tools-1.0/b:"
            "was:$SANDBOX/studio/studio-json-1.0/c");
    }

    Sandbox world;
};

class Blender : public RealApplication {
  protected:
    Blender() {
        program("blender");
        world.install({"blender"});
    }
    Ended blender(const std::string& python) const {
        return start("blender", {"-b", "--python-expr", python});
    }
};

TEST_F(Blender, FindsTheVariablesThatItsPluginsAskFor) {
    const Ended ended = blender(kPrint);
    EXPECT_EQ(ended.code, 0) << ended;
    EXPECT_THAT(ended.output, HasSubstr("<STUDIO=it's \"blender\" — ünï>"));
    EXPECT_THAT(ended.output, HasSubstr("<PATH_LIKE=" + pathLike() + ">"));
    EXPECT_THAT(ended.output, HasSubstr("<GONE=(unset)>"));
    EXPECT_THAT(ended.output, HasSubstr("<SLIPWAY_APPLICATION=blender"));
}

TEST_F(Blender, EndsWithItsOwnExitCode) {
    EXPECT_EQ(blender("import sys; sys.exit(7)").code, 7);
}

TEST_F(Blender, IsTheProcessThatWasStarted) {
    const Ended ended = blender("import os; print('<%d>' % os.getpid())");
    EXPECT_THAT(ended.output, HasSubstr("<" + std::to_string(ended.pid) + ">")) << ended;
}

TEST_F(Blender, GetsItsArgumentsAsTheyAre) {
    const Ended ended =
        start("blender", {"-b", "--python-expr",
                          "import sys; print('<%r>' % sys.argv[sys.argv.index('--') + 1:])", "--",
                          "a b", "", "'\"", "{home}"});
    EXPECT_THAT(ended.output, HasSubstr(R"(<['a b', '', '\'"', '{home}']>)")) << ended;
}

TEST_F(Blender, LoadsAStartUpScriptFromAPlugin) {
    world.plugin("studio/framework-blender-1.0", R"(slipway = 1
[[integration]]
when = "application.name = blender"
env.BLENDER_USER_SCRIPTS.set = "{plugin.dir}/scripts"
)");
    world.write("studio/framework-blender-1.0/scripts/startup/studio.py",
                "def register():\n    print('<registered by the studio>')\n"
                "def unregister():\n    pass\n");
    const Ended ended = blender("print('<and on>')");
    EXPECT_EQ(ended.code, 0) << ended;
    EXPECT_THAT(ended.output, HasSubstr("<registered by the studio>"));
    EXPECT_THAT(ended.output, HasSubstr("<and on>"));
}

TEST_F(Blender, StartsWithoutABrokenPlugin) {
    world.plugin("studio/broken-1.0", "slipway = 1\n[integration.env]\nA.prepnd = 'x'\n");
    const Ended ended = blender(kPrint);
    EXPECT_EQ(ended.code, 0) << ended;
    EXPECT_THAT(ended.output, HasSubstr("<PATH_LIKE=" + pathLike() + ">"));
    EXPECT_THAT(ended.errors, HasSubstr("broken-1.0/slipway.toml:3:"));
}

TEST_F(RealApplication, GimpFindsTheVariablesThatItsPluginsAskFor) {
    program("gimp");
    world.install({"gimp"});
    const Ended ended =
        start("gimp", {"-i", "-d", "-f", "-b",
                       "(begin (gimp-message (string-append \"<\" (getenv \"STUDIO\") \"><\""
                       " (getenv \"PATH_LIKE\") \">\")) (gimp-quit 0))"});
    EXPECT_EQ(ended.code, 0) << ended;
    EXPECT_THAT(ended.output + ended.errors, HasSubstr("<it's \"gimp\" — ünï>"));
    EXPECT_THAT(ended.output + ended.errors, HasSubstr("<" + pathLike() + ">"));
}

// As the package's version begins, without epoch and what Debian adds: "1:5.1.5+dfsg-2".
std::string packagedVersion(const std::string& package) {
    const Ended ended =
        run({.executable = program("dpkg-query"),
             .arguments = {"dpkg-query", "-W", "-f", "${source:Upstream-Version}", package}});
    return ended.output.substr(0, ended.output.find_first_of("+~"));
}

TEST_F(RealApplication, AreListedWithTheVersionsOfTheirPackages) {
    const Ended ended = world.slipway({"list", "--json"});
    const auto json = nlohmann::json::parse(ended.output);
    for (const std::string name : {"blender", "gimp", "inkscape", "krita"}) {
        std::vector<std::string> found;
        for (const auto& application : json["applications"]) {
            if (application["name"] != name) continue;
            for (const auto& installation : application["installations"]) {
                found.push_back(installation["version"].is_null() ? "unknown"
                                                                  : installation["version"]);
            }
        }
        EXPECT_THAT(found, ElementsAre(packagedVersion(name))) << ended;
    }
}

}  // namespace
}  // namespace slipway::test
