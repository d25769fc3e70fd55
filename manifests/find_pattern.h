// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// The paths of `find` entries (spec 1.4, "Finding installations"): `*` and `?` within one segment,
// `{version}` for a digit and the digits, letters and dots behind it, `{version.major}` and
// `{version.minor}` for its parts.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "manifests/disk.h"
#include "manifests/paths.h"
#include "manifests/template.h"
#include "resolver/platform.h"

namespace slipway {

struct PatternToken {
    enum class Kind : std::uint8_t {
        kByte,
        kAnyCharacter,  // `?`
        kAnyRun,        // `*`
        kVersion,
        kVersionMajor,
        kVersionMinor,
    };
    Kind kind = Kind::kByte;
    char byte = '\0';
    bool operator==(const PatternToken&) const = default;
};
using PatternTokens = std::vector<PatternToken>;

// An absolute path: its root, then segments, each with the separator ahead of it as written.
struct FindPattern {
    struct Segment {
        std::string separator;
        PatternTokens tokens;
    };
    std::string root;  // `\\` of a UNC path; else empty
    std::vector<Segment> segments;
};

// Nothing where a variable in it is unset, or where it is no absolute path. What `{home}` and
// `{env.NAME}` stand for is taken as it is, stars included.
std::optional<FindPattern> parseFindPattern(const Template& text, const PlatformRules& rules,
                                            const Variables& variables);

// What a text of the scope kEarly stands for; nothing where a variable in it is unset.
std::optional<std::string> earlyText(const Template& text, const PlatformRules& rules,
                                     const Variables& variables);

struct PatternMatch {
    std::string path;
    std::string version;  // empty: the pattern says none
    bool operator==(const PatternMatch&) const = default;
};

// Paths that fit, sorted within a folder. Folders are listed only where a segment needs it, so
// whether a path is there may be still to ask. `version` is what `{version}` must be; empty: any.
std::vector<PatternMatch> pathsMatching(const FindPattern& pattern, std::string_view version,
                                        const PlatformRules& rules, Disk& disk);

// The version in the first line that has the pattern anywhere in it.
std::optional<std::string> versionInOutput(std::string_view output, const Template& pattern,
                                           const PlatformRules& rules, const Variables& variables);

}  // namespace slipway
