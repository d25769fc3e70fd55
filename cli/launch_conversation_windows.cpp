// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <span>

#include "cli/launch_conversation.h"
#include "resolver/system_windows.h"
#include "shim/preparation.h"

namespace slipway {

namespace {

constexpr std::uint64_t kLargestMessage = 1 << 30;
constexpr std::size_t kMostAtOnce = 1 << 20;

bool readWhole(std::span<std::byte> bytes) {
    while (!bytes.empty()) {
        DWORD count = 0;
        const auto size = static_cast<DWORD>(std::min(bytes.size(), kMostAtOnce));
        if (!::ReadFile(::GetStdHandle(STD_INPUT_HANDLE), bytes.data(), size, &count, nullptr) ||
            count == 0) {
            return false;
        }
        bytes = bytes.subspan(count);
    }
    return true;
}

}  // namespace

// It is in a job that ends with whoever asked.
int connectionToLaunch() {
    return -1;
}

std::vector<std::byte> receiveRequest() {
    std::vector<std::byte> message(sizeof(std::uint64_t));
    std::uint64_t size = 0;
    if (!readWhole(message)) return {};
    std::memcpy(&size, message.data(), sizeof size);
    if (size > kLargestMessage) return {};
    message.resize(sizeof size + static_cast<std::size_t>(size));
    if (!readWhole(std::span(message).subspan(sizeof size))) return {};
    return message;
}

void answerWith(LaunchPlan plan, Arena& arena) {
    std::string_view message = writePlan(plan, arena);
    while (!message.empty()) {
        DWORD count = 0;
        const auto size = static_cast<DWORD>(std::min(message.size(), kMostAtOnce));
        if (!::WriteFile(::GetStdHandle(STD_OUTPUT_HANDLE), message.data(), size, &count,
                         nullptr)) {
            return;
        }
        message.remove_prefix(count);
    }
}

}  // namespace slipway
