// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <errno.h>
#include <mach/machine.h>
#include <spawn.h>
#include <unistd.h>

#include "shim/execute.h"

namespace slipway {

namespace {

// What arch(1) does: an exec with a preference among the halves, which only posix_spawn(2) can say.
void executeIntelHalf(const char* executable, char* const* arguments, char* const* environment) {
    ::posix_spawnattr_t how;
    ::posix_spawnattr_init(&how);
    ::posix_spawnattr_setflags(&how, POSIX_SPAWN_SETEXEC);
    ::cpu_type_t intel = CPU_TYPE_X86_64;
    std::size_t taken = 0;
    ::posix_spawnattr_setbinpref_np(&how, 1, &intel, &taken);
    errno = ::posix_spawn(nullptr, executable, nullptr, &how, arguments, environment);
}

}  // namespace

void execute(const char* executable, const LaunchPlan& plan) {
    const auto arguments = const_cast<char* const*>(plan.arguments.data());
    const auto environment = const_cast<char* const*>(plan.environment.data());
    if (plan.rosetta) return executeIntelHalf(executable, arguments, environment);
    ::execve(executable, arguments, environment);
}

}  // namespace slipway
