// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// `slipway doctor` on a host where all is well and on one where much is not, to the letter.

#include <gmock/gmock.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <regex>

#include "tests/support/golden.h"
#include "tests/support/rights.h"

namespace slipway::test {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

class DoctorsHost : public testing::Test {
  protected:
    DoctorsHost() {
        world.set("PATH", "$SANDBOX/shims");
        world.set("SHELL", "/bin/bash");
    }

    // But for the line that tells of this machine's limits.
    void expectReport(const std::string& name, int code) {
        const Ended ended = world.slipway({"doctor"});
        EXPECT_EQ(ended.code, code) << ended;
        EXPECT_EQ(ended.errors, "");
        expectGolden(world, name, std::regex_replace(ended.output, std::regex("limits  .*\n"), ""));
    }

    // What mends the finding of that code; empty where there is none.
    std::string mendOf(std::string_view code) {
        const auto told = nlohmann::json::parse(world.slipway({"doctor", "--json"}).output);
        for (const auto& finding : told["findings"]) {
            if (finding["code"] == code) return finding["mend"];
        }
        return {};
    }

    MayaSandbox world;
};

TEST_F(DoctorsHost, Healthy) {
    expectReport("doctor-healthy.txt", 0);
}

TEST_F(DoctorsHost, Sick) {
    world.installation("tool", "1");
    world.install({"--target", world.executable("tool", "1")});
    fs::remove(world.executable("tool", "1"));
    world.installation("maya", "2025");
    world.set("PATH", "$SANDBOX/opt/maya2025/bin:$SANDBOX/shims");
    world.set("SLIPWAY_PLUGIN_PATH", "$SANDBOX/studio:relative:$SANDBOX/unmounted:$SANDBOX/empty");
    world.makeFolder("empty");
    world.plugin("studio/tools-1.0", "slipway = 1\n");
    world.plugin("studio/tools-1.1", "slipway = 1\n");
    world.plugin("studio/colour-0.9",
                 "slipway = 1\n[[integration]]\n[integration.env]\nOCIO.prepnd = \"x\"\n");
    world.plugin("home/.local/share/slipway/plugins/old-2.0", "slipway = 1\n");
    world.write(world.cache() / "catalogues", "a file");
    world.write("home/.config/slipway/config.toml", "[use\n");
    expectReport("doctor-sick.txt", 1);
}

TEST_F(DoctorsHost, SaysTheSameOnceACatalogueIsKept) {
    warmCache(world);
    const Ended ended = world.slipway({"doctor"});
    EXPECT_EQ(ended.code, 0) << ended;
    EXPECT_NE(ended.output.find(": 2 catalogues, "), std::string::npos) << ended;
}

TEST_F(DoctorsHost, TellsOfDamagedFilesInTheCacheAndOfThoseThatOthersCanWrite) {
    warmCache(world);
    const fs::path catalogues = cacheFiles(world).front().parent_path();
    letOthersOnlyRead(world.write(catalogues / "0123456789abcdef", "cut"));
    letOthersWrite(world.write(catalogues / "fedcba9876543210", "cut"));
    EXPECT_THAT(mendOf("cache-damaged"), HasSubstr("0123456789abcdef"));
    EXPECT_THAT(mendOf("cache-file-foreign"), HasSubstr("fedcba9876543210"));
    EXPECT_EQ(mendOf("cache-foreign"), "");
    letOthersWrite(catalogues);
    EXPECT_NE(mendOf("cache-foreign"), "");
}

}  // namespace
}  // namespace slipway::test
