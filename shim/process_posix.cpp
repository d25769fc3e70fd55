// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <unistd.h>

#include <cstddef>
#include <cstring>

#include "shim/kernel_posix.h"
#include "shim/process.h"

namespace slipway {

namespace {

// Most launches need no more; pages that are not touched cost nothing.
alignas(16) std::byte firstMemory[128 * 1024];

constexpr int kRefused = 125;

void endWithoutMemory() {
    constexpr std::string_view kMessage = "slipway: out of memory\n";
    [[maybe_unused]] const auto written = ::write(2, kMessage.data(), kMessage.size());
    ::_exit(kRefused);
}

std::span<const char* const> untilNull(char* const* texts) {
    std::size_t count = 0;
    while (texts[count] != nullptr) ++count;
    return {texts, count};
}

}  // namespace

Process captureProcess(int argc, char* const argv[], char* const environment[], Arena& arena) {
    return {.calledAs = argc > 0 ? argv[0] : "",
            .executedAs = executedPath(arena),
            .arguments = untilNull(argc > 0 ? argv + 1 : argv),
            .environment = untilNull(environment),
            .isPrivileged = isPrivileged()};
}

Arena processArena() {
    return {firstMemory, endWithoutMemory};
}

const char* variable(std::span<const char* const> environment, std::string_view name) {
    if (name.empty()) return nullptr;
    for (const char* entry : environment) {
        if (*entry != name.front()) continue;  // nearly all: it spares them a call
        if (std::strncmp(entry, name.data(), name.size()) == 0 && entry[name.size()] == '=') {
            return entry + name.size() + 1;
        }
    }
    return nullptr;
}

void say(std::string_view message, Arena& arena) {
    std::string_view rest = arena.join({"slipway: ", message, "\n"});
    while (!rest.empty()) {
        const ::ssize_t written = ::write(2, rest.data(), rest.size());
        if (written <= 0) return;
        rest.remove_prefix(static_cast<std::size_t>(written));
    }
}

}  // namespace slipway
