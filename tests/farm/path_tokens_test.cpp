// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "farm/path_tokens.h"

#include <gtest/gtest.h>

namespace slipway {
namespace {

Places places(std::map<std::string, std::vector<std::string>> paths) {
    Places places;
    for (const auto& [name, texts] : paths) {
        for (const std::string& text : texts) places.byName[name].push_back(literal(text));
    }
    return places;
}

class OnLinux : public testing::Test {
  protected:
    std::string operator()(std::string_view text) const {
        return PathTokens(places({{"projects", {"/mnt/projects", "/net/projects"}},
                                  {"bunny", {"/mnt/projects/bunny"}}}),
                          kLinuxRules)
            .templateOf(text);
    }
};
using PathTokensOnLinux = OnLinux;

TEST_F(PathTokensOnLinux, StandForEveryPathOfAPlace) {
    EXPECT_EQ((*this)("/mnt/projects"), "{paths.projects}");
    EXPECT_EQ((*this)("/mnt/projects/x/y"), "{paths.projects}/x/y");
    EXPECT_EQ((*this)("/net/projects/x"), "{paths.projects}/x");
}

TEST_F(PathTokensOnLinux, AreOfTheDeepestPlace) {
    EXPECT_EQ((*this)("/mnt/projects/bunny/x"), "{paths.bunny}/x");
    EXPECT_EQ((*this)("/mnt/projects/bunny2/x"), "{paths.projects}/bunny2/x");
}

TEST_F(PathTokensOnLinux, AreFoundWhereverAPathMayBegin) {
    EXPECT_EQ((*this)("--out=/mnt/projects/x"), "--out={paths.projects}/x");
    EXPECT_EQ((*this)("/a:/mnt/projects/x:/net/projects"),
              "/a:{paths.projects}/x:{paths.projects}");
    EXPECT_EQ((*this)("open('/mnt/projects/x')"), "open('{paths.projects}/x')");
}

TEST_F(PathTokensOnLinux, AreNotFoundInTheMidstOfAPath) {
    for (const char* text : {"/srv/mnt/projects/x", "/mnt/projects2", "/mnt/projects-old/x",
                             "/mnt/Projects", "file:///mnt/projects", "x/mnt/projects"}) {
        EXPECT_EQ((*this)(text), text);
    }
}

TEST_F(PathTokensOnLinux, LeaveBracesWhatTheyAre) {
    EXPECT_EQ((*this)("{frame} {paths.projects}"), "{{frame}} {{paths.projects}}");
    EXPECT_EQ((*this)("/mnt/projects/{x}"), "{paths.projects}/{{x}}");
}

class OnWindows : public testing::Test {
  protected:
    std::string operator()(std::string_view text) const {
        return PathTokens(places({{"projects", {R"(P:\projects)", R"(\\filesrv\projects)"}}}),
                          kWindowsRules)
            .templateOf(text);
    }
};
using PathTokensOnWindows = OnWindows;

TEST_F(PathTokensOnWindows, TakeEitherSlashAndAnyCase) {
    EXPECT_EQ((*this)(R"(P:\projects\bunny\shot.ma)"), "{paths.projects}/bunny/shot.ma");
    EXPECT_EQ((*this)("p:/Projects/bunny"), "{paths.projects}/bunny");
    EXPECT_EQ((*this)(R"(\\FILESRV\projects\x)"), "{paths.projects}/x");
}

TEST_F(PathTokensOnWindows, WriteTheRestOfAPathWithSlashesUpToItsEnd) {
    EXPECT_EQ((*this)(R"(P:\projects\a b\c;C:\own\d)"), R"({paths.projects}/a b/c;C:\own\d)");
    EXPECT_EQ((*this)(R"(open("P:\projects\a") + "\n")"), R"(open("{paths.projects}/a") + "\n")");
}

TEST_F(PathTokensOnWindows, AreNotFoundInTheMidstOfAPath) {
    for (const char* text : {R"(XP:\projects)", R"(P:\projects2)", R"(Q:\projects)"}) {
        EXPECT_EQ((*this)(text), text);
    }
}

// A place that is not the same for everybody is none to go by.
TEST(PathTokens, AreNotOfPlacesThatDependOnTheUser) {
    Places places;
    places.byName["cache"].push_back({{PieceKind::kHome, "", false, {}}, {.text = "/cache"}});
    EXPECT_EQ(PathTokens(places, kLinuxRules).templateOf("/home/jo/cache"), "/home/jo/cache");
}

}  // namespace
}  // namespace slipway
