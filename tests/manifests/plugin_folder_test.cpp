// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "manifests/plugin_folder.h"

#include <gtest/gtest.h>

namespace slipway {

void PrintTo(const FolderName& folder, std::ostream* stream) {
    *stream << folder.name << " | " << folder.version << " | " << folder.platform;
}

namespace {

FolderName folder(std::string name, std::string version = {}, std::string platform = {}) {
    return {std::move(name), std::move(version), std::move(platform)};
}

TEST(FolderName, SplitsAtTheFirstDashBeforeDigitsWithADot) {
    EXPECT_EQ(parseFolderName("framework-maya-24.11.0"), folder("framework-maya", "24.11.0"));
    EXPECT_EQ(parseFolderName("maya-2024-tools-1.0"), folder("maya-2024-tools", "1.0"));
    EXPECT_EQ(parseFolderName("tools-1.0-2.0"), folder("tools", "1.0-2.0"));
}

TEST(FolderName, MayEndInAPlatform) {
    EXPECT_EQ(parseFolderName("my-plugin-1.2.0rc1-linux"),
              folder("my-plugin", "1.2.0rc1", "linux"));
    EXPECT_EQ(parseFolderName("my-plugin-1.2.0-windows"), folder("my-plugin", "1.2.0", "windows"));
    EXPECT_EQ(parseFolderName("my-plugin-1.2.0-mac"), folder("my-plugin", "1.2.0", "mac"));
    EXPECT_EQ(parseFolderName("my-plugin-1.2.0-noarch"), folder("my-plugin", "1.2.0", "noarch"));
    EXPECT_EQ(parseFolderName("my-plugin-1.2.0-Windows"), folder("my-plugin", "1.2.0", "windows"));
    EXPECT_EQ(parseFolderName("my-plugin-1.2.0-beta-linux"),
              folder("my-plugin", "1.2.0-beta", "linux"));
}

TEST(FolderName, WhatIsNoPlatformBelongsToTheVersion) {
    EXPECT_EQ(parseFolderName("tools-1.0-solaris"), folder("tools", "1.0-solaris"));
    EXPECT_EQ(parseFolderName("tools-1.0-macos"), folder("tools", "1.0-macos"));
}

TEST(FolderName, WithoutAVersionIsAllName) {
    EXPECT_EQ(parseFolderName("tools"), folder("tools"));
    EXPECT_EQ(parseFolderName("tools-2"), folder("tools-2"));
    EXPECT_EQ(parseFolderName("tools-2-linux"), folder("tools-2-linux"));
    EXPECT_EQ(parseFolderName("tools-linux"), folder("tools-linux"));
    EXPECT_EQ(parseFolderName("tools-v1.0"), folder("tools-v1.0"));
    EXPECT_EQ(parseFolderName("tools-.5"), folder("tools-.5"));
    EXPECT_EQ(parseFolderName("1.0"), folder("1.0"));
    EXPECT_EQ(parseFolderName("-1.0"), folder("-1.0"));
    EXPECT_EQ(parseFolderName("tools-"), folder("tools-"));
    EXPECT_EQ(parseFolderName(""), folder(""));
}

TEST(FolderName, IsForItsOwnPlatformForNoneAndForAll) {
    EXPECT_TRUE(isForPlatform(parseFolderName("a-1.0-linux"), kLinuxRules));
    EXPECT_TRUE(isForPlatform(parseFolderName("a-1.0-noarch"), kLinuxRules));
    EXPECT_TRUE(isForPlatform(parseFolderName("a-1.0"), kLinuxRules));
    EXPECT_FALSE(isForPlatform(parseFolderName("a-1.0-windows"), kLinuxRules));
    EXPECT_TRUE(isForPlatform(parseFolderName("a-1.0-mac"), kMacosRules));
    EXPECT_TRUE(isForPlatform(parseFolderName("a-1.0-windows"), kWindowsRules));
    EXPECT_FALSE(isForPlatform(parseFolderName("a-1.0-mac"), kWindowsRules));
}

}  // namespace
}  // namespace slipway
