// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Launches within launches (spec 2.4). A launch leaves in SLIPWAY_SESSION how to take back what it
// changed; a launch within it begins by doing so, and only then composes afresh.
//
// The text is of printable ASCII without spaces at its ends, at most 8 KiB: a version, a checksum,
// then fields. Of lists it holds the hashes of the entries that were added, since the environment
// has the entries themselves; earlier values only where nothing else leads back to them, and never
// a secret's.

#pragma once

#include <cstddef>
#include <span>
#include <string_view>

#include "resolver/arena.h"
#include "resolver/context.h"
#include "resolver/environment.h"
#include "resolver/launch_chain.h"
#include "resolver/platform.h"
#include "resolver/secret_name.h"

namespace slipway {

inline constexpr std::string_view kSessionVariable = "SLIPWAY_SESSION";
inline constexpr std::string_view kLaunchIdVariable = "SLIPWAY_LAUNCH_ID";
inline constexpr std::string_view kApplicationVariable = "SLIPWAY_APPLICATION";

inline constexpr std::size_t kLargestSession = 8192;

// A version of an application that an enclosing launch runs.
struct VersionInUse {
    std::string_view application;
    std::string_view version;
};

// What a session tells besides the way back.
struct EnclosingLaunch {
    std::span<const ContextEntry> context;
    std::span<const VersionInUse> versions;  // of the innermost first
    LaunchChain chain;
    std::string_view session;  // the text itself; empty: there is no enclosing launch
};

struct StartingPoint {
    std::span<const char* const> environment;  // the starting one; a null pointer behind it
    // The process's own, for applications that say `nested = "inherit"`; a null pointer behind it.
    std::span<const char* const> inherited;
    EnclosingLaunch enclosing;
};

// Takes back what an enclosing launch had added to the environment that the process was started
// with. A session that is damaged or not Slipway's counts as none. `environment` is followed by a
// null pointer and must outlive the result.
StartingPoint takeBack(std::span<const char* const> environment, const PlatformRules& rules,
                       Arena& arena);

// What is written down; `inherited` is the session of a launch whose changes are part of the
// starting environment.
struct SessionContent {
    const Environment& environment;
    std::span<const ContextEntry> context;
    std::span<const VersionInUse> versions;
    const LaunchChain& chain;
    std::string_view inherited;
    SecretNames secrets{};
};

struct PrintedSession {
    std::string_view text;
    std::span<const std::string_view> left;  // variables that will not be taken back
};

PrintedSession printSession(const SessionContent& content, Arena& arena);

}  // namespace slipway
