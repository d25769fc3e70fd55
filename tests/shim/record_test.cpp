// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "shim/record.h"

#include <gtest/gtest.h>

#include <string>

namespace slipway {
namespace {

using namespace std::string_view_literals;

TEST(ShimRecord, ReadsWhatWasWritten) {
    Arena arena;
    const auto record = parseRecord(formatRecord({"maya", "2024", "/opt/a b/maya", ""}, arena));
    ASSERT_TRUE(record);
    EXPECT_EQ(record->command, "maya");
    EXPECT_EQ(record->version, "2024");
    EXPECT_EQ(record->target, "/opt/a b/maya");
    EXPECT_EQ(record->slipway, "");
}

TEST(ShimRecord, KeepsAnyPathByteForByte) {
    Arena arena;
    const std::string_view path = "/o\npt/=\xff\xfe command=x/'\"";
    const auto record = parseRecord(formatRecord({"", "", path, path}, arena));
    ASSERT_TRUE(record);
    EXPECT_EQ(record->target, path);
    EXPECT_EQ(record->slipway, path);
    EXPECT_EQ(record->command, "");
}

TEST(ShimRecord, WritesOnlyWhatIsRecorded) {
    Arena arena;
    EXPECT_EQ(formatRecord({}, arena), "slipway-shim=1\0"sv);
    EXPECT_EQ(formatRecord({"maya", "2024", "", ""}, arena),
              "slipway-shim=1\0command=maya\0version=2024\0"sv);
}

TEST(ShimRecord, PassesOverUnknownKeys) {
    const auto record = parseRecord("slipway-shim=1\0colour=red\0version=2024\0odd\0"sv);
    ASSERT_TRUE(record);
    EXPECT_EQ(record->version, "2024");
}

TEST(ShimRecord, RefusesWhatIsNoRecord) {
    EXPECT_FALSE(parseRecord(""));
    EXPECT_FALSE(parseRecord("\0"sv));
    EXPECT_FALSE(parseRecord("#!/bin/sh\n\0"sv));
    EXPECT_FALSE(parseRecord("version=2024\0slipway-shim=1\0"sv));
    EXPECT_FALSE(parseRecord("slipway-shim=10\0version=2024\0"sv));
}

TEST(ShimRecord, RefusesAFileThatWasCutShort) {
    const std::string_view whole = "slipway-shim=1\0version=2024\0"sv;
    EXPECT_TRUE(parseRecord(whole));
    EXPECT_FALSE(parseRecord(whole.substr(0, whole.size() - 1)));
    EXPECT_FALSE(parseRecord("slipway-shim=1"));
}

}  // namespace
}  // namespace slipway
