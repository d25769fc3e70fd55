// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// An install, an uninstall and a repair that are killed at each system call they make (spec 3.1).

#include <gmock/gmock.h>

#include <functional>
#include <random>
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

// How often the command makes each system call.
std::map<std::string, int> callsOf(const Sandbox& world, const Arguments& arguments) {
    const fs::path log = world / "calls";
    run(traced(world, {"-o", log}, arguments));
    std::map<std::string, int> calls;
    std::istringstream lines(readFile(log));
    for (std::string line; std::getline(lines, line);) {
        const std::size_t end = line.find('(');
        if (end != std::string::npos && line[0] >= 'a' && line[0] <= 'z')
            ++calls[line.substr(0, end)];
    }
    fs::remove(log);
    calls.erase("execve");  // strace's own child is not yet slipway
    return calls;
}

class Interruption : public ::testing::Test {
  protected:
    // Everything of it but the folder's own times.
    void prepare(const std::function<void()>& before) {
        fs::remove_all(world / "opt/easel-1.0");
        fs::remove_all(world / "home/.local");
        fs::remove_all(world / "home/.cache");
        world.makeFolder("opt/easel-1.0");
        world.update("1.0");
        before();
    }

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
        EXPECT_FALSE(fs::exists(world / "home/.local/state/slipway/journal"));
        expectTheApplicationStarts();
        const Ended removed = world.slipway({"uninstall", "--in-place", "--all"});
        EXPECT_EQ(removed.code, 0) << removed;
        EXPECT_EQ(InPlaceWorld::versionOf(world.easel()), version);
        std::vector<std::string> left;
        for (const auto& entry : fs::directory_iterator(world / "opt/easel-1.0")) {
            left.push_back(entry.path().filename());
        }
        EXPECT_THAT(left, ::testing::ElementsAre("easel"));
        EXPECT_FALSE(fs::exists(world / "home/.local/state/slipway"));
    }

    void killEverywhere(const Arguments& arguments, const std::function<void()>& before,
                        const std::string& version) {
        prepare(before);
        const auto calls = callsOf(world, arguments);
        EXPECT_TRUE(calls.contains("rename")) << "the trace shows nothing";
        int kills = 0;
        for (const auto& [call, count] : calls) {
            for (int nth = 1; nth <= count && !HasFailure(); ++nth) {
                SCOPED_TRACE(call + " " + std::to_string(nth));
                prepare(before);
                const Ended ended =
                    run(traced(world,
                               {"-o", "/dev/null", "-e",
                                "inject=" + call + ":signal=SIGKILL:when=" + std::to_string(nth)},
                               arguments));
                kills += ended.signal == SIGKILL ? 1 : 0;
                expectTheApplicationStarts();
                expectTheNextCommandPutsAllRight(version);
            }
        }
        EXPECT_GT(kills, 30);
    }

    InPlaceWorld world;
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
    for (const auto& [call, count] : callsOf(world, arguments)) {
        if (call != "mkdir" && call != "rename" && call != "symlink" && call != "fsync") continue;
        for (int nth = 1; nth <= count; ++nth) {
            SCOPED_TRACE(call + " " + std::to_string(nth));
            fs::remove_all(world / "shims");
            fs::remove_all(world / "home/.local");
            run(traced(world,
                       {"-o", "/dev/null", "-e",
                        "inject=" + call + ":signal=SIGKILL:when=" + std::to_string(nth)},
                       arguments));
            EXPECT_EQ(world.slipway({"list"}).code, 0);
            EXPECT_FALSE(fs::exists(world / "home/.local/state/slipway/journal"));
            EXPECT_EQ(fs::exists(world / "shims/easel"),
                      fs::exists(world / "shims/.slipway/easel"));
        }
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
