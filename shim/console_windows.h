// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Where the two builds of the shim differ: an executable of the windows subsystem starts without a
// console. Which one this is, its own file's header says.

#pragma once

#include <cstdint>
#include <string_view>

#include "resolver/arena.h"

namespace slipway {

enum class Subsystem : std::uint8_t { kConsole, kWindows };

Subsystem ownSubsystem();

// Where this process has no console and the one that started it has, shares that: what is said is
// seen where the command was typed, and the application finds the console that it would have found.
void attachToParentsConsole();

// Whether there is no stream and no console that would show what is said.
bool isUnheard();

// To standard error; where that leads nowhere, to the console.
void writeToErrorStream(std::string_view text, Arena& arena);

}  // namespace slipway
