// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "cli/detached_process.h"
#include "shim/helper_process_windows.h"

namespace slipway {

// The next is for a command that cannot be started: what becomes of one that was is not waited for.
void runDetached(const std::vector<CommandLine>& commands, const Surroundings& surroundings) {
    Arena arena;
    for (const CommandLine& command : commands) {
        std::vector<const char*> arguments;
        for (const std::string& word : command) arguments.push_back(word.c_str());
        if (startDetached(command[0], arguments, surroundings.environment, arena)) return;
    }
}

}  // namespace slipway
