// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "shim/child_process.h"

namespace slipway {

namespace {

struct Start {
    char* const* arguments;
    char* const* environment;
    int output;
    volatile int error;  // written by the child, whose memory this is too
};

// The caller's own descriptors end here: whoever reads its standard output must not wait for us.
void closeFrom(unsigned first) {
    if (::syscall(SYS_close_range, first, ~0U, 0) == 0) return;
    const long most = ::sysconf(_SC_OPEN_MAX);  // kernels before 5.9
    for (long fd = first; fd < (most < 0 ? 1024 : most); ++fd) ::close(static_cast<int>(fd));
}

// Ignored signals and a mask outlive execve(2); the caller's are the application's business.
void resetSignals() {
    struct ::sigaction standard = {};
    standard.sa_handler = SIG_DFL;
    for (int signal = 1; signal < SIGRTMIN; ++signal) ::sigaction(signal, &standard, nullptr);
    ::sigset_t none;
    ::sigemptyset(&none);
    ::sigprocmask(SIG_SETMASK, &none, nullptr);
}

int becomeHelper(void* argument) {
    auto& start = *static_cast<Start*>(argument);
    resetSignals();
    // The caller may have had 0 to 2 closed, and the pipe may be one of them.
    const int output = ::fcntl(start.output, F_DUPFD, 3);
    const int nothing = ::open("/dev/null", O_RDWR);
    const int silent = ::fcntl(nothing, F_DUPFD, 3);
    ::dup2(silent, 0);
    ::dup2(output, 1);
    ::dup2(silent, 2);
    closeFrom(3);
    ::execve(start.arguments[0], start.arguments, start.environment);
    start.error = errno;
    ::_exit(127);
}

bool isPending(int signal) {
    ::sigset_t pending;
    ::sigpending(&pending);
    return ::sigismember(&pending, signal) == 1;
}

// A child without an exit signal has SIGCHLD for it again after its execve(2): where the caller has
// that blocked, it is pending now. The application must not find it, unless it is another child's.
void forgetEndOf(::pid_t child) {
    ::sigset_t ends;
    ::sigemptyset(&ends);
    ::sigaddset(&ends, SIGCHLD);
    ::siginfo_t end;
    constexpr ::timespec kNow = {};
    if (::sigtimedwait(&ends, &end, &kNow) != SIGCHLD || end.si_pid == child) return;
    ::syscall(SYS_rt_sigqueueinfo, ::getpid(), SIGCHLD, &end);
}

}  // namespace

std::optional<ChildProcess> startChild(std::span<const char* const> arguments,
                                       std::span<const char* const> environment) {
    int pipe[2];
    if (::pipe2(pipe, O_CLOEXEC) != 0) return std::nullopt;
    Start start{const_cast<char* const*>(arguments.data()),
                const_cast<char* const*>(environment.data()), pipe[1], 0};
    alignas(16) char stack[16 * 1024];
    // The child borrows this memory until it is another program: a fifth of what fork(2) costs.
    // No exit signal: a child that ends without having become the helper sends none.
    const bool hadEnd = isPending(SIGCHLD);
    const int id = ::clone(becomeHelper, stack + sizeof stack, CLONE_VM | CLONE_VFORK, &start);
    const int error = errno;
    ::close(pipe[1]);
    if (id == -1) {
        ::close(pipe[0]);
        errno = error;
        return std::nullopt;
    }
    return ChildProcess{id, pipe[0], start.error, hadEnd};
}

ChildEnd waitForChild(const ChildProcess& child) {
    int status = 0;
    // __WALL: a child without an exit signal is not waited for otherwise.
    while (::waitpid(child.id, &status, __WALL) == -1 && errno == EINTR) {
    }
    if (!child.hadEnd) forgetEndOf(child.id);
    return {.startError = child.startError,
            .signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0,
            .exitCode = WIFEXITED(status) ? WEXITSTATUS(status) : 0};
}

}  // namespace slipway
