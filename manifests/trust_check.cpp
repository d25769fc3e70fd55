// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "manifests/trust_check.h"

#include <algorithm>

namespace slipway {

namespace {

constexpr std::uint32_t kRoot = 0;
}  // namespace

TrustCheck::TrustCheck(const Host& host)
    : host_(host),
      ways_(host.disk, host.rules),
      rule_{.owners = {kRoot, host.user.value_or(kRoot)}} {}

void TrustCheck::follow(const Policy& policy) {
    if (!host_.user) return;
    trusted_.clear();
    rule_ = {.owners = {kRoot, *host_.user}, .groupWritable = policy.groupWritable};
    for (const std::string& owner : policy.trustedOwners) {
        if (const auto id = ownerNumber(owner, host_.disk)) rule_.owners.push_back(*id);
    }
    for (const std::string& folder : policy.trustedRoots) {
        if (!isAbsolutePath(folder, host_.rules)) continue;
        rule_.folders.push_back(ways_.to(tidyPath(folder, host_.rules)).real);
    }
}

std::optional<Distrust> TrustCheck::ofRoot(const std::string& folder) {
    if (!host_.user) return std::nullopt;
    const WayFinder::Place& place = ways_.to(folder);
    Way above = place.way;
    const auto root = std::ranges::find(above, place.real, &Step::path);
    if (root != above.end()) {
        const std::uint32_t owner = root->owner;
        above.erase(root);
        if (!whyNotTrusted(above, rule_, host_.rules)) {
            rule_.localOwners.push_back({place.real, owner});
        }
    }
    auto distrust = whyNotTrusted(place.way, rule_, host_.rules);
    if (!distrust && place.real == folder) trusted_.insert(folder);
    return distrust;
}

std::optional<Distrust> TrustCheck::of(const std::string& file) {
    return of(file, host_.disk);
}

std::optional<Distrust> TrustCheck::ofManifest(const std::string& file) {
    return of(file, host_.disk.ofPlugins());
}

std::optional<Distrust> TrustCheck::of(const std::string& file, Disk& disk) {
    if (!host_.user || isPlainlyTrusted(file, disk)) return std::nullopt;
    return whyNotTrusted(ways_.to(file).way, rule_, host_.rules);
}

// Nearly every file stands in a plugin of a trusted root: only the few steps from there are left to
// be looked at, and no way has to be put together. False where that is not enough to tell.
bool TrustCheck::isPlainlyTrusted(const std::string& file, Disk& disk) const {
    const auto root = std::ranges::find_if(
        trusted_, [&](const std::string& folder) { return isWithin(file, folder, host_.rules); });
    if (root == trusted_.end()) return false;
    for (std::string path = file; path != *root; path = std::string(folderOf(path, host_.rules))) {
        const Entry entry = disk.entry(path);
        if (entry.facts.error != 0 || !entry.target.empty()) return false;
        const Step step{path, entry.facts.owner, entry.facts.mode};
        if (whyNotTrusted({&step, 1}, rule_, host_.rules)) return false;
    }
    return true;
}

}  // namespace slipway
