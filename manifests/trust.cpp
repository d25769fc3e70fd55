// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "manifests/trust.h"

#include <algorithm>

#include "manifests/paths.h"
#include "manifests/wording.h"

namespace slipway {

namespace {

// As stat(2) has them everywhere; <sys/stat.h> does not name them all on Windows.
constexpr std::uint32_t kTypeMask = 0170000;
constexpr std::uint32_t kFolder = 0040000;
constexpr std::uint32_t kLink = 0120000;
constexpr std::uint32_t kSticky = 0001000;
constexpr std::uint32_t kGroupWrites = 0020;
constexpr std::uint32_t kEveryoneWrites = 0002;

bool isLink(const Step& step) {
    return (step.mode & kTypeMask) == kLink;
}

// In such a folder nobody removes or renames what is somebody else's.
bool isStickyFolder(const Step& step) {
    return (step.mode & kTypeMask) == kFolder && (step.mode & kSticky) != 0;
}

bool isOwnerTrusted(const Step& step, const TrustRule& rule, const PlatformRules& rules) {
    if (std::ranges::find(rule.owners, step.owner) != rule.owners.end()) return true;
    return std::ranges::any_of(rule.localOwners, [&](const LocalOwner& local) {
        return local.owner == step.owner && isWithin(step.path, local.folder, rules);
    });
}

std::string_view whoWrites(const Step& step, const TrustRule& rule) {
    if (isLink(step) || isStickyFolder(step)) return {};
    if ((step.mode & kEveryoneWrites) != 0) return "everyone";
    return (step.mode & kGroupWrites) != 0 && !rule.groupWritable ? "its group" : "";
}

std::optional<Distrust> whyNotTrusted(const Step& step, const TrustRule& rule,
                                      const PlatformRules& rules) {
    if (!isOwnerTrusted(step, rule, rules)) {
        const std::string owner = std::to_string(step.owner);
        if (rules.platform == Platform::kWindows) {
            return Distrust{step.path, "is owned by somebody else",
                            "give it to Administrators, or name its owner in trusted_owners"};
        }
        return Distrust{
            step.path, "is owned by user " + owner,
            "chown root " + quoteForSh(step.path) + ", or name " + owner + " in trusted_owners"};
    }
    const std::string_view writer = whoWrites(step, rule);
    if (writer.empty()) return std::nullopt;
    if (rules.platform == Platform::kWindows) {
        return Distrust{step.path, "is writable by everyone",
                        "take the right to write from Everyone, Users, Authenticated Users and "
                        "Interactive (docs/trust.md has the commands)"};
    }
    return Distrust{step.path, "is writable by " + std::string(writer),
                    (writer == "everyone" ? "chmod o-w " : "chmod g-w ") + quoteForSh(step.path)};
}

// The trusted folders that the way leads through.
std::vector<std::string> foldersOn(std::span<const Step> way, const TrustRule& rule,
                                   const PlatformRules& rules) {
    std::vector<std::string> folders = rule.folders;
    std::erase_if(folders, [&](const std::string& folder) {
        return std::ranges::none_of(
            way, [&](const Step& step) { return isWithin(step.path, folder, rules); });
    });
    return folders;
}

}  // namespace

std::optional<Distrust> whyNotTrusted(std::span<const Step> way, const TrustRule& rule,
                                      const PlatformRules& rules) {
    const std::vector<std::string> folders = foldersOn(way, rule, rules);
    for (const Step& step : way) {
        const bool isExempt = std::ranges::any_of(folders, [&](const std::string& folder) {
            return isWithin(step.path, folder, rules) || isWithin(folder, step.path, rules);
        });
        if (isExempt) continue;
        if (auto distrust = whyNotTrusted(step, rule, rules)) return distrust;
    }
    return std::nullopt;
}

std::string describe(const Distrust& distrust) {
    return "is not trusted: " + quoted(distrust.path) + " " + distrust.reason;
}

}  // namespace slipway
