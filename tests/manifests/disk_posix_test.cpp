// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// The real disk, where it has what POSIX has: modes, links, FIFOs, devices, sockets, names of any
// bytes.

#include <fcntl.h>
#include <gmock/gmock.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <fstream>
#include <string>
#include <tuple>
#include <vector>

#include "tests/manifests/host_disk.h"

namespace slipway {
namespace {

using testing::ElementsAre;

TEST_F(HostDiskTest, FactsAreWhatStatSays) {
    write("file", "12345");
    struct stat found;
    ASSERT_EQ(stat(path("file").c_str(), &found), 0);
    const FileFacts facts = disk.facts(path("file"));
    EXPECT_EQ(facts.error, 0);
    EXPECT_EQ(facts.device, found.st_dev);
    EXPECT_EQ(facts.inode, found.st_ino);
    EXPECT_EQ(facts.size, 5u);
    EXPECT_EQ(facts.modifiedSeconds, found.st_mtim.tv_sec);
    EXPECT_EQ(facts.modifiedNanoseconds, found.st_mtim.tv_nsec);
    EXPECT_EQ(facts.changedSeconds, found.st_ctim.tv_sec);
    EXPECT_EQ(facts.changedNanoseconds, found.st_ctim.tv_nsec);
    EXPECT_EQ(facts.mode, found.st_mode);
    EXPECT_EQ(facts.owner, found.st_uid);
}

TEST_F(HostDiskTest, FactsOfWhatIsNotReachedSayWhy) {
    write("file", "");
    std::filesystem::create_symlink("loop", path("loop"));
    EXPECT_EQ(disk.facts(path("file/below")).error, ENOTDIR);
    EXPECT_EQ(disk.facts(path("loop")).error, ELOOP);
    EXPECT_EQ(disk.facts(path(std::string(300, 'x'))).error, ENAMETOOLONG);
}

TEST_F(HostDiskTest, LinksAreFollowed) {
    write("file", "text");
    std::filesystem::create_symlink("file", path("link"));
    EXPECT_EQ(disk.facts(path("link")), disk.facts(path("file")));
    EXPECT_EQ(disk.read(path("link"), kLimit)->text, "text");
}

TEST_F(HostDiskTest, NamesAreListedSortedByBytesWhateverTheyAre) {
    for (const char* name : {"b", "B", "a\n", "\xff", "é", ".hidden"}) write(name, "");
    EXPECT_THAT(*disk.list(folder), ElementsAre(".hidden", "B", "a\n", "b", "é", "\xff"));
}

TEST_F(HostDiskTest, AFifoIsNotListed) {
    ASSERT_EQ(mkfifo(path("fifo").c_str(), 0600), 0);
    EXPECT_EQ(disk.list(path("fifo")).error(), ENOTDIR);
}

TEST_F(HostDiskTest, AHugeFileIsRefusedUnread) {
    write("file", "");
    std::filesystem::resize_file(path("file"), std::uintmax_t{1} << 40);
    EXPECT_EQ(disk.read(path("file"), kLimit).error(), EFBIG);
}

// Files of /proc say that they are empty.
TEST_F(HostDiskTest, AFileLargerThanItSaysIsReadWholeOrRefused) {
    const auto content = disk.read("/proc/self/maps", kLimit);
    ASSERT_TRUE(content.has_value());
    EXPECT_GT(content->text.size(), 100u);
    EXPECT_EQ(disk.read("/proc/self/maps", 10).error(), EFBIG);
}

TEST_F(HostDiskTest, AFifoOrADeviceIsNeverOpened) {
    ASSERT_EQ(mkfifo(path("fifo").c_str(), 0600), 0);  // an open of it would wait for a writer
    EXPECT_EQ(disk.read(path("fifo"), kLimit).error(), EINVAL);
    EXPECT_EQ(disk.read("/dev/zero", kLimit).error(), EINVAL);
}

TEST_F(HostDiskTest, ASocketIsNoFile) {
    const int listener = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_un address{.sun_family = AF_UNIX, .sun_path = {}};
    path("socket").copy(address.sun_path, sizeof(address.sun_path) - 1);
    ASSERT_EQ(bind(listener, reinterpret_cast<sockaddr*>(&address), sizeof(address)), 0);
    EXPECT_EQ(fileType(disk.facts(path("socket"))), FileType::kSocket);
    EXPECT_EQ(disk.read(path("socket"), kLimit).error(), EINVAL);
    close(listener);
}

TEST_F(HostDiskTest, WhatWasAFileMayBeAFifo) {
    write("file", "1234");
    const FileFacts ofFile = disk.facts(path("file"));
    std::filesystem::remove(path("file"));
    ASSERT_EQ(mkfifo(path("file").c_str(), 0600), 0);
    EXPECT_EQ(disk.readKnown(path("file"), ofFile, kLimit).error(), EINVAL);
    EXPECT_EQ(disk.readKnown(path("file"), disk.facts(path("file")), kLimit).error(), EINVAL);
}

TEST_F(HostDiskTest, NearAFolderEverythingIsAsItIsFromAfar) {
    std::filesystem::create_directories(path("near/inner"));
    write("near/inner/file", "text");
    write("near-by", "other");
    std::filesystem::create_symlink("inner/file", path("near/link"));
    const auto seen = [&] {
        std::vector<std::tuple<FileFacts, FileFacts, std::string, std::string>> all;
        for (const char* name : {"near", "near/", "near/.", "near/..", "near/../near-by", "near-by",
                                 "near/inner", "near//inner", "near/inner/file", "near/inner/file/",
                                 "near/link", "near/absent", "absent"}) {
            const Entry entry = disk.entry(path(name));
            const auto content = disk.read(path(name), kLimit);
            all.emplace_back(disk.facts(path(name)), entry.facts, entry.target,
                             content ? content->text : std::to_string(content.error()));
        }
        return all;
    };
    const auto fromAfar = seen();
    for (const char* nearest : {"near", "absent", "near-by"}) {
        disk.stayNear(path(nearest));
        EXPECT_EQ(seen(), fromAfar) << nearest;
    }
    disk.stayNear({});
    EXPECT_EQ(seen(), fromAfar);
}

TEST_F(HostDiskTest, NoDescriptorIsLeftOpen) {
    write("file", "text");
    const auto nextDescriptor = [] {
        const int descriptor = open("/", O_RDONLY | O_CLOEXEC);
        close(descriptor);
        return descriptor;
    };
    const int before = nextDescriptor();
    disk.read(path("file"), kLimit);
    disk.read(path("file"), 1);
    disk.read(path("absent"), kLimit);
    disk.list(folder);
    disk.list(path("file"));
    disk.stayNear(folder);
    disk.stayNear(path("absent"));
    HostDisk().stayNear(folder);
    EXPECT_EQ(nextDescriptor(), before);
}

TEST_F(HostDiskTest, TheTypeOfFifosAndDevicesIsTold) {
    ASSERT_EQ(mkfifo(path("fifo").c_str(), 0600), 0);
    EXPECT_EQ(fileType(disk.facts(path("fifo"))), FileType::kFifo);
    EXPECT_EQ(fileType(disk.facts("/dev/null")), FileType::kDevice);
}

TEST_F(HostDiskTest, AFileIsExecutableWhereSomebodyMayExecuteIt) {
    write("file", "");
    EXPECT_FALSE(isExecutableFile(disk.facts(path("file"))));
    ASSERT_EQ(chmod(path("file").c_str(), 0610), 0);
    EXPECT_TRUE(isExecutableFile(disk.facts(path("file"))));
    EXPECT_FALSE(isExecutableFile(disk.facts(folder)));
}

}  // namespace
}  // namespace slipway
