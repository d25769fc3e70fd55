// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// `{launch.dir}`: a folder for one launch, of the user's own.

#pragma once

#include <expected>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace slipway {

// Where folders of launches are: beneath $XDG_RUNTIME_DIR, else in /tmp. Both are this host's, so
// that nobody else's processes are judged by it.
std::string folderOfLaunches(std::span<const char* const> environment);

// The name of a folder of the process: boot, namespace, number, start. Empty where there is no such
// process.
std::string launchFolderName(std::string_view processId);

// Makes it, 0700, and removes the folders of processes that are gone. The path, or in words why
// there is none.
std::expected<std::string, std::string> makeLaunchFolder(std::string_view processId,
                                                         std::span<const char* const> environment);

// A port of 127.0.0.1 that nobody listens at now; 0: none.
unsigned freePort();

}  // namespace slipway
