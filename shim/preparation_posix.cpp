// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include "shim/child_process.h"
#include "shim/kernel_posix.h"
#include "shim/patient_read.h"
#include "shim/preparation.h"

namespace slipway {

namespace {

// Besides what its commands may take: reading configuration, writing files.
constexpr std::uint64_t kPatienceMilliseconds = 15'000;

// No SIGPIPE: a helper that is gone is one failure among others.
bool sendWhole(int socket, std::string_view text) {
    constexpr ::timeval kLongest{kPatienceMilliseconds / 1000, 0};
    ::setsockopt(socket, SOL_SOCKET, SO_SNDTIMEO, &kLongest, sizeof kLongest);
    while (!text.empty()) {
        const ::ssize_t count = sendQuietly(socket, text);
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) return false;
        text.remove_prefix(static_cast<std::size_t>(count));
    }
    return true;
}

}  // namespace

std::optional<LaunchPlan> Preparation::run(std::string_view slipway,
                                           const PreparationRequest& request,
                                           std::span<const char* const> environment,
                                           std::uint64_t patience) {
    const char* const arguments[] = {arena_.copy(slipway).data(), arena_.copy(kPrepareVerb).data(),
                                     nullptr};
    const std::optional<ChildProcess> child = startConversation(arguments, environment);
    if (!child) return fail({"cannot start a process: ", ::strerror(errno)});
    conversation_ = child->output;
    std::optional<std::span<const std::byte>> answer;
    const bool isSent = sendWhole(conversation_, writeRequest(request, arena_));
    if (isSent) answer = readPatiently(conversation_, patience + kPatienceMilliseconds, arena_);
    if (!answer) leaveChild(*child);
    const ChildEnd end = answer ? waitForChild(*child) : *child->end;
    std::optional<LaunchPlan> plan = answer ? readPlan(*answer, arena_) : std::nullopt;
    if (plan) return plan;
    launchFailed();
    return fail({"'", slipway, "' gave no plan",
                 end.startError != 0 ? ": "
                 : isSent && !answer ? " in time"
                                     : "",
                 end.startError != 0 ? ::strerror(end.startError) : ""});
}

void Preparation::launching() {
    if (conversation_ != -1) sendWhole(conversation_, kLaunching);
}

void Preparation::launchFailed() {
    if (conversation_ == -1) return;
    sendWhole(conversation_, " failed");
    ::close(conversation_);
    conversation_ = -1;
}

}  // namespace slipway
