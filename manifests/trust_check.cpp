// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "manifests/trust_check.h"

#include <algorithm>
#include <charconv>

#include "resolver/text.h"

namespace slipway {

namespace {

constexpr std::uint32_t kRoot = 0;
constexpr std::uint64_t kLargestUserList = 16 << 20;

std::optional<std::uint32_t> number(std::string_view text) {
    std::uint32_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool isWhole = error == std::errc{} && end == text.data() + text.size();
    return isWhole ? std::optional(value) : std::nullopt;
}

// Of a line `NAME:PASSWORD:NUMBER:…` (passwd(5)).
std::optional<std::uint32_t> numberIn(std::string_view line, std::string_view name) {
    std::string_view fields[3];
    std::size_t count = 0;
    forEachEntry(line, ":", [&](std::string_view field) {
        if (count < std::size(fields)) fields[count++] = field;
    });
    return count == std::size(fields) && fields[0] == name ? number(fields[2]) : std::nullopt;
}

}  // namespace

std::optional<std::uint32_t> ownerNumber(const std::string& owner, Disk& disk) {
    if (const auto known = number(owner)) return known;
    const auto users = disk.read("/etc/passwd", kLargestUserList);
    std::optional<std::uint32_t> found;
    if (!users) return found;
    forEachEntry(users->text, "\n", [&](std::string_view line) {
        if (!found) found = numberIn(line, owner);
    });
    return found;
}

TrustCheck::TrustCheck(const Host& host)
    : host_(host), ways_(host.disk), rule_{.owners = {kRoot, host.user.value_or(kRoot)}} {}

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
    if (!host_.user || isPlainlyTrusted(file)) return std::nullopt;
    return whyNotTrusted(ways_.to(file).way, rule_, host_.rules);
}

// Nearly every file stands in a plugin of a trusted root: only the few steps from there are left to
// be looked at, and no way has to be put together. False where that is not enough to tell.
bool TrustCheck::isPlainlyTrusted(const std::string& file) {
    const auto root = std::ranges::find_if(
        trusted_, [&](const std::string& folder) { return isWithin(file, folder, host_.rules); });
    if (root == trusted_.end()) return false;
    for (std::string path = file; path != *root; path = std::string(folderOf(path, host_.rules))) {
        const Entry entry = host_.disk.entry(path);
        if (entry.facts.error != 0 || !entry.target.empty()) return false;
        const Step step{path, entry.facts.owner, entry.facts.mode};
        if (whyNotTrusted({&step, 1}, rule_, host_.rules)) return false;
    }
    return true;
}

}  // namespace slipway
