// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "manifests/disk.h"

#include <gmock/gmock.h>

#include <cerrno>
#include <filesystem>

#include "tests/manifests/host_disk.h"

namespace slipway {
namespace {

using testing::ElementsAre;

TEST_F(HostDiskTest, FactsAreOfTheSizeTheTimeAndTheFile) {
    write("file", "12345");
    const FileFacts facts = disk.facts(path("file"));
    EXPECT_EQ(facts.error, 0);
    EXPECT_EQ(facts.size, 5u);
    EXPECT_NE(facts.inode, 0u);
    EXPECT_EQ(disk.facts(path("file")), facts);
    std::filesystem::rename(path("file"), path("renamed"));
    EXPECT_EQ(disk.facts(path("renamed")).inode, facts.inode);
    write("file", "12345");
    EXPECT_NE(disk.facts(path("file")).inode, facts.inode);
    const auto written = std::filesystem::last_write_time(path("file"));
    const auto modified = disk.facts(path("file")).modifiedSeconds;
    std::filesystem::last_write_time(path("file"), written - std::chrono::hours(1));
    EXPECT_EQ(disk.facts(path("file")).modifiedSeconds, modified - 3600);
}

TEST_F(HostDiskTest, FactsOfWhatIsNotThereSayWhy) {
    EXPECT_EQ(disk.facts(path("absent")).error, ENOENT);
    EXPECT_EQ(disk.facts(path("absent/below")).error, ENOENT);
}

TEST_F(HostDiskTest, NamesAreListedSortedByBytes) {
    for (const char* name : {"b", "C", "a x", ".hidden", "d"}) write(name, "");
    std::filesystem::create_directory(path("A"));
    EXPECT_THAT(*disk.list(folder), ElementsAre(".hidden", "A", "C", "a x", "b", "d"));
}

TEST_F(HostDiskTest, OnlyFoldersAreListed) {
    write("file", "");
    EXPECT_EQ(disk.list(path("absent")).error(), ENOENT);
    EXPECT_EQ(disk.list(path("file")).error(), ENOTDIR);
    EXPECT_TRUE(disk.list(folder).has_value());
}

TEST_F(HostDiskTest, ContentIsReadByteForByte) {
    std::string bytes(70'000, '\0');
    for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<char>(i * 7);
    write("file", bytes);
    const auto content = disk.read(path("file"), kLimit);
    ASSERT_TRUE(content.has_value());
    EXPECT_EQ(content->text, bytes);
    EXPECT_EQ(content->facts, disk.facts(path("file")));
}

TEST_F(HostDiskTest, AnEmptyFileIsRead) {
    write("file", "");
    EXPECT_EQ(disk.read(path("file"), kLimit)->text, "");
}

TEST_F(HostDiskTest, TheLimitItselfIsNotTooMuch) {
    write("file", "12345");
    EXPECT_EQ(disk.read(path("file"), 5)->text, "12345");
    EXPECT_EQ(disk.read(path("file"), 4).error(), EFBIG);
}

TEST_F(HostDiskTest, AFolderIsNotRead) {
    EXPECT_EQ(disk.read(folder, kLimit).error(), EINVAL);
    EXPECT_EQ(disk.read(path("absent"), kLimit).error(), ENOENT);
}

// Whoever knows a file's facts may be late.
TEST_F(HostDiskTest, WhatIsKnownOfAFileMayBeOutdated) {
    write("file", "1234");
    const FileFacts ofFile = disk.facts(path("file"));
    EXPECT_EQ(disk.readKnown(path("file"), ofFile, kLimit)->text, "1234");
    EXPECT_EQ(disk.readKnown(path("file"), ofFile, 3).error(), EFBIG);
    write("file", "123456");
    EXPECT_EQ(disk.readKnown(path("file"), ofFile, 5).error(), EFBIG);
    EXPECT_EQ(disk.readKnown(path("file"), ofFile, kLimit)->facts, disk.facts(path("file")));
    std::filesystem::remove(path("file"));
    EXPECT_EQ(disk.readKnown(path("file"), ofFile, kLimit).error(), ENOENT);
}

TEST_F(HostDiskTest, TheTypeOfEverythingIsTold) {
    write("file", "");
    EXPECT_EQ(fileType(disk.facts(path("file"))), FileType::kFile);
    EXPECT_EQ(fileType(disk.facts(folder)), FileType::kFolder);
    EXPECT_EQ(fileType(disk.facts(path("absent"))), FileType::kMissing);
}

TEST_F(HostDiskTest, AFreshFileIsStampedByTheClock) {
    write("file", "");
    const FileFacts facts = disk.facts(path("file"));
    const auto stamped = std::chrono::seconds(facts.changedSeconds) +
                         std::chrono::nanoseconds(facts.changedNanoseconds);
    EXPECT_LE(stamped, disk.now());
}

TEST(ErrorText, IsInLowerCase) {
    EXPECT_EQ(errorText(EACCES), "permission denied");
}

}  // namespace
}  // namespace slipway
