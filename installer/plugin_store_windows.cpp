// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <filesystem>

#include "installer/path_of.h"
#include "installer/plugin_store.h"

namespace slipway {

// Windows does not exchange names: the name is free for as long as a rename takes.
int exchangeFolders(const std::string& one, const std::string& other) {
    namespace fs = std::filesystem;
    const fs::path first = pathOf(one), second = pathOf(other), aside = pathOf(one + ".old");
    std::error_code failed;
    fs::rename(second, aside, failed);
    if (failed) return failed.default_error_condition().value();
    fs::rename(first, second, failed);
    if (!failed) return 0;
    std::error_code ofNoConcern;
    fs::rename(aside, second, ofNoConcern);
    return failed.default_error_condition().value();
}

}  // namespace slipway
