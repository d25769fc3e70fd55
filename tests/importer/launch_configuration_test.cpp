// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "importer/launch_configuration.h"

#include <gmock/gmock.h>

#include "importer/yaml_reader.h"

namespace slipway::ftrack {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr std::string_view kMaya = R"yaml(type: launch_config
name: framework-maya
priority: 90
context:
  - Task
identifier: ftrack-framework-launch-maya
applicationIdentifier: maya_{variant}
integrations:
  framework:
    - framework-maya
label: Maya
icon: maya
variant: "{version}"
search_path:
  linux:
    prefix: ["/", usr, autodesk, maya.+]
    expression: [bin, maya$]
    version_expression: "maya(?P<version>\\d{4})"
  windows:
    prefix:
      - C:\
      - Program Files.*
    expression:
      - Autodesk
      - Maya.+
      - bin
      - maya.exe
    launch_arguments: ["-noBanner"]
  darwin:
    prefix: ["/", Applications]
    expression: [Autodesk, maya.+, Maya.app]
extensions_path:
  - my-extensions/maya
  - /mnt/studio/extensions
  - ~/extensions
environment_variables:
  MAYA_DISABLE_CIP: "1"
  STUDIO_PATH:
    - /mnt/a
    - /mnt/b
launch_arguments:
  - -nosplash
)yaml";

std::expected<Node, Diagnostic> yaml(std::string_view text) {
    return readYaml(std::make_shared<Source>(Source{"launch.yaml", "/", std::string(text), {}}));
}

struct Import {
    std::string text;  // the manifest, or what is wrong
    Findings findings;
};

Import imported(std::string_view text, std::set<std::string>& names) {
    const auto root = yaml(text);
    if (!root) return {root.error().message, {}};
    const auto application = importLaunchConfiguration(*root, names);
    if (!application) return {application.error().message, {}};
    ManifestDraft draft;
    draft.applications.push_back(application->draft);
    return {manifestText(draft), application->findings};
}

Import imported(std::string_view text) {
    std::set<std::string> names;
    return imported(text, names);
}

TEST(LaunchConfiguration, OfMayaIsAnApplicationOnThreePlatforms) {
    const Import made = imported(kMaya);
    EXPECT_EQ(made.text, R"(slipway = 1

[[application]]
name = "maya"
label = "Maya"
icon = "maya"
priority = 90
contexts = ["Task"]
arguments = ["-nosplash"]
integrations = { framework = ["framework-maya"] }

[application.find]
linux = ["/usr/autodesk/maya{version}/bin/maya"]
windows = [
    { path = 'C:\Program Files*\Autodesk\Maya{version}\bin\maya.exe', arguments = ["-noBanner"] },
]
macos = ["/Applications/Autodesk/maya{version}/Maya.app"]

[application.env]
FTRACK_FRAMEWORK_EXTENSIONS_PATH = [
    "{plugin.dir}/my-extensions/maya",
    "/mnt/studio/extensions",
    "{home}/extensions",
]
# Connect appended it to what was there
MAYA_DISABLE_CIP.set = "1"
STUDIO_PATH = ["/mnt/a", "/mnt/b"]
)");
    EXPECT_THAT(made.findings.byHand, IsEmpty());
}

TEST(LaunchConfiguration, KeepsExpressionsThatNoPatternSays) {
    const Import made = imported(R"yaml(
type: launch_config
applicationIdentifier: houdini_{variant}
label: Houdini
search_path:
  linux:
    prefix: ["/", opt, "hfs(\\d+).*"]
    expression: [bin, houdinifx-bin$]
    version_expression: "(?P<version>[\\d.]{4,})"
)yaml");
    EXPECT_THAT(made.text, HasSubstr(R"(segments = ["/", "opt", 'hfs(\d+).*', "bin", )"));
    EXPECT_THAT(made.text, HasSubstr(R"(version = '(?P<version>[\d.]{4,})')"));
}

TEST(LaunchConfiguration, OfTwoThatShareAnIdentifierEachIsAnApplicationOfItsOwn) {
    std::set<std::string> names;
    const std::string_view first =
        R"({type: launch_config, applicationIdentifier: "harmony_{variant}",
        label: Harmony Premium, search_path: {}})";
    const std::string_view second =
        R"({type: launch_config, applicationIdentifier: "harmony_{variant}",
        label: Harmony Advanced, search_path: {}})";
    EXPECT_THAT(imported(first, names).text, HasSubstr("name = \"harmony\"\nlabel"));
    EXPECT_THAT(imported(second, names).text,
                HasSubstr("name = \"harmony-advanced\"\nidentifier = \"harmony_{variant}\"\n"));
    EXPECT_THAT(imported(second, names).text, HasSubstr("name = \"harmony-2\""));
}

TEST(LaunchConfiguration, SaysWhatItCannotCarryOver) {
    const Import made = imported(R"(
type: launch_config
applicationIdentifier: premiere_{variant}
standalone_module: ftrack_framework_premiere
version_year_offset: 1999
icon: https://example.com/premiere.png
shortcut: F5
search_path:
  windows:
    prefix: ["C:"]
  beos: {}
)");
    EXPECT_THAT(made.findings.byHand,
                ElementsAre(HasSubstr("fetched"), HasSubstr("leads nowhere"), HasSubstr("'beos'"),
                            HasSubstr("ftrack_framework_premiere"), HasSubstr("1999"),
                            HasSubstr("'shortcut'")));
    EXPECT_THAT(made.text, HasSubstr("# by hand: 'shortcut'"));
}

TEST(LaunchConfiguration, RosettaIsAskedForOfMacsAlone) {
    const Import made = imported(std::string(kMaya) + "rosetta: true\n");
    EXPECT_THAT(made.text, HasSubstr("Maya.app\", rosetta = true }"));
    EXPECT_EQ(made.text.find("rosetta"), made.text.rfind("rosetta")) << made.text;
    EXPECT_THAT(made.findings.byHand, IsEmpty());
}

TEST(LaunchConfiguration, IsRefusedWhereItIsNone) {
    EXPECT_THAT(imported("type: dcc_config\nname: maya\n").text, HasSubstr("'dcc_config'"));
    EXPECT_THAT(imported("type: launch_config\n").text, HasSubstr("applicationIdentifier"));
    EXPECT_THAT(imported("- a\n- b\n").text, HasSubstr("no launch configuration"));
    EXPECT_THAT(imported("a: [b").text, HasSubstr("no YAML"));
    EXPECT_THAT(imported("").text, HasSubstr("nested too deeply"));
}

TEST(LaunchConfiguration, OfHostileTextsIsStillAManifest) {
    const Import made = imported(R"(
type: launch_config
applicationIdentifier: "../../x\n[plugin] {variant}"
label: "a \"b\"\n[[integration]]"
environment_variables: {"A=B": 1, "C.frob": x, "D": {e: f}, "E": "{home}", "": z, 7: 8}
integrations: {"g [x]": [i]}
context: Task
search_path: [1, 2]
)");
    EXPECT_THAT(made.text, HasSubstr(R"(label = "a \"b\"\n[[integration]]")"));
    EXPECT_THAT(made.text, HasSubstr(R"(E.set = "{{home}}")"));
    EXPECT_THAT(made.text, HasSubstr(R"("g [x]" = )"));
    EXPECT_THAT(made.findings.byHand, Contains(HasSubstr("'A=B'")));
    EXPECT_THAT(made.findings.byHand, Contains(HasSubstr("'C.frob'")));
}

TEST(Yaml, EndsWhereAliasesGrowWithoutEnd) {
    std::string text = "a: &a [x, x, x, x, x, x, x, x, x, x]\n";
    for (char c = 'b'; c < 'k'; ++c) {
        const std::string before(1, static_cast<char>(c - 1));
        text += std::string(1, c) + ": &" + c + " [";
        for (int i = 0; i < 10; ++i) text += "*" + before + (i < 9 ? ", " : "]\n");
    }
    EXPECT_FALSE(yaml(text));
    EXPECT_FALSE(yaml("a: &a [*a]\n"));
    EXPECT_FALSE(yaml(std::string(5000, '[')));
}

TEST(Yaml, TellsTextsNumbersAndFlagsApart) {
    const auto root = yaml("{a: 1, b: '1', c: 1.50, d: yes, e: null, f: 1, f: 2}");
    ASSERT_TRUE(root);
    const Table& table = *root->as<Table>();
    EXPECT_EQ(*find(table, "a")->as<std::int64_t>(), 1);
    EXPECT_EQ(*find(table, "b")->as<std::string>(), "1");
    EXPECT_EQ(*find(table, "c")->as<std::string>(), "1.50");
    EXPECT_EQ(*find(table, "d")->as<bool>(), true);
    EXPECT_NE(find(table, "e")->as<Unsupported>(), nullptr);
    EXPECT_EQ(*find(table, "f")->as<std::int64_t>(), 2);
}

}  // namespace
}  // namespace slipway::ftrack
