// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "importer/wording.h"

#include <gmock/gmock.h>

namespace slipway::ftrack {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;

Scenario maya() {
    Scenario scenario;
    scenario.place = "/scratch/a/framework-maya";
    scenario.original = "/connect/framework-maya";
    scenario.home = "/scratch/homes/jo";
    scenario.temporary = "/scratch/tmp";
    scenario.launchId = "0b6f6a0e-1111-4222-a333-444455556666";
    scenario.application = {"maya",          "maya_2187.43 [framework]",
                            "Label of maya", "2187.43 [framework]",
                            "2187.43",       "/apps/maya-x/bin/maya"};
    scenario.selection = SelectedEntity{"97ab1c2d-0000-4111-a222-333344445555", "Task"};
    return scenario;
}

std::set<std::string> read(std::string_view text) {
    return readings(text, knownTexts(maya(), {"/scratch/tmp/abc", "51234"}));
}

TEST(Wording, PutsThePlaceholderOfAPathWhereverThePathStands) {
    EXPECT_THAT(read("/scratch/a/framework-maya/x:/scratch/homes/jo"),
                ElementsAre("{plugin.dir}/x:{home}"));
}

TEST(Wording, TakesALinkToThePluginForThePlugin) {
    EXPECT_THAT(read("/connect/framework-maya/lib"), ElementsAre("{plugin.dir}/lib"));
}

TEST(Wording, TakesTheLongestOfWhatStandsThere) {
    EXPECT_THAT(read("/scratch/tmp/abc/menu.xml"), ElementsAre("{launch.dir}/menu.xml"));
    EXPECT_THAT(read("/scratch/tmp/menu.xml"), ElementsAre("{env.TMPDIR:-/tmp}/menu.xml"));
}

TEST(Wording, ReadsANumberInEveryWayThatItCouldBeMeant) {
    EXPECT_THAT(read("py2187"), ElementsAre("py2187", "py{application.version.major}"));
    EXPECT_THAT(read("12187"), ElementsAre("12187"));
    EXPECT_THAT(read("2187.43"), Contains("{application.version}"));
    EXPECT_THAT(read("51234"), Contains("{launch.port}"));
}

TEST(Wording, DoublesBracesThatAreNoPlaceholders) {
    EXPECT_THAT(read("{home}"), ElementsAre("{{home}}"));
}

TEST(Wording, NamesPlaceholdersAndPassesOverDoubledBraces) {
    EXPECT_THAT(placeholdersIn("{plugin.dir}/{{x}}:{env.A:-b}"),
                ElementsAre("plugin.dir", "env.A:-b"));
}

TEST(Wording, PartsListsOutsidePlaceholdersOnly) {
    EXPECT_THAT(entriesOf("{env.A:-b}:/c:http://d"), ElementsAre("{env.A:-b}", "/c", "http://d"));
    EXPECT_THAT(entriesOf("{{:}}"), ElementsAre("{{", "}}"));
}

TEST(Wording, TellsWhatOnlyAServerKnows) {
    EXPECT_EQ(foreignPart("x\u27e6server:parent.name\u27e7y"), "server:parent.name");
    EXPECT_EQ(foreignPart("plain"), "");
}

TEST(Wording, NeverTakesForeverOnATextOfManyNumbers) {
    std::string text;
    for (int i = 0; i < 200; ++i) text += "2187 ";
    EXPECT_THAT(read(text), Not(IsEmpty()));
    EXPECT_THAT(read(text), Contains(text));
}

}  // namespace
}  // namespace slipway::ftrack
