// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "shim/mount_table.h"

#include <gtest/gtest.h>

#include <string>

namespace slipway {
namespace {

constexpr std::string_view kStudio =
    "22 27 0:21 / /proc rw,relatime - proc proc rw\n"
    "27 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw\n"
    "40 27 0:30 / /mnt/pipeline rw,relatime shared:2 master:7 - nfs4 filer:/pipeline rw,hard\n"
    "41 40 254:1 / /mnt/pipeline/local rw - ext4 /dev/vdb rw\n"
    "42 27 0:31 / /mnt/my\\040share rw - cifs //filer/share rw\n"
    "43 27 0:32 / /home rw - xfs /dev/vdc rw\n"
    "44 43 0:33 / /home/ada/cloud rw - fuse.sshfs ada@far:/ rw\n"
    "45 27 0:34 / /net rw - autofs systemd-1 rw,fd=30\n";

// The folder of the share that a path is on, or nothing.
std::string shareOf(std::string_view table, std::string_view path) {
    Arena arena;
    const MountTable mounts(table, arena);
    const Mount* mount = mounts.of(path);
    return mount != nullptr && mount->isShare ? std::string(mount->folder) : std::string();
}

TEST(MountTable, TellsWhatIsOnAShareByTheFoldersAboveIt) {
    EXPECT_EQ(shareOf(kStudio, "/mnt/pipeline"), "/mnt/pipeline");
    EXPECT_EQ(shareOf(kStudio, "/mnt/pipeline/connect/a-1.0"), "/mnt/pipeline");
    EXPECT_EQ(shareOf(kStudio, "/home/ada/cloud/x"), "/home/ada/cloud");
    EXPECT_EQ(shareOf(kStudio, "/net/apps/maya"), "/net");
}

TEST(MountTable, TakesNoFolderForAnotherThatItsNameBeginsLike) {
    EXPECT_EQ(shareOf(kStudio, "/mnt/pipelines"), "");
    EXPECT_EQ(shareOf(kStudio, "/mnt"), "");
    EXPECT_EQ(shareOf(kStudio, "/home/ada"), "");
}

TEST(MountTable, SeesALocalFileSystemThatIsMountedWithinAShare) {
    EXPECT_EQ(shareOf(kStudio, "/mnt/pipeline/local/x"), "");
}

TEST(MountTable, ReadsBlanksInNames) {
    EXPECT_EQ(shareOf(kStudio, "/mnt/my share/x"), "/mnt/my share");
}

TEST(MountTable, GoesByWhatWasMountedLastOverOneFolder) {
    const std::string over =
        std::string(kStudio) + "50 40 0:40 / /mnt/pipeline rw - tmpfs none rw\n";
    EXPECT_EQ(shareOf(over, "/mnt/pipeline/x"), "");
    const std::string hidden = std::string(kStudio) + "51 27 0:41 / /mnt rw - tmpfs none rw\n";
    EXPECT_EQ(shareOf(hidden, "/mnt/pipeline/x"), "");
    EXPECT_EQ(shareOf(hidden + "52 51 0:42 / /mnt/pipeline rw - nfs x:/ rw\n", "/mnt/pipeline/x"),
              "/mnt/pipeline");
}

TEST(MountTable, TakesTheRootForLocalWhateverItIs) {
    EXPECT_EQ(shareOf("27 1 0:50 / / rw - nfs filer:/diskless rw\n", "/opt/maya"), "");
}

TEST(MountTable, PassesOverWhatIsNoLineOfATable) {
    for (std::string_view text :
         {"", "\n\n", "27 1", "a b c d /e f - nfs x", " - nfs x y",
          "99999999999 1 0:1 / /x rw - nfs x rw", "27 1 0:1 / x rw - nfs"}) {
        EXPECT_EQ(shareOf(text, "/x/y"), "") << text;
    }
}

TEST(ShareType, IsWhateverMayNotAnswer) {
    for (std::string_view type : {"nfs", "nfs4", "cifs", "smb3", "fuse", "fuse.sshfs", "9p", "ceph",
                                  "lustre", "beegfs", "gpfs", "afs", "autofs"}) {
        EXPECT_TRUE(isShareType(type)) << type;
    }
    for (std::string_view type : {"ext4", "xfs", "btrfs", "zfs", "tmpfs", "overlay", "proc", "nfsd",
                                  "fusectl", "squashfs"}) {
        EXPECT_FALSE(isShareType(type)) << type;
    }
}

}  // namespace
}  // namespace slipway
