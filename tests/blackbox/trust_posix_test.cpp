// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Spec 2.6: whose files count, and what a launch does where something is missing, by how it was
// asked for.

#include <fcntl.h>
#include <gmock/gmock.h>
#include <sys/file.h>
#include <sys/stat.h>

#include <algorithm>
#include <fstream>
#include <functional>
#include <stdexcept>

#include "tests/support/sandbox.h"
#include "tests/support/users.h"

namespace slipway::test {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

// A plugin that counts, and one in a root of its own that is in question.
class Trust : public ::testing::Test {
  protected:
    Trust() {
        world.integration("studio/good-1.0", "GOOD.set = 'yes'");
        world.integration("shared/one-1.0", "ONE.set = 'yes'");
        world.set("SLIPWAY_PLUGIN_PATH", "$SANDBOX/studio:$SANDBOX/shared");
        setRights(world / "shared", 0755);
        setRights(world / "shared/one-1.0", 0755);
        setRights(manifest, 0644);
    }

    void expectTrusted() {
        const Launch launched = world.maya();
        EXPECT_EQ(launched["ONE"], "yes") << launched;
        EXPECT_EQ(launched.said(), "");
    }
    // At every launch, kept or not.
    void expectLeftOut(const std::string& place, const std::string& reason) {
        for (int time = 0; time < 2; ++time) {
            const Launch launched = world.maya();
            EXPECT_EQ(launched["GOOD"], "yes") << launched;
            EXPECT_EQ(launched["ONE"], std::nullopt) << launched;
            EXPECT_THAT(launched.said(),
                        AllOf(HasSubstr("'" + place + "' " + reason), HasSubstr("left out")));
        }
        world.set("SLIPWAY_STRICT", "1");
        EXPECT_EQ(world.maya().ended.code, 125);
        world.unset("SLIPWAY_STRICT");
        world.set("SLIPWAY_MODE", "farm");
        EXPECT_EQ(world.maya().ended.code, 125);
        world.unset("SLIPWAY_MODE");
    }

    MayaSandbox world;
    const fs::path manifest = world / "shared/one-1.0/slipway.toml";
};

TEST_F(Trust, AChangeOfRightsAnywhereOnTheWayIsSeenAtTheNextLaunch) {
    warmCache(world);
    for (const char* name : {"shared/one-1.0/slipway.toml", "shared/one-1.0", "shared"}) {
        expectTrusted();
        setRights(world / name, 0777);
        expectLeftOut(world / name, "is writable by everyone");
        setRights(world / name, 0755);
    }
    expectTrusted();
}

TEST_F(Trust, AChangeOfRightsAboveARootIsSeenAtTheNextLaunch) {
    world.integration("above/deep/root/one-1.0", "ONE.set = 'yes'");
    world.set("SLIPWAY_PLUGIN_PATH", "$SANDBOX/studio:$SANDBOX/above/deep/root");
    warmCache(world);
    expectTrusted();
    setRights(world / "above", 0777);
    expectLeftOut(world / "above", "is writable by everyone");
    setRights(world / "above", 01777);
    expectTrusted();
}

TEST_F(Trust, ALinkIsCheckedWhereItStandsAndWhereItLeads) {
    fs::rename(world / "shared/one-1.0", world / "real");
    fs::create_directory_symlink(world / "real", world / "shared/one-1.0");
    expectTrusted();
    setRights(world / "real", 0777);
    expectLeftOut(world / "real", "is writable by everyone");
    setRights(world / "real", 0755);
    expectTrusted();
    setRights(world / "shared", 0777);
    expectLeftOut(world / "shared", "is writable by everyone");
}

TEST_F(Trust, ABrokenRootIsSaidOnceAndItsPluginsKeepTheirNames) {
    world.integration("shared/two-1.0", "TWO.set = 'yes'");
    world.integration("third/one-1.0", "ONE.set = 'of a lower root'");
    world.set("SLIPWAY_PLUGIN_PATH", "$SANDBOX/studio:$SANDBOX/shared:$SANDBOX/third");
    setRights(world / "shared", 0777);
    expectLeftOut(world / "shared", "is writable by everyone");
    const std::string said = world.maya().said();
    EXPECT_EQ(std::ranges::count(said, '\n'), 1) << said;
}

TEST_F(Trust, OfOneselfGroupsCountUnlessTheConfigurationOfTheSystemSaysOtherwise) {
    setRights(world / "shared", 0775);
    expectTrusted();
}

TEST_F(Trust, AConfigurationThatOthersCanWriteIsLeftOut) {
    const fs::path file =
        world.write("home/.config/slipway/config.toml", "[[integration]]\nenv.MINE.set = 'yes'\n");
    warmCache(world);
    EXPECT_EQ(world.maya()["MINE"], "yes");
    setRights(file, 0666);
    const Launch launched = world.maya();
    EXPECT_EQ(launched["MINE"], std::nullopt) << launched;
    EXPECT_THAT(launched.said(), AllOf(HasSubstr(file.string()), HasSubstr("chmod o-w"),
                                       HasSubstr("this configuration is left out")));
    world.set("SLIPWAY_MODE", "farm");
    EXPECT_EQ(world.maya().ended.code, 125);
}

TEST_F(Trust, ACacheInAFolderThatOthersCanWriteIsAsNone) {
    warmCache(world);
    setRights(world / "home/.cache/slipway", 0777);
    const auto written = fs::last_write_time(cacheFiles(world).front());
    world.integration("shared/one-1.0", "ONE.set = 'new'");
    EXPECT_EQ(world.maya()["ONE"], "new");
    EXPECT_EQ(fs::last_write_time(cacheFiles(world).front()), written);
}

TEST_F(Trust, DoctorSaysTheCommandThatMendsIt) {
    setRights(world / "shared", 0777);
    EXPECT_EQ(world.slipway({"doctor"}).code, 1);
    const std::string said = world.slipway({"doctor", "--json"}).output;
    EXPECT_THAT(said, HasSubstr("\"mend\": \"chmod o-w " + (world / "shared").string() + "\""));
}

TEST_F(Trust, CheckReadsWhatItIsToldToWhoeverCanWriteIt) {
    setRights(manifest, 0666);
    EXPECT_EQ(world.slipway({"check", manifest.parent_path()}).code, 0);
    EXPECT_EQ(world.slipway({"check"}).code, 1);
}

// Files of other users take root to make.
class OfOthers : public Trust {
  protected:
    void configure(const std::string& policy) {
        world.write("home/.config/slipway/config.toml", "[policy]\n" + policy);
    }
};

TEST_F(OfOthers, AManifestAPluginsFolderAndALinkAreLeftOut) {
    warmCache(world);
    const std::string reason = "is owned by user " + std::to_string(kStranger);
    for (const fs::path& path : {manifest, manifest.parent_path()}) {
        give(path, kStranger);
        expectLeftOut(path, reason);
        give(path, 0);
    }
    fs::rename(manifest.parent_path(), world / "real");
    fs::create_directory_symlink(world / "real", manifest.parent_path());
    expectTrusted();
    give(manifest.parent_path(), kStranger);
    expectLeftOut(manifest.parent_path(), reason);
}

TEST_F(OfOthers, ARootsOwnerIsTrustedBeneathIt) {
    for (const fs::path& path :
         std::initializer_list<fs::path>{world / "shared", manifest.parent_path(), manifest}) {
        give(path, kStranger);
    }
    expectTrusted();
}

TEST_F(OfOthers, ATrustedOwnerIsTrustedByNumberAndByName) {
    give(manifest, 65534);
    expectLeftOut(manifest, "is owned by user 65534");
    configure("trusted_owners = [65534]\n");
    expectTrusted();
    configure("trusted_owners = ['nobody']\n");
    expectTrusted();
    configure("trusted_owners = ['no-such-user']\n");
    EXPECT_THAT(world.maya().said(), HasSubstr("'no-such-user'"));
}

// ---- secrets ----

TEST(SecretsOfThePolicy, AreHiddenInExplanationsAndStandInNoSession) {
    MayaSandbox world;
    world.write("home/.config/slipway/config.toml", "[policy]\nsecrets = ['STUDIO_*']\n");
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

// ---- what a launch does where something is missing ----

struct Mishap {
    const char* name;
    std::function<void(Sandbox&)> make;  // after a launch that was whole
    bool stops = true;                   // a strict launch, and one on a farm
};
void PrintTo(const Mishap& mishap, std::ostream* stream) {
    *stream << mishap.name;
}

class WhenThingsGoWrong : public ::testing::TestWithParam<Mishap> {
  protected:
    MayaSandbox world;
};

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

void damageCache(Sandbox& world, const std::function<void(const fs::path&)>& damage) {
    for (const fs::path& file : cacheFiles(world)) damage(file);
}

constexpr const char* kConfiguration = "home/.config/slipway/config.toml";

void configure(Sandbox& world, std::string_view text) {
    world.write(kConfiguration, text);
}

void write(const fs::path& file, const std::string& bytes) {
    std::ofstream(file, std::ios::binary) << bytes;
}

// The number of the format stands behind eight letters (resolver/catalogue.h).
std::string aFormatOlder(std::string catalogue) {
    --catalogue[8];
    return catalogue;
}

// Until the test's process ends.
void lock(const fs::path& path) {
    if (flock(open(path.c_str(), O_RDONLY | O_CLOEXEC), LOCK_EX | LOCK_NB) == 0) return;
    throw std::runtime_error("cannot lock " + path.string());
}

INSTANTIATE_TEST_SUITE_P(
    Row, WhenThingsGoWrong,
    ::testing::Values(
        Mishap{"BrokenManifest", [](Sandbox& w) { w.plugin("shared/one-1.0", "[!"); }},
        Mishap{"HalfWrittenManifest",
               [](Sandbox& w) { w.plugin("shared/one-1.0", "slipway = 1\n[[integration]]\nna"); }},
        Mishap{"UnreadableManifest",
               [](Sandbox& w) {
                   fs::remove(w / "shared/one-1.0/slipway.toml");
                   mkfifo((w / "shared/one-1.0/slipway.toml").c_str(), 0600);
               }},
        Mishap{"MissingRoot", [](Sandbox& w) { fs::remove_all(w / "shared"); }},
        Mishap{"EmptiedRoot", [](Sandbox& w) { fs::remove_all(w / "shared/one-1.0"); }},
        Mishap{"UnmountedRoot",
               [](Sandbox& w) {
                   fs::rename(w / "shared", w / "elsewhere");
                   w.makeFolder("shared");
               }},
        Mishap{"ManifestThatOthersCanWrite",
               [](Sandbox& w) { setRights(w / "shared/one-1.0/slipway.toml", 0666); }},
        Mishap{"RootThatOthersCanWrite", [](Sandbox& w) { setRights(w / "shared", 0777); }},
        Mishap{"BrokenConfiguration", [](Sandbox& w) { configure(w, "[policy"); }},
        Mishap{"ConfigurationThatIsNoConfiguration",
               [](Sandbox& w) { configure(w, "plugin_path = 7\n"); }},
        Mishap{"UnreadableConfiguration",
               [](Sandbox& w) {
                   configure(w, "");
                   fs::remove(w / kConfiguration);
                   mkfifo((w / kConfiguration).c_str(), 0600);
               }},
        Mishap{"ConfigurationThatOthersCanWrite",
               [](Sandbox& w) {
                   configure(w, "");
                   setRights(w / kConfiguration, 0666);
               }},
        Mishap{"ConfigurationOfAnotherUser",
               [](Sandbox& w) {
                   configure(w, "");
                   give(w / kConfiguration, kStranger);
               }},
        Mishap{"RequirementThatIsMissing",
               [](Sandbox& w) {
                   w.plugin("shared/one-1.0",
                            "slipway = 1\n[[integration]]\nrequires = ['no-such']\n");
               }},
        Mishap{"MissingCache", [](Sandbox& w) { fs::remove_all(w / "home/.cache"); }, false},
        Mishap{
            "DamagedCache",
            [](Sandbox& w) { damageCache(w, [](const fs::path& f) { fs::resize_file(f, 100); }); },
            false},
        Mishap{"OldCache",
               [](Sandbox& w) {
                   damageCache(w, [](const fs::path& f) { write(f, aFormatOlder(readFile(f))); });
               },
               false},
        Mishap{"CacheOfAnotherUser",
               [](Sandbox& w) { damageCache(w, [](const fs::path& f) { give(f, kStranger); }); },
               false},
        Mishap{"LockedCache",
               [](Sandbox& w) {
                   damageCache(w, [](const fs::path& f) {
                       lock(f);
                       lock(f.parent_path());
                   });
               },
               false},
        Mishap{"LockedCacheThatIsOutdated",
               [](Sandbox& w) {
                   damageCache(w, [](const fs::path& f) {
                       lock(f);
                       lock(f.parent_path());
                   });
                   w.integration("studio/new-1.0", "NEW.set = 'yes'");
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
                   give(w.write("log", ""), kStranger);
               },
               false},
        Mishap{"CacheThatOthersCanWrite",
               [](Sandbox& w) { damageCache(w, [](const fs::path& f) { setRights(f, 0666); }); },
               false},
        Mishap{"CacheThatCannotBeWritten",
               [](Sandbox& w) {
                   fs::remove_all(w / "home/.cache");
                   w.write("home/.cache", "a file where the folder should be");
               },
               false}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(DeniedRoot, IsLeftOutByAnArtistAndStopsAFarm) {
    MayaSandbox world;
    world.integration("studio/good-1.0", "GOOD.set = 'yes'");
    world.integration("shared/one-1.0", "ONE.set = 'yes'");
    world.set("SLIPWAY_PLUGIN_PATH", "$SANDBOX/studio:$SANDBOX/shared");
    moveIn(world, kArtist);
    Command command = world.mayaCommand();
    command.prepare = as(kArtist);
    EXPECT_EQ(launch(command)["ONE"], "yes");
    setRights(world / "shared", 0700);
    const Launch denied = launch(command);
    EXPECT_EQ(denied["GOOD"], "yes") << denied;
    EXPECT_EQ(denied["ONE"], std::nullopt);
    EXPECT_THAT(denied.said(), HasSubstr((world / "shared").string()));
    for (const char* asked : {"SLIPWAY_MODE=farm", "SLIPWAY_STRICT=1"}) {
        Command stopping = command;
        stopping.environment.emplace_back(asked);
        EXPECT_EQ(launch(stopping).ended.code, 125) << asked;
    }
}

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
        const fs::path bin = world.makeFolder("bin");
        fs::copy_file(slipwayExecutable(), bin / "slipway");
        fs::copy_file(shimExecutable(), bin / "slipway-shim");
        fs::remove_all(world / "shims");
        run(world.command(bin / "slipway", {"install", "maya", "--to", world / "shims"}));
        warmCache(world);
        fs::rename(bin / "slipway", bin / "gone");
        EXPECT_EQ(world.maya().ended.code, 0) << "what was known last is outdated, and will do";
        world.set(name, value);
        EXPECT_EQ(world.maya().ended.code, 125) << name;
        fs::remove_all(world / "home/.cache");
        EXPECT_EQ(world.maya().ended.code, 125) << name;
    }
}

}  // namespace
}  // namespace slipway::test
