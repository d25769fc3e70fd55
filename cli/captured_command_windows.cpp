// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <memory>
#include <vector>

#include "cli/captured_command.h"
#include "cli/captured_stream_windows.h"
#include "shim/helper_process_windows.h"

namespace slipway {

namespace {

using How = CommandEnd::How;

How howOf(Followed followed) {
    switch (followed) {
        case Followed::kTooLong:
            return How::kTooLong;
        case Followed::kTooMuch:
            return How::kTooMuch;
        case Followed::kEnded:
            break;
    }
    return How::kExited;
}

}  // namespace

// What it leaves in the background goes on, so its job lets go of it when it has ended by itself.
CommandEnd runCaptured(const CommandToRun& command) {
    Arena arena;
    const Handle job = makeJobThatEnds();
    // Not the name as it was written: what this was looked up for, and is trusted.
    std::vector<const char*> words(command.arguments.begin(), command.arguments.end());
    words.front() = command.executable.c_str();
    words.push_back(nullptr);
    const auto started = startHelper({.arguments = words,
                                      .environment = command.environment,
                                      .job = job.get(),
                                      .errors = HelperErrors::kApart},
                                     arena);
    if (!started) return {How::kNotStarted, errnoOf(::GetLastError()), {}, {}, {}};
    const auto output = std::make_unique<CapturedStream>(
        started->conversation.get(), command.mostOutput == 0 ? Keep::kEnd : Keep::kAll,
        command.mostOutput);
    const auto errors = std::make_unique<CapturedStream>(started->errors.get(), Keep::kEnd);
    CapturedStream* const streams[] = {output.get(), errors.get()};
    How how = howOf(follow(started->process.get(), streams, command.timeout));
    if (how != How::kExited) ::TerminateJobObject(job.get(), 1);
    ::WaitForSingleObject(started->process.get(), INFINITE);
    output->readRest();
    errors->readRest();
    if (how == How::kExited && output->isTooMuch()) how = How::kTooMuch;
    letGoOf(job);
    DWORD code = 0;
    ::GetExitCodeProcess(started->process.get(), &code);
    return {how, static_cast<int>(code), output->take(), errors->take(), {}};
}

}  // namespace slipway
