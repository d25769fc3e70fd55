// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "shim/helper_process_windows.h"
#include "shim/launch_failure_windows.h"
#include "shim/preparation.h"

namespace slipway {

namespace {
// Besides what its commands may take: reading configuration, writing files.
constexpr DWORD kPatienceMilliseconds = 15'000;
}  // namespace

// Companions are part of the plan: this process stays, so it starts them itself as soon as the
// application runs (shim/launch.h). The helper ends with this process, and what it runs with it;
// what that has left in the background by then goes on.
std::optional<LaunchPlan> Preparation::run(std::string_view slipway,
                                           const PreparationRequest& request,
                                           std::span<const char* const> environment,
                                           std::uint64_t patience) {
    const char* const arguments[] = {arena_.copy(slipway).data(), arena_.copy(kPrepareVerb).data(),
                                     nullptr};
    const Handle job = makeJobThatEnds();
    const auto helper = startHelper({.arguments = arguments,
                                     .environment = environment,
                                     .job = job.get(),
                                     .isConversing = true},
                                    arena_);
    if (!helper) {
        return fail({"cannot start '", slipway, "': ", errorInWords(::GetLastError(), arena_)});
    }
    const auto together = static_cast<DWORD>(patience) + kPatienceMilliseconds;
    const HANDLE conversation = helper->conversation.get();
    const bool isSent = sendWhole(conversation, writeRequest(request, arena_), together);
    std::optional<std::span<const std::byte>> answer;
    if (isSent) answer = readUntilEnd(conversation, together, arena_);
    if (!answer) ::TerminateProcess(helper->process.get(), 1);
    ::WaitForSingleObject(helper->process.get(), INFINITE);
    if (answer) letGoOf(job);
    const auto plan = answer ? readPlan(*answer, arena_) : std::nullopt;
    if (plan) return plan;
    return fail({"'", slipway, "' gave no plan", isSent && !answer ? " in time" : ""});
}

void Preparation::launching() {}

void Preparation::launchFailed() {}

}  // namespace slipway
