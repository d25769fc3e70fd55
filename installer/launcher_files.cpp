// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "installer/launcher_files.h"

#include <algorithm>
#include <filesystem>

#include "installer/content_of.h"
#include "installer/path_of.h"
#include "installer/workplace.h"
#include "resolver/json_text.h"

namespace slipway {

namespace fs = std::filesystem;

bool isTaken(const std::string& path) {
    std::error_code failed;
    return fs::exists(fs::symlink_status(pathOf(path), failed));
}

bool isLink(const std::string& path) {
    std::error_code failed;
    return fs::is_symlink(pathOf(path), failed);
}

std::optional<std::string_view> whyNotInText(std::string_view path) {
    Arena arena;
    if (!jsonEscaped(path, arena)) return "it is not UTF-8";
    if (std::ranges::any_of(path, isControl)) return "it has a control character";
    return std::nullopt;
}

std::string onOneLine(std::string text) {
    std::ranges::replace_if(text, isControl, ' ');
    return text;
}

Problems addMissingFolders(const std::string& folder, std::vector<Change>& changes) {
    const auto missing = missingFolders(folder);
    if (!missing) return missing.error();
    for (const std::string& path : *missing) {
        changes.push_back({Change::Kind::kFolder, path, {}, ""});
    }
    return {};
}

void addFolderRemovals(const std::string& folder, std::size_t count, std::vector<Change>& changes) {
    fs::path path = pathOf(folder);
    for (; count > 0 && path.has_relative_path(); --count, path = path.parent_path()) {
        changes.push_back({Change::Kind::kFolder, utf8Of(path), "", {}});
    }
}

}  // namespace slipway
