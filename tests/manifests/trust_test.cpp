// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Spec 2.6, "Trust": owner × mode × depth × link.

#include "manifests/trust.h"

#include <gmock/gmock.h>

#include "manifests/trust_check.h"
#include "manifests/way.h"
#include "tests/support/fake_disk.h"

namespace slipway::test {
namespace {

using ::testing::ElementsAre;

constexpr std::uint32_t kFolder = 0040000;
constexpr std::uint32_t kFile = 0100000;
constexpr std::uint32_t kLink = 0120000;
constexpr std::uint32_t kSticky = 0001000;
constexpr std::uint32_t kUser = 1000, kPipeline = 1005, kStranger = 1234;

TrustRule rule(bool groupWritable = true) {
    return {.owners = {0, kUser, kPipeline}, .groupWritable = groupWritable};
}

std::optional<Distrust> judge(const Way& way, const TrustRule& by = rule()) {
    return whyNotTrusted(way, by, kLinuxRules);
}

// Root's, readable by all, down to a manifest.
Way ordinaryWay() {
    return {{"/", 0, kFolder | 0755},
            {"/studio", 0, kFolder | 0755},
            {"/studio/one", 0, kFolder | 0755},
            {"/studio/one/slipway.toml", 0, kFile | 0644}};
}

struct Right {
    std::uint32_t owner;
    std::uint32_t mode;
    bool ofFolder;  // whether it passes, and of a file
    bool ofFile;
    bool withoutGroupsFolder;  // the same where what a group can write is refused
    bool withoutGroupsFile;
};

TEST(Trust, GoesByOwnerAndModeAtEveryDepth) {
    const Right rights[] = {
        {0, 0755, true, true, true, true},
        {kUser, 0700, true, true, true, true},
        {kPipeline, 0755, true, true, true, true},
        {kStranger, 0755, false, false, false, false},
        {kStranger, 0700, false, false, false, false},
        {0, 0775, true, true, false, false},
        {kUser, 0664, true, true, false, false},
        {0, 0777, false, false, false, false},
        {kUser, 0602, false, false, false, false},
        {0, kSticky | 0777, true, false, true, false},
        {0, kSticky | 0775, true, true, true, false},
        {kStranger, kSticky | 0777, false, false, false, false},
    };
    for (const Right& right : rights) {
        for (std::size_t depth = 0; depth < ordinaryWay().size(); ++depth) {
            Way way = ordinaryWay();
            const bool isFile = depth + 1 == way.size();
            way[depth].owner = right.owner;
            way[depth].mode = (isFile ? kFile : kFolder) | right.mode;
            EXPECT_EQ(!judge(way), isFile ? right.ofFile : right.ofFolder)
                << right.owner << " " << std::oct << right.mode << " at " << depth;
            EXPECT_EQ(!judge(way, rule(false)),
                      isFile ? right.withoutGroupsFile : right.withoutGroupsFolder)
                << right.owner << " " << std::oct << right.mode << " at " << depth;
        }
    }
}

TEST(Trust, NamesTheFirstThatIsWrongAndHowToMendIt) {
    Way way = ordinaryWay();
    way[1].mode = kFolder | 0777;
    way[3].owner = kStranger;
    EXPECT_EQ(judge(way), (Distrust{"/studio", "is writable by everyone", "chmod o-w /studio"}));
    way[1].mode = kFolder | 0775;
    EXPECT_EQ(judge(way), (Distrust{"/studio/one/slipway.toml", "is owned by user 1234",
                                    "chown root /studio/one/slipway.toml, or name 1234 in "
                                    "trusted_owners"}));
    EXPECT_EQ(judge(way, rule(false)),
              (Distrust{"/studio", "is writable by its group", "chmod g-w /studio"}));
}

// It is run as it is told, and the name may be the work of whoever could write there.
TEST(Trust, IsMendedByACommandThatIsSafeToRun) {
    Way way = ordinaryWay();
    way[1].path = "/x'; touch y; '";
    way[1].mode = kFolder | 0777;
    EXPECT_EQ(judge(way)->advice,
              "chmod o-w '/x'\\''; touch y; '\\''"
              "'");
}

TEST(Trust, OfALinkOnlyTheOwnerCounts) {
    Way way = ordinaryWay();
    way[1].mode = kLink | 0777;
    EXPECT_FALSE(judge(way));
    way[1].owner = kStranger;
    EXPECT_TRUE(judge(way));
}

TEST(Trust, ALocalOwnerCountsInTheFolderAndBeneathItAndNowhereElse) {
    TrustRule by = rule();
    by.localOwners = {{"/studio", kStranger}};
    Way way = ordinaryWay();
    for (std::size_t i = 1; i < way.size(); ++i) way[i].owner = kStranger;
    EXPECT_FALSE(judge(way, by));
    way.back().path = "/studio2/slipway.toml";
    EXPECT_TRUE(judge(way, by));
    way.back().path = "/slipway.toml";
    EXPECT_TRUE(judge(way, by));
}

TEST(Trust, ATrustedFolderIsTakenAsItStandsWithWhatIsAboveIt) {
    TrustRule by = rule();
    by.folders = {"/studio"};
    Way way = ordinaryWay();
    for (Step& step : way) step = {step.path, kStranger, step.mode | 0777};
    EXPECT_FALSE(judge(way, by));
    by.folders = {"/other"};
    EXPECT_TRUE(judge(way, by));
}

// ---- ways ----

class Ways : public ::testing::Test {
  protected:
    std::vector<std::string> to(const std::string& path) {
        WayFinder finder(disk, kLinuxRules);
        std::vector<std::string> paths;
        for (const Step& step : finder.to(path).way) paths.push_back(step.path);
        return paths;
    }
    FakeDisk disk;
};

TEST_F(Ways, LeadThroughEveryFolderToTheFile) {
    disk.write("/a/b/file", "");
    EXPECT_THAT(to("/a/b/file"), ElementsAre("/", "/a", "/a/b", "/a/b/file"));
}

TEST_F(Ways, LeadByALinkToWhereItStandsAndToWhereItLeads) {
    disk.write("/real/deep/file", "");
    disk.link("/mnt/link", "/real/deep");
    EXPECT_THAT(to("/mnt/link/file"),
                ElementsAre("/", "/mnt", "/mnt/link", "/real", "/real/deep", "/real/deep/file"));
}

TEST_F(Ways, LeadByLinksAboveTheFolderThatTheyStandIn) {
    disk.write("/real/file", "");
    disk.link("/a/b/link", "/real");
    disk.makeFolder("/a/b");
    EXPECT_THAT(to("/a/b/../../real/file"), ElementsAre("/", "/a", "/a/b", "/real", "/real/file"));
}

TEST_F(Ways, EndWhereLinksLeadInACircle) {
    disk.link("/a", "/b/b/b");
    disk.link("/b", "/a/a/a");
    EXPECT_THAT(to("/a/file").size(), ::testing::Lt(10u));
}

TEST_F(Ways, AskAboutEachFolderOnce) {
    for (int i = 0; i < 100; ++i) disk.write("/r/p" + std::to_string(i), "");
    WayFinder finder(disk, kLinuxRules);
    for (int i = 0; i < 100; ++i) finder.to("/r/p" + std::to_string(i));
    EXPECT_EQ(disk.log().size(), 102u);
}

// ---- paths without `..` ----

TEST_F(Ways, WithoutParentsStayWithinFoldersAndFollowLinks) {
    disk.write("/site/linux/shim", "");
    disk.makeFolder("/site/plugins");
    disk.link("/bin", "/site/linux");
    EXPECT_EQ(withoutParents("/site/linux/../plugins", disk, kLinuxRules), "/site/plugins");
    EXPECT_EQ(withoutParents("/bin/../plugins", disk, kLinuxRules), "/site/plugins");
    EXPECT_EQ(withoutParents("/site/linux/../../../site", disk, kLinuxRules), "/site");
    EXPECT_EQ(withoutParents("/site/linux/..", disk, kLinuxRules), "/site");
    EXPECT_EQ(withoutParents("/..", disk, kLinuxRules), "/");
}

TEST_F(Ways, WithoutParentsStayAsWrittenWhereSomethingIsMissing) {
    disk.makeFolder("/site");
    EXPECT_EQ(withoutParents("/site/gone/../plugins", disk, kLinuxRules), "/site/gone/../plugins");
    EXPECT_EQ(withoutParents("/site/gone", disk, kLinuxRules), "/site/gone");
}

TEST_F(Ways, WithoutParentsAreAMatterOfTheTextOnWindows) {
    const auto without = [&](const char* path) {
        return withoutParents(path, disk, kWindowsRules);
    };
    EXPECT_EQ(without(R"(C:\site\linux\..\plugins)"), R"(C:\site\plugins)");
    EXPECT_EQ(without("C:/site/gone/../plugins/a"), "C:/site/plugins/a");
    EXPECT_EQ(without(R"(\\srv\share\a\..\..\b)"), R"(\\srv\share\b)");
    EXPECT_EQ(without(R"(C:\..\a)"), R"(C:\a)");
    EXPECT_THAT(disk.log(), ElementsAre());
}

// ---- roots ----

class TrustOnAHost : public ::testing::Test {
  protected:
    TrustOnAHost() {
        disk.setOwner("/", 0);
        disk.write("/mnt/root/one/slipway.toml", "");
        disk.setOwner("/mnt", 0);
        for (const char* path : {"/mnt/root", "/mnt/root/one", "/mnt/root/one/slipway.toml"}) {
            disk.setOwner(path, kPipeline);
        }
    }
    FakeDisk disk;
    Host host{.disk = disk,
              .rules = kLinuxRules,
              .variables = [](std::string_view) { return std::nullopt; },
              .user = kUser};
    const std::string manifest = "/mnt/root/one/slipway.toml";
};

TEST_F(TrustOnAHost, ARootsOwnOwnerIsTrustedBeneathIt) {
    TrustCheck check(host);
    EXPECT_TRUE(check.of(manifest)) << "before it is a root";
    EXPECT_EQ(check.ofRoot("/mnt/root"), std::nullopt);
    EXPECT_EQ(check.of(manifest), std::nullopt);
}

TEST_F(TrustOnAHost, ARootsOwnerIsNotTrustedWhereWhatIsAboveIsNot) {
    disk.setOwner("/mnt", kPipeline);
    TrustCheck check(host);
    EXPECT_EQ(check.ofRoot("/mnt/root")->path, "/mnt");
    EXPECT_TRUE(check.of(manifest));
}

TEST_F(TrustOnAHost, ARootsOwnerIsNotTrustedWhereALinkLeadsOutOfTheRoot) {
    disk.write("/home/p/slipway.toml", "");
    disk.setOwner("/home", 0);
    disk.setOwner("/home/p", kPipeline);
    disk.link("/mnt/root/two", "/home/p");
    disk.setOwner("/mnt/root/two", kPipeline);
    TrustCheck check(host);
    check.ofRoot("/mnt/root");
    EXPECT_EQ(check.of("/mnt/root/two/slipway.toml")->path, "/home/p");
}

TEST_F(TrustOnAHost, TrustedRootsAreThePolicys) {
    disk.setPermissions(manifest, 0666);
    TrustCheck check(host);
    EXPECT_TRUE(check.of(manifest));
    check.follow({.trustedRoots = {"/mnt/root"}});
    EXPECT_EQ(check.of(manifest), std::nullopt);
}

TEST_F(TrustOnAHost, WithoutAUserIsNotAsked) {
    host.user.reset();
    disk.clearLog();
    TrustCheck check(host);
    EXPECT_EQ(check.of(manifest), std::nullopt);
    EXPECT_TRUE(disk.log().empty());
}

}  // namespace
}  // namespace slipway::test
