// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "shim/launch_failure_windows.h"

#include <gmock/gmock.h>

namespace slipway {
namespace {

using testing::HasSubstr;

std::string inWords(DWORD error) {
    Arena arena;
    return std::string(errorInWords(error, arena));
}

TEST(ErrorInWords, IsShortForWhatIsKnown) {
    EXPECT_EQ(inWords(ERROR_FILE_NOT_FOUND), "it is not there");
    EXPECT_EQ(inWords(ERROR_BAD_NET_NAME), "its share is not there");
    EXPECT_EQ(inWords(ERROR_ACCESS_DENIED), "access denied");
    EXPECT_EQ(inWords(ERROR_BAD_EXE_FORMAT), "it is no program that this Windows can run");
}

// Wine asks nobody for rights, so no launch there ends like this.
TEST(ErrorInWords, ExplainsThatAProgramAsksForAnAdministratorsRights) {
    EXPECT_THAT(inWords(740), HasSubstr("asks for an administrator's rights"));
    EXPECT_THAT(inWords(740), HasSubstr("\"Run as administrator\""));
}

TEST(ErrorInWords, IsTheSystemsOwnForTheRest) {
    EXPECT_THAT(inWords(ERROR_TOO_MANY_OPEN_FILES), testing::EndsWith("(error 4)"));
    EXPECT_THAT(inWords(ERROR_TOO_MANY_OPEN_FILES), testing::Not(HasSubstr("\n")));
}

}  // namespace
}  // namespace slipway
