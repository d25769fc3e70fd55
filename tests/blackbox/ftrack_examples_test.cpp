// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// examples/ftrack: what each published integration of ftrack asks for, for two versions of its
// application, with a context and without.

#include <gmock/gmock.h>

#include <map>
#include <nlohmann/json.hpp>

#include "tests/blackbox/ftrack_example.h"

namespace slipway::test {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::EndsWith;
using Json = nlohmann::json;
using Variables = std::map<std::string, std::string>;

// What one launch gives its variables, `@` standing for the plugin's folder, `#` for the major
// version, `*` for what each launch has anew.
struct Row {
    std::string plugin;
    std::string application;  // as identifiers begin
    std::vector<std::string> versions;
    std::string tooOld;
    Variables variables;
    bool hasContext = true;
};

const std::string kBootstrap = "@/resource/bootstrap";
const std::string kBoth = "@/dependencies:" + kBootstrap;

const std::vector<Row>& rows() {
    static const std::vector<Row> kRows = {
        {"framework-maya",
         "maya",
         {"2021", "2025.1"},
         "2020.4",
         {{"PYTHONPATH", kBoth}, {"FTRACK_MAYA_VERSION", "#"}, {"MAYA_SCRIPT_PATH", kBootstrap}}},
        {"framework-nuke",
         "nuke",
         {"13.0v1", "15.1v10"},
         "12.2v11",
         {{"PYTHONPATH", kBoth}, {"FTRACK_NUKE_VERSION", "#"}, {"NUKE_PATH", kBootstrap}}},
        {"framework-blender",
         "blender",
         {"4.2", "4.10"},
         "4.1.9",
         {{"PYTHONPATH", kBoth},
          {"FTRACK_BLENDER_VERSION", "#"},
          {"BLENDER_USER_SCRIPTS", kBootstrap},
          {"FRAMEWORK_DEPENDENCIES", "@/dependencies"}}},
        {"framework-houdini",
         "houdini",
         {"19.5", "20.0.547"},
         "18.5",
         {{"PYTHONPATH", kBoth},
          {"FTRACK_HOUDINI_VERSION", "#"},
          {"HOUDINI_PATH", kBootstrap + ":&"},
          {"FTRACK_HOUDINI_XML_MENU_FILE", "*/MainMenuCommon.xml"}}},
        {"framework-max",
         "max",
         {"2025", "2026.1"},
         "2024",
         {{"PYTHONPATH", kBoth},
          {"FTRACK_MAX_VERSION", "#"},
          {"ADSK_3DSMAX_STARTUPSCRIPTS_ADDON_DIR", kBootstrap}}},
        {"framework-flame",
         "flame",
         {"2023", "2025.0.1"},
         "2022.3",
         {{"PYTHONPATH", kBoth},
          {"FTRACK_FLAME_VERSION", "#"},
          {"DL_PYTHON_HOOK_PATH", kBootstrap},
          {"DL_DEBUG_PYTHON_HOOKS", "1"},
          {"DL_STARTUP_LIBS_CLOSED", "1"}}},
        {"framework-aftereffects",
         "aftereffects",
         {"15.0", "24.1"},
         "9.2",
         {{"PYTHONPATH", "@/dependencies"},
          {"FTRACK_AFTEREFFECTS_VERSION", "#"},
          {"FTRACK_REMOTE_INTEGRATION_SESSION_ID", "*"}}},
        {"framework-photoshop",
         "photoshop",
         {"2014", "2024"},
         "2013",
         {{"PYTHONPATH", "@/dependencies"},
          {"FTRACK_PHOTOSHOP_VERSION", "#"},
          {"FTRACK_REMOTE_INTEGRATION_SESSION_ID", "*"},
          {"FTRACK_PHOTOSHOP_UXP_BOOTSTRAP_DIR", "*/.ftrack/photoshop"},
          {"FTRACK_PHOTOSHOP_UXP_BOOTSTRAP_PATH", "*.json"},
          {"FTRACK_PHOTOSHOP_UXP_BOOTSTRAP_LATEST_PATH", "*/latest.json"}}},
        {"framework-premiere",
         "premiere",
         {"15", "24.0"},
         "9",
         {{"PYTHONPATH", "@/dependencies"},
          {"FTRACK_PREMIERE_VERSION", "#"},
          {"FTRACK_REMOTE_INTEGRATION_SESSION_ID", "*"},
          {"FTRACK_PREMIERE_UXP_BOOTSTRAP_DIR", "*/.ftrack/premiere"},
          {"FTRACK_PREMIERE_UXP_BOOTSTRAP_PATH", "*.json"},
          {"FTRACK_PREMIERE_UXP_BOOTSTRAP_LATEST_PATH", "*/latest.json"}}},
        {"framework-harmony",
         "harmony",
         {"22", "24.1"},
         "21.1",
         {{"PYTHONPATH", kBoth},
          {"FTRACK_HARMONY_VERSION", "#"},
          {"TOONBOOM_GLOBAL_SCRIPT_LOCATION", "*/packages"},
          {"FTRACK_INTEGRATION_LISTEN_PORT", "*"},
          {"FTRACK_REMOTE_INTEGRATION_SESSION_ID", "*"}}},
        {"ftrack-nuke-studio",
         "nuke-studio",
         {"14.0v2", "15.1v3"},
         "13.2v9",
         {{"PYTHONPATH", kBoth},
          {"NUKE_PATH", kBootstrap},
          {"FTRACK_EVENT_PLUGIN_PATH", kBootstrap},
          {"QT_PREFERRED_BINDING", "PySide2:PySide"}}},
        {"ftrack-nuke-studio",
         "hiero",
         {"14.0v2", "15.1v3"},
         "13.2v9",
         {{"PYTHONPATH", kBoth},
          {"NUKE_PATH", kBootstrap},
          {"FTRACK_EVENT_PLUGIN_PATH", kBootstrap},
          {"QT_PREFERRED_BINDING", "PySide2:PySide"}}},
        {"ftrack-rv",
         "rv",
         {"2021", "2024.1"},
         "2020",
         {{"PYTHONPATH", kBoth}, {"RV_PYTHON3", "1"}},
         false},
    };
    return kRows;
}

class FtrackExamples : public ::testing::TestWithParam<Row> {
  protected:
    // Only the one plugin, so that exactly its own variables are there.
    FtrackExamples() {
        folder_ = ftrackExamples(world, GetParam().plugin + "-24.11.0");
        makeRuntimeFolder(world);
        world.set("SLIPWAY_PLUGIN_PATH",
                  "$SANDBOX/studio:$SANDBOX/connect/" + folder_.filename().string());
        const std::string& name = GetParam().application;
        std::vector<std::string> versions = GetParam().versions;
        versions.push_back(GetParam().tooOld);
        world.application(name, versions);
    }

    Variables launched(const std::string& version) const {
        const Ended ended =
            world.slipway({"env", GetParam().application + "@" + version, "--format", "json"});
        Variables set = Json::parse(ended.output)["set"].get<Variables>();
        std::erase_if(set, [](const auto& each) { return each.first.starts_with("SLIPWAY_"); });
        return set;
    }

    std::string filled(std::string text, const std::string& version) const {
        if (text == "#") return version.substr(0, version.find('.'));
        text = list(text);
        for (auto at = text.find('@'); at != std::string::npos; at = text.find('@')) {
            text.replace(at, 1, folder_.string());
        }
        return text;
    }

    void expect(const Variables& actual, const std::string& version, bool withContext) const {
        Variables expected = GetParam().variables;
        if (withContext && GetParam().hasContext) expected["FTRACK_CONTEXTID"] = "a1b2";
        std::vector<std::string> names;
        for (const auto& [name, value] : actual) names.push_back(name);
        EXPECT_EQ(actual.size(), expected.size()) << testing::PrintToString(names);
        for (const auto& [name, value] : expected) {
            ASSERT_TRUE(actual.contains(name)) << name;
            if (value.starts_with('*')) {
                EXPECT_THAT(actual.at(name), EndsWith(value.substr(1))) << name;
                EXPECT_GT(actual.at(name).size(), value.size()) << name;
            } else {
                EXPECT_EQ(actual.at(name), filled(value, version)) << name;
            }
        }
    }

    Sandbox world;
    fs::path folder_;
};

INSTANTIATE_TEST_SUITE_P(Published, FtrackExamples, ::testing::ValuesIn(rows()),
                         [](const auto& test) {
                             std::string name = test.param.plugin + "_" + test.param.application;
                             std::ranges::replace(name, '-', '_');
                             return name;
                         });

TEST_P(FtrackExamples, GiveTwoVersionsWhatTheHookGave) {
    const std::vector<std::string>& versions = GetParam().versions;
    expect(launched(versions.front()), versions.front(), false);
    world.set("SLIPWAY_CONTEXT", R"({"id": "a1b2"})");
    expect(launched(versions.back()), versions.back(), true);
}

TEST_P(FtrackExamples, GiveAnOlderVersionNothing) {
    EXPECT_THAT(launched(GetParam().tooOld), ElementsAre());
}

TEST_P(FtrackExamples, ArePrependedToWhatIsThere) {
    world.set("PYTHONPATH", "/own");
    EXPECT_THAT(launched(GetParam().versions[0])["PYTHONPATH"], EndsWith(list(":/own")));
}

TEST_F(FtrackExample, OfPhotoshopWritesItsSessionForTheApplicationToFind) {
    const Launch launched = launch("photoshop", "2024");
    const std::string session = launched["FTRACK_REMOTE_INTEGRATION_SESSION_ID"].value_or("");
    EXPECT_EQ(session.size(), 36u);
    for (const std::string name : {"PATH", "LATEST_PATH"}) {
        const fs::path file = launched["FTRACK_PHOTOSHOP_UXP_BOOTSTRAP_" + name].value_or("");
        EXPECT_EQ(Json::parse(readFile(file)), (Json{{"session_id", session}}));
        EXPECT_EQ(file.parent_path(),
                  fs::path(launched["FTRACK_PHOTOSHOP_UXP_BOOTSTRAP_DIR"].value_or("")));
    }
}

TEST_F(FtrackExample, OfHoudiniEndsThePathInAnAmpersandWhateverItWas) {
    const std::string own =
        std::string(world / "connect/framework-houdini-24.11.0") + "/resource/bootstrap";
    EXPECT_EQ(launch("houdini", "20.5")["HOUDINI_PATH"], own + list(":&"));
    world.set("HOUDINI_PATH", list("/site:/user"));
    EXPECT_EQ(world.launch("houdini")["HOUDINI_PATH"], list("/site:/user:") + own + list(":&"));
    world.set("HOUDINI_PATH", list("/site:/user:&"));
    EXPECT_EQ(world.launch("houdini")["HOUDINI_PATH"], list("/site:/user:") + own + list(":&"));
    const Launch launched = world.launch("houdini");
    const fs::path menu = launched["FTRACK_HOUDINI_XML_MENU_FILE"].value_or("");
    EXPECT_TRUE(fs::is_directory(menu.parent_path()));
}

TEST_F(FtrackExample, OfMaxLeavesNoVirtualEnvironment) {
    world.set("VIRTUAL_ENV", "/venv");
    EXPECT_EQ(launch("max", "2025")["VIRTUAL_ENV"], std::nullopt);
}

}  // namespace
}  // namespace slipway::test
