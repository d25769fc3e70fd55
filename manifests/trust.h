// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Whose files count (spec 2.6, "Trust"): the rule, as values. What stands on the way to a file is
// gathered elsewhere (manifests/way.h).

#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "resolver/platform.h"

namespace slipway {

// What is passed on the way from the root of the file system to a file: each folder, each link
// where it stands and then the way that it leads, last the file itself.
struct Step {
    std::string path;
    std::uint32_t owner = 0;
    std::uint32_t mode = 0;  // type and permission bits, as POSIX has them
    bool operator==(const Step&) const = default;
};
using Way = std::vector<Step>;

// Whose files count beneath one folder, the folder itself included.
struct LocalOwner {
    std::string folder;
    std::uint32_t owner;
};

struct TrustRule {
    std::vector<std::uint32_t> owners;      // root, the user, `trusted_owners`
    std::vector<LocalOwner> localOwners{};  // of plugin roots
    std::vector<std::string> folders{};     // `trusted_roots`: neither they nor what is above or
                                            // beneath them is asked about
    bool groupWritable = true;
};

struct Distrust {
    std::string path;    // the first on the way that is wrong
    std::string reason;  // "is writable by everyone"
    std::string advice;  // "chmod o-w /studio"
    bool operator==(const Distrust&) const = default;
};

// "is not trusted: '/studio' is writable by everyone"
std::string describe(const Distrust& distrust);

// Nothing where every step passes. Of a link only the owner counts: its mode means nothing.
std::optional<Distrust> whyNotTrusted(std::span<const Step> way, const TrustRule& rule,
                                      const PlatformRules& rules);

}  // namespace slipway
