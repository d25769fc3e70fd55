// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "resolver/path.h"
#include "shim/identity.h"
#include "shim/kernel_posix.h"

namespace slipway {

// The path that it was executed by is the kernel's, not the caller's to make up.
Identity identify(const Process& process, Arena& arena) {
    const std::string_view path = process.executedAs;
    return {fileNameOf(path, kHostRules), folderOf(path, kHostRules), ownFile(arena)};
}

}  // namespace slipway
