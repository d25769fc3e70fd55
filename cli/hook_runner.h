// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Running hooks of ftrack Connect in the user's Python (importer/stand_in.py).

#pragma once

#include <chrono>
#include <expected>
#include <string>
#include <vector>

#include "cli/surroundings.h"
#include "importer/recording.h"

namespace slipway {

// A folder of this process's own, deleted with all that is in it.
class ScratchFolder {
  public:
    ScratchFolder();
    ~ScratchFolder();
    ScratchFolder(const ScratchFolder&) = delete;
    ScratchFolder& operator=(const ScratchFolder&) = delete;
    const std::string& path() const { return path_; }  // empty: it could not be made

  private:
    std::string path_;
};

class HookRunner {
  public:
    // Otherwise why there is no Python to run hooks in.
    static std::expected<HookRunner, std::string> make(const Surroundings& surroundings,
                                                       std::string scratch,
                                                       std::chrono::milliseconds timeout);

    struct Result {
        ftrack::Recordings recordings;
        std::string failure;  // empty: all scenarios came to their end
    };
    // The hook gets nothing of this process: an environment of its own, nothing to read, streams
    // that lead nowhere. Whatever it leaves in its process group ends with it.
    Result run(const std::string& hook, const std::string& pluginVersion,
               const std::vector<ftrack::Scenario>& scenarios);

  private:
    HookRunner(std::string python, std::string scratch, std::chrono::milliseconds timeout)
        : python_(std::move(python)), scratch_(std::move(scratch)), timeout_(timeout) {}

    std::string python_;
    std::string scratch_;
    std::chrono::milliseconds timeout_;
    unsigned runs_ = 0;
};

}  // namespace slipway
