// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "installer/reach.h"

#include <filesystem>

#include "installer/path_of.h"
#include "resolver/path.h"
#include "resolver/text.h"
#include "shim/command_path.h"

namespace slipway {

namespace {

namespace fs = std::filesystem;

// By a name that ends in a separator Windows' run-time library finds no folder.
fs::path withoutEndingSeparator(const fs::path& folder) {
    return (folder / "").parent_path();
}

bool isSameFolder(const fs::path& left, const fs::path& right) {
    std::error_code failed;
    const bool same = fs::equivalent(left, right, failed);
    // Neither is there yet: "/bin/" and "/bin" are the same then, too.
    return failed ? (left / "").lexically_normal() == (right / "").lexically_normal() : same;
}

// What a shell finds there for what is typed; nothing where it looks further.
std::string commandIn(const fs::path& folder, const std::string& name, const PlatformRules& rules) {
    std::string found;
    const std::string_view endings = rules.platform == Platform::kWindows ? kCommandEndings : "";
    forEachEntry(endings, ";", [&](std::string_view ending) {
        std::string path = utf8Of(folder / pathOf(name + std::string(ending)));
        if (found.empty() && isExecutableFile(path)) found = std::move(path);
    });
    return found;
}

bool hasCommandEnding(std::string_view path) {
    bool has = false;
    forEachEntry(kCommandEndings, ";", [&](std::string_view ending) {
        if (path.size() < ending.size()) return;
        has = has || equals(path.substr(path.size() - ending.size()), ending, Case::kIgnored);
    });
    return has;
}

}  // namespace

// On Windows by its name: of modes each run-time library makes up its own there.
bool isExecutableFile(const std::string& path) {
    std::error_code failed;
    const fs::file_status status = fs::status(pathOf(path), failed);
    if (!fs::is_regular_file(status)) return false;
    if (kHostRules.platform == Platform::kWindows) return hasCommandEnding(path);
    constexpr auto kAnyone = fs::perms::owner_exec | fs::perms::group_exec | fs::perms::others_exec;
    return (status.permissions() & kAnyone) != fs::perms::none;
}

Reach reachOf(const std::string& folder, const std::string& name, std::string_view path,
              const PlatformRules& rules) {
    Reach reach;
    forEachEntry(path, {&rules.listSeparator, 1}, [&](std::string_view entry) {
        const fs::path candidate = withoutEndingSeparator(pathOf(entry));
        if (!isAbsolutePath(entry, rules)) return;
        if (isSameFolder(candidate, pathOf(folder))) {
            if (reach.kind != Reach::Kind::kNotOnPath) return;
            reach.kind = reach.other.empty() ? Reach::Kind::kReady : Reach::Kind::kBehind;
        } else if (reach.other.empty()) {
            reach.other = commandIn(candidate, name, rules);
        }
    });
    return reach;
}

}  // namespace slipway
