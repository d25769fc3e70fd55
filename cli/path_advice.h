// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// What is left to do after an install for the shims to be what a shell finds.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/surroundings.h"

namespace slipway {

// What puts a folder ahead of all others on PATH.
struct StartupLine {
    std::string file;  // where it goes
    std::string line;
    std::string then;  // what makes it count
    bool operator==(const StartupLine&) const = default;
};

// For the shell that SHELL names; a plain one where it is none that is known.
StartupLine startupLine(std::string_view shell, std::string_view folder, Platform platform);
// For the user's shell; of all users' folder, for everybody's.
StartupLine startupLine(const std::string& folder, const Surroundings& surroundings);

// On Windows; ahead of what all users have on PATH only an administrator's comes.
std::string powershellPathLine(std::string_view folder, bool isForAll);

// Whether it is where the shims of all users stand.
bool isSystemShimFolder(std::string_view folder, const Surroundings& surroundings);

// "ready: type maya", or what is still to do; whole lines.
std::string pathAdvice(const std::string& folder, const std::vector<std::string>& names,
                       const Surroundings& surroundings);

}  // namespace slipway
