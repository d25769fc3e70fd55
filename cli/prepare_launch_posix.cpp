// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// The shim's helper for a launch that asks for more than variables (shim/preparation.h): not for
// people, so it says nothing.

#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string>

#include "cli/companion_start.h"
#include "cli/preparing_world.h"
#include "cli/verbs.h"
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

// What stands behind it in the socket is not touched: it says how the launch went.
std::vector<std::byte> receiveMessage() {
    std::vector<std::byte> message(sizeof(std::uint64_t));
    std::uint64_t size = 0;
    if (!readWhole(kConnection, message)) return {};
    std::memcpy(&size, message.data(), sizeof size);
    if (size > kLargestMessage) return {};
    message.resize(sizeof size + size);
    if (!readWhole(kConnection, std::span(message).subspan(sizeof size))) return {};
    return message;
}

void send(std::string_view message) {
    while (!message.empty()) {
        const auto count = ::send(kConnection, message.data(), message.size(), MSG_NOSIGNAL);
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) return;
        message.remove_prefix(static_cast<std::size_t>(count));
    }
}

std::vector<CompanionStart> startsOf(const LaunchPlan& plan, PreparingWorld& world) {
    std::vector<CompanionStart> starts;
    for (const PlannedCompanion& companion : plan.companions) {
        const auto executable =
            world.executableOf(companion.executable, companion.environment, *companion.by);
        if (executable.path.empty()) continue;
        starts.push_back({executable.path, companion.arguments, companion.environment});
    }
    return starts;
}

Invocation invocationOf(const PreparationRequest& request, const Surroundings& surroundings) {
    Invocation invocation = request.invocation;
    invocation.environment = surroundings.environment;
    invocation.enclosingContext = surroundings.enclosing.context;
    invocation.enclosingVersions = surroundings.enclosing.versions;
    invocation.enclosingChain = surroundings.enclosing.chain;
    invocation.inheritedEnvironment = surroundings.inheritedEnvironment;
    invocation.enclosingSession = surroundings.enclosing.session;
    return invocation;
}

}  // namespace

int runPrepareLaunch(const Surroundings& surroundings, Arguments) {
    Arena arena;
    const std::vector<std::byte> message = receiveMessage();
    const auto request = readRequest(message, arena);
    const auto catalogue = request ? Catalogue::open(request->catalogue) : std::nullopt;
    if (!catalogue) return 1;
    PreparingWorld world(arena, surroundings, std::string(request->siteFolder),
                         {request->processId, request->launchTime, kConnection});
    world.carryOut(*catalogue);
    const LaunchPlan plan = evaluate(*catalogue, invocationOf(*request, surroundings),
                                     surroundings.rules, world, arena, nullptr)
                                .plan;
    const bool isLaunched = plan.outcome == Outcome::kLaunch;
    const auto companions = isLaunched ? startsOf(plan, world) : std::vector<CompanionStart>();
    if (!companions.empty()) startWithLaunch(companions, kConnection);
    send(writePlan(plan, arena));
    ::shutdown(kConnection, SHUT_WR);
    return 0;
}

}  // namespace slipway
