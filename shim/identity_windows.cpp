// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "resolver/path.h"
#include "resolver/windows_path.h"
#include "shim/identity.h"

namespace slipway {

// The name on the command line is whatever the caller wrote there; a shim is a copy here, so its
// own file has the name that counts.
Identity identify(const Process& process, Arena&) {
    const std::string_view path = process.executedAs;
    return {withoutExe(fileNameOf(path, kHostRules)), folderOf(path, kHostRules), path};
}

}  // namespace slipway
