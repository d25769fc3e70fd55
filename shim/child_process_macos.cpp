// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <errno.h>
#include <fcntl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "shim/aside.h"
#include "shim/child_process.h"
#include "shim/child_signal_macos.h"

namespace slipway {

namespace {

// What both processes see.
struct Between {
    ChildEnd end;
    KeptChildSignal signal;
};

struct Start {
    char* const* arguments;
    char* const* environment;
    int input;  // -1: nothing to read
    int output;
};

[[noreturn]] void becomeProgram(const Start& start, ChildEnd& end) {
    becomeHelper(start.arguments, start.environment, start.input, start.output);
    end.startError = errno;
    ::_exit(127);
}

void waitFor(::pid_t process, int& status) {
    while (::waitpid(process, &status, 0) == -1 && errno == EINTR) {
    }
}

// The process between.
[[noreturn]] void runProgram(const Start& start, ChildEnd& end) {
    ::setsid();
    resetSignals();
    const ::pid_t id = ::fork();
    if (id == 0) becomeProgram(start, end);
    if (id == -1) end.startError = errno;
    closeFrom(0);
    int status = 0;
    if (id != -1) waitFor(id, status);
    end.signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
    end.exitCode = WIFEXITED(status) ? WEXITSTATUS(status) : 0;
    ::_exit(0);
}

// What the program writes to is closed here; `own` is what this process keeps.
std::optional<ChildProcess> begin(const Start& start, int own) {
    auto* between = static_cast<Between*>(sharedMemory(sizeof(Between)));
    ::pid_t id = -1;
    if (between != nullptr) {
        keepBack(between->signal);
        id = ::fork();
        if (id == 0) runProgram(start, between->end);
        if (id == -1) letGo(between->signal);
    }
    const int error = errno;
    ::close(start.output);
    if (id != -1) return ChildProcess{id, own, &between->end};
    ::close(own);
    errno = error;
    return std::nullopt;
}

void end(const ChildProcess& child) {
    int status = 0;
    waitFor(child.between, status);
    letGo(reinterpret_cast<const Between*>(child.end)->signal);
}

bool closeBothAtExec(const int (&ends)[2]) {
    for (const int end : ends) ::fcntl(end, F_SETFD, FD_CLOEXEC);
    return true;
}

}  // namespace

void closeFrom(unsigned first) {
    const long most = ::sysconf(_SC_OPEN_MAX);
    for (long file = first; file < (most < 0 ? 1024 : most); ++file) {
        ::close(static_cast<int>(file));
    }
}

void closeAtExecFrom(unsigned first) {
    const long most = ::sysconf(_SC_OPEN_MAX);
    for (long file = first; file < (most < 0 ? 1024 : most); ++file) {
        ::fcntl(static_cast<int>(file), F_SETFD, FD_CLOEXEC);
    }
}

bool makePipe(int (&ends)[2]) {
    return ::pipe(ends) == 0 && closeBothAtExec(ends);
}

std::optional<ChildProcess> startChild(std::span<const char* const> arguments,
                                       std::span<const char* const> environment) {
    int pipe[2];
    if (!makePipe(pipe)) return std::nullopt;
    return begin({const_cast<char* const*>(arguments.data()),
                  const_cast<char* const*>(environment.data()), -1, pipe[1]},
                 pipe[0]);
}

std::optional<ChildProcess> startConversation(std::span<const char* const> arguments,
                                              std::span<const char* const> environment) {
    int ends[2];
    if (::socketpair(AF_UNIX, SOCK_STREAM, 0, ends) != 0) return std::nullopt;
    closeBothAtExec(ends);
    // Where 0 to 2 came closed a warning must not end up in the conversation.
    const int own = ::fcntl(ends[0], F_DUPFD_CLOEXEC, 3);
    ::close(ends[0]);
    if (own != -1) {
        return begin({const_cast<char* const*>(arguments.data()),
                      const_cast<char* const*>(environment.data()), ends[1], ends[1]},
                     own);
    }
    ::close(ends[1]);
    return std::nullopt;
}

ChildEnd waitForChild(const ChildProcess& child) {
    end(child);
    return *child.end;
}

void leaveChild(const ChildProcess& child) {
    ::kill(child.between, SIGKILL);
    end(child);
}

}  // namespace slipway
