// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// What stands on the way from the root of the file system to a file.

#pragma once

#include <map>
#include <string>

#include "manifests/disk.h"
#include "manifests/trust.h"

namespace slipway {

// Asks the disk once about each folder, however many files are beneath it.
class WayFinder {
  public:
    WayFinder(Disk& disk, const PlatformRules& rules) : disk_(disk), rules_(rules) {}

    struct Place {
        Way way;           // each step once; ends where something is missing
        std::string real;  // the path without a link; what it would be, where it is missing
    };
    // `path` is absolute and tidy.
    const Place& to(const std::string& path);

  private:
    Place find(const std::string& path);
    Place upFrom(const Place& place);
    Place through(const Place& link, const std::string& target);

    Disk& disk_;
    const PlatformRules& rules_;
    std::map<std::string, Place> places_;
};

// The same place without `..`, so that it means the same to those who go by its text alone (as
// Python does). A link that `..` stands behind is followed; a path with something missing ahead of
// `..` stays as it is. On Windows `..` is a matter of the text.
std::string withoutParents(const std::string& path, Disk& disk, const PlatformRules& rules);

}  // namespace slipway
