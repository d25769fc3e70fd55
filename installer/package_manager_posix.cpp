// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string_view>

#include "installer/package_manager.h"

namespace slipway {

namespace {

namespace fs = std::filesystem;

constexpr const char* kFileLists = "/var/lib/dpkg/info";
constexpr const char* kDiversions = "/var/lib/dpkg/diversions";

// Nowhere else do packages put programs (Filesystem Hierarchy Standard 3.0): most executables need
// no look at hundreds of lists.
bool isWherePackagesAre(const std::string& path) {
    constexpr std::string_view kTrees[] = {"/usr/", "/opt/", "/bin/", "/sbin/", "/srv/"};
    const auto holds = [&](std::string_view tree) { return path.starts_with(tree); };
    return std::ranges::any_of(kTrees, holds) && !path.starts_with("/usr/local/");
}

bool hasLine(const fs::path& file, const std::string& wanted) {
    std::ifstream lines(file);
    for (std::string line; std::getline(lines, line);) {
        if (line == wanted) return true;
    }
    return false;
}

}  // namespace

// The lists themselves: dpkg-query takes what it is given for a pattern.
bool isPackaged(const std::string& path) {
    if (!isWherePackagesAre(path)) return false;
    std::error_code failed;
    for (fs::directory_iterator list(kFileLists, failed), end; !failed && list != end;
         list.increment(failed)) {
        if (list->path().extension() == ".list" && hasLine(list->path(), path)) return true;
    }
    return false;
}

// Three lines each: the path, where to, whose diversion it is.
bool isDiverted(const std::string& path, const std::string& to) {
    std::ifstream lines(kDiversions);
    std::string from, target, owner;
    while (std::getline(lines, from) && std::getline(lines, target) && std::getline(lines, owner)) {
        if (from == path && target == to) return true;
    }
    return false;
}

}  // namespace slipway
