// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include "shim/aside.h"
#include "shim/child_process.h"

namespace slipway {

void resetSignals() {
    struct ::sigaction standard = {};
    standard.sa_handler = SIG_DFL;
    for (int signal = 1; signal < NSIG; ++signal) ::sigaction(signal, &standard, nullptr);
    ::sigset_t none;
    sigemptyset(&none);  // a macro on macOS
    ::sigprocmask(SIG_SETMASK, &none, nullptr);
}

void becomeHelper(char* const* arguments, char* const* environment, int input, int output) {
    // The caller may have had 0 to 2 closed, and the pipe may be one of them.
    const int written = ::fcntl(output, F_DUPFD, 3);
    const int read = input == -1 ? -1 : ::fcntl(input, F_DUPFD, 3);
    const int nothing = ::open("/dev/null", O_RDWR);
    const int silent = ::fcntl(nothing, F_DUPFD, 3);
    ::dup2(read == -1 ? silent : read, 0);
    ::dup2(written, 1);
    ::dup2(silent, 2);
    closeFrom(3);
    ::alarm(kLongestAside);
    ::execve(arguments[0], arguments, environment);
}

void becomeUnheard(std::span<const char* const> arguments,
                   std::span<const char* const> environment) {
    resetSignals();
    // Whatever came open in their place has a higher number by now (RebuildTurn::takeForGood).
    const int nothing = ::open("/dev/null", O_RDWR);
    for (int stream = 0; stream < 3; ++stream) ::dup2(nothing, stream);
    if (nothing > 2) ::close(nothing);
    ::execve(arguments[0], const_cast<char* const*>(arguments.data()),
             const_cast<char* const*>(environment.data()));
}

}  // namespace slipway
