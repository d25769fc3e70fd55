// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "manifests/discovery.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cerrno>

#include "tests/support/fake_disk.h"

namespace slipway {
namespace {

using test::FakeDisk;
using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::EndsWith;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;
using Call = FakeDisk::Call;

constexpr std::string_view kToml = "slipway = 1\n";
constexpr std::string_view kJson = R"({"slipway": 1})";

PluginRoot named(std::string path) {
    return {.path = std::move(path), .namedBy = "SLIPWAY_PLUGIN_PATH"};
}

PluginRoot standard(std::string path) {
    return {.path = std::move(path), .namedBy = "default", .isDefault = true};
}

class DiscoveryTest : public testing::Test {
  protected:
    explicit DiscoveryTest(const PlatformRules& platform = kLinuxRules)
        : rules(platform), disk(platform) {}

    const Discovery& discover(std::vector<PluginRoot> roots) {
        disk.age();
        disk.clearLog();
        diagnostics = {};
        discovery = discoverPlugins({std::move(roots)}, disk, rules, diagnostics);
        return discovery;
    }
    const Discovery& discover() { return discover({named("/r")}); }

    void plugin(const std::string& folder, std::string_view toml = kToml) {
        disk.write(folder + "/slipway.toml", toml);
    }

    // "name version" of the plugins that count.
    std::vector<std::string> active() const {
        std::vector<std::string> names;
        for (const Plugin& plugin : discovery.plugins) {
            if (plugin.shadowedBy || plugin.broken) continue;
            names.push_back(plugin.name + (plugin.version.empty() ? "" : " ") + plugin.version);
        }
        return names;
    }

    // What a launch says, on one line each.
    std::vector<std::string> said() const {
        std::vector<std::string> lines;
        for (const Diagnostic& diagnostic : diagnostics.list()) {
            if (diagnostic.concernsLaunch) lines.push_back(oneLine(diagnostic));
        }
        return lines;
    }

    std::vector<Diagnostic> ofCode(std::string_view code) const {
        std::vector<Diagnostic> found;
        for (const Diagnostic& diagnostic : diagnostics.list()) {
            if (diagnostic.code == code) found.push_back(diagnostic);
        }
        return found;
    }

    const PlatformRules& rules;
    FakeDisk disk;
    Diagnostics diagnostics;
    Discovery discovery;
};

TEST_F(DiscoveryTest, ASubfolderHoldingAManifestIsAPlugin) {
    plugin("/r/framework-maya-24.11.0");
    disk.write("/r/tools/slipway.json", kJson);
    disk.write("/r/no-plugin/readme.txt", "");
    disk.write("/r/readme.txt", "");
    discover();
    EXPECT_THAT(active(), ElementsAre("framework-maya 24.11.0", "tools"));
    EXPECT_THAT(said(), IsEmpty());
    const Plugin& first = discovery.plugins.front();
    EXPECT_EQ(first.folder, "/r/framework-maya-24.11.0");
    EXPECT_EQ(first.manifestPath, "/r/framework-maya-24.11.0/slipway.toml");
    EXPECT_EQ(first.root, 0u);
}

TEST_F(DiscoveryTest, OnlyDirectSubfoldersAreLookedInto) {
    plugin("/r/group/tools");
    discover();
    EXPECT_THAT(active(), IsEmpty());
}

TEST_F(DiscoveryTest, HiddenSubfoldersArePassedOver) {
    plugin("/r/.tools-1.0");
    disk.write("/r/.slipway.toml", "broken");
    disk.write("/r/.x.slipway.toml", "broken");
    discover();
    EXPECT_THAT(discovery.plugins, IsEmpty());
    EXPECT_THAT(said(), IsEmpty());
}

TEST_F(DiscoveryTest, ALinkedSubfolderIsAPluginUnderTheLinksName) {
    plugin("/elsewhere/checkout");
    disk.makeFolder("/r");
    disk.link("/r/tools-2.0", "/elsewhere/checkout");
    discover();
    EXPECT_THAT(active(), ElementsAre("tools 2.0"));
}

TEST_F(DiscoveryTest, AManifestsOwnNameAndVersionWinOverTheFolders) {
    plugin("/r/folder-1.0", "slipway = 1\n[plugin]\nname = \"tools\"\nversion = \"3.1\"\n");
    disk.write("/r/other-1.0/slipway.json",
               R"({"slipway": 1, "integration": {"name": "x", "version": "0.0.7"}})");
    discover();
    EXPECT_THAT(active(), ElementsAre("other 0.0.7", "tools 3.1"));
}

TEST_F(DiscoveryTest, PlaceholdersOfThePluginKnowItsFinalNameAndPlaces) {
    plugin("/r/folder-1.0",
           "slipway = 1\n[plugin]\nname = \"tools\"\n[[integration]]\n[integration.env]\n"
           "A.set = \"{plugin.name} {plugin.version} {plugin.dir} {plugin.root}\"\n");
    discover();
    ASSERT_THAT(said(), IsEmpty());
    const auto& operation =
        discovery.plugins.at(0).manifest.integrations.at(0).parts.at(0).environment.at(0);
    EXPECT_THAT(operation.values, ElementsAre(literal("tools 1.0 /r/folder-1.0 /r")));
}

TEST_F(DiscoveryTest, BothManifestsAreAnErrorOfThatPlugin) {
    plugin("/r/tools-1.0");
    disk.write("/r/tools-1.0/slipway.json", kJson);
    plugin("/r/other-1.0");
    discover();
    EXPECT_THAT(active(), ElementsAre("other 1.0"));
    EXPECT_THAT(said(), ElementsAre(AllOf(StartsWith("/r/tools-1.0/slipway.toml: error: "),
                                          HasSubstr("slipway.json"),
                                          EndsWith("plugin 'tools' is left out"))));
}

TEST_F(DiscoveryTest, AFileInARootMayBeAPluginWhoseFolderIsTheRoot) {
    disk.write("/r/site.slipway.toml", kToml);
    disk.write("/r/tools-1.2.slipway.json", kJson);
    disk.write("/r/windows-only-1.0-windows.slipway.toml", kToml);
    disk.write("/r/notes.toml", "not a manifest");
    discover();
    EXPECT_THAT(active(), ElementsAre("site", "tools 1.2"));
    EXPECT_EQ(discovery.plugins[0].folder, "/r");
    EXPECT_EQ(discovery.plugins[0].manifestPath, "/r/site.slipway.toml");
    EXPECT_THAT(said(), IsEmpty());
}

TEST_F(DiscoveryTest, AFolderNamedLikeAOneFilePluginIsAFolder) {
    plugin("/r/site.slipway.toml");
    discover();
    EXPECT_THAT(active(), ElementsAre("site.slipway.toml"));
}

TEST_F(DiscoveryTest, AnEntryThatItselfHoldsAManifestIsThatOnePlugin) {
    plugin("/dev/tools-1.0");
    plugin("/dev/tools-1.0/below");
    discover({named("/dev/tools-1.0")});
    EXPECT_THAT(active(), ElementsAre("tools 1.0"));
    EXPECT_EQ(discovery.plugins[0].folder, "/dev/tools-1.0");
}

TEST_F(DiscoveryTest, AnotherPlatformsFolderIsPassedOverBeforeAnythingElse) {
    plugin("/r/tools-2.0-windows", "broken");
    plugin("/r/tools-1.0-linux");
    plugin("/r/more-1.0-noarch");
    discover();
    EXPECT_THAT(active(), ElementsAre("more 1.0", "tools 1.0"));
    EXPECT_EQ(disk.looksAt("/r/tools-2.0-windows/slipway.toml"), 0u);
    EXPECT_THAT(diagnostics.list(), IsEmpty());
}

TEST_F(DiscoveryTest, AtEqualVersionsThePlatformsOwnBeatsNoarch) {
    plugin("/r/tools-1.0-noarch");
    plugin("/r/tools-1.0.0-linux");
    discover();
    ASSERT_EQ(discovery.plugins.size(), 2u);
    EXPECT_EQ(discovery.plugins[0].platform, "linux");
    EXPECT_EQ(discovery.plugins[1].shadowedBy, 0u);
}

TEST_F(DiscoveryTest, AHigherVersionOfNoarchBeatsThePlatformsOwn) {
    plugin("/r/tools-1.1-noarch");
    plugin("/r/tools-1.0-linux");
    discover();
    EXPECT_THAT(active(), ElementsAre("tools 1.1"));
}

TEST_F(DiscoveryTest, InOneRootTheHighestVersionWins) {
    plugin("/r/tools-4.2");
    plugin("/r/tools-4.10");
    plugin("/r/tools");
    discover();
    EXPECT_THAT(active(), ElementsAre("tools 4.10"));
    EXPECT_EQ(discovery.plugins[1].version, "4.2");
    EXPECT_EQ(discovery.plugins[2].version, "");
}

TEST_F(DiscoveryTest, InDifferentRootsTheEarlierWinsWhateverItsVersion) {
    plugin("/mine/tools");
    plugin("/studio/tools-9.0");
    discover({named("/mine"), named("/studio")});
    EXPECT_THAT(active(), ElementsAre("tools"));
}

TEST_F(DiscoveryTest, NamesAreComparedWithoutCase) {
    plugin("/r/Tools-2.0");
    plugin("/r/tools-1.0");
    discover();
    EXPECT_THAT(active(), ElementsAre("Tools 2.0"));
}

TEST_F(DiscoveryTest, AManifestsOwnNameDecidesWhatItShadows) {
    plugin("/r/a-1.0", "slipway = 1\n[plugin]\nname = \"tools\"\n");
    plugin("/r/tools-2.0");
    discover();
    EXPECT_THAT(active(), ElementsAre("tools 2.0"));
}

TEST_F(DiscoveryTest, APrereleaseDoesNotBeatARelease) {
    plugin("/r/tools-2.0rc1");
    plugin("/r/tools-1.0");
    discover();
    EXPECT_THAT(active(), ElementsAre("tools 1.0"));
    EXPECT_EQ(discovery.plugins[0].version, "2.0rc1");
    EXPECT_EQ(discovery.plugins[0].shadowedBy, 1u);
}

TEST_F(DiscoveryTest, APrereleaseCountsWhereThereIsNoRelease) {
    plugin("/r/tools-2.0rc1");
    plugin("/r/tools-2.0b3");
    plugin("/later/tools-1.0");
    discover({named("/r"), named("/later")});
    EXPECT_THAT(active(), ElementsAre("tools 2.0rc1"));
}

TEST_F(DiscoveryTest, APrereleaseCountsWhereTheRootStandsAheadOfTheEmptyEntry) {
    plugin("/dev/tools-2.0rc1");
    plugin("/dev/tools-1.0");
    PluginRoot root = named("/dev");
    root.aheadOfEmpty = true;
    discover({root});
    EXPECT_THAT(active(), ElementsAre("tools 2.0rc1"));
}

TEST_F(DiscoveryTest, ShadowedPluginsAreReportedWithBothPathsAndVersionsButNotAtALaunch) {
    plugin("/mine/tools-1.0");
    plugin("/studio/tools-2.0");
    discover({named("/mine"), named("/studio")});
    EXPECT_THAT(said(), IsEmpty());
    const auto shadowed = ofCode("plugin-shadowed");
    ASSERT_EQ(shadowed.size(), 1u);
    EXPECT_EQ(shadowed[0].severity, Severity::kWarning);
    EXPECT_THAT(oneLine(shadowed[0]),
                AllOf(StartsWith("/studio/tools-2.0/slipway.toml"), HasSubstr("2.0"),
                      HasSubstr("1.0 in '/mine/tools-1.0/slipway.toml'"),
                      EndsWith("the earlier root wins, whatever the version")));
}

TEST_F(DiscoveryTest, TheReasonOfEachShadowIsTold) {
    plugin("/r/a-1.0");
    plugin("/r/a-2.0");
    plugin("/r/b-1.0-noarch");
    plugin("/r/b-1.0-linux");
    plugin("/r/c-1.0");
    plugin("/r/c-2.0a1");
    discover();
    const auto shadowed = ofCode("plugin-shadowed");
    ASSERT_EQ(shadowed.size(), 3u);
    EXPECT_EQ(shadowed[0].hint, "the highest version wins");
    EXPECT_EQ(shadowed[1].hint, "of equal versions the platform's own wins");
    EXPECT_EQ(shadowed[2].hint, "a pre-release counts only where there is no release");
}

TEST_F(DiscoveryTest, ABrokenPluginKeepsItsName) {
    plugin("/r/tools-2.0", "slipway = 1\nbroken");
    plugin("/r/tools-1.0");
    plugin("/later/tools-3.0");
    plugin("/later/other-1.0");
    discover({named("/r"), named("/later")});
    EXPECT_THAT(active(), ElementsAre("other 1.0"));
    EXPECT_TRUE(discovery.plugins[0].broken);
    EXPECT_THAT(said(), ElementsAre(AllOf(StartsWith("/r/tools-2.0/slipway.toml:2:"),
                                          EndsWith("plugin 'tools' is left out"))));
}

TEST_F(DiscoveryTest, AShadowedPluginThatIsBrokenSaysNothingAtALaunch) {
    plugin("/r/tools-2.0");
    plugin("/r/tools-1.0", "broken");
    discover();
    EXPECT_THAT(active(), ElementsAre("tools 2.0"));
    EXPECT_THAT(said(), IsEmpty());
    EXPECT_EQ(diagnostics.list().size(), 2u);
}

TEST_F(DiscoveryTest, OfManyErrorsOneIsSaidAtALaunchWithHowManyThereAre) {
    plugin("/r/tools-1.0",
           "slipway = 1\n[[integration]]\npriority = \"high\"\nwhen = \"nonsense\"\n");
    discover();
    EXPECT_TRUE(discovery.plugins.at(0).broken);
    EXPECT_THAT(discovery.plugins[0].manifest.integrations, IsEmpty());
    ASSERT_THAT(said(), ElementsAre(EndsWith("plugin 'tools' is left out, with 2 errors")));
    EXPECT_EQ(diagnostics.list().size(), 2u);
}

TEST_F(DiscoveryTest, AWarningDoesNotCostThePlugin) {
    plugin("/r/tools-1.0", "slipway = 1\nunheard-of = 1\n");
    discover();
    EXPECT_THAT(active(), ElementsAre("tools 1.0"));
    EXPECT_EQ(ofCode("unknown-key").size(), 1u);
}

// What stands where a manifest should, and what is said of it.
struct Oddity {
    const char* name;
    void (*make)(FakeDisk& disk, const std::string& path);
    const char* message;
};

class OddManifest : public DiscoveryTest, public testing::WithParamInterface<Oddity> {};

TEST_P(OddManifest, CostsThatPluginAndOneClearLine) {
    const std::string path = "/r/tools-1.0/slipway.toml";
    plugin("/r/other-1.0");
    disk.makeFolder("/r/tools-1.0");
    GetParam().make(disk, path);
    discover();
    EXPECT_THAT(active(), ElementsAre("other 1.0"));
    EXPECT_THAT(said(), ElementsAre(path + ": error: " + GetParam().message +
                                    "; plugin 'tools' is left out"));
    ASSERT_EQ(discovery.plugins.size(), 2u);
    EXPECT_EQ(discovery.plugins[1].name, "tools");
}

INSTANTIATE_TEST_SUITE_P(
    , OddManifest,
    testing::Values(
        Oddity{"Folder", [](FakeDisk& disk, const std::string& path) { disk.makeFolder(path); },
               "is a folder, not a file"},
        Oddity{"Fifo", [](FakeDisk& disk, const std::string& path) { disk.makeFifo(path); },
               "is a FIFO, not a file"},
        Oddity{"Device", [](FakeDisk& disk, const std::string& path) { disk.makeDevice(path); },
               "is a device, not a file"},
        Oddity{
            "Huge",
            [](FakeDisk& disk, const std::string& path) { disk.writeSparse(path, 200ULL << 20); },
            "is 200 MB, a manifest has at most 1 MB"},
        Oddity{
            "SlightlyTooLarge",
            [](FakeDisk& disk, const std::string& path) { disk.writeSparse(path, (1 << 20) + 1); },
            "is 1.1 MB, a manifest has at most 1 MB"},
        Oddity{"Unreadable",
               [](FakeDisk& disk, const std::string& path) { disk.write(path, kToml, 0); },
               "cannot be read: permission denied"},
        Oddity{"LinkLoop", [](FakeDisk& disk, const std::string& path) { disk.link(path, path); },
               "cannot be read: too many levels of symbolic links"},
        Oddity{"Failing",
               [](FakeDisk& disk, const std::string& path) {
                   disk.write(path, kToml);
                   disk.fail(Call::kRead, path, EIO);
               },
               "cannot be read: input/output error"}),
    [](const auto& oddity) { return oddity.param.name; });

TEST_F(DiscoveryTest, APluginsFolderThatMayNotBeEnteredIsABrokenPlugin) {
    plugin("/r/tools-1.0");
    disk.setPermissions("/r/tools-1.0", 0);
    discover();
    EXPECT_THAT(said(), ElementsAre("/r/tools-1.0/slipway.toml: error: cannot be read: permission "
                                    "denied; plugin 'tools' is left out"));
}

TEST_F(DiscoveryTest, ALinkToNothingIsABrokenPluginAndNoOlderOneStepsIn) {
    plugin("/r/tools-1.0");
    disk.link("/r/tools-2.0", "/gone");
    discover();
    EXPECT_THAT(active(), IsEmpty());
    EXPECT_THAT(said(), ElementsAre("/r/tools-2.0: error: is a link that leads nowhere; plugin "
                                    "'tools' is left out"));
}

TEST_F(DiscoveryTest, AFolderThatCannotBeReadIsABrokenPlugin) {
    plugin("/r/tools-1.0");
    plugin("/r/tools-2.0");
    for (const Call call : {Call::kFacts, Call::kList, Call::kEntry}) {
        for (const char* path : {"/r/tools-2.0", "/r/tools-2.0/.", "/r/tools-2.0/slipway.toml"}) {
            disk.fail(call, path, EIO);
        }
    }
    discover();
    EXPECT_THAT(active(), IsEmpty());
    EXPECT_THAT(said(), ElementsAre("/r/tools-2.0: error: cannot be read: input/output error; "
                                    "plugin 'tools' is left out"));
}

TEST_F(DiscoveryTest, AFolderNamedTwiceThroughALinkIsSearchedOnceAndNothingShadowsItself) {
    plugin("/r/tools-1.0");
    disk.link("/link", "/r");
    discover({named("/link"), named("/r")});
    EXPECT_THAT(active(), ElementsAre("tools 1.0"));
    EXPECT_EQ(discovery.plugins.size(), 1u);
    EXPECT_THAT(said(), IsEmpty());
    ASSERT_EQ(ofCode("root-repeated").size(), 1u);
    EXPECT_EQ(ofCode("root-repeated")[0].message, "plugin root '/r' is the same folder as '/link'");
}

TEST_F(DiscoveryTest, AManifestThatGoesWhileItIsReadCostsThatPlugin) {
    const std::string path = "/r/tools-1.0/slipway.toml";
    plugin("/r/tools-1.0");
    disk.before(Call::kRead, path, [&] { disk.remove(path); });
    discover();
    EXPECT_THAT(said(), ElementsAre(HasSubstr("no such file or directory")));
}

TEST_F(DiscoveryTest, ANamedRootThatIsMissingIsAWarningAndTheOthersAreSearched) {
    plugin("/r/tools-1.0");
    disk.write("/file", "");
    disk.makeFolder("/denied");
    disk.setPermissions("/denied", 0);
    disk.makeFolder("/empty");
    discover({named("/gone"), named("/file"), named("/denied"), named("/empty"), named("/r")});
    EXPECT_THAT(active(), ElementsAre("tools 1.0"));
    EXPECT_THAT(said(),
                ElementsAre(AllOf(HasSubstr("plugin root '/gone' is not there"),
                                  HasSubstr("SLIPWAY_PLUGIN_PATH")),
                            HasSubstr("plugin root '/file' is not a folder"),
                            HasSubstr("plugin root '/denied' cannot be read: permission denied")));
    EXPECT_EQ(ofCode("root-missing").size(), 3u);
    EXPECT_EQ(ofCode("root-missing")[0].severity, Severity::kWarning);
}

TEST_F(DiscoveryTest, ARootThatMayBeListedButNotEnteredIsOneWarning) {
    plugin("/r/a-1.0");
    plugin("/r/b-1.0");
    disk.setPermissions("/r", 0444);
    discover();
    EXPECT_THAT(said(), ElementsAre(HasSubstr("plugin root '/r' cannot be read")));
}

TEST_F(DiscoveryTest, AMissingDefaultRootIsNothing) {
    disk.write("/file", "");
    discover({standard("/gone"), standard("/file/below")});
    EXPECT_THAT(diagnostics.list(), IsEmpty());
}

TEST_F(DiscoveryTest, ADefaultRootThatMayNotBeReadIsAWarning) {
    disk.makeFolder("/denied");
    disk.setPermissions("/denied", 0);
    discover({standard("/denied")});
    EXPECT_EQ(ofCode("root-missing").size(), 1u);
}

TEST_F(DiscoveryTest, PluginsStandByRootThenNameThenVersionHighestFirst) {
    plugin("/b/z-1.0");
    plugin("/a/Beta-1.0");
    plugin("/a/alpha-1.0");
    plugin("/a/alpha-2.0");
    plugin("/a/alpha-10.0");
    discover({named("/b"), named("/a")});
    std::vector<std::string> folders;
    for (const Plugin& plugin : discovery.plugins) folders.push_back(plugin.folder);
    EXPECT_THAT(folders, ElementsAre("/b/z-1.0", "/a/alpha-10.0", "/a/alpha-2.0", "/a/alpha-1.0",
                                     "/a/Beta-1.0"));
}

TEST_F(DiscoveryTest, APluginCostsAFewLooksAndNoListing) {
    plugin("/r/tools-1.0");
    discover();
    EXPECT_THAT(disk.log(),
                ElementsAre("facts /r/.slipway/index", "list /r", "facts /r/.",
                            "entry /r/tools-1.0", "facts /r/tools-1.0",
                            "entry /r/tools-1.0/slipway.toml", "entry /r/tools-1.0/slipway.json",
                            "facts /r/tools-1.0/slipway.toml", "read /r/tools-1.0/slipway.toml"));
}

TEST_F(DiscoveryTest, OfAPluginTheFolderAndTheManifestAreTheWitnesses) {
    plugin("/r/tools-1.0");
    disk.age();
    RecordingDisk recording(disk);
    discoverPlugins({{named("/r")}}, recording, rules, diagnostics);
    std::vector<std::string> paths;
    for (const RecordedWitness& witness : recording.witnesses()) paths.push_back(witness.path);
    EXPECT_THAT(paths, ElementsAre("/r", "/r/.", "/r/.slipway/index", "/r/tools-1.0",
                                   "/r/tools-1.0/slipway.toml"));
}

TEST_F(DiscoveryTest, TwentyThousandFoldersAreReadInOrder) {
    for (int i = 0; i < 20'000; ++i) {
        disk.makeFolder("/r/tools-1." + std::to_string(i));
    }
    for (int i = 0; i < 2'000; ++i) plugin("/r/tools-1." + std::to_string(i));
    discover();
    EXPECT_THAT(active(), ElementsAre("tools 1.1999"));
    EXPECT_EQ(ofCode("plugin-shadowed").size(), 1'999u);
}

class WindowsDiscoveryTest : public DiscoveryTest {
  protected:
    WindowsDiscoveryTest() : DiscoveryTest(kWindowsRules) {}
};

TEST_F(WindowsDiscoveryTest, ARootMayBeOnAServer) {
    disk.write(R"(\\filesrv\nas\tools-1.0-windows\slipway.toml)", kToml);
    disk.write(R"(\\filesrv\nas\more-1.0-mac\slipway.toml)", kToml);
    disk.write(R"(\\filesrv\nas\site.slipway.toml)", kToml);
    discover({named(R"(\\filesrv\nas)")});
    EXPECT_THAT(active(), ElementsAre("site", "tools 1.0"));
    EXPECT_EQ(discovery.plugins[1].manifestPath, R"(\\filesrv\nas\tools-1.0-windows\slipway.toml)");
}

class MacosDiscoveryTest : public DiscoveryTest {
  protected:
    MacosDiscoveryTest() : DiscoveryTest(kMacosRules) {}
};

TEST_F(MacosDiscoveryTest, FoldersForTheMacCount) {
    plugin("/r/tools-1.0-mac");
    plugin("/r/tools-1.0-linux");
    discover();
    EXPECT_EQ(discovery.plugins.size(), 1u);
    EXPECT_THAT(active(), ElementsAre("tools 1.0"));
}

}  // namespace
}  // namespace slipway
