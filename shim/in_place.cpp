// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "shim/in_place.h"

#include "resolver/text.h"

namespace slipway {

namespace {
constexpr std::string_view kReal = ".slipway-real";
}

std::string_view realNameOf(std::string_view path, const PlatformRules& rules, Arena& arena) {
    constexpr std::string_view kProgram = ".exe";
    const bool hasEnding =
        rules.platform == Platform::kWindows && path.size() > kProgram.size() &&
        equals(path.substr(path.size() - kProgram.size()), kProgram, Case::kIgnored);
    const std::size_t stem = path.size() - (hasEnding ? kProgram.size() : 0);
    return arena.join({path.substr(0, stem), kReal, path.substr(stem)});
}

}  // namespace slipway
