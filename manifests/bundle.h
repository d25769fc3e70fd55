// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Application bundles of macOS: folders named `NAME.app` whose `Contents/Info.plist` says what is
// in them.

#pragma once

#include <expected>
#include <string>
#include <string_view>

#include "manifests/disk.h"

namespace slipway {

struct Bundle {
    std::string executable;  // its path
    std::string version;     // CFBundleShortVersionString; empty: the bundle says none
};

bool isBundleName(std::string_view path);

// An error is why it is no bundle, in words that go on from "… is no installation: ".
std::expected<Bundle, std::string> readBundle(const std::string& path, Disk& disk);

}  // namespace slipway
