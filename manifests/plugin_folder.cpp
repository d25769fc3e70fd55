// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "manifests/plugin_folder.h"

#include <algorithm>

#include "resolver/text.h"

namespace slipway {

namespace {

constexpr std::string_view kNoarch = "noarch";
constexpr std::string_view kPlatforms[] = {"windows", "mac", "linux", kNoarch};

bool beginsWithDigitsAndDot(std::string_view text) {
    const std::size_t digits = text.find_first_not_of("0123456789");
    return digits != 0 && digits != std::string_view::npos && text[digits] == '.';
}

// The `-` that the version follows.
std::size_t dashBeforeVersion(std::string_view folder) {
    std::size_t dash = folder.find('-', 1);  // a name has at least one character
    while (dash != std::string_view::npos && !beginsWithDigitsAndDot(folder.substr(dash + 1))) {
        dash = folder.find('-', dash + 1);
    }
    return dash;
}

// The platform at the end of `VERSION-PLATFORM`, or an empty text.
std::string_view platformOf(std::string_view version) {
    const std::size_t dash = version.rfind('-');
    if (dash == std::string_view::npos) return {};
    const auto known = std::ranges::find_if(kPlatforms, [&](std::string_view platform) {
        return equals(version.substr(dash + 1), platform, Case::kIgnored);
    });
    return known == std::end(kPlatforms) ? std::string_view{} : *known;
}

}  // namespace

FolderName parseFolderName(std::string_view folder) {
    const std::size_t dash = dashBeforeVersion(folder);
    if (dash == std::string_view::npos) return {.name = std::string(folder)};
    std::string_view version = folder.substr(dash + 1);
    const std::string_view platform = platformOf(version);
    if (!platform.empty()) version.remove_suffix(platform.size() + 1);
    return {std::string(folder.substr(0, dash)), std::string(version), std::string(platform)};
}

bool isForPlatform(const FolderName& folder, const PlatformRules& rules) {
    return folder.platform.empty() || folder.platform == kNoarch ||
           folder.platform == rules.folderName;
}

}  // namespace slipway
