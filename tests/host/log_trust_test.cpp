// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Spec 2.6: the log and the record of launches are the user's own, 0600, and what is not is left as
// it is, without a word. With real users.

#include <fcntl.h>
#include <gmock/gmock.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include "tests/support/users.h"

namespace slipway::test {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

class LogOfUsers : public ::testing::Test {
  protected:
    LogOfUsers() {
        moveIn(world, kArtist);
        world.set("SLIPWAY_LOG", "info");
        world.set("SLIPWAY_LOG_FILE", "$SANDBOX/logs/log");
        // Everybody may make and replace files there: no system setting steps in.
        setRights(world.makeFolder("logs"), 0777);
    }

    Launch launched() const {
        Command command = world.mayaCommand();
        command.prepare = as(kArtist);
        command.timeLimit = std::chrono::seconds(20);
        return launch(command);
    }
    // The launch comes about, and nothing is said.
    void expectNothing() const {
        const Launch maya = launched();
        EXPECT_TRUE(maya.report) << maya;
        EXPECT_EQ(maya.said(), "");
    }
    void expectLeftAsItIs(const fs::path& path) const {
        const std::string before = readFile(path);
        expectNothing();
        EXPECT_EQ(readFile(path), before) << path;
    }

    MayaSandbox world;
    const fs::path file = world / "logs/log";
};

TEST_F(LogOfUsers, IsMadeForItsOwnerAloneWhateverTheMask) {
    Command command = world.mayaCommand();
    command.prepare = [become = as(kArtist)] {
        become();
        umask(0);
    };
    EXPECT_TRUE(launch(command).report);
    struct stat facts {};
    ASSERT_EQ(stat(file.c_str(), &facts), 0);
    EXPECT_EQ(facts.st_uid, kArtist);
    EXPECT_EQ(facts.st_mode & 07777, 0600);
    EXPECT_THAT(readFile(file), HasSubstr("outcome=launched"));
    expectNothing();
    EXPECT_EQ(std::ranges::count(readFile(file), '\n'), 2);
}

TEST_F(LogOfUsers, IsLeftAsItIsWhereItIsSomebodyElses) {
    world.write("logs/log", "as it was\n");
    for (const unsigned owner : {0u, kStranger}) {
        give(file, owner);
        setRights(file, 0666);
        expectLeftAsItIs(file);
    }
}

TEST_F(LogOfUsers, IsLeftAsItIsWhereOthersCanWriteIt) {
    world.write("logs/log", "as it was\n");
    give(file, kArtist);
    for (const unsigned mode : {0620, 0602, 0666}) {
        setRights(file, mode);
        expectLeftAsItIs(file);
    }
    setRights(file, 0640);
    expectNothing();
    EXPECT_THAT(readFile(file), HasSubstr("outcome=launched"));
}

// Whoever can make a name in that folder could have lines added to any file of the user's.
TEST_F(LogOfUsers, IsNoOtherFileOfTheUsersByALinkOfEitherKind) {
    const fs::path other = world.write("home/.profile", "export A=1\n");
    give(other, kArtist);
    fs::create_symlink(other, file);
    give(file, kStranger);
    expectLeftAsItIs(other);
    fs::remove(file);
    fs::create_hard_link(other, file);
    expectLeftAsItIs(other);
    fs::remove(file);
    fs::create_symlink(world / "home/new", file);
    expectNothing();
    EXPECT_FALSE(fs::exists(world / "home/new"));
}

TEST_F(LogOfUsers, IsNeitherAFifoNorADeviceAndWaitsForNone) {
    ASSERT_EQ(mkfifo(file.c_str(), 0666), 0);
    for (const unsigned owner : {kStranger, kArtist}) {
        give(file, owner);
        expectNothing();
    }
    fs::remove(file);
    ASSERT_EQ(mknod(file.c_str(), S_IFCHR | 0600, makedev(1, 7)), 0);  // /dev/full
    give(file, kArtist);
    expectNothing();
    fs::remove(file);
    fs::create_directory(file);
    give(file, kArtist);
    expectNothing();
}

TEST_F(LogOfUsers, IsNothingWhereItsFolderIsNot) {
    setRights(world / "logs", 0755);  // root's
    expectNothing();
    setRights(world / "logs", 0700);
    expectNothing();
    fs::remove_all(world / "logs");
    expectNothing();
}

// ---- the record of launches ----

class RecordOfUsers : public LogOfUsers {
  protected:
    RecordOfUsers() { world.set("SLIPWAY_LOG_FILE", "/dev/null"); }
    const fs::path record = world / "home/.cache/slipway/launches";
};

TEST_F(RecordOfUsers, IsTheUsersOwn) {
    expectNothing();
    struct stat facts {};
    ASSERT_EQ(stat(record.c_str(), &facts), 0);
    EXPECT_EQ(facts.st_uid, kArtist);
    EXPECT_EQ(facts.st_mode & 07777, 0600);
}

TEST_F(RecordOfUsers, IsLeftAsItIsWhereItIsNot) {
    expectNothing();
    const auto make = [&](unsigned owner, unsigned mode) {
        give(record, owner);
        setRights(record, mode);
    };
    make(kStranger, 0666);
    expectLeftAsItIs(record);
    make(0, 0600);
    expectLeftAsItIs(record);
    make(kArtist, 0622);
    expectLeftAsItIs(record);
    make(kArtist, 0600);
    const auto size = fs::file_size(record);
    expectNothing();
    EXPECT_GT(fs::file_size(record), size);
    const fs::path other = world.write("home/.profile", "export A=1\n");
    give(other, kArtist);
    fs::remove(record);
    fs::create_symlink(other, record);
    expectLeftAsItIs(other);
}

TEST_F(RecordOfUsers, IsReadWhereItIsTheUsersOwnOnly) {
    expectNothing();
    Command log = world.command(world / "bin/slipway", {"log"});
    log.prepare = as(kArtist);
    EXPECT_THAT(run(log).output, HasSubstr("maya_2024"));
    give(record, kStranger);
    setRights(record, 0666);
    EXPECT_THAT(run(log).output, HasSubstr("No launch is recorded yet."));
}

// Whoever can write the folder could put anything in the record's place.
TEST_F(RecordOfUsers, IsNotKeptInAFolderThatOthersCanWrite) {
    expectNothing();
    const std::string before = readFile(record);
    setRights(record.parent_path(), 0777);
    expectNothing();
    EXPECT_EQ(readFile(record), before);
    Command log = world.command(world / "bin/slipway", {"log"});
    log.prepare = as(kArtist);
    EXPECT_THAT(run(log).errors, HasSubstr("chmod o-w " + record.parent_path().string()));
}

}  // namespace
}  // namespace slipway::test
