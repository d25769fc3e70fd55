// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Two builds of the same sources are the same bytes (spec 3.2), wherever the sources stand. It is
// the shim that is built again: the settings are those of `slipway`, which takes minutes.

#include <gmock/gmock.h>

#include "tests/support/sandbox.h"

namespace slipway::test {
namespace {

constexpr std::string_view kBuildElsewhere = R"sh(
set -euo pipefail
mkdir -p "$elsewhere"
tar -C "$sources" --exclude=./build --exclude=./.git -c . | tar -C "$elsewhere" -x
type=$(sed -n 's/^CMAKE_BUILD_TYPE:[A-Z]*=//p' "$bin/../CMakeCache.txt")
cmake -S "$elsewhere" -B "$elsewhere/build/again" -G Ninja -DCMAKE_BUILD_TYPE="$type" \
    -DSLIPWAY_TESTS=OFF -DSLIPWAY_SIMDJSON="$sources/build/deps/simdjson" \
    -DSLIPWAY_PLIST="$sources/build/deps/libplist"
cmake --build "$elsewhere/build/again" --target slipway-shim
cmp "$elsewhere/build/again/bin/slipway-shim" "$bin/slipway-shim"
)sh";

TEST(AnExecutable, IsTheSameBytesWhereverItIsBuilt) {
    Sandbox world;
    world.set("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
    Command command = world.command(
        "/bin/bash", {"-c", "sources=" SLIPWAY_TEST_SOURCE " bin=" SLIPWAY_TEST_BIN " elsewhere='" +
                                (world / "another folder/of sources").string() + "'\n" +
                                std::string(kBuildElsewhere)});
    command.timeLimit = std::chrono::minutes(10);
    const Ended built = run(command);
    EXPECT_EQ(built.code, 0) << built;
}

}  // namespace
}  // namespace slipway::test
