// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Spec 1.3: configuration files, their order, plugin roots, includes, places and integrations.

#include <gmock/gmock.h>

#include "tests/support/sandbox.h"

namespace slipway::test {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class Configured : public ::testing::Test {
  protected:
    Configured() {
        world.application("maya", {"2024"});
        world.install({"maya"});
    }

    void user(std::string_view text) { world.write("home/.config/slipway/config.toml", text); }
    void site(std::string_view text) { world.write("shims/slipway-site.toml", text); }
    void plugin(const std::string& root, const std::string& name, std::string_view env) {
        world.integration(root + "/" + name, env);
    }
    Launch maya(const std::vector<std::string>& arguments = {}) {
        return world.launch("maya", arguments);
    }

    Sandbox world;
};

class ConfiguredRoots : public Configured {
  protected:
    ConfiguredRoots() {
        // What makes maya known must be found wherever the roots are.
        fs::rename(world / "studio/definitions-maya", world / "definitions-maya");
        world.unset("SLIPWAY_PLUGIN_PATH");
        plugin("a", "one", "WHO.append = 'a'");
        plugin("b", "two", "WHO.append = 'b'");
        plugin("home/.local/share/slipway/plugins", "three", "WHO.append = 'default'");
    }
};

TEST_F(ConfiguredRoots, AreThoseOfPluginPathAndReplaceTheDefaults) {
    user("plugin_path = ['$SANDBOX/a', '$SANDBOX/b', '$SANDBOX/definitions-maya']");
    EXPECT_EQ(maya()["WHO"], list("a:b"));
}

TEST_F(ConfiguredRoots, AreReplacedByTheVariables) {
    user("plugin_path = ['$SANDBOX/a']");
    world.set("FTRACK_CONNECT_PLUGIN_PATH", "$SANDBOX/b:$SANDBOX/definitions-maya");
    EXPECT_EQ(maya()["WHO"], "b");
    world.set("SLIPWAY_PLUGIN_PATH", "$SANDBOX/a:$SANDBOX/definitions-maya");
    EXPECT_EQ(maya()["WHO"], "a");
}

TEST_F(ConfiguredRoots, AreWhatAnEmptyEntryOfTheVariableStandsFor) {
    user("plugin_path = ['$SANDBOX/a', '$SANDBOX/definitions-maya']");
    world.set("SLIPWAY_PLUGIN_PATH", "$SANDBOX/b:");
    EXPECT_EQ(maya()["WHO"], list("b:a"));
}

TEST_F(ConfiguredRoots, OfAHigherFileReplaceAndAnEmptyEntryStandsForTheLowerOnes) {
    site("plugin_path = ['$SANDBOX/a', '$SANDBOX/definitions-maya']");
    user("plugin_path = ['$SANDBOX/b', '$SANDBOX/definitions-maya']");
    EXPECT_EQ(maya()["WHO"], "b");
    user("plugin_path = ['$SANDBOX/b', '']");
    EXPECT_EQ(maya()["WHO"], list("b:a"));
}

TEST_F(ConfiguredRoots, OfTheLowestFileHaveTheDefaultsForAnEmptyEntry) {
    user("plugin_path = ['$SANDBOX/definitions-maya', '']");
    EXPECT_EQ(maya()["WHO"], "default");
}

TEST_F(ConfiguredRoots, AreRelativeToTheirFile) {
    site("plugin_path = ['../a', '../definitions-maya']");
    EXPECT_EQ(maya()["WHO"], "a");
}

TEST_F(ConfiguredRoots, AreSaidToBeMissing) {
    user("plugin_path = ['$SANDBOX/nowhere', '$SANDBOX/definitions-maya']");
    const Launch launched = maya();
    EXPECT_EQ(launched.ended.code, 0);
    EXPECT_THAT(launched.said(), AllOf(HasSubstr("nowhere"), HasSubstr("plugin_path")));
}

TEST_F(ConfiguredRoots, MayBeByPlatformWithPlaceholders) {
    user(
        "plugin_path = { $PLATFORM = ['{home}/../{env.WHERE:-a}', '~/../definitions-maya'], "
        "$ELSEWHERE = "
        "[] }");
    EXPECT_EQ(maya()["WHO"], "a");
    world.set("WHERE", "b");
    EXPECT_EQ(maya()["WHO"], "b");
}

TEST_F(ConfiguredRoots, DependOnTheContext) {
    plugin("projects/bunny/plugins", "of-bunny", "WHO.append = 'bunny'");
    plugin("projects/duck/plugins", "of-duck", "WHO.append = 'duck'");
    user(
        "plugin_path = ['{paths.projects}/{context.project}/plugins', "
        "'$SANDBOX/definitions-maya']\n"
        "[paths]\nprojects = '$SANDBOX/projects'");
    EXPECT_EQ(maya()["WHO"], std::nullopt);
    for (int round = 0; round < 2; ++round) {
        world.set("SLIPWAY_CONTEXT", R"({"project": "bunny"})");
        EXPECT_EQ(maya()["WHO"], "bunny");
        world.set("SLIPWAY_CONTEXT", R"({"project": "duck"})");
        EXPECT_EQ(maya()["WHO"], "duck");
    }
    // An edit below either is seen at once.
    plugin("projects/duck/plugins", "of-duck", "WHO.append = 'drake'");
    EXPECT_EQ(maya()["WHO"], "drake");
}

TEST_F(Configured, FilesCountKeyByKeyTheUsersMost) {
    world.application("maya", {"2022", "2023"});
    site("[use]\nmaya = '2022'\n");
    EXPECT_EQ(maya()["SLIPWAY_APPLICATION"], "maya_2022");
    user("[use]\nmaya = '2023'\n");
    EXPECT_EQ(maya()["SLIPWAY_APPLICATION"], "maya_2023");
    user("[use]\nnuke = '15'\n");
    EXPECT_EQ(maya()["SLIPWAY_APPLICATION"], "maya_2022");
}

TEST_F(Configured, FilesAreSeenAtTheNextLaunchWhenTheyComeAndGo) {
    world.application("maya", {"2023"});
    warmCache(world);
    EXPECT_EQ(maya()["SLIPWAY_APPLICATION"], "maya_2024");
    user("[use]\nmaya = '2023'\n");
    EXPECT_EQ(maya()["SLIPWAY_APPLICATION"], "maya_2023");
    user("[use]\nmaya = '2024'\n");
    EXPECT_EQ(maya()["SLIPWAY_APPLICATION"], "maya_2024");
    fs::remove(world / "home/.config/slipway/config.toml");
    site("[use]\nmaya = '2023'\n");
    EXPECT_EQ(maya()["SLIPWAY_APPLICATION"], "maya_2023");
    fs::remove(world / "shims/slipway-site.toml");
    EXPECT_EQ(maya()["SLIPWAY_APPLICATION"], "maya_2024");
}

TEST_F(Configured, FileNamedBySlipwayConfigIsReadInsteadOfAllOthers) {
    world.application("maya", {"2022", "2023"});
    user("[use]\nmaya = '2022'\n");
    world.write("other.toml", "[use]\nmaya = '2023'\n");
    world.set("SLIPWAY_CONFIG", "$SANDBOX/other.toml");
    EXPECT_EQ(maya()["SLIPWAY_APPLICATION"], "maya_2023");
    world.write("other.toml", "");
    EXPECT_EQ(maya()["SLIPWAY_APPLICATION"], "maya_2024");
}

TEST_F(Configured, FileNamedBySlipwayConfigThatIsNotThereOrRelativeIsSaid) {
    world.set("SLIPWAY_CONFIG", "$SANDBOX/nowhere.toml");
    EXPECT_THAT(maya().said(), AllOf(HasSubstr("nowhere.toml"), HasSubstr("SLIPWAY_CONFIG")));
    world.set("SLIPWAY_CONFIG", "config.toml");
    world.write("config.toml", "[use]\nmaya = '1999'\n");
    Command command = world.command(world.shim("maya"));
    command.workingDirectory = world.folder();
    const Launch launched = launch(command);
    EXPECT_EQ(launched.ended.code, 0);
    EXPECT_THAT(launched.said(), AllOf(HasSubstr("'config.toml'"), HasSubstr("absolute")));
}

TEST_F(Configured, FileWithAMistakeIsLeftOutWithOneLine) {
    world.application("maya", {"2023"});
    user("[use]\nmaya = 2023\nnuke = 15\n");
    const Launch launched = maya();
    EXPECT_EQ(launched["SLIPWAY_APPLICATION"], "maya_2024");
    EXPECT_THAT(launched.said(),
                AllOf(HasSubstr("config.toml:2:"), HasSubstr("'use.maya'"), HasSubstr("left out")));
    EXPECT_EQ(std::ranges::count(launched.said(), '\n'), 1);
    world.set("SLIPWAY_STRICT", "1");
    EXPECT_EQ(maya().ended.code, 125);
}

TEST_F(Configured, UnknownKeysAreWarningsWithTheNearestKnownOne) {
    user("plugin_paht = ['/x']\n");
    const Launch launched = maya();
    EXPECT_EQ(launched.ended.code, 0);
    EXPECT_THAT(launched.said(), AllOf(HasSubstr("'plugin_paht'"), HasSubstr("'plugin_path'")));
}

TEST_F(Configured, IncludedFilesCountMoreThanTheOneThatNamesThem) {
    world.application("maya", {"2023"});
    user("include = ['{home}/{context.project}.toml', 'nowhere.toml']\n[use]\nmaya = '2024'\n");
    world.write("home/bunny.toml",
                "[use]\nmaya = '2023'\n[[integration]]\n[integration.env]\nFROM.set = 'bunny'\n");
    EXPECT_EQ(maya()["SLIPWAY_APPLICATION"], "maya_2024");
    world.set("SLIPWAY_CONTEXT", R"({"project": "bunny"})");
    const Launch bunny = maya();
    EXPECT_EQ(bunny["SLIPWAY_APPLICATION"], "maya_2023");
    EXPECT_EQ(bunny["FROM"], "bunny");
    EXPECT_EQ(bunny.said(), "");
    world.write("home/bunny.toml", "[use]\nmaya = '2024'\n");
    EXPECT_EQ(maya()["SLIPWAY_APPLICATION"], "maya_2024");
    world.set("SLIPWAY_CONTEXT", R"({"project": "duck"})");
    EXPECT_EQ(maya().said(), "");
}

TEST_F(Configured, IncludedFilesSayNothingOfPolicyContextsAndIncludes) {
    user("include = ['more.toml']\n");
    world.write("home/.config/slipway/more.toml",
                "include = ['yet-more.toml']\n[policy]\nstrict = true\n[[context]]\nset = { a = "
                "'b' }\n");
    const Launch launched = maya();
    EXPECT_EQ(launched.ended.code, 0);
    EXPECT_THAT(launched.said(), AllOf(HasSubstr("'policy'"), HasSubstr("'context'"),
                                       HasSubstr("'include'"), HasSubstr("more.toml")));
}

TEST_F(Configured, PlacesStandForTheirFirstPathOnThisPlatform) {
    user(
        "[paths]\nroot = '$SANDBOX/mnt'\nlib = '{paths.root}/lib'\n"
        "[paths.projects]\n$PLATFORM = ['$SANDBOX/projects', '/net/projects']\n"
        "$ELSEWHERE = 'P:\\projects'\n[paths.elsewhere]\n$ELSEWHERE = 'P:\\elsewhere'\n");
    world.integration("studio/p",
                      "A.set = '{paths.projects}/x'\nB.set = '{paths.lib}'\n"
                      "C.set = '{paths.elsewhere}/x'\nD.set = '{paths.none:-fallback}'\n"
                      "E.append = ['{paths.none}', 'kept']");
    const Launch launched = maya();
    EXPECT_EQ(launched["A"], (world / "projects").string() + "/x");
    EXPECT_EQ(launched["B"], (world / "mnt").string() + "/lib");
    EXPECT_EQ(launched["C"], std::nullopt);
    EXPECT_EQ(launched["D"], "fallback");
    EXPECT_EQ(launched["E"], "kept");
}

TEST_F(Configured, PlacesThatStandForThemselvesAreAbsent) {
    user("[paths]\na = '{paths.b}/x'\nb = '{paths.a}/y'\n");
    world.integration("studio/p", "A.set = '{paths.a}'\nB.set = 'b'");
    const Launch launched = maya();
    EXPECT_EQ(launched["A"], std::nullopt);
    EXPECT_EQ(launched["B"], "b");
}

TEST_F(Configured, IntegrationsApplyAfterAllPluginsTheUsersLast) {
    world.plugin(
        "studio/p",
        "slipway = 1\n[[integration]]\npriority = 900\n[integration.env]\nWHO = 'plugin'\n");
    site(
        "[[integration]]\npriority = 2\n[integration.env]\nWHO = 'site2'\n"
        "[[integration]]\nname = 'other'\npriority = 1\n[integration.env]\nWHO = 'site1'\n");
    user("[[integration]]\npriority = 0\n[integration.env]\nWHO = 'user'\n");
    EXPECT_EQ(maya()["WHO"], list("plugin:site1:site2:user"));
}

TEST_F(Configured, IntegrationsOfTheUserDoNotCountInFarmMode) {
    site("[[integration]]\n[integration.env]\nWHO = 'site'\n");
    user("[[integration]]\n[integration.env]\nWHO = 'user'\n");
    world.set("SLIPWAY_MODE", "farm");
    EXPECT_EQ(maya()["WHO"], "site");
}

TEST_F(Configured, IntegrationsHaveConditionsRequirementsAndNames) {
    world.integration("studio/core-1.0", "CORE.set = '1'");
    user(
        "[[integration]]\nname = 'mine'\nwhen = \"application.name = maya\"\nrequires = ['core >= "
        "1.0']\n[integration.env]\nMINE.set = '1'\n"
        "[[integration]]\nname = 'not'\nwhen = \"application.name = nuke\"\n[integration.env]\n"
        "NOT.set = '1'\n");
    const Launch launched = maya();
    EXPECT_EQ(launched["MINE"], "1");
    EXPECT_EQ(launched["NOT"], std::nullopt);
    world.set("SLIPWAY_WITHOUT", "mine");
    EXPECT_EQ(maya()["MINE"], std::nullopt);
}

TEST_F(Configured, PolicyStrictRefusesWhatIsWrong) {
    site("[policy]\nstrict = true\n");
    EXPECT_EQ(maya().ended.code, 0);
    user("[policy]\nstrict = false\n");
    world.write("studio/broken/slipway.toml", "slipway = 1\n[");
    const Launch launched = maya();
    EXPECT_EQ(launched.ended.code, 125);
    EXPECT_THAT(launched.said(), HasSubstr("strict"));
}

TEST_F(Configured, FileBesideTheShimCountsForWhatTheCommandLineTellsOfIt) {
    world.application("maya", {"2022", "2023"});
    site("[use]\nmaya = '2022'\n");
    world.set("PATH", "$SANDBOX/shims:/usr/bin:/bin");
    EXPECT_THAT(world.slipway({"env", "maya"}).output, HasSubstr("maya_2022"));
    EXPECT_THAT(world.slipway({"explain", "maya"}).output, HasSubstr("slipway-site.toml"));
    world.install({"maya@2023"});
    EXPECT_THAT(world.slipway({"env", "maya2023"}).output, HasSubstr("maya_2023"));
}

TEST_F(Configured, FilesInTheWorkingDirectoryAreNotRead) {
    world.application("maya", {"2023"});
    for (const char* name : {"config.toml", "slipway-site.toml", "slipway.toml"}) {
        world.write(fs::path("here") / name, "[use]\nmaya = '2023'\n");
    }
    Command command = world.command(world.shim("maya"));
    command.workingDirectory = world / "here";
    EXPECT_EQ(launch(command)["SLIPWAY_APPLICATION"], "maya_2024");
}

TEST_F(ConfiguredRoots, NeverLieAboveWhatTheContextWasToFillIn) {
    plugin("projects/bunny/plugins", "three", "WHO.append = 'bunny'");
    plugin("secret/plugins", "four", "WHO.append = 'secret'");
    user(
        "plugin_path = ['$SANDBOX/definitions-maya', "
        "'$SANDBOX/projects/{context.project}/plugins', '$SANDBOX/projects/../a']\n"
        "include = ['$SANDBOX/projects/{context.project}/slipway.toml']\n");
    world.write("secret/slipway.toml", "[[integration]]\n[integration.env]\nWHO.append = 'i'\n");
    world.set("SLIPWAY_CONTEXT", R"({"project": "bunny"})");
    EXPECT_EQ(maya()["WHO"], list("bunny:a"));
    world.set("SLIPWAY_CONTEXT", R"({"project": "../secret"})");
    const Launch launched = maya();
    EXPECT_EQ(launched["WHO"], "a");
    EXPECT_EQ(launched.ended.code, 0);
    EXPECT_THAT(launched.said(),
                AllOf(HasSubstr("config.toml:1"), HasSubstr("{context.project}"),
                      HasSubstr(native("projects/") + "../secret" + native("/plugins")),
                      HasSubstr("'..'")));
    world.set("SLIPWAY_STRICT", "1");
    EXPECT_EQ(maya().ended.code, 125);
}

TEST_F(ConfiguredRoots, ThatAreLeftOutAreExplained) {
    user(
        "plugin_path = ['$SANDBOX/definitions-maya', '$SANDBOX/{context.project}/plugins', "
        "'{paths.projcts}/x']\n");
    EXPECT_EQ(maya().said(), "");
    const std::string said = world.slipway({"explain", "maya"}).output;
    EXPECT_THAT(said, AllOf(HasSubstr("{context.project} is absent"),
                            HasSubstr("'{paths.projcts}/x' is left out")));
    const std::string checked = world.slipway({"check"}).output;
    EXPECT_THAT(checked, AllOf(HasSubstr("no [paths] has 'projcts' for this platform"),
                               HasSubstr("config.toml:1:"), Not(HasSubstr("is absent"))))
        << "whoever checks works on nothing";
}

TEST_F(ConfiguredRoots, OfFilesThatRepeatTheEmptyEntryAreStillFew) {
    std::string include;
    for (int i = 0; i < 40; ++i) {
        const std::string name = "include-" + std::to_string(i) + ".toml";
        include += "'$SANDBOX/" + name + "',";
        world.write(name, "plugin_path = ['', '$SANDBOX/a', '']");
    }
    user("plugin_path = ['$SANDBOX/definitions-maya', '$SANDBOX/b', '']\ninclude = [" + include +
         "]\n");
    EXPECT_EQ(maya()["WHO"], list("b:default:a"));
}

// examples/two-projects, of which docs/configuration.md tells.
class TwoProjects : public ::testing::Test {
  protected:
    TwoProjects() {
        world.application("maya", {"2024", "2025"});
        world.install({"maya"});
        fs::copy(sourceFolder() / "examples", world / "examples", fs::copy_options::recursive);
        world.set("SLIPWAY_PLUGIN_PATH", "$SANDBOX/studio:");
        world.set("SLIPWAY_CONFIG", "$SANDBOX/examples/two-projects/config.toml");
    }
    std::string path(const std::string& name) { return (example / name).string(); }
    // As a path: on Windows what the manifests write has slashes, what Slipway adds backslashes.
    static fs::path pathIn(const Launch& launched, std::string_view variable) {
        return launched[variable].value_or("unset");
    }

    Sandbox world;
    fs::path example = world / "examples/two-projects";
};

TEST_F(TwoProjects, AreRight) {
    const Ended checked = world.slipway({"check"});
    EXPECT_EQ(checked.code, 0) << checked.output;
    EXPECT_THAT(checked.output, HasSubstr("studio-color' 1.3.0 is shadowed by 1.4.0"));
    EXPECT_THAT(checked.output, HasSubstr("1 warning in 4 manifests and 1 configuration file"));
    EXPECT_EQ(world.slipway({"check", example.string()}).code, 0);
    EXPECT_EQ(world.slipway({"check", path("projects/bunny/project.toml")}).code, 0);
    EXPECT_EQ(
        world.slipway({"check", path("projects/bunny/plugins"), path("projects/duck/plugins")})
            .code,
        0);
}

TEST_F(TwoProjects, AreWhatTheDocumentationShows) {
    const std::string page = readFile(sourceFolder() / "docs/configuration.md");
    for (const char* file : {"config.toml", "projects/bunny/project.toml"}) {
        EXPECT_THAT(page, HasSubstr("```toml\n" + readFile(example / file) + "```")) << file;
    }
}

TEST_F(TwoProjects, StartTheirOwnVersionsWithTheirOwnPlugins) {
    const Launch none = world.launch("maya");
    EXPECT_EQ(none["SLIPWAY_APPLICATION"], "maya_2025");
    EXPECT_EQ(none["STUDIO_SITE"], "berlin");
    EXPECT_EQ(none["STUDIO_PROJECT_DIR"], std::nullopt);
    const Launch bunny = world.launch("maya", {path("projects/bunny/shots/a/010/x.ma")});
    EXPECT_EQ(bunny["SLIPWAY_APPLICATION"], "maya_2024");
    EXPECT_EQ(pathIn(bunny, "BUNNY_LUT"), example / "projects/bunny/luts/film.cube");
    EXPECT_EQ(bunny["MAYA_SCRIPT_PATH"]->substr(0, path("projects/bunny").size()),
              path("projects/bunny"));
    EXPECT_EQ(pathIn(bunny, "OCIO"), example / "plugins/studio-color-1.3.0/config.ocio");
    EXPECT_EQ(bunny["STUDIO_REVIEW"], std::nullopt);
    world.set("SLIPWAY_CONTEXT", R"({"project": "duck"})");
    const Launch duck = world.launch("maya");
    EXPECT_EQ(duck["SLIPWAY_APPLICATION"], "maya_2025");
    EXPECT_EQ(pathIn(duck, "DUCK_FUR"), example / "projects/duck/plugins/duck-fur-1.0.0");
    EXPECT_EQ(pathIn(duck, "OCIO"), example / "plugins/studio-color-1.4.0/config.ocio");
    EXPECT_EQ(duck["BUNNY_LUT"], std::nullopt);
    EXPECT_EQ(duck.said(), "");
}

}  // namespace
}  // namespace slipway::test
