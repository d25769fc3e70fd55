// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Which applications there are, and where.

#pragma once

#include <string>
#include <vector>

#include "cli/surroundings.h"

namespace slipway {

struct ListedInstallation {
    std::string version;  // empty: not known
    std::string path;
};

struct ListedApplication {
    std::string name;
    std::string label;
    std::string icon{};                             // a path or a name; empty: none
    std::vector<std::string> categories{};          // freedesktop.org's
    std::vector<std::string> mimeTypes{};           // of what it opens
    std::vector<std::string> commands;              // besides the main one
    std::vector<ListedInstallation> installations;  // newest first
    std::vector<std::string> places;                // where they are looked for
};

struct ListedShim {
    std::string name;
    std::string launches;  // "maya@2024", a target's path; empty: the command of its name
    bool broken = false;   // the `slipway-shim` that it leads to is gone
};

struct ListedShimFolder {
    std::string path;
    std::vector<ListedShim> shims;
};

struct Listing {
    std::vector<ListedApplication> applications;
    std::vector<ListedShimFolder> shimFolders;  // as foldersOfShims(); none empty
    std::vector<std::string> inPlace;           // executables that shims stand in the place of
};

// Where shims may be: the folder of the user's own, those of PATH, all users'; each once, however
// often and by whatever path it is named.
std::vector<std::string> foldersOfShims(const Surroundings& surroundings);

Listing listApplications(const Surroundings& surroundings);

// `all`: with those that are not installed, and where they were looked for.
std::string listingText(const Listing& listing, bool all, const Screen& screen);

}  // namespace slipway
