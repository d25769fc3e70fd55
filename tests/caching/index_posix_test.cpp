// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// What an index costs in system calls, and its modes.

#include <sys/stat.h>

#include "tests/caching/index.h"
#include "tests/support/system_calls.h"

namespace slipway::test {
namespace {

TEST_F(Index, CostsTheSameFewFileOperationsForAnyNumberOfPlugins) {
    const auto beneath = [&] {
        warmCache(world);
        const std::string root = (world / "studio").string();
        std::vector<SystemCall> calls = trace(world.mayaCommand()).untilTheApplication();
        int descriptor = -1;
        std::size_t count = 0;
        for (const SystemCall& call : calls) {
            const bool isOpened = call.name.starts_with("open") && call.path.starts_with(root);
            const bool isBeneath =
                call.path.starts_with(root) ||
                (descriptor >= 0 && call.directory == std::to_string(descriptor));
            if (isOpened) descriptor = std::stoi(call.line.substr(call.line.rfind('=') + 1));
            if (isBeneath) ++count;
            // What is opened next has the same number.
            if (isBeneath && call.name == "close") descriptor = -1;
        }
        return count;
    };
    const std::size_t ofOne = beneath();
    EXPECT_LE(ofOne, 5u);
    EXPECT_GE(ofOne, 2u);
    for (int i = 0; i < 100; ++i) plugin("more-" + std::to_string(i) + "-1.0", "x");
    publish();
    EXPECT_EQ(beneath(), ofOne);
}

TEST_F(Index, CanBeReadByWhoCanReadTheRootWhateverTheUmask) {
    publish({"--remove"});
    const mode_t before = ::umask(0077);
    publish();
    ::umask(before);
    struct stat facts {};
    ASSERT_EQ(::stat(file().c_str(), &facts), 0);
    EXPECT_EQ(facts.st_mode & 0777, 0644u);
    ASSERT_EQ(::stat(file().parent_path().c_str(), &facts), 0);
    EXPECT_EQ(facts.st_mode & 0777, 0755u);
}

}  // namespace
}  // namespace slipway::test
