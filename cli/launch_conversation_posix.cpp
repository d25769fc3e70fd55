// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <span>
#include <string>
#include <string_view>

#include "cli/companion_start.h"
#include "cli/launch_conversation.h"
#include "shim/kernel_posix.h"
#include "shim/preparation.h"

namespace slipway {

namespace {

constexpr int kConnection = STDIN_FILENO;
constexpr std::uint64_t kLargestMessage = 1 << 30;

bool readWhole(int socket, std::span<std::byte> bytes) {
    while (!bytes.empty()) {
        const auto count = ::read(socket, bytes.data(), bytes.size());
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) return false;
        bytes = bytes.subspan(static_cast<std::size_t>(count));
    }
    return true;
}

void send(std::string_view message) {
    while (!message.empty()) {
        const auto count = sendQuietly(kConnection, message);
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) return;
        message.remove_prefix(static_cast<std::size_t>(count));
    }
}

std::vector<CompanionStart> startsOf(const LaunchPlan& plan) {
    std::vector<CompanionStart> starts;
    for (const PlannedCompanion& companion : plan.companions) {
        starts.push_back(
            {std::string(companion.executable), companion.arguments, companion.environment});
    }
    return starts;
}

}  // namespace

int connectionToLaunch() {
    return kConnection;
}

// What stands behind it in the socket is not touched: it says how the launch went.
std::vector<std::byte> receiveRequest() {
    std::vector<std::byte> message(sizeof(std::uint64_t));
    std::uint64_t size = 0;
    if (!readWhole(kConnection, message)) return {};
    std::memcpy(&size, message.data(), sizeof size);
    if (size > kLargestMessage) return {};
    message.resize(sizeof size + size);
    if (!readWhole(kConnection, std::span(message).subspan(sizeof size))) return {};
    return message;
}

void answerWith(LaunchPlan plan, Arena& arena) {
    if (!plan.companions.empty()) startWithLaunch(startsOf(plan), kConnection);
    plan.companions = {};
    send(writePlan(plan, arena));
    ::shutdown(kConnection, SHUT_WR);
}

}  // namespace slipway
