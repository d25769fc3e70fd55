// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "installer/shim_plan.h"

#include <gmock/gmock.h>

#include "installer/shim_folder.h"
#include "tests/installer/shim_world.h"

namespace slipway {
namespace {

using test::ShimWorld;
using Kind = Change::Kind;
using Outcome = PlannedShim::Outcome;
using testing::ElementsAre;
using testing::IsEmpty;

const std::string kMaya2024 = recordBytes({.command = "maya", .version = "2024"});
const std::string kMaya2025 = recordBytes({.command = "maya", .version = "2025"});

// Only what a name or a place does not allow is planned against; these see no disk.
Problems problemsOf(const PlannedChanges& planned) {
    return planned ? Problems{} : planned.error();
}

TEST(InstallPlan, LinksEachNameToTheShim) {
    const auto plan = planInstall("/nowhere/bin", "/opt/slipway-shim", {{"maya", ""}, {"a b", ""}});
    ASSERT_TRUE(plan);
    EXPECT_THAT(plan->shims, ElementsAre(PlannedShim{"maya", Outcome::kMade},
                                         PlannedShim{"a b", Outcome::kMade}));
    EXPECT_THAT(plan->changes,
                ElementsAre(Change{Kind::kLink, "/nowhere/bin/maya", {}, "/opt/slipway-shim"},
                            Change{Kind::kLink, "/nowhere/bin/a b", {}, "/opt/slipway-shim"}));
}

TEST(InstallPlan, WritesARecordBeforeTheShimThatNeedsIt) {
    const auto plan = planInstall("/nowhere/bin", "/opt/slipway-shim", {{"maya2024", kMaya2024}});
    ASSERT_TRUE(plan);
    EXPECT_THAT(plan->changes,
                ElementsAre(Change{Kind::kFile, "/nowhere/bin/.slipway/maya2024", {}, kMaya2024},
                            Change{Kind::kLink, "/nowhere/bin/maya2024", {}, "/opt/slipway-shim"}));
}

TEST(InstallPlan, ChangesNothingWhereAllIsInPlace) {
    const ShimWorld world;
    world.write("bin/.slipway/maya2024", kMaya2024);
    world.link(world.shimFile(), "bin/maya2024");
    const auto plan = planInstall(world.path("bin"), world.shimFile(), {{"maya2024", kMaya2024}});
    ASSERT_TRUE(plan);
    EXPECT_THAT(plan->shims, ElementsAre(PlannedShim{"maya2024", Outcome::kAsItWas}));
    EXPECT_THAT(plan->changes, IsEmpty());
}

TEST(InstallPlan, RenewsAShimThatPointsToAnotherSlipwayOrToNone) {
    const ShimWorld world;
    world.makeFolder("bin");
    const std::string other = world.makeShimFile("older-shim");
    world.link(other, "bin/maya");
    world.link("/gone/slipway-shim", "bin/nuke");
    const auto plan =
        planInstall(world.path("bin"), world.shimFile(), {{"maya", ""}, {"nuke", ""}});
    ASSERT_TRUE(plan);
    EXPECT_THAT(plan->shims, ElementsAre(PlannedShim{"maya", Outcome::kRenewed},
                                         PlannedShim{"nuke", Outcome::kRenewed}));
    EXPECT_THAT(plan->changes,
                ElementsAre(Change{Kind::kLink, world.path("bin/maya"), other, world.shimFile()},
                            Change{Kind::kLink, world.path("bin/nuke"), "/gone/slipway-shim",
                                   world.shimFile()}));
}

TEST(InstallPlan, ReplacesWhatAShimKnows) {
    const ShimWorld world;
    world.write("bin/.slipway/maya2024", kMaya2025);
    world.link(world.shimFile(), "bin/maya2024");
    const auto bound = planInstall(world.path("bin"), world.shimFile(), {{"maya2024", kMaya2024}});
    const std::string record = world.path("bin/.slipway/maya2024");
    ASSERT_TRUE(bound);
    EXPECT_THAT(bound->shims, ElementsAre(PlannedShim{"maya2024", Outcome::kRenewed}));
    EXPECT_THAT(bound->changes, ElementsAre(Change{Kind::kFile, record, kMaya2025, kMaya2024}));
    const auto free = planInstall(world.path("bin"), world.shimFile(), {{"maya2024", ""}});
    ASSERT_TRUE(free);
    EXPECT_THAT(free->changes, ElementsAre(Change{Kind::kFile, record, kMaya2025, {}}));
}

TEST(InstallPlan, TouchesNothingThatIsNotSlipways) {
    const ShimWorld world;
    world.write("bin/maya", "#!/bin/sh\n");
    world.makeFolder("bin/nuke");
    EXPECT_THAT(
        problemsOf(planInstall(world.path("bin"), world.shimFile(),
                               {{"maya", ""}, {"free", ""}, {"nuke", ""}})),
        ElementsAre(
            "'" + world.path("bin/maya") + "' is not Slipway's and stays as it is: a file",
            "'" + world.path("bin/nuke") + "' is not Slipway's and stays as it is: a folder"));
}

TEST(InstallPlan, RefusesNamesThatLeadElsewhereOrHide) {
    const std::string refused = " cannot be the name of a shim: ";
    EXPECT_THAT(problemsOf(planInstall(
                    "/nowhere", "/opt/slipway-shim",
                    {{"", ""}, {"../maya", ""}, {"..", ""}, {".lock", ""}, {"slipway-shim", ""}})),
                ElementsAre("a shim needs a name", "'../maya'" + refused + "it has a '/'",
                            "'..'" + refused + "it begins with a '.'",
                            "'.lock'" + refused + "it begins with a '.'",
                            "'slipway-shim'" + refused + "it is Slipway's own"));
    EXPECT_THAT(
        problemsOf(planInstall("/nowhere", "/opt/slipway-shim", {{std::string("a\0b", 3), ""}})),
        ElementsAre("'" + std::string("a\0b", 3) + "'" + refused + "it has a NUL"));
}

TEST(InstallPlan, TakesOddNamesAsTheyAre) {
    const auto plan = planInstall("/nowhere", "/opt/slipway-shim",
                                  {{"-x", ""}, {"a\nb", ""}, {"\xff", ""}, {"lock", ""}});
    ASSERT_TRUE(plan);
    EXPECT_EQ(plan->changes.size(), 4u);
}

TEST(InstallPlan, MakesOneShimOfOneWantedTwice) {
    const auto plan = planInstall("/nowhere", "/opt/slipway-shim", {{"maya", ""}, {"maya", ""}});
    ASSERT_TRUE(plan);
    EXPECT_EQ(plan->changes.size(), 1u);
    EXPECT_THAT(problemsOf(planInstall("/nowhere", "/opt/slipway-shim",
                                       {{"maya", ""}, {"maya", kMaya2024}})),
                ElementsAre("two different shims would have the name 'maya'"));
}

TEST(UninstallPlan, RemovesTheShimBeforeItsRecord) {
    const ShimWorld world;
    world.write("bin/.slipway/maya2024", kMaya2024);
    world.link(world.shimFile(), "bin/maya2024");
    const auto plan = planUninstall(world.path("bin"), {"maya2024", "maya2024"});
    ASSERT_TRUE(plan);
    EXPECT_THAT(plan->shims, ElementsAre(PlannedShim{"maya2024", Outcome::kRemoved}));
    EXPECT_THAT(
        plan->changes,
        ElementsAre(Change{Kind::kLink, world.path("bin/maya2024"), world.shimFile(), {}},
                    Change{Kind::kFile, world.path("bin/.slipway/maya2024"), kMaya2024, {}}));
}

TEST(UninstallPlan, RemovesARecordThatLostItsShimAndAShimThatLostItsFile) {
    const ShimWorld world;
    world.write("bin/.slipway/maya2024", kMaya2024);
    world.link("/gone/slipway-shim", "bin/nuke");
    const auto plan = planUninstall(world.path("bin"), {"maya2024", "nuke"});
    ASSERT_TRUE(plan);
    EXPECT_THAT(plan->shims, ElementsAre(PlannedShim{"maya2024", Outcome::kRemoved},
                                         PlannedShim{"nuke", Outcome::kRemoved}));
    EXPECT_EQ(plan->changes.size(), 2u);
}

TEST(UninstallPlan, SaysWhichShimsAreNotThere) {
    const auto plan = planUninstall("/nowhere", {"maya"});
    ASSERT_TRUE(plan);
    EXPECT_THAT(plan->shims, ElementsAre(PlannedShim{"maya", Outcome::kNotThere}));
    EXPECT_THAT(plan->changes, IsEmpty());
}

TEST(UninstallPlan, TouchesNothingThatIsNotSlipways) {
    const ShimWorld world;
    world.makeFolder("bin");
    world.link(world.shimFile(), "bin/maya");
    world.link("maya", "bin/m");
    EXPECT_THAT(problemsOf(planUninstall(world.path("bin"), {"maya", "m"})),
                ElementsAre("'" + world.path("bin/m") +
                            "' is not Slipway's and stays as it is: a link to 'maya'"));
}

}  // namespace
}  // namespace slipway
