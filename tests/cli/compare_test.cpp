// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <gmock/gmock.h>

#include "tests/cli/desk.h"

namespace slipway::test {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class Compare : public ::testing::Test {
  protected:
    Compare() {
        desk.painter();
        desk.plugin("colours-1.0",
                    "slipway = 1\n[[integration]]\n[integration.env]\nPALETTE.set = \"warm\"\n"
                    "BRUSHES.prepend = [\"/x\", \"/y\"]\nPAINT_TOKEN.set = \"sekret\"\n");
    }
    Answer compare(std::string_view capture) {
        desk.disk.write("/tmp/capture", capture);
        return desk.type({"compare", "/tmp/capture", "--app", "painter"});
    }
    Desk desk;
};

TEST_F(Compare, NamesEntriesOfListsThatOneSideHasAlone) {
    const Answer answer = compare(R"({"BRUSHES": "/y:/z", "PALETTE": "warm"})");
    EXPECT_EQ(answer.code, 1);
    EXPECT_THAT(answer.out, HasSubstr("captured alone: /z\n  Slipway alone:  /x\n"));
    EXPECT_THAT(answer.out, Not(HasSubstr("PALETTE")));
}

TEST_F(Compare, ReadsWhatEnvPrintsWithNuls) {
    using namespace std::string_view_literals;
    const Answer answer = compare("PALETTE=cold\nblue\0BRUSHES=/x:/y\0"sv);
    EXPECT_EQ(answer.code, 1);
    EXPECT_THAT(answer.out, HasSubstr("PALETTE\n  captured: cold\\nblue\n  Slipway:  warm\n"));
}

TEST_F(Compare, HidesSecretsOfBothSides) {
    const Answer answer = compare(R"({"PAINT_TOKEN": "other-sekret"})");
    EXPECT_THAT(answer.out, HasSubstr("PAINT_TOKEN"));
    EXPECT_THAT(answer.out, Not(HasSubstr("sekret")));
}

TEST_F(Compare, TakesNothingElseForAnEnvironment) {
    EXPECT_EQ(compare("PALETTE=warm\n").code, 2);
    EXPECT_EQ(compare(R"({"PALETTE": 1})").code, 2);
    EXPECT_EQ(desk.type({"compare", "/tmp/nowhere", "--app", "painter"}).code, 2);
    EXPECT_EQ(desk.type({"compare", "/tmp/capture"}).code, 2);
}

}  // namespace
}  // namespace slipway::test
