// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/farm/farm_world.h"
#include "tests/support/start_windows.h"

namespace slipway::test {

std::vector<std::string> workersOwn(const Sandbox& world) {
    std::vector<std::string> entries = {"USERPROFILE=" + std::string(world / "worker"),
                                        "LOCALAPPDATA=" + std::string(world / "worker/local"),
                                        "USERNAME=render"};
    for (const auto& [name, value] : systemVariables()) {
        entries.push_back(narrowed(name) + "=" + narrowed(value));
    }
    entries.push_back("PATH=" + narrowed(systemVariables().at(L"SystemRoot")) + "\\System32");
    return entries;
}

}  // namespace slipway::test
