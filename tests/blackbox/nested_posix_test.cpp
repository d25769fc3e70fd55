// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Spec 2.4: launches within launches. The applications are copies of env(1), which becomes the
// command that its arguments name and changes nothing: `maya maya probe` is a probe in a maya in a
// maya.

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>
#include <random>
#include <regex>

#include "tests/support/sandbox.h"

namespace slipway::test {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::Not;
using Arguments = std::vector<std::string>;
using Json = nlohmann::json;

constexpr std::string_view kMaya = R"(slipway = 1
[[application]]
name = "maya"
[application.commands]
mayapy = {}
[application.find]
linux = ["$SANDBOX/opt/maya{version}/bin/maya"]
[[integration]]
name = "for-maya"
when = "application.name = maya"
[integration.env]
PATH.prepend = "/plugins/maya/bin"
PYTHONPATH.prepend = ["/plugins/maya/python", "/plugins/maya/vendor"]
PYTHONPATH.append = "/plugins/maya/last"
XBMLANGPATH = "/plugins/maya/icons"
LISTED.pop = "/old*"
PYTHONHOME.unset = true
MAYA_ONLY.set = "1"
LC_NUMERIC.set = "C"
EMPTY.set = ""
)";

constexpr std::string_view kBlender = R"(slipway = 1
[[application]]
name = "blender"
[application.find]
linux = ["$SANDBOX/opt/blender{version}/bin/blender"]
[[integration]]
name = "for-blender"
when = "application.name = blender"
[integration.env]
PYTHONPATH.append = "/plugins/blender"
LC_NUMERIC.set = "POSIX"
LISTED.pop = "/kept"
)";

class Nested : public ::testing::Test {
  protected:
    Nested() {
        world.plugin("studio/for-maya", kMaya);
        world.plugin("studio/for-blender", kBlender);
        installEnv("opt/maya2024/bin/maya");
        installEnv("opt/maya2024/bin/mayapy");
        installEnv("opt/blender4.2/bin/blender");
        world.install({"maya", "blender"});
        world.set("PATH", "$SANDBOX/shims:/usr/bin:/bin");
        world.set("PYTHONPATH", "/user/a:/user/b");
        world.set("LISTED", "/old1:/kept:/old2");
        world.set("PYTHONHOME", "/usr");
        world.set("LC_NUMERIC", "de_DE");
        world.environment().push_back("LAST=\xff");
    }

    void installEnv(const fs::path& path) {
        world.makeFolder(path.parent_path());
        fs::copy_file(program("env"), world / path);
    }

    // What a probe finds at the end of the chain of commands.
    Launch through(Arguments chain) {
        chain.push_back(probeExecutable());
        const std::string first = chain.front();
        chain.erase(chain.begin());
        return launch(
            world.command(first.contains('/') ? fs::path(first) : world.shim(first), chain));
    }

    // Its environment, less what every launch has of its own.
    static Arguments environmentOf(const Launch& launched) {
        EXPECT_TRUE(launched.report) << launched;
        EXPECT_EQ(launched.said(), "");
        if (!launched.report) return {};
        Arguments environment = launched.report->environment;
        std::erase_if(environment, [](const std::string& entry) {
            return entry.starts_with("SLIPWAY_SESSION=") || entry.starts_with("SLIPWAY_LAUNCH_ID=");
        });
        return environment;
    }

    // In no order: a variable that was unset in between stands at the end.
    static Arguments variablesOf(const Launch& launched) {
        Arguments environment = environmentOf(launched);
        std::ranges::sort(environment);
        return environment;
    }

    Sandbox world;
};

TEST_F(Nested, AnyDepthOfOneApplicationIsDepthOne) {
    const Launch once = through({"maya"});
    EXPECT_EQ(once["PYTHONPATH"],
              "/plugins/maya/python:/plugins/maya/vendor:/user/a:/user/b:/plugins/maya/last");
    EXPECT_EQ(once["LISTED"], "/kept");
    EXPECT_EQ(once["PYTHONHOME"], std::nullopt);
    for (std::size_t depth = 2; depth < 8; ++depth) {
        EXPECT_EQ(environmentOf(through(Arguments(depth, "maya"))), environmentOf(once)) << depth;
    }
}

TEST_F(Nested, EachLaunchHasAnIdOfItsOwn) {
    EXPECT_NE(through({"maya", "maya"})["SLIPWAY_LAUNCH_ID"],
              through({"maya"})["SLIPWAY_LAUNCH_ID"]);
}

TEST_F(Nested, AnInnerApplicationGetsNothingOfTheOuterOnes) {
    const Arguments alone = variablesOf(through({"blender"}));
    EXPECT_EQ(variablesOf(through({"maya", "blender"})), alone);
    EXPECT_EQ(variablesOf(through({"maya", "mayapy", "maya", "blender"})), alone);
    EXPECT_EQ(variablesOf(through({"blender", "maya", "blender"})), alone);
    EXPECT_EQ(variablesOf(through({"blender", "maya"})), variablesOf(through({"maya"})));
    EXPECT_EQ(variablesOf(through({"maya", "mayapy"})), variablesOf(through({"mayapy"})));
}

// What happens between the levels must come out as if it had happened without Slipway.
class NestedThrough : public Nested, public ::testing::WithParamInterface<std::string> {};

INSTANTIATE_TEST_SUITE_P(
    Wrapper, NestedThrough,
    ::testing::Values(
        "PATH=/w/bin:$PATH", "PATH=$PATH:/w/bin", "PYTHONPATH=/w:$PYTHONPATH:/v",
        "PYTHONPATH=", "unset PYTHONPATH", "PYTHONPATH=/w",
        "PYTHONPATH=$(echo \"$PYTHONPATH\" | sed s,/user/a:,,)",
        "PYTHONPATH=$(echo \"$PYTHONPATH\" | sed 's,/user/a:/user/b,/user/b:/w:/user/a,')",
        "LISTED=/w:$LISTED", "LISTED=$LISTED:/w", "PYTHONHOME=/w", "MAYA_ONLY=2", "unset MAYA_ONLY",
        "EMPTY=x", "unset EMPTY", "LC_NUMERIC=fr_FR", "unset LC_NUMERIC", "unset XBMLANGPATH",
        "XBMLANGPATH=${XBMLANGPATH:+$XBMLANGPATH:}/w", "NEW='a b'", "unset HOME",
        "unset LISTED PYTHONPATH LC_NUMERIC"));

TEST_P(NestedThrough, AWrapperThatEditsTheEnvironment) {
    const Arguments wrapper = {"/bin/sh", "-c",
                               "export PYTHONPATH LISTED LC_NUMERIC XBMLANGPATH; " + GetParam() +
                                   "; [ -n \"$XBMLANGPATH\" ] || unset XBMLANGPATH; "
                                   "export PYTHONHOME EMPTY NEW MAYA_ONLY; exec \"$@\"",
                               "sh"};
    for (const std::string inner : {"maya", "blender"}) {
        for (const std::string outer : {"maya", "blender"}) {
            Arguments nested = {outer};
            nested.insert(nested.end(), wrapper.begin(), wrapper.end());
            nested.push_back(world.shim(inner));
            Arguments alone = wrapper;
            alone.push_back(world.shim(inner));
            Arguments found = variablesOf(through(nested));
            Arguments expected = variablesOf(through(alone));
            EXPECT_EQ(found, expected) << outer << " → " << GetParam() << " → " << inner;
        }
    }
}

// The model of what a launch within launches gets is the same edits without the launches between
// them.
class NestedProperty : public Nested, public ::testing::WithParamInterface<unsigned> {
  protected:
    std::string anyOf(const std::vector<std::string>& texts) {
        return texts[random() % texts.size()];
    }
    // What a wrapper does without looking at what there is: whoever writes down a value that he
    // read within an application writes down what that application was given.
    std::string edit() {
        const std::string entry = "/w" + std::to_string(random() % 5);
        const std::string list = anyOf({"PATH", "PYTHONPATH", "LISTED", "XBMLANGPATH"});
        const std::string only = anyOf({"MAYA_ONLY", "LC_NUMERIC", "EMPTY", "NEW"});
        switch (random() % 6) {
            case 0:
                return "export " + list + "=" + entry + "${" + list + ":+:$" + list + "}";
            case 1:
                return "export " + list + "=${" + list + ":+$" + list + ":}" + entry;
            case 2:
                return "export PYTHONPATH=" + entry + " PATH=$SANDBOX/shims:/usr/bin:/bin";
            case 3:
                return "[ -z \"${PYTHONPATH+x}\" ] || export PYTHONPATH=$(echo \"$PYTHONPATH\" | "
                       "sed 's,/user/a,/user/c,')";
            case 4:
                return "export " + only + "=" + entry + " PYTHONHOME=" + entry;
            default:
                // Not LISTED: into one that is made anew, what was popped comes back.
                return "unset " + only + anyOf({"", " PYTHONPATH", " XBMLANGPATH"});
        }
    }
    // A shell that edits and becomes what follows.
    Arguments wrapper() {
        std::string script;
        for (unsigned i = random() % 4; i > 0; --i) script += edit() + "; ";
        if (random() % 8 == 0) {
            script +=
                "exec env -i HOME=$SANDBOX/home XDG_CACHE_HOME=$SANDBOX/home/.cache "
                "SLIPWAY_PLUGIN_PATH=$SANDBOX/studio PATH=$SANDBOX/shims:/usr/bin:/bin "
                "PYTHONPATH=/user/a LISTED=/old1:/kept \"$@\"";
        } else {
            script += "exec \"$@\"";
        }
        return {"/bin/sh", "-c", world.expand(script), "sh"};
    }

    std::mt19937 random{GetParam()};
};

INSTANTIATE_TEST_SUITE_P(Seed, NestedProperty, ::testing::Range(0u, 8u));

TEST_P(NestedProperty, RandomEditsBetweenLevelsComeOutAsWithoutTheLaunches) {
    for (int time = 0; time < 12; ++time) {
        Arguments nested;
        Arguments alone;
        std::string story;
        const auto add = [&](const Arguments& part, bool toBoth) {
            nested.insert(nested.end(), part.begin(), part.end());
            if (toBoth) alone.insert(alone.end(), part.begin(), part.end());
            story += toBoth ? " → " + part[2] : " → " + part[0];
        };
        for (unsigned level = 1 + random() % 4; level > 0; --level) {
            add({world.shim(anyOf({"maya", "blender"}))}, false);
            add(wrapper(), true);
        }
        const Arguments last = {world.shim(anyOf({"maya", "blender"}))};
        add(last, false);
        alone.push_back(last[0]);
        EXPECT_EQ(variablesOf(through(nested)), variablesOf(through(alone))) << story;
    }
}

TEST_F(Nested, ThroughAClearedEnvironmentItIsAFirstLaunch) {
    const Arguments cleared = {program("env"),
                               "-i",
                               "PATH=/usr/bin:/bin",
                               world.expand("SLIPWAY_PLUGIN_PATH=$SANDBOX/studio"),
                               world.expand("HOME=$SANDBOX/home"),
                               world.shim("blender")};
    Arguments nested = {"maya"};
    nested.insert(nested.end(), cleared.begin(), cleared.end());
    EXPECT_EQ(variablesOf(through(nested)), variablesOf(through(cleared)));
}

TEST_F(Nested, ASessionThatIsDamagedOrForeignIsIgnoredWithoutAWord) {
    for (const std::string& text : {std::string(), std::string("/run/user/1000"), std::string("1"),
                                    std::string(100'000, '1'), std::string("1\xff\n%%%,,,,")}) {
        world.set("SLIPWAY_SESSION", text);
        EXPECT_EQ(through({"maya"})["MAYA_ONLY"], "1");
        EXPECT_EQ(through({"maya"}).said(), "");
    }
}

TEST_F(Nested, AnApplicationMaySayThatItInherits) {
    std::string definition(kBlender);
    definition.replace(definition.find("[application.find]"), 0, "nested = \"inherit\"\n");
    world.plugin("studio/for-blender", definition);
    const Launch inner = through({"maya", "blender"});
    EXPECT_EQ(inner["MAYA_ONLY"], "1");
    EXPECT_EQ(inner["PYTHONPATH"], *through({"maya"})["PYTHONPATH"] + ":/plugins/blender");
    EXPECT_EQ(inner["SLIPWAY_APPLICATION"], "blender_4.2");
    EXPECT_EQ(variablesOf(through({"maya", "blender", "maya"})), variablesOf(through({"maya"})))
        << "who does not inherit gets rid of both";
}

TEST_F(Nested, TheInnerLaunchIsOfTheVersionThatRuns) {
    installEnv("opt/maya2023/bin/maya");
    installEnv("opt/maya2023/bin/mayapy");
    installEnv("opt/maya2023.1/bin/maya");
    const std::string slipway = slipwayExecutable();
    const auto version = [](const Launch& launched) { return launched["SLIPWAY_APPLICATION"]; };
    EXPECT_EQ(version(through({"mayapy"})), "maya_2024");
    EXPECT_EQ(version(through({slipway, "run", "maya@2024", "mayapy"})), "maya_2024");
    world.set("SLIPWAY_USE", "maya=2023.1");
    EXPECT_EQ(version(through({"maya", program("env"), "-u", "SLIPWAY_USE", "maya"})),
              "maya_2023.1");
    world.set("SLIPWAY_USE", "maya=2023");
    fs::remove_all(world / "opt/maya2023.1");
    const Arguments without = {"maya", program("env"), "-u", "SLIPWAY_USE"};
    for (const Arguments& rest : {Arguments{"mayapy"}, Arguments{"blender", "mayapy"},
                                  Arguments{"/bin/sh", "-c", "exec mayapy \"$@\"", "sh"}}) {
        Arguments chain = without;
        chain.insert(chain.end(), rest.begin(), rest.end());
        EXPECT_EQ(version(through(chain)), "maya_2023");
    }
    installEnv("opt/maya2023.2/bin/maya");
    EXPECT_EQ(version(through({"maya"})), "maya_2023.2") << "2023 asks for the newest 2023.x";
}

TEST_F(Nested, ExactlyTheVersionThatRunsNotTheNewestWithinIt) {
    const std::string slipway = slipwayExecutable();
    installEnv("opt/maya2023/bin/maya");
    world.set("SLIPWAY_USE", "maya=2023");
    const Launch launched =
        through({"maya", "/bin/sh", "-c",
                 world.expand("mkdir -p $SANDBOX/opt/maya2023.5/bin; cp /usr/bin/env "
                              "$SANDBOX/opt/maya2023.5/bin/maya; unset SLIPWAY_USE; "
                              "exec maya \"$@\""),
                 "sh"});
    EXPECT_EQ(launched["SLIPWAY_APPLICATION"], "maya_2023");
}

TEST_F(Nested, BypassTouchesNothing) {
    const Launch inner = through({"maya", program("env"), "SLIPWAY_BYPASS=1", "maya"});
    EXPECT_EQ(inner["PYTHONPATH"], through({"maya"})["PYTHONPATH"]);
    EXPECT_TRUE(inner["SLIPWAY_SESSION"]);
}

std::string masked(const std::string& text) {
    const std::string noIds =
        std::regex_replace(text, std::regex("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"), "ID");
    return std::regex_replace(noIds, std::regex("(\"SLIPWAY_SESSION\",\\s*\"value\": )\"[^\"]*\""),
                              "$1");
}

TEST_F(Nested, ExplainSaysTheSameWithinALaunch) {
    const std::string slipway = slipwayExecutable();
    const Ended outside = world.slipway({"explain", "blender"});
    const Ended inside = run(world.command(world.shim("maya"), {slipway, "explain", "blender"}));
    EXPECT_EQ(masked(inside.output), masked(outside.output));
    EXPECT_THAT(inside.output, Not(HasSubstr("/plugins/maya")));
}

TEST_F(Nested, RunDoesTheSameWithinALaunch) {
    const std::string slipway = slipwayExecutable();
    EXPECT_EQ(variablesOf(through({"maya", slipway, "run", "blender"})),
              variablesOf(through({"blender"})));
    EXPECT_EQ(variablesOf(through({slipway, "run", "maya", slipway, "run", "maya"})),
              variablesOf(through({"maya"})));
}

// Whoever evaluates it has the outer launch's environment, and must not keep it.
TEST_F(Nested, EnvWithinALaunchTakesTheOuterOneBack) {
    const std::string slipway = slipwayExecutable();
    Arguments found = variablesOf(through(
        {"maya", "/bin/sh", "-c", "eval \"$(" + slipway + " env blender)\"; exec \"$@\"", "sh"}));
    Arguments expected = variablesOf(through({"blender", "/bin/sh", "-c", "exec \"$@\"", "sh"}));
    EXPECT_EQ(found, expected);
}

TEST_F(Nested, SecretsStandNotInTheSession) {
    world.set("STUDIO_TOKEN", "hunter2hunter2");
    world.integration("studio/secret-1.0", "STUDIO_TOKEN.set = 'another-secret'");
    const Launch launched = through({"maya"});
    ASSERT_TRUE(launched["SLIPWAY_SESSION"]);
    EXPECT_THAT(*launched["SLIPWAY_SESSION"], Not(HasSubstr("hunter2")));
    EXPECT_THAT(*launched["SLIPWAY_SESSION"], Not(HasSubstr("another-secret")));
}

TEST_F(Nested, TheSessionIsSmallHoweverLargeTheEnvironment) {
    std::string path = "/usr/bin:/bin";
    for (int i = 0; i < 2000; ++i) path += ":/a/folder/of/many/" + std::to_string(i);
    world.set("PATH", path);
    std::string env;
    for (int i = 0; i < 300; ++i) {
        const std::string name = "VARIABLE_" + std::to_string(i);
        world.set(name, std::string(100, 'x'));
        env += name + ".set = 'y'\n";
    }
    world.integration("studio/many-1.0", env);
    const Launch launched = through({"maya"});
    ASSERT_TRUE(launched["SLIPWAY_SESSION"]) << launched;
    EXPECT_LE(launched["SLIPWAY_SESSION"]->size(), 8192);
    EXPECT_EQ(launched.said(), "");
    EXPECT_EQ(variablesOf(through({"maya", world.shim("maya")})), variablesOf(launched));
}

}  // namespace
}  // namespace slipway::test
