// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// One configuration for all platforms, read on Windows: `/mnt/pipeline` is on no drive there, and
// nothing relative to the file.

#include <gmock/gmock.h>

#include "manifests/configuration.h"
#include "tests/support/fake_disk.h"

namespace slipway {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class PathWithoutDrive : public testing::Test {
  protected:
    PathWithoutDrive() {
        host.variables = [](std::string_view name) -> std::optional<std::string> {
            if (name != "SLIPWAY_CONFIG") return std::nullopt;
            return R"(C:\c\config.toml)";
        };
    }
    Configuration read(std::string_view text) {
        disk.write(R"(C:\c\config.toml)", text);
        diagnostics = {};
        Questions questions(host);
        return readConfiguration(host, questions, diagnostics);
    }
    std::vector<std::string> roots(std::string_view text) {
        std::vector<std::string> paths;
        for (const ConfiguredPath& path : read(text).pluginPath) paths.push_back(path.path);
        return paths;
    }
    std::string said() const {
        std::string lines;
        for (const Diagnostic& diagnostic : diagnostics.list()) lines += oneLine(diagnostic) + "\n";
        return lines;
    }

    test::FakeDisk disk{kWindowsRules};
    Host host{.disk = disk, .rules = kWindowsRules, .variables = {}};
    Diagnostics diagnostics;
};

TEST_F(PathWithoutDrive, IsNoPluginRootAndTheWarningSaysWhatIs) {
    EXPECT_THAT(roots("plugin_path = ['/mnt/pipeline', 'P:/pipeline', 'here']\n"),
                ElementsAre("P:/pipeline", R"(C:\c\here)"));
    EXPECT_THAT(said(), HasSubstr("'/mnt/pipeline' is on no drive and is passed over"));
    EXPECT_THAT(said(), HasSubstr("[paths]"));
}

TEST_F(PathWithoutDrive, IsNotIncluded) {
    read("include = ['/mnt/site.toml']\n");
    EXPECT_THAT(said(), HasSubstr("'/mnt/site.toml' is on no drive and is not included"));
}

TEST_F(PathWithoutDrive, MayBeAPathThatAPlaceIsRecognisedBy) {
    EXPECT_THAT(roots("plugin_path = ['{paths.p}/x']\n[paths]\np = ['P:/p', '/mnt/p']\n"),
                ElementsAre("P:/p/x"));
    EXPECT_THAT(said(), IsEmpty());
}

TEST_F(PathWithoutDrive, IsToldOfWhereItIsTheOneToWrite) {
    const Configuration configuration = read("[paths]\np = '/mnt/p'\n");
    ASSERT_TRUE(configuration.places->byName.contains("p"));
    EXPECT_EQ(templateText(configuration.places->byName.at("p").front()), "/mnt/p");
    EXPECT_THAT(said(), HasSubstr("'/mnt/p' is on no drive"));
    EXPECT_THAT(said(), HasSubstr("windows = "));
}

}  // namespace
}  // namespace slipway
