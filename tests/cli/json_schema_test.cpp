// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/cli/desk.h"

namespace slipway {
namespace {

using test::Desk;
using testing::HasSubstr;

TEST(SchemaVerb, PrintsTheOneAskedFor) {
    EXPECT_EQ(Desk().type({"schema"}).out, Desk().type({"schema", "manifest"}).out);
    EXPECT_THAT(Desk().type({"schema", "configuration"}).out, HasSubstr("\"trusted_owners\""));
    EXPECT_NE(Desk().type({"schema", "--strict"}).out, Desk().type({"schema"}).out);
    const test::Answer answer = Desk().type({"schema", "manifst"});
    EXPECT_EQ(answer.code, 2);
    EXPECT_THAT(answer.err, HasSubstr("did you mean 'manifest'?"));
}

}  // namespace
}  // namespace slipway
