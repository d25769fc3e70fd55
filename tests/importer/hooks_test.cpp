// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// `slipway import ftrack` on hooks of all styles (tests/importer/hooks): the manifest that comes of
// each stands in tests/importer/golden, and has been compared with the hook by the importer itself.

#include <gmock/gmock.h>

#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>

#include "tests/support/sandbox.h"

namespace slipway::test {
namespace {

namespace fs = std::filesystem;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using Json = nlohmann::json;

const fs::path kTests = fs::path(SLIPWAY_TEST_SOURCE) / "tests/importer";

// With SLIPWAY_UPDATE_GOLDEN=1 in the test's environment the file is written instead: read the
// difference before committing it.
std::string golden(const std::string& hook, const std::string& actual) {
    const fs::path file = kTests / "golden" / (hook + ".toml");
    if (std::getenv("SLIPWAY_UPDATE_GOLDEN") != nullptr) {
        std::ofstream(file, std::ios::binary) << actual;
    }
    return readFile(file);
}

// A Connect plugin with that hook, and nothing of the host's but Python.
class ConnectPlugin : public ::testing::Test {
  protected:
    ConnectPlugin() { program("python3"); }

    fs::path plugin(const std::string& hook, const std::string& name = "studio-plugin-1.0.0") {
        world.write("connect/" + name + "/hook/" + hook + ".py",
                    readFile(kTests / "hooks" / (hook + ".py")));
        world.write("connect/" + name + "/resource/precious", "kept");
        world.makeFolder("connect/" + name + "/dependencies");
        return world / ("connect/" + name);
    }

    // The limit is that of a busy machine, but for hooks that never end.
    Json import(const fs::path& path, const std::string& seconds = "50") {
        const std::vector<std::string> arguments = {"import", "ftrack",         path.string(),
                                                    "--to",   world / "studio", "--timeout",
                                                    seconds,  "--json"};
        ended = world.slipway(arguments);
        EXPECT_EQ(ended.errors, "");
        const Json report = Json::parse(ended.output, nullptr, false);
        EXPECT_TRUE(report.is_object()) << ended;
        return report.is_object() ? report["plugins"] : Json::array();
    }
    Json importOf(const std::string& hook) {
        const Json plugins = import(plugin(hook));
        return plugins.empty() ? Json::object() : plugins[0];
    }
    std::string manifest(const std::string& name = "studio-plugin-1.0.0") const {
        return readFile(world / ("studio/" + name + "/slipway.toml"));
    }

    Sandbox world;
    Ended ended;
};

// Hooks that come over whole.
class HookThatIsImported : public ConnectPlugin,
                           public ::testing::WithParamInterface<const char*> {};

TEST_P(HookThatIsImported, GivesTheManifestThatAPersonWouldWrite) {
    const Json report = importOf(GetParam());
    EXPECT_EQ(ended.code, 0);
    EXPECT_THAT(report["failures"], IsEmpty());
    EXPECT_THAT(report["differences"], IsEmpty());
    EXPECT_THAT(report["by_hand"], IsEmpty());
    EXPECT_GE(report["launches_compared"], 12);
    const std::string text = manifest();
    EXPECT_EQ(text, golden(GetParam(), text));
    EXPECT_EQ(world.slipway({"check", (world / "studio").string()}).code, 0);
}

INSTANTIATE_TEST_SUITE_P(Styles, HookThatIsImported,
                         ::testing::Values("maya", "lambdas", "classes", "environment_at_import",
                                           "f_strings", "version_loop", "two_subscriptions",
                                           "disabled", "launch_arguments", "needs_selection",
                                           "writes_files", "random_port", "houdini_path",
                                           "written_by_hand", "by_platform", "prints_much",
                                           "by_variant"),
                         [](const auto& test) { return std::string(test.param); });

// Hooks of which something needs a hand, which is told and left out.
class HookThatNeedsAHand : public ConnectPlugin,
                           public ::testing::WithParamInterface<const char*> {};

TEST_P(HookThatNeedsAHand, IsImportedAsFarAsItCanBe) {
    const Json report = importOf(GetParam());
    EXPECT_EQ(ended.code, 1);
    EXPECT_THAT(report["differences"], IsEmpty());
    EXPECT_THAT(report["by_hand"], Not(IsEmpty()));
    const std::string text = manifest();
    EXPECT_EQ(text, golden(GetParam(), text));
    EXPECT_EQ(world.slipway({"check", (world / "studio").string()}).code, 0);
}

INSTANTIATE_TEST_SUITE_P(Styles, HookThatNeedsAHand,
                         ::testing::Values("asks_server", "missing_module",
                                           "changes_with_the_clock", "reaches_out", "hostile_names",
                                           "not_varied"),
                         [](const auto& test) { return std::string(test.param); });

// What only holds where the hook was run is told, each with its line.
TEST_F(ConnectPlugin, IsToldOnWhatItRestsThatNoManifestSays) {
    const std::string told = importOf("not_varied")["by_hand"].dump();
    EXPECT_THAT(told,
                HasSubstr("STUDIO_BETA depends on whether '/mnt/pipeline/nowhere/beta' is there "
                          "(line 24)"));
    EXPECT_THAT(told,
                HasSubstr("STUDIO_ANIMATION depends on 'type.name' of ftrack's server (line 36)"));
    EXPECT_THAT(told, HasSubstr("it reads '/mnt/pipeline/nowhere/settings.json' (line 13)"));
    EXPECT_THAT(told, HasSubstr("lines 14, 29, 31 were reached in no launch"));
    EXPECT_THAT(told, HasSubstr("STUDIO_ID.set is left out"));
    EXPECT_THAT(told, HasSubstr("it is made of the application's path"));
    EXPECT_THAT(told, HasSubstr("'--project' would be without the value"));
    EXPECT_THAT(told, Not(HasSubstr("resource")));
    EXPECT_THAT(manifest(), Not(HasSubstr("--project\"")));
}

// Hooks of which nothing comes.
struct Refusal {
    const char* hook;
    const char* says;
};

class HookThatCannotRun : public ConnectPlugin, public ::testing::WithParamInterface<Refusal> {};

TEST_P(HookThatCannotRun, IsToldOfAndLeavesNothing) {
    const bool isEndless = std::string_view(GetParam().says).ends_with("3 s");
    const Json plugins = import(plugin(GetParam().hook), isEndless ? "3" : "50");
    EXPECT_EQ(ended.code, 1);
    ASSERT_EQ(plugins.size(), 1U);
    EXPECT_THAT(plugins[0].dump(), HasSubstr(GetParam().says));
    EXPECT_TRUE(plugins[0]["manifest"].is_null());
    EXPECT_FALSE(fs::exists(world / "studio/studio-plugin-1.0.0"));
}

INSTANTIATE_TEST_SUITE_P(
    Kinds, HookThatCannotRun,
    ::testing::Values(Refusal{"hangs", "did not come to an end within 3 s"},
                      Refusal{"hangs_at_launch", "did not come to an end within 3 s"},
                      Refusal{"raises_at_import", "RuntimeError: no licence"},
                      Refusal{"syntax_error", "(line 4); hooks run in Python 3"},
                      Refusal{"python2", "(line 5); hooks run in Python 3"},
                      Refusal{"ends_python", "the hook ended Python (exit code 7)"},
                      Refusal{"exits", "SystemExit: no (line 8)"}),
    [](const auto& test) { return std::string(test.param.hook); });

TEST_F(ConnectPlugin, IsLaunchedAsTheHookWouldHaveLaunchedIt) {
    import(plugin("maya", "framework-maya-24.11.0"));
    world.application("maya", {"2024.1"});
    world.install({"maya"});
    const std::string own = (world / "studio/framework-maya-24.11.0").string();
    world.set("PYTHONPATH", "/own");
    Launch launch = world.launch("maya");
    EXPECT_EQ(launch["PYTHONPATH"], own + "/dependencies:" + own + "/resource/bootstrap:/own");
    EXPECT_EQ(launch["MAYA_SCRIPT_PATH"], own + "/resource/bootstrap");
    EXPECT_EQ(launch["FTRACK_MAYA_VERSION"], "2024");
    EXPECT_EQ(launch["FTRACK_CONTEXTID"], std::nullopt);
    world.set("FTRACK_CONTEXTID", "a1b2");
    launch = world.launch("maya");
    EXPECT_EQ(launch["FTRACK_CONTEXTID"], "a1b2");
    EXPECT_EQ(launch.said(), "");
}

TEST_F(ConnectPlugin, ComesOverWithAllItsFiles) {
    import(plugin("maya"));
    EXPECT_EQ(readFile(world / "studio/studio-plugin-1.0.0/resource/precious"), "kept");
    EXPECT_TRUE(fs::exists(world / "studio/studio-plugin-1.0.0/hook/maya.py"));
    EXPECT_FALSE(fs::exists(world / "connect/studio-plugin-1.0.0/slipway.toml"));
}

TEST_F(ConnectPlugin, GetsOnlyAManifestWhereTheRootIsItsOwn) {
    const fs::path folder = plugin("maya");
    const Ended imported =
        world.slipway({"import", "ftrack", folder.string(), "--to", (world / "connect").string()});
    EXPECT_EQ(imported.code, 0) << imported;
    EXPECT_TRUE(fs::exists(folder / "slipway.toml"));
}

TEST_F(ConnectPlugin, IsNeverWrittenOver) {
    import(plugin("maya"));
    world.write("studio/studio-plugin-1.0.0/slipway.toml", "mine");
    const Json again = import(world / "connect");
    EXPECT_EQ(ended.code, 1);
    EXPECT_THAT(again[0]["failures"][0], HasSubstr("is there already"));
    EXPECT_EQ(manifest(), "mine");
}

TEST_F(ConnectPlugin, IsFoundInAFolderOfMany) {
    plugin("maya", "framework-maya-24.11.0");
    plugin("no_hook", "some-widget-1.0");
    world.makeFolder("connect/.hidden/hook");
    const Json plugins = import(world / "connect");
    EXPECT_EQ(ended.code, 0);
    ASSERT_EQ(plugins.size(), 2U);
    EXPECT_THAT(manifest("framework-maya-24.11.0"),
                HasSubstr("slipway = 1\n\n[[integration]]\npri"));
    EXPECT_TRUE(plugins[1]["manifest"].is_null());
    EXPECT_THAT(plugins[1]["notes"][0], HasSubstr("has no 'register'"));
}

TEST_F(ConnectPlugin, MayBeALoneHook) {
    world.write("connect/studio_maya.py", readFile(kTests / "hooks/classes.py"));
    const Json plugins = import(world / "connect/studio_maya.py");
    EXPECT_EQ(ended.code, 0);
    EXPECT_THAT(manifest("studio_maya"), HasSubstr("version = \"24.11.0\""));
    EXPECT_THAT(manifest("studio_maya"), HasSubstr("name = \"framework-blender\""));
}

TEST_F(ConnectPlugin, BringsItsLaunchConfigurationsAlong) {
    plugin("maya");
    world.write("connect/studio-plugin-1.0.0/extensions/launch/maya-launch.yaml",
                "type: launch_config\napplicationIdentifier: maya_{variant}\nlabel: Maya\n"
                "search_path:\n  linux: {prefix: [\"" +
                    (world / "opt").string() + "\"], expression: [maya.+, bin, maya]}\n");
    world.installation("maya", "2024");
    const Json plugins = import(world / "connect");
    EXPECT_EQ(ended.code, 0) << ended;
    EXPECT_THAT(manifest(), HasSubstr("linux = [\"" + (world / "opt/maya{version}").string()));
    EXPECT_THAT(world.slipway({"list"}).output, HasSubstr("maya"));
}

TEST_F(ConnectPlugin, ReachesNothingWhileItIsImported) {
    importOf("reaches_out");
    EXPECT_FALSE(fs::exists("/tmp/slipway-import-must-not-be"));
    EXPECT_EQ(readFile(world / "connect/studio-plugin-1.0.0/resource/precious"), "kept");
    EXPECT_FALSE(fs::exists(world / "connect/studio-plugin-1.0.0/resource/left-behind"));
}

TEST_F(ConnectPlugin, LeavesNothingOfItsRunsBehind) {
    world.makeFolder("passing");
    world.set("TMPDIR", "$SANDBOX/passing");
    importOf("writes_files");
    EXPECT_TRUE(fs::is_empty(world / "passing"));
    EXPECT_FALSE(fs::exists(world / "home/.studio"));
}

TEST_F(ConnectPlugin, SaysThatThereIsNoPython) {
    world.set("PATH", "$SANDBOX/nowhere");
    const Json report = importOf("maya");
    EXPECT_EQ(ended.code, 1);
    EXPECT_THAT(report["failures"][0], HasSubstr("there is no python3 on PATH"));
}

TEST_F(ConnectPlugin, IsAskedForInTheRightWay) {
    const std::string root = (world / "studio").string();
    EXPECT_EQ(world.slipway({"import", "rez", "/x", "--to", root}).code, 2);
    EXPECT_EQ(world.slipway({"import", "ftrack", "/x"}).code, 2);
    EXPECT_EQ(world.slipway({"import", "ftrack", "/nowhere", "--to", root}).code, 2);
    EXPECT_EQ(world.slipway({"import", "ftrack", world / "home", "--to", root}).code, 2);
    EXPECT_EQ(world.slipway({"import", "ftrack", "/x", "--to", root, "--timeout", "soon"}).code, 2);
}

}  // namespace
}  // namespace slipway::test
