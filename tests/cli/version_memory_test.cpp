// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "cli/version_memory.h"

#include <gtest/gtest.h>

#include <sstream>

#include "tests/support/fake_disk.h"
#include "tests/support/files.h"

namespace slipway {
namespace {

using test::FakeDisk;

// Asks `/app --version`, on a fake disk whose clock the test moves; the memory is a real folder.
class VersionMemory : public testing::Test {
  protected:
    VersionMemory() {
        disk.writeExecutable("/app");
        disk.age();
        const bool isWindows = kHostRules.platform == Platform::kWindows;
        cache = isWindows ? "LOCALAPPDATA=" : "XDG_CACHE_HOME=";
        cache += (world / "cache").string();
    }

    std::expected<std::string, AskFailure> ask(const std::vector<std::string>& arguments) {
        std::ostringstream out;
        const char* const block[] = {cache.c_str(), nullptr};
        const Surroundings surroundings{.environment = {block, 1},
                                        .out = out,
                                        .err = out,
                                        .disk = disk,
                                        .rules = kHostRules,
                                        .ask = [this](const auto&, const auto&) {
                                            ++times;
                                            return answer;
                                        }};
        return rememberingAsk(surroundings)("/app", arguments);
    }

    const test::TemporaryFolder world;
    std::string cache;
    FakeDisk disk;
    std::expected<std::string, AskFailure> answer = "App 1.0\n";
    int times = 0;
};

TEST_F(VersionMemory, RemembersAnswersForEver) {
    EXPECT_EQ(ask({"-v"}), "App 1.0\n");
    for (int i = 0; i < 100; ++i) disk.age();
    EXPECT_EQ(ask({"-v"}), "App 1.0\n");
    EXPECT_EQ(times, 1);
}

TEST_F(VersionMemory, AsksAnewForOtherArguments) {
    ask({"-v"});
    ask({"-", "v"});
    ask({"-v", ""});
    EXPECT_EQ(times, 3);
}

TEST_F(VersionMemory, AsksAnewForAnotherFile) {
    ask({"-v"});
    disk.write("/app", "new", 0755);
    disk.age();
    answer = "App 2.0\n";
    EXPECT_EQ(ask({"-v"}), "App 2.0\n");
    EXPECT_EQ(times, 2);
}

TEST_F(VersionMemory, RemembersAFailureForAMinute) {
    answer = std::unexpected(AskFailure{"it ended with exit code 3"});
    EXPECT_EQ(ask({"-v"}).error().reason, "it ended with exit code 3");
    answer = "App 1.0\n";
    disk.wait(std::chrono::seconds(59));
    EXPECT_FALSE(ask({"-v"}).has_value());
    EXPECT_EQ(times, 1);
    disk.wait(std::chrono::seconds(2));
    EXPECT_EQ(ask({"-v"}), "App 1.0\n");
    EXPECT_EQ(times, 2);
}

TEST_F(VersionMemory, DoesNotTrustAFailureFromTheFuture) {
    disk.age();
    answer = std::unexpected(AskFailure{"it ended with exit code 3"});
    ask({"-v"});
    disk.wait(std::chrono::hours(-1) - std::chrono::minutes(1));
    ask({"-v"});
    EXPECT_EQ(times, 2);
}

}  // namespace
}  // namespace slipway
