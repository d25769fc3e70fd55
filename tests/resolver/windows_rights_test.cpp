// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "resolver/windows_rights.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace slipway {
namespace {

// The bytes of S-1-AUTHORITY-PART-….
std::string sid(unsigned char authority, const std::vector<std::uint32_t>& parts) {
    std::string bytes{1, static_cast<char>(parts.size())};
    bytes += std::string(5, '\0') + static_cast<char>(authority);
    for (const std::uint32_t part : parts) {
        for (int shift = 0; shift < 32; shift += 8) bytes += static_cast<char>(part >> shift);
    }
    return bytes;
}

const std::string kEveryone = sid(1, {0});
const std::string kAuthenticated = sid(5, {11});
const std::string kInteractive = sid(5, {4});
const std::string kSystem = sid(5, {18});
const std::string kAdministrators = sid(5, {32, 544});
const std::string kUsers = sid(5, {32, 545});
const std::string kInstaller =
    sid(5, {80, 956008885, 3418522649, 1831038044, 1853292631, 2271478464});
const std::string kArtist = sid(5, {21, 1, 2, 3, 1001});
const std::string kPipeline = sid(5, {21, 1, 2, 3, 1002});

constexpr std::uint32_t kReadAndRun = 0x1200a9;
constexpr std::uint32_t kModify = 0x1301bf;
constexpr std::uint32_t kFull = 0x1f01ff;
constexpr std::uint32_t kMakeFolder = 0x4;
constexpr std::uint32_t kMakeFile = 0x2;

std::uint32_t mode(bool isFolder, std::vector<AccessEntry> entries) {
    return rightsOf({.owner = kArtist, .isFolder = isFolder, .entries = entries}).mode;
}

TEST(OwnerNumber, IsRootsForWhatWindowsItselfIs) {
    for (const std::string& root : {kSystem, kAdministrators, kInstaller}) {
        EXPECT_EQ(ownerNumberOf(root), 0u);
    }
}

TEST(OwnerNumber, TellsUsersApart) {
    EXPECT_NE(ownerNumberOf(kArtist), 0u);
    EXPECT_NE(ownerNumberOf(kArtist), ownerNumberOf(kPipeline));
    EXPECT_NE(ownerNumberOf(kEveryone), 0u);
}

TEST(Rights, AreTheOwnersAloneWhereOthersMayReadOnly) {
    EXPECT_EQ(mode(false, {{kArtist, kFull}, {kUsers, kReadAndRun}}), 0100755u);
    EXPECT_EQ(mode(true, {{kAdministrators, kFull}, {kEveryone, kReadAndRun}}), 0040755u);
}

TEST(Rights, AreEveryonesWhereAnyGroupOfAllUsersMayWrite) {
    for (const std::string& group : {kEveryone, kUsers, kAuthenticated, kInteractive}) {
        EXPECT_EQ(mode(false, {{group, kModify}}), 0100757u);
        EXPECT_EQ(mode(true, {{group, kModify}}), 0040757u);
    }
}

TEST(Rights, AreTheOwnersWhereASinglePersonOrOtherGroupMayWriteToo) {
    EXPECT_EQ(mode(false, {{kPipeline, kFull}}), 0100755u);
}

TEST(Rights, OfAFolderWhereOthersMayOnlyAddAreSticky) {
    EXPECT_EQ(mode(true, {{kAuthenticated, kMakeFolder}}), 0041757u);      // C:\.
    EXPECT_EQ(mode(true, {{kUsers, kMakeFile | kMakeFolder}}), 0041757u);  // %ProgramData%
    EXPECT_EQ(mode(false, {{kUsers, kMakeFolder}}), 0100757u);             // append to a file
}

TEST(Rights, AreNotThoseThatOnlyWhatIsMadeInTheFolderInherits) {
    EXPECT_EQ(mode(true, {{.sid = kAuthenticated, .mask = kModify, .inheritsOnly = true}}),
              0040755u);
}

TEST(Rights, GoByTheFirstEntryThatSpeaksOfThem) {
    EXPECT_EQ(mode(false, {{.sid = kUsers, .mask = kModify, .denies = true}, {kUsers, kModify}}),
              0100755u);
    EXPECT_EQ(mode(false, {{kUsers, kModify}, {.sid = kUsers, .mask = kModify, .denies = true}}),
              0100757u);
}

TEST(Rights, WithoutAListAreEveryones) {
    EXPECT_EQ(rightsOf({.owner = kSystem, .hasList = false}), (FileRights{0, 0100757}));
}

}  // namespace
}  // namespace slipway
