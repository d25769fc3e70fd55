// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// The words of a session's text (session.h), shared by who writes and who reads it:
//
//   VERSION CHECKSUM FIELD…      parted by spaces; CHECKSUM is of all that follows it
//   FIELD is a letter and its parts, parted by commas. A part's bytes that are not printable
//   ASCII, and `%`, `,` and space, stand as %XX.

#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "resolver/hash.h"

namespace slipway::session {

inline constexpr char kVersion = '1';
inline constexpr char kBetweenFields = ' ';
inline constexpr char kBetweenParts = ',';
inline constexpr char kEscape = '%';

enum Field : char {
    kNested = 'n',       // launches in all
    kProcess = 'p',      // process id, launches in a row by it
    kStep = 'k',         // command, executable
    kSameStep = 'j',     // how many steps back the same one stands
    kApplication = 'a',  // application, version
    kContext = 'c',      // key, value
    kSet = 's',          // name, digest of the value given; was unset before
    kReplaced = 'r',     // name, digest of the value given, value before
    kUnset = 'u',        // name, value before
    // Name, separator, kWasEmpty or nothing, digests of what was added ahead of the core, digests
    // of what was added behind it; where something was popped also the digest of the core and, for
    // each run of popped entries, how many of the core's stand ahead of it, its anchor, the run.
    kList = 'l',
    kInherited = 'i',  // the rest is the session of an enclosing launch, taken back after this one
};

inline constexpr char kWasEmpty = 'e';

// An anchor is one of these and the digest of the core's entry that stood next to the run.
inline constexpr char kBehind = 'b';
inline constexpr char kAhead = 'a';
inline constexpr char kNoAnchor = '-';

// A digest is 48 bits of a hash in eight digits: among a thousand entries, one in a hundred million
// environments has two that are taken for each other.
inline constexpr std::size_t kDigestSize = 8;
inline constexpr unsigned kDigitBits = 6;
inline constexpr std::string_view kDigits =
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_";
inline constexpr std::uint64_t kDigestMask = (std::uint64_t{1} << 48) - 1;

inline std::uint64_t digest(std::string_view text) {
    return hashText(text) & kDigestMask;
}

}  // namespace slipway::session
