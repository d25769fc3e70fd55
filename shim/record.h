// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// What `slipway install` writes down beside a shim for the shim to know: `.slipway/NAME` in the
// shim's folder. A shim that has nothing to know (the command NAME of a known application) has no
// record.
//
// The file is a block of NUL-terminated entries, "KEY=value", the first being "slipway-shim=1":
// any path fits in, and reading it needs no parser. Names beginning with a dot are never a shim's:
// in `.slipway` they are the installer's own.

#pragma once

#include <optional>
#include <string_view>

#include "resolver/arena.h"

namespace slipway {

inline constexpr std::string_view kRecordFolder = ".slipway";
inline constexpr std::string_view kRecordSignature = "slipway-shim=1";

// Empty: not recorded.
struct ShimRecord {
    std::string_view command{};  // what the launch is of, where the shim's name is another
    std::string_view version{};  // the shim is bound to this version of the application
    std::string_view target{};   // the real executable, absolute
    std::string_view slipway{};  // the slipway executable, where it is not beside the shim's file
    // "1": the shim stands in the place of the executable that it launches (shim/in_place.h).
    // Nothing else is recorded of where that is, so that the application's folder may be moved, or
    // be reached by another path from another host.
    std::string_view inPlace{};
};

// Nothing where the bytes are no record. Unknown keys are passed over. The texts stay in `bytes`.
std::optional<ShimRecord> parseRecord(std::string_view bytes);

// The bytes of a record.
std::string_view formatRecord(const ShimRecord& record, Arena& arena);

}  // namespace slipway
