// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "cli/finished_command.h"
#include "shim/helper_process_windows.h"

namespace slipway {

FinishedCommand runToEnd(const std::vector<std::string>& command,
                         std::span<const char* const> environment) {
    Arena arena;
    std::vector<const char*> arguments;
    for (const std::string& word : command) arguments.push_back(word.c_str());
    arguments.push_back(nullptr);
    const auto started = startHelper(
        {.arguments = arguments, .environment = environment, .errors = HelperErrors::kOurs}, arena);
    if (!started) return {};
    FinishedCommand finished;
    if (const auto out = readUntilEnd(started->conversation.get(), INFINITE, arena)) {
        finished.out.assign(reinterpret_cast<const char*>(out->data()), out->size());
    }
    ::WaitForSingleObject(started->process.get(), INFINITE);
    DWORD code = 0;
    ::GetExitCodeProcess(started->process.get(), &code);
    finished.code = static_cast<int>(code);
    return finished;
}

}  // namespace slipway
