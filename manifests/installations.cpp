// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "manifests/installations.h"

#include <algorithm>
#include <optional>
#include <set>

#include "manifests/find_pattern.h"
#include "resolver/version.h"

namespace slipway {

namespace {

// What is started where an installation was found, or nothing where there is none.
std::optional<std::string> executableAt(const std::string& path, Disk& disk) {
    if (!isExecutableFile(disk.facts(path))) return std::nullopt;
    return path;
}

void addMatches(const FindEntry& entry, const Host& host,
                std::vector<Installation>& installations) {
    const auto pattern = parseFindPattern(entry.path, host.rules, host.variables);
    if (!pattern) return;
    for (PatternMatch& match :
         pathsMatching(*pattern, entry.version.value_or(""), host.rules, host.disk)) {
        const auto executable = executableAt(match.path, host.disk);
        if (!executable) continue;
        installations.push_back(
            {std::move(match.version), *executable, entry.arguments, entry.location});
    }
}

void dropRepeats(std::vector<Installation>& installations) {
    std::set<std::string> seen;
    std::erase_if(installations, [&](const Installation& installation) {
        return !seen.insert(installation.path).second;
    });
}

}  // namespace

std::vector<Installation> findInstallations(const Application& application, const Host& host) {
    std::vector<Installation> installations;
    for (const FindEntry& entry : application.find) {
        addMatches(entry, host, installations);
    }
    dropRepeats(installations);
    std::ranges::stable_sort(installations, [](const auto& left, const auto& right) {
        return compareVersions(left.version, right.version) > 0;
    });
    return installations;
}

}  // namespace slipway
