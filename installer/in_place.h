// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// The place of an application's own command: what stands there, and the two ways it can be left in,
// each reached from wherever an interruption, or an update of the application, left it.

#pragma once

#include <string>
#include <string_view>

#include "installer/files.h"

namespace slipway {

// `maya` → `maya.slipway-real`
std::string realPathOf(const std::string& command);
// Where the record is of a shim that stands there; and the name that the shim knows itself by.
std::string placeRecordPath(const std::string& command);
std::string placeName(std::string_view fileName);

enum class Standing {
    kNothing,
    kOwn,      // the application's own executable, and nothing beside it
    kShim,     // a shim, and the executable beside it
    kBegun,    // the executable under both names: an install was interrupted
    kUpdated,  // an executable that is not the one beside it: an update overwrote the shim
    kGone,     // the command is gone, its executable still beside where it was
    kLost,     // a shim, whose executable is gone
};
Standing standingOf(const std::string& command);

// Nothing of it can be seen: its volume is not mounted, or the application is gone with its folder.
bool isAway(const std::string& command);

// A copy of `shimFile` stands at `command`, the executable beside it. At no moment is there no
// command. Where the application put a new executable there, that one is the real one from now on.
int standShim(const std::string& command, const std::string& shimFile, const std::string& temporary,
              Files& files);

// The executable stands at `command`, nothing beside it. A shim that lost its executable goes.
int standExecutable(const std::string& command, Files& files);

}  // namespace slipway
