// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// What a path says of the context (spec 1.3), by the rules of each platform.

#include "resolver/context_path.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "resolver/catalogue_builder.h"

namespace slipway {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class NoPlaceholders final : public PlaceholderSource {
  public:
    Value placeholder(PieceKind, std::string_view) override { return std::nullopt; }
};

// `{KEY}` in the pattern is a part of the context.
class ContextPath : public testing::Test {
  protected:
    // "KEY=VALUE" in the order of finding.
    std::vector<std::string> match(const std::string& pattern, const std::string& path,
                                   const PlatformRules& rules = kLinuxRules) {
        CatalogueBuilder builder;
        const auto pieces = builder.list(piecesOf(pattern, builder));
        const std::vector<std::byte> block = builder.finish({});
        const auto catalogue = Catalogue::open(block);
        if (!catalogue) return {"no catalogue"};
        NoPlaceholders none;
        ContextPathMatcher matcher(rules, arena_);
        matcher.add(*catalogue, pieces, none);
        const PathMatch found = matcher.match(path);
        segments_ = found.segments;
        std::vector<std::string> said;
        for (const ContextEntry& entry : found.entries) {
            said.push_back(std::string(entry.key) + "=" + std::string(entry.value));
        }
        return said;
    }
    std::vector<std::string> matchOnWindows(const std::string& pattern, const std::string& path) {
        return match(pattern, path, kWindowsRules);
    }

    std::size_t segments_ = 0;

  private:
    static std::vector<catalogue::Piece> piecesOf(std::string_view pattern,
                                                  CatalogueBuilder& builder) {
        std::vector<catalogue::Piece> pieces;
        while (!pattern.empty()) {
            const bool isKey = pattern.starts_with('{');
            const std::size_t size = std::min(pattern.find(isKey ? '}' : '{'), pattern.size());
            const std::string_view text = pattern.substr(isKey, size - isKey);
            pieces.push_back({.kind = isKey ? PieceKind::kContext : PieceKind::kLiteral,
                              .hasFallback = false,
                              .reserved = 0,
                              .text = builder.text(text),
                              .fallback = {}});
            pattern.remove_prefix(size + isKey);
        }
        return pieces;
    }

    Arena arena_;
};

TEST_F(ContextPath, SaysWhatAsManySegmentsAsAgreeSay) {
    const std::string pattern = "/mnt/projects/{project}/shots/{sequence}/{shot}";
    EXPECT_THAT(match(pattern, "/mnt/projects/bunny/shots/a/b/scenes/x.ma"),
                ElementsAre("project=bunny", "sequence=a", "shot=b"));
    EXPECT_EQ(segments_, 6U);
    EXPECT_THAT(match(pattern, "/mnt/projects/bunny/shots"), ElementsAre("project=bunny"));
    EXPECT_THAT(match(pattern, "/mnt/projects/bunny/assets/a"), ElementsAre("project=bunny"));
    EXPECT_THAT(match(pattern, "/mnt/projects"), IsEmpty());
    EXPECT_THAT(match(pattern, "/mnt/project/bunny"), IsEmpty());
    EXPECT_THAT(match(pattern, "/"), IsEmpty());
}

TEST_F(ContextPath, TakesSlashesAndDotsAsThePathMeansThem) {
    EXPECT_THAT(match("/p//{project}/", "//p/./x/../bunny///"), ElementsAre("project=bunny"));
    EXPECT_THAT(match("/p/{project}", "/p/.."), IsEmpty());
    EXPECT_THAT(match("/p/{project}", "/../../p/bunny"), ElementsAre("project=bunny"));
}

TEST_F(ContextPath, TakesCharactersOfExpressionsAsTheyAre) {
    EXPECT_THAT(match("/p/{project}", "/p/.*"), ElementsAre("project=.*"));
    EXPECT_THAT(match("/p.*/{project}", "/ppp/bunny"), IsEmpty());
    EXPECT_THAT(match("/p*/{project}", "/ppp/bunny"), IsEmpty());
    EXPECT_THAT(match("/p*/[a](b)/{project}", "/p*/[a](b)/x"), ElementsAre("project=x"));
}

TEST_F(ContextPath, CutsASegmentAtTheTextsBetweenKeys) {
    EXPECT_THAT(match("/p/{type}_{asset}", "/p/char_bob_smith"),
                ElementsAre("type=char", "asset=bob_smith"));
    EXPECT_THAT(match("/p/{type}_{asset}", "/p/_bob"), IsEmpty());
    EXPECT_THAT(match("/p/{type}_{asset}", "/p/char_"), IsEmpty());
    EXPECT_THAT(match("/p/v{version}.final", "/p/v12.final"), ElementsAre("version=12"));
}

TEST_F(ContextPath, SaysOfAKeyThatStandsTwiceTheSameTwice) {
    const std::string pattern = "/p/{project}/{project}_{shot}";
    EXPECT_THAT(match(pattern, "/p/bunny/bunny_010"), ElementsAre("project=bunny", "shot=010"));
    EXPECT_THAT(match(pattern, "/p/bunny/duck_010"), ElementsAre("project=bunny"));
    EXPECT_THAT(match("/p/{a}/{a}", "/p/bunny/Bunny"), ElementsAre("a=bunny"));
    EXPECT_EQ(segments_, 2U);
}

TEST_F(ContextPath, MattersInCaseWhereThePlatformsNamesDo) {
    EXPECT_THAT(match("/Mnt/{project}", "/mnt/bunny"), IsEmpty());
    EXPECT_THAT(matchOnWindows("P:\\Projects\\{project}", "p:\\PROJECTS\\Bunny"),
                ElementsAre("project=Bunny"));
    matchOnWindows("P:\\{a}\\{a}", "P:\\bunny\\Bunny");
    EXPECT_EQ(segments_, 3U);
}

TEST_F(ContextPath, OnWindowsLeansEitherWay) {
    EXPECT_THAT(matchOnWindows("P:\\projects\\{project}", "P:/projects/bunny/x"),
                ElementsAre("project=bunny"));
    EXPECT_THAT(matchOnWindows("P:/projects/{project}", "P:\\projects\\bunny\\x"),
                ElementsAre("project=bunny"));
    EXPECT_THAT(match("/p/{project}", "/p\\bunny"), IsEmpty());
    EXPECT_THAT(match("/p/{project}", "/p/a\\b"), ElementsAre("project=a\\b"));
}

TEST_F(ContextPath, OnWindowsKnowsSharesAndDrives) {
    const std::string share = "\\\\filesrv\\projects\\{project}";
    EXPECT_THAT(matchOnWindows(share, "\\\\FILESRV\\projects\\bunny"),
                ElementsAre("project=bunny"));
    EXPECT_THAT(matchOnWindows(share, "//filesrv/projects/bunny"), ElementsAre("project=bunny"));
    EXPECT_THAT(matchOnWindows(share, "C:\\filesrv\\projects\\bunny"), IsEmpty());
    EXPECT_THAT(matchOnWindows("P:\\{project}", "Q:\\bunny"), IsEmpty());
    EXPECT_THAT(matchOnWindows("P:\\{project}", "P:\\..\\bunny"), ElementsAre("project=bunny"));
    EXPECT_THAT(matchOnWindows(share, "\\\\filesrv\\projects\\..\\..\\..\\filesrv\\projects\\x"),
                ElementsAre("project=filesrv"))
        << "nothing is above a share";
}

}  // namespace
}  // namespace slipway
