// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <unistd.h>

#include "shim/child_process.h"
#include "shim/process.h"
#include "shim/refusal_notice.h"

namespace slipway {

bool isSeenOnDesktopOnly(std::span<const char* const> environment) {
    if (::isatty(2) == 1) return false;
    // The last is macOS', of what its desktop starts.
    for (std::string_view name :
         {"WAYLAND_DISPLAY", "DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "__CFBundleIdentifier"}) {
        const char* value = variable(environment, name);
        if (value != nullptr && *value != '\0') return true;
    }
    return false;
}

void showRefusal(std::string_view slipway, std::string_view command,
                 std::span<const std::string_view> reasons,
                 std::span<const char* const> environment, Arena& arena) {
    ArenaVector<const char*> arguments(arena);
    for (std::string_view text : {slipway, kShowRefusalVerb, command}) {
        arguments.push(arena.copy(text).data());
    }
    for (std::string_view reason : reasons) arguments.push(arena.copy(reason).data());
    arguments.push(nullptr);
    const auto child = startChild(arguments.span(), environment);
    if (!child) return;
    ::close(child->output);
    waitForChild(*child);
}

}  // namespace slipway
