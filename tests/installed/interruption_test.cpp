// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// An install, an uninstall and a repair that are killed at each system call they make (spec 3.1).

#include <gmock/gmock.h>

#include <functional>
#include <map>
#include <random>
#include <set>
#include <sstream>

#include "tests/installed/in_place_world.h"

namespace slipway::test {
namespace {

namespace fs = std::filesystem;

using Arguments = std::vector<std::string>;

Command traced(const Sandbox& world, Arguments options, const Arguments& arguments) {
    options.push_back(slipwayExecutable());
    options.insert(options.end(), arguments.begin(), arguments.end());
    return world.command(program("strace"), options);
}

bool changesNothing(const std::string& call, const std::string& line) {
    static const std::set<std::string> kReading = {
        "access", "brk",      "close",      "faccessat",  "faccessat2", "fcntl",
        "fstat",  "getcwd",   "getdents64", "getpid",     "lseek",      "lstat",
        "mmap",   "mprotect", "munmap",     "newfstatat", "poll",       "pread64",
        "read",   "readlink", "readlinkat", "stat",       "statx"};
    return kReading.contains(call) ||
           (call == "openat" && line.find("O_CREAT") == std::string::npos);
}

struct Kill {
    std::string call;
    int nth;  // of these
};

// Where the command is killed: at each system call that changes something. Between two of those all
// the others leave the same behind, thousands where it looks for installations: of each kind the
// first.
std::vector<Kill> killsOf(const Sandbox& world, const Arguments& arguments) {
    const fs::path log = world / "calls";
    run(traced(world, {"-o", log}, arguments));
    std::vector<Kill> kills;
    std::map<std::string, int> counts;
    std::set<std::string> since;  // the last one that changed something
    std::istringstream lines(readFile(log));
    for (std::string line; std::getline(lines, line);) {
        const std::size_t end = line.find('(');
        if (end == std::string::npos || line[0] < 'a' || line[0] > 'z') continue;
        const std::string call = line.substr(0, end);
        const int nth = ++counts[call];
        if (call == "execve") continue;  // strace's own child is not yet slipway
        if (!changesNothing(call, line)) since.clear();
        if (since.insert(call).second) kills.push_back({call, nth});
    }
    fs::remove(log);
    return kills;
}

// To write down all the other calls would take strace most of the time.
Ended runKilled(const Sandbox& world, const Kill& kill, const Arguments& arguments) {
    return run(traced(world,
                      {"-o", "/dev/null", "-e", "trace=" + kill.call, "-e",
                       "inject=" + kill.call + ":signal=SIGKILL:when=" + std::to_string(kill.nth)},
                      arguments));
}

std::ostream& operator<<(std::ostream& out, const Kill& kill) {
    return out << kill.call << ' ' << kill.nth;
}

bool hasJournal(const Sandbox& world) {
    std::error_code none;
    for (const auto& entry : fs::directory_iterator(world / "home/.local/state/slipway", none)) {
        if (entry.path().filename().string().starts_with("journal")) return true;
    }
    return false;
}

class Interruption : public ::testing::Test {
  protected:
    // `before` may update the application, and is given it with what nobody would think of.
    void prepare(const std::function<void()>& before) {
        fs::remove_all(world / "opt/easel-1.0");
        fs::remove_all(world / "home/.local");
        fs::remove_all(world / "home/.cache");
        world.makeFolder("opt/easel-1.0");
        world.update("1.0");
        fs::permissions(world.easel(), fs::perms(0751));
        ASSERT_EQ(setxattr(world.easel().c_str(), "user.studio", "kept", 4, 0), 0) << errno;
        fs::last_write_time(world.easel(), fs::file_time_type() - std::chrono::hours(1000));
        tree = wholeTreeOf(world.folder());
        before();
        // An update that came meanwhile is what has to be there.
        const bool isUpdated = InPlaceWorld::versionOf(world.easel()) == "2.0";
        if (isUpdated) tree["opt/easel-1.0/easel"] = easelNow();
    }
    // A kill between making ~/.local and what belongs in it leaves an empty one, as there is no
    // journal before there is a place for it.
    static Tree withoutUsersOwnFolders(Tree tree) {
        for (const char* path : {"home/.local", "home/.local/state", "home/.local/state/slipway"}) {
            const auto found = tree.find(path);
            if (found != tree.end() && found->second.starts_with("folder")) tree.erase(found);
        }
        return tree;
    }
    std::string easelNow() const { return wholeTreeOf(world / "opt").at("easel-1.0/easel"); }

    void expectTheApplicationStarts() {
        world.set("SLIPWAY_BYPASS", "1");
        const Launch launch = world.start();
        EXPECT_TRUE(launch.report) << launch;
        world.unset("SLIPWAY_BYPASS");
    }

    // Ended as it was meant to, or taken back: in either case whole, and `uninstall` leaves
    // nothing.
    void expectTheNextCommandPutsAllRight(const std::string& version) {
        const Ended next = world.slipway({"status"});
        const bool isUpdated = next.output.find("update") != std::string::npos;
        EXPECT_TRUE(next.code == 0 || isUpdated) << next;
        EXPECT_FALSE(hasJournal(world));
        expectTheApplicationStarts();
        const Ended removed = world.slipway({"uninstall", "--in-place", "--all"});
        EXPECT_EQ(removed.code, 0) << removed;
        EXPECT_EQ(InPlaceWorld::versionOf(world.easel()), version);
        // Folders, rights, times, owners and extended attributes, too.
        EXPECT_EQ(withoutUsersOwnFolders(wholeTreeOf(world.folder())), tree);
    }

    void killEverywhere(const Arguments& arguments, const std::function<void()>& before,
                        const std::string& version) {
        prepare(before);
        int kills = 0;
        for (const Kill& kill : killsOf(world, arguments)) {
            if (HasFailure()) return;
            SCOPED_TRACE(kill);
            prepare(before);
            const Ended ended = runKilled(world, kill, arguments);
            kills += ended.signal == SIGKILL ? 1 : 0;
            expectTheApplicationStarts();
            expectTheNextCommandPutsAllRight(version);
        }
        EXPECT_GT(kills, 30) << "the trace shows nothing";
    }

    InPlaceWorld world;
    Tree tree;  // as it was before anything was done
};

TEST_F(Interruption, OfAnInstallAnywhereIsTakenBackOrFinished) {
    killEverywhere(
        {"install", "--target", world.easel(), "--in-place"}, [] {}, "1.0");
}

TEST_F(Interruption, OfAnUninstallAnywhereIsTakenBackOrFinished) {
    killEverywhere(
        {"uninstall", "--in-place", world.easel()}, [&] { ASSERT_EQ(world.install().code, 0); },
        "1.0");
}

TEST_F(Interruption, OfARepairAnywhereIsTakenBackOrFinished) {
    killEverywhere(
        {"repair"},
        [&] {
            ASSERT_EQ(world.install().code, 0);
            world.update("2.0");
        },
        "2.0");
}

TEST_F(Interruption, OfAnInstallInAShimFolderLeavesNothing) {
    const Arguments arguments{"install", "--target", world.easel(), "--to", world / "shims"};
    for (const Kill& kill : killsOf(world, arguments)) {
        const std::set<std::string> changing = {"mkdir", "rename", "symlink", "fsync"};
        if (!changing.contains(kill.call)) continue;
        SCOPED_TRACE(kill);
        fs::remove_all(world / "shims");
        fs::remove_all(world / "home/.local");
        runKilled(world, kill, arguments);
        EXPECT_EQ(world.slipway({"list"}).code, 0);
        EXPECT_FALSE(hasJournal(world));
        EXPECT_EQ(fs::exists(world / "shims/easel"), fs::exists(world / "shims/.slipway/easel"));
    }
}

TEST(RandomSequences, OfInstallUpdateRepairAndUninstallLeaveTheTreeAsItWas) {
    InPlaceWorld world;
    const Tree before = treeOf(world.folder());
    for (unsigned seed = 1; seed <= 200 && !::testing::Test::HasFailure(); ++seed) {
        SCOPED_TRACE(seed);
        std::mt19937 random(seed);
        for (unsigned step = 0; step < 2 + seed % 4; ++step) {
            switch (random() % 4) {
                case 0:
                    world.install();
                    break;
                case 1:
                    world.update("2." + std::to_string(step));
                    break;
                case 2:
                    world.slipway({"repair"});
                    break;
                case 3:
                    world.slipway({"uninstall", "--in-place", "--all"});
                    break;
            }
            ASSERT_TRUE(fs::exists(world.easel()));
        }
        const Ended ended = world.slipway({"uninstall", "--in-place", "--all"});
        EXPECT_EQ(ended.code, 0) << ended;
        world.update("1.0");
        EXPECT_EQ(treeOf(world.folder()), before);
    }
}

}  // namespace
}  // namespace slipway::test
