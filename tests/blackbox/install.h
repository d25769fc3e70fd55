// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// An application with a second command, in two versions, and what `slipway install` makes of it.

#pragma once

#include <gmock/gmock.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "tests/support/sandbox.h"

namespace slipway::test {

class Install : public ::testing::Test {
  protected:
    Install() {
        world.plugin("studio/definitions-vessel", R"(slipway = 1
[[application]]
name = "vessel"
find.$PLATFORM = ['$SANDBOX/opt/vessel{version}/bin/vessel$EXE']
[application.commands]
vesselpy = {}
)");
        for (const char* version : {"2023", "2024"}) {
            world.installation("vessel", version);
            std::filesystem::copy_file(probeExecutable(), second(version));
        }
    }

    Place first(const std::string& version) const { return world.executable("vessel", version); }
    Place second(const std::string& version) const {
        return world / ("opt/vessel" + version + "/bin/vesselpy$EXE");
    }

    Ended slipway(std::vector<std::string> arguments) const {
        arguments.insert(arguments.end(), {"--to", world / "shims"});
        return world.slipway(arguments);
    }

    Ended statusWithPath(std::string_view path) {
        world.set("PATH", path);
        return world.slipway({"status"});
    }

    // The names there, hidden ones aside, without the ending of executables.
    std::vector<std::string> shims() const {
        std::vector<std::string> names;
        std::error_code none;
        for (const auto& entry : std::filesystem::directory_iterator(world / "shims", none)) {
            std::string name = entry.path().filename().string();
            if (name.starts_with('.')) continue;
            if (name.ends_with(kHost.executableSuffix)) {
                name.resize(name.size() - kHost.executableSuffix.size());
            }
            names.push_back(name);
        }
        std::ranges::sort(names);
        return names;
    }

    Sandbox world;
};

class InstallFaults : public ::testing::Test {
  protected:
    InstallFaults() { world.application("easel", {"2024"}); }

    // Every path below the world's folder, caches aside.
    std::map<std::string, std::string> tree() const {
        namespace fs = std::filesystem;
        std::map<std::string, std::string> paths;
        for (const auto& entry : fs::recursive_directory_iterator(world.folder())) {
            if (entry.path().string().starts_with(std::string(world.cache()))) continue;
            const std::string path = entry.path().lexically_relative(world.folder()).string();
            paths[path] = entry.is_symlink() ? fs::read_symlink(entry).string() : "";
        }
        return paths;
    }
    std::string expected(std::string_view text) const { return world.expand(text); }

    Sandbox world;
};

}  // namespace slipway::test
