// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "resolver/system_windows.h"
#include "shim/marker.h"

namespace slipway {

bool isShim(const char* path) {
    Arena arena;
    const Handle file(::CreateFileW(widePath(path, arena), GENERIC_READ, kShareAll, nullptr,
                                    OPEN_EXISTING, 0, nullptr));
    // A device (`NUL`, a pipe) would be opened by its name, too.
    if (!file.isOpen() || ::GetFileType(file.get()) != FILE_TYPE_DISK) return false;
    char bytes[kMarkerReach];
    DWORD size = 0;
    if (!::ReadFile(file.get(), bytes, sizeof bytes, &size, nullptr)) return false;
    return looksLikeShim({bytes, size});
}

}  // namespace slipway
