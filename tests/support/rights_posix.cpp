// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/rights.h"
#include "tests/support/users.h"

namespace slipway::test {

namespace fs = std::filesystem;

void letOthersWrite(const fs::path& path) {
    setRights(path, 0777);
}

void letOthersOnlyRead(const fs::path& path) {
    setRights(path, 0755);
}

void giveToAnother(const fs::path& path) {
    give(path, kStranger);
}

void takeBack(const fs::path& path) {
    give(path, 0);
}

std::string isAnothers() {
    return "is owned by user " + std::to_string(kStranger);
}

}  // namespace slipway::test
