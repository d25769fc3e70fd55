// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "installer/reach.h"

#include <filesystem>

#include "resolver/text.h"

namespace slipway {

namespace {

namespace fs = std::filesystem;

bool isSameFolder(const fs::path& left, const fs::path& right) {
    std::error_code failed;
    const bool same = fs::equivalent(left, right, failed);
    // Neither is there yet: "/bin/" and "/bin" are the same then, too.
    return failed ? (left / "").lexically_normal() == (right / "").lexically_normal() : same;
}

}  // namespace

bool isExecutableFile(const std::string& path) {
    std::error_code failed;
    const fs::file_status status = fs::status(path, failed);
    constexpr auto kAnyone = fs::perms::owner_exec | fs::perms::group_exec | fs::perms::others_exec;
    return fs::is_regular_file(status) && (status.permissions() & kAnyone) != fs::perms::none;
}

Reach reachOf(const std::string& folder, const std::string& name, std::string_view path,
              const PlatformRules& rules) {
    Reach reach;
    forEachEntry(path, {&rules.listSeparator, 1}, [&](std::string_view entry) {
        const fs::path candidate(entry);
        if (!candidate.is_absolute()) return;
        if (isSameFolder(candidate, folder)) {
            if (reach.kind != Reach::Kind::kNotOnPath) return;
            reach.kind = reach.other.empty() ? Reach::Kind::kReady : Reach::Kind::kBehind;
        } else if (reach.other.empty() && isExecutableFile((candidate / name).string())) {
            reach.other = (candidate / name).string();
        }
    });
    return reach;
}

}  // namespace slipway
