// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "resolver/arena.h"
#include "resolver/launch_limits.h"
#include "shim/execute.h"
#include "shim/in_place.h"
#include "shim/launch.h"

namespace slipway {

namespace {

Outcome outcomeOf(int error) {
    switch (error) {
        case ENOENT:
        case ENOTDIR:
        case ELOOP:
        case ENAMETOOLONG:
            return Outcome::kNotFound;
        case E2BIG:
        case ENOMEM:
            return Outcome::kRefused;
        default:
            return Outcome::kNotExecutable;
    }
}

char* const* execArray(std::span<const char* const> texts) {
    return const_cast<char* const*>(texts.data());
}

// A damaged program is no script, though execve(2) says the same of both: text holds no NUL. So
// bash tells them apart, too.
bool isText(const char* path) {
    char first[256];
    const int file = ::open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (file == -1) return false;
    const ::ssize_t size = ::read(file, first, sizeof first);
    ::close(file);
    return size >= 0 && ::memchr(first, '\0', static_cast<std::size_t>(size)) == nullptr;
}

// A script without an interpreter line is the shell's, as execvp(3) has it.
void executeByShell(const char* script, const LaunchPlan& plan, Arena& arena) {
    ArenaVector<const char*> arguments(arena);
    arguments.push("sh");
    arguments.push(script);
    arguments.append(plan.arguments.subspan(1));
    arguments.push(nullptr);
    ::execve("/bin/sh", execArray(arguments.span()), execArray(plan.environment));
}

}  // namespace

LaunchFailure launch(const LaunchPlan& plan, Arena& arena) {
    if (plan.workingDirectory && ::chdir(plan.workingDirectory->data()) != 0) {
        return {Outcome::kRefused, errno, plan.executable,
                arena.join({"its working_directory '", *plan.workingDirectory,
                            "' cannot be entered: ", ::strerror(errno)})};
    }
    const char* executable = executableBehind(arena.copy(plan.executable), arena).data();
    execute(executable, plan);
    const int error = errno;
    if (error == ENOEXEC && isText(executable)) executeByShell(executable, plan, arena);
    if (error == ENOENT && ::access(executable, F_OK) == 0) {
        return {Outcome::kNotExecutable, error, plan.executable,
                "the interpreter or loader that it names is missing"};
    }
    return {outcomeOf(error), error, plan.executable};
}

std::string_view describeFailure(const LaunchFailure& failure, const LaunchPlan& plan, World& world,
                                 Arena& arena) {
    if (failure.error == E2BIG) {
        const std::string_view why =
            whyTooLarge({plan.executable, plan.arguments, plan.environment}, limitsOf(kHostRules),
                        world.argumentSpace(), arena);
        if (!why.empty()) return why;
    }
    const std::string_view reason =
        failure.reason.empty() ? ::strerror(failure.error) : failure.reason;
    return arena.join({"cannot start '", failure.path, "': ", reason});
}

}  // namespace slipway
