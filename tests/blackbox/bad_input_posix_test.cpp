// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Devices, FIFOs and links in the place of a manifest or a root.

#include <gmock/gmock.h>
#include <sys/stat.h>

#include "tests/blackbox/bad_input.h"

namespace slipway::test {
namespace {

namespace fs = std::filesystem;

// ---- things that are no file ----

INSTANTIATE_TEST_SUITE_P(
    PosixKind, BadManifestFile,
    ::testing::Values(
        BadFile{"Fifo", [](const fs::path& f) { mkfifo(f.c_str(), 0644); }},
        BadFile{"LinkLoop", [](const fs::path& f) { fs::create_symlink(f.filename(), f); }},
        BadFile{"EndlessDevice", [](const fs::path& f) { fs::create_symlink("/dev/zero", f); }}),
    [](const auto& test) { return std::string(test.param.name); });

// ---- roots ----

TEST_F(BadInput, ARootThatIsAFifoOrALinkToItselfIsAWarning) {
    ASSERT_EQ(mkfifo((world / "fifo").c_str(), 0644), 0);
    fs::create_symlink("loop", world / "loop");
    for (const char* root : {"fifo", "loop"}) {
        world.set("SLIPWAY_PLUGIN_PATH", world.expand("$SANDBOX/studio:$SANDBOX/") + root);
        expectALaunchOfTheRest(world / root);
    }
}

}  // namespace
}  // namespace slipway::test
