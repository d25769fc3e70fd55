// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Trust on one host: the rule that its user and its configuration make, and the ways on its disk.

#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "manifests/configuration.h"
#include "manifests/host.h"
#include "manifests/way.h"

namespace slipway {

// Root and the user are trusted from the start. On a host without a user, everything is.
class TrustCheck {
  public:
    explicit TrustCheck(const Host& host);

    // From now on as the policy says.
    void follow(const Policy& policy);

    // From now on a root's owner is trusted beneath it, where what is above the root is.
    std::optional<Distrust> ofRoot(const std::string& folder);
    std::optional<Distrust> of(const std::string& file);
    // The same; what is looked at matters to that plugin alone.
    std::optional<Distrust> ofManifest(const std::string& file);

  private:
    std::optional<Distrust> of(const std::string& file, Disk& disk);
    bool isPlainlyTrusted(const std::string& file, Disk& disk) const;

    const Host& host_;
    WayFinder ways_;
    TrustRule rule_;
    std::set<std::string> trusted_;  // roots without a link on the way, with what is above them
};

// The number of a user, by name or as a number already. Names are those of /etc/passwd: the C
// library's own look-up would load libraries of the host into a static executable. On Windows an
// account's or group's name, `DOMAIN\\name` too, and the number is what stands for its SID.
std::optional<std::uint32_t> ownerNumber(const std::string& owner, Disk& disk);

}  // namespace slipway
