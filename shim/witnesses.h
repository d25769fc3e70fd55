// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Whether everything that a catalogue rests on is still as it was (spec 2.8).

#pragma once

#include <span>

#include "resolver/catalogue.h"
#include "shim/share_asker.h"

namespace slipway {

enum class Care : std::uint8_t {
    kEnvironment,  // whether the environment can have become another one
    kAll,          // whether a launch that must not miss anything has to stop, too
};

enum class Testimony : std::uint8_t {
    kHolds,
    kChanged,
    kSilent,  // a share did not answer in time, and of the rest nothing has changed
};

// What is on a share is looked at by the asker, never by this process.
Testimony hearWitnesses(const Catalogue& catalogue, std::span<const char* const> environment,
                        Care care, ShareAsker& asker, Arena& arena);

}  // namespace slipway
