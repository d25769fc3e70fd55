// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// What a share can be asked of on Windows. No process is forked there, so a question is one of
// these, by its number, and bytes; the process that asks is this very executable, started once
// more.

#pragma once

#include "shim/share_asker.h"

namespace slipway {

// Of the argument's bytes, which are aligned to 8.
std::uint32_t hearWitnessesOfShare(void* argument, ShareAnswers& answers);  // witnesses_windows.cpp
std::uint32_t writeLine(void* argument, ShareAnswers& answers);             // log_windows.cpp
std::uint32_t lookAtPath(void* argument, ShareAnswers& answers);  // asked_share_windows.cpp

// What ShareAsker::isTrue can be asked with.
bool isThere(const char* path);        // host_world_windows.cpp
bool isCommandFile(const char* path);  // command_path_windows.cpp

// For a process that was started to ask a share: does that, and ends. Returns in every other.
void askIfSentToShare();

}  // namespace slipway
