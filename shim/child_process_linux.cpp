// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "shim/aside.h"
#include "shim/child_process.h"

namespace slipway {

namespace {

struct Start {
    char* const* arguments;
    char* const* environment;
    int input;  // -1: nothing to read
    int output;
    ChildEnd& end;  // in memory that all have in common
};

int becomeProgram(void* argument) {
    auto& start = *static_cast<Start*>(argument);
    becomeHelper(start.arguments, start.environment, start.input, start.output);
    start.end.startError = errno;
    ::_exit(127);
}

void waitFor(::pid_t process, int& status) {
    // __WALL: a child without an exit signal is not waited for otherwise.
    while (::waitpid(process, &status, __WALL) == -1 && errno == EINTR) {
    }
}

// The process between. The program borrows its memory until it is another program.
[[noreturn]] void runProgram(Start& start) {
    ::setsid();
    resetSignals();
    alignas(16) char stack[16 * 1024];
    const int id = ::clone(becomeProgram, stack + sizeof stack, CLONE_VM | CLONE_VFORK, &start);
    if (id == -1) start.end.startError = errno;
    closeFrom(0);
    int status = 0;
    if (id != -1) waitFor(id, status);
    start.end.signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
    start.end.exitCode = WIFEXITED(status) ? WEXITSTATUS(status) : 0;
    ::_exit(0);
}

// What the program writes to is closed here; `own` is what this process keeps.
std::optional<ChildProcess> begin(std::span<const char* const> arguments,
                                  std::span<const char* const> environment, int input, int output,
                                  int own) {
    auto* end = static_cast<ChildEnd*>(sharedMemory(sizeof(ChildEnd)));
    long id = -1;
    if (end != nullptr) {
        Start start{const_cast<char* const*>(arguments.data()),
                    const_cast<char* const*>(environment.data()), input, output, *end};
        // No exit signal: without an execve(2) of its own it never sends one.
        id = ::syscall(SYS_clone, 0, nullptr, nullptr, nullptr, nullptr);
        if (id == 0) runProgram(start);
    }
    const int error = errno;
    ::close(output);
    if (id != -1) return ChildProcess{static_cast<::pid_t>(id), own, end};
    ::close(own);
    errno = error;
    return std::nullopt;
}

}  // namespace

void closeFrom(unsigned first) {
    if (::syscall(SYS_close_range, first, ~0U, 0) == 0) return;
    const long most = ::sysconf(_SC_OPEN_MAX);  // kernels before 5.9
    for (long fd = first; fd < (most < 0 ? 1024 : most); ++fd) ::close(static_cast<int>(fd));
}

void closeAtExecFrom(unsigned first) {
    constexpr unsigned kAtExec = 1U << 2;  // CLOSE_RANGE_CLOEXEC, which older headers have not
    if (::syscall(SYS_close_range, first, ~0U, kAtExec) == 0) return;
    const long most = ::sysconf(_SC_OPEN_MAX);
    for (long fd = first; fd < (most < 0 ? 1024 : most); ++fd) {
        ::fcntl(static_cast<int>(fd), F_SETFD, FD_CLOEXEC);
    }
}

bool makePipe(int (&ends)[2]) {
    return ::pipe2(ends, O_CLOEXEC) == 0;
}

std::optional<ChildProcess> startChild(std::span<const char* const> arguments,
                                       std::span<const char* const> environment) {
    int pipe[2];
    if (!makePipe(pipe)) return std::nullopt;
    return begin(arguments, environment, -1, pipe[1], pipe[0]);
}

std::optional<ChildProcess> startConversation(std::span<const char* const> arguments,
                                              std::span<const char* const> environment) {
    int ends[2];
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) return std::nullopt;
    // Where 0 to 2 came closed a warning must not end up in the conversation.
    const int own = ::fcntl(ends[0], F_DUPFD_CLOEXEC, 3);
    ::close(ends[0]);
    if (own != -1) return begin(arguments, environment, ends[1], ends[1], own);
    ::close(ends[1]);
    return std::nullopt;
}

ChildEnd waitForChild(const ChildProcess& child) {
    int status = 0;
    waitFor(child.between, status);
    return *child.end;
}

void leaveChild(const ChildProcess& child) {
    ::kill(child.between, SIGKILL);
    int status = 0;
    waitFor(child.between, status);
}

}  // namespace slipway
