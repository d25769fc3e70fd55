// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Spec 2.6: whose files count, and what a launch does where something is missing, by how it was
// asked for.

#include "tests/blackbox/trust.h"

#include <algorithm>
#include <fstream>

namespace slipway::test {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

TEST_F(Trust, AChangeOfRightsAnywhereOnTheWayIsSeenAtTheNextLaunch) {
    warmCache(world);
    for (const char* name : {"shared/one-1.0/slipway.toml", "shared/one-1.0", "shared"}) {
        expectTrusted();
        letOthersWrite(world / name);
        expectLeftOut(world / name, "is writable by everyone");
        letOthersOnlyRead(world / name);
    }
    expectTrusted();
}

TEST_F(Trust, AChangeOfRightsAboveARootIsSeenAtTheNextLaunch) {
    world.integration("above/deep/root/one-1.0", "ONE.set = 'yes'");
    world.set("SLIPWAY_PLUGIN_PATH", "$SANDBOX/studio:$SANDBOX/above/deep/root");
    warmCache(world);
    expectTrusted();
    letOthersWrite(world / "above");
    expectLeftOut(world / "above", "is writable by everyone");
    letOthersOnlyRead(world / "above");
    expectTrusted();
}

TEST_F(Trust, ABrokenRootIsSaidOnceAndItsPluginsKeepTheirNames) {
    world.integration("shared/two-1.0", "TWO.set = 'yes'");
    world.integration("third/one-1.0", "ONE.set = 'of a lower root'");
    world.set("SLIPWAY_PLUGIN_PATH", "$SANDBOX/studio:$SANDBOX/shared:$SANDBOX/third");
    letOthersWrite(world / "shared");
    expectLeftOut(world / "shared", "is writable by everyone");
    const std::string said = world.maya().said();
    EXPECT_EQ(std::ranges::count(said, '\n'), 1) << said;
}

TEST_F(Trust, AConfigurationThatOthersCanWriteIsLeftOut) {
    const fs::path file = world.write(kConfiguration, "[[integration]]\nenv.MINE.set = 'yes'\n");
    warmCache(world);
    EXPECT_EQ(world.maya()["MINE"], "yes");
    letOthersWrite(file);
    const Launch launched = world.maya();
    EXPECT_EQ(launched["MINE"], std::nullopt) << launched;
    EXPECT_THAT(launched.said(), AllOf(HasSubstr("'" + file.string() + "' is writable by everyone"),
                                       HasSubstr("this configuration is left out")));
    world.set("SLIPWAY_MODE", "farm");
    EXPECT_EQ(world.maya().ended.code, 125);
}

TEST_F(Trust, DoctorSaysWhatIsNotTrusted) {
    letOthersWrite(world / "shared");
    const Ended ended = world.slipway({"doctor"});
    EXPECT_EQ(ended.code, 1);
    EXPECT_THAT(ended.output,
                HasSubstr("'" + (world / "shared").string() + "' is writable by everyone"));
}

TEST_F(Trust, CheckReadsWhatItIsToldToWhoeverCanWriteIt) {
    letOthersWrite(manifest);
    EXPECT_EQ(world.slipway({"check", manifest.parent_path().string()}).code, 0);
    EXPECT_EQ(world.slipway({"check"}).code, 1);
}

TEST_F(Trust, ACacheInAFolderThatOthersCanWriteIsAsNone) {
    warmCache(world);
    letOthersWrite(world.cache());
    const auto written = fs::last_write_time(cacheFiles(world).front());
    world.integration("shared/one-1.0", "ONE.set = 'new'");
    EXPECT_EQ(world.maya()["ONE"], "new");
    EXPECT_EQ(fs::last_write_time(cacheFiles(world).front()), written);
}

// ---- files of others

TEST_F(Trust, AManifestAndAPluginsFolderOfSomebodyElseAreLeftOut) {
    warmCache(world);
    for (const fs::path& path : {manifest, manifest.parent_path()}) {
        giveToAnother(path);
        expectLeftOut(path.string(), isAnothers());
        takeBack(path);
    }
    expectTrusted();
}

TEST_F(Trust, ARootsOwnerIsTrustedBeneathIt) {
    for (const fs::path& path :
         std::initializer_list<fs::path>{world / "shared", manifest.parent_path(), manifest}) {
        giveToAnother(path);
    }
    expectTrusted();
}

// ---- executables

// What runs beside a launch is checked like a manifest: that others can write it leaves out the
// whole integration, and stops a farm.
TEST_F(Trust, AnIntegrationWhoseCommandOrCompanionOthersCanWriteIsLeftOut) {
    const fs::path tool = world / "tools/tool$EXE";
    fs::create_directories(tool.parent_path());
    fs::copy_file(probeExecutable(), tool);
    const auto beside = [&](const std::string& key) {
        world.plugin("shared/one-1.0", "slipway = 1\n[integration]\nenv.ONE.set = 'yes'\n" + key +
                                           " = { command = ['" + tool.string() + "'] }\n");
    };
    beside("before");
    letOthersOnlyRead(tool);
    EXPECT_EQ(world.maya()["ONE"], "yes");
    letOthersWrite(tool);
    expectLeftOut(tool.string(), "is writable by everyone");
    beside("companion");
    expectLeftOut(tool.string(), "is writable by everyone");
    letOthersOnlyRead(tool);
    giveToAnother(tool);
    expectLeftOut(tool.string(), isAnothers());
}

// ---- secrets

TEST(SecretsOfThePolicy, AreHiddenInExplanationsAndStandInNoSession) {
    MayaSandbox world;
    world.write(kConfiguration, "[policy]\nsecrets = ['STUDIO_*']\n");
    world.integration("studio/one-1.0",
                      "STUDIO_PIN.set = 'new-pin-4711'\nURL.set = 'x?{env.STUDIO_PIN}'\n");
    world.set("STUDIO_PIN", "old-pin-0815");
    for (const std::vector<std::string>& verb :
         std::vector<std::vector<std::string>>{{"explain", "maya"},
                                               {"explain", "maya", "--json"},
                                               {"why", "STUDIO_PIN", "--app", "maya"}}) {
        const Ended ended = world.slipway(verb);
        EXPECT_THAT(ended.output, AllOf(HasSubstr("•••"), Not(HasSubstr("new-pin-4711")),
                                        Not(HasSubstr("old-pin-0815"))))
            << ended;
    }
    const Launch launched = world.maya();
    EXPECT_EQ(launched["STUDIO_PIN"], "new-pin-4711") << launched;
    EXPECT_THAT(*launched["SLIPWAY_SESSION"],
                AllOf(Not(HasSubstr("old-pin-0815")), Not(HasSubstr("new-pin-4711"))));
    EXPECT_THAT(world.slipway({"env", "maya"}).output, HasSubstr("new-pin-4711"));
}

// ---- what a launch does where something is missing

TEST_P(WhenThingsGoWrong, AnArtistGoesOnAndAFarmStops) {
    world.integration("studio/good-1.0", "GOOD.set = 'yes'");
    world.integration("shared/one-1.0", "ONE.set = 'yes'");
    world.set("SLIPWAY_PLUGIN_PATH", "$SANDBOX/studio:$SANDBOX/shared");
    warmCache(world);
    GetParam().make(world);
    for (const char* mode : {"interactive", "batch", "farm"}) {
        world.set("SLIPWAY_MODE", mode);
        const bool stops = GetParam().stops && std::string_view(mode) == "farm";
        const Launch launched = world.maya();
        EXPECT_EQ(launched.ended.code, stops ? 125 : 0) << mode << ": " << launched;
        if (!stops) {
            EXPECT_EQ(launched["GOOD"], "yes") << mode << ": " << launched;
        }
        EXPECT_EQ(launched.said().empty(), !GetParam().stops) << mode << ": " << launched;
    }
    world.set("SLIPWAY_MODE", "interactive");
    world.set("SLIPWAY_STRICT", "1");
    EXPECT_EQ(world.maya().ended.code, GetParam().stops ? 125 : 0);
}

// The number of the format stands behind eight letters (resolver/catalogue.h).
std::string aFormatOlder(std::string catalogue) {
    --catalogue[8];
    return catalogue;
}

INSTANTIATE_TEST_SUITE_P(
    Row, WhenThingsGoWrong,
    ::testing::Values(
        Mishap{"BrokenManifest", [](Sandbox& w) { w.plugin("shared/one-1.0", "[!"); }},
        Mishap{"HalfWrittenManifest",
               [](Sandbox& w) { w.plugin("shared/one-1.0", "slipway = 1\n[[integration]]\nna"); }},
        Mishap{"UnmountedRoot",
               [](Sandbox& w) {
                   fs::rename(w / "shared", w / "elsewhere");
                   w.makeFolder("shared");
               }},
        Mishap{"ConfigurationThatIsNoConfiguration",
               [](Sandbox& w) { configure(w, "plugin_path = 7\n"); }},
        Mishap{"MissingRoot", [](Sandbox& w) { fs::remove_all(w / "shared"); }},
        Mishap{"EmptiedRoot", [](Sandbox& w) { fs::remove_all(w / "shared/one-1.0"); }},
        Mishap{"ManifestThatOthersCanWrite",
               [](Sandbox& w) { letOthersWrite(w / "shared/one-1.0/slipway.toml"); }},
        Mishap{"RootThatOthersCanWrite", [](Sandbox& w) { letOthersWrite(w / "shared"); }},
        Mishap{"BrokenConfiguration", [](Sandbox& w) { configure(w, "[policy"); }},
        Mishap{"ConfigurationThatOthersCanWrite",
               [](Sandbox& w) {
                   configure(w, "");
                   letOthersWrite(w / kConfiguration);
               }},
        Mishap{"ConfigurationOfAnotherUser",
               [](Sandbox& w) {
                   configure(w, "");
                   giveToAnother(w / kConfiguration);
               }},
        Mishap{"RequirementThatIsMissing",
               [](Sandbox& w) {
                   w.plugin("shared/one-1.0",
                            "slipway = 1\n[[integration]]\nrequires = ['no-such']\n");
               }},
        Mishap{"MissingCache", [](Sandbox& w) { fs::remove_all(w.cache()); }, false},
        Mishap{
            "DamagedCache",
            [](Sandbox& w) { damageCache(w, [](const fs::path& f) { fs::resize_file(f, 100); }); },
            false},
        Mishap{"OldCache",
               [](Sandbox& w) {
                   damageCache(w, [](const fs::path& f) {
                       const std::string older = aFormatOlder(readFile(f));
                       std::ofstream(f, std::ios::binary) << older;
                   });
               },
               false},
        Mishap{"CacheOfAnotherUser", [](Sandbox& w) { damageCache(w, giveToAnother); }, false},
        Mishap{"CacheThatOthersCanWrite", [](Sandbox& w) { damageCache(w, letOthersWrite); },
               false},
        Mishap{"CacheThatCannotBeWritten",
               [](Sandbox& w) {
                   fs::remove_all(w.cache());
                   std::ofstream(w.cache()) << "a file where the folder should be";
               },
               false},
        Mishap{"LogThatCannotBeWritten",
               [](Sandbox& w) {
                   w.set("SLIPWAY_LOG", "info");
                   w.set("SLIPWAY_LOG_FILE", "$SANDBOX/nowhere/log");
               },
               false},
        Mishap{"LogOfAnotherUser",
               [](Sandbox& w) {
                   w.set("SLIPWAY_LOG", "info");
                   w.set("SLIPWAY_LOG_FILE", "$SANDBOX/log");
                   giveToAnother(w.write("log", ""));
               },
               false}),
    nameOfMishap);

TEST(MissingRequiredIntegration, RefusesEveryLaunch) {
    MayaSandbox world;
    world.plugin("studio/one-1.0",
                 "slipway = 1\n[[integration]]\nrequired = true\nrequires = ['no-such']\n");
    EXPECT_EQ(world.maya().ended.code, 125);
}

TEST(ARootThatIsEmptiedAndFilledAgain, IsForgottenOnlyThen) {
    MayaSandbox world;
    world.integration("shared/one-1.0", "ONE.set = 'yes'");
    world.set("SLIPWAY_PLUGIN_PATH", "$SANDBOX/studio:$SANDBOX/shared");
    warmCache(world);
    fs::remove_all(world / "shared/one-1.0");
    for (int time = 0; time < 3; ++time) {
        EXPECT_THAT(world.maya().said(), HasSubstr("is empty, and was not before"));
        world.integration("studio/good-1.0", "GOOD.set = '" + std::to_string(time) + "'");
    }
    EXPECT_THAT(world.slipway({"explain", "maya"}).output, HasSubstr("is empty, and was not"));
    world.integration("shared/one-1.0", "ONE.set = 'yes'");
    EXPECT_EQ(world.maya().said(), "");
}

TEST(AHelperThatIsGone, StopsAFarmAndAStrictLaunch) {
    for (const auto& [name, value] : {std::pair("SLIPWAY_MODE", "farm"), {"SLIPWAY_STRICT", "1"}}) {
        MayaSandbox world;
        world.makeFolder("alone");
        fs::copy_file(slipwayExecutable(), world / "alone/slipway$EXE");
        fs::copy_file(shimExecutable(), world / "alone/maya$EXE");
        const auto code = [&] { return run(world.command(world / "alone/maya$EXE")).code; };
        warmCache(world, world.command(world / "alone/maya$EXE"));
        fs::rename(world / "alone/slipway$EXE", world / "alone/gone");
        EXPECT_EQ(code(), 0) << "nothing has changed";
        world.integration("studio/new-1.0", "NEW.set = 'yes'");
        EXPECT_EQ(code(), 0) << "what was known last is outdated, and will do";
        world.set(name, value);
        EXPECT_EQ(code(), 125) << name;
        fs::remove_all(world.cache());
        EXPECT_EQ(code(), 125) << name;
    }
}

}  // namespace
}  // namespace slipway::test
