// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>

#include "cli/detached_process.h"
#include "shim/child_process.h"

namespace slipway {

namespace {

[[noreturn]] void become(const CommandLine& command, const Surroundings& surroundings) {
    std::vector<char*> arguments;
    for (const std::string& text : command) arguments.push_back(const_cast<char*>(text.c_str()));
    arguments.push_back(nullptr);
    ::execve(arguments[0], arguments.data(),
             const_cast<char* const*>(surroundings.environment.data()));
    ::_exit(127);
}

bool succeeds(const CommandLine& command, const Surroundings& surroundings) {
    const pid_t child = ::fork();
    if (child == 0) become(command, surroundings);
    int status = 0;
    while (child != -1 && ::waitpid(child, &status, 0) == -1 && errno == EINTR) {
    }
    return child != -1 && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

void leadNowhere() {
    const int nothing = ::open("/dev/null", O_RDWR);
    for (int descriptor : {0, 1, 2}) ::dup2(nothing, descriptor);
    if (nothing > 2) ::close(nothing);
}

// Who ends while the child is still of its session and group may take it along: by the hang-up of a
// terminal, or of a caller who ends the whole group.
void waitUntilClosed(int pipe) {
    char nothing = 0;
    while (::read(pipe, &nothing, 1) == -1 && errno == EINTR) {
    }
}

void closeBoth(const int (&pipe)[2]) {
    for (int end : pipe) ::close(end);
}

}  // namespace

void runDetached(const std::vector<CommandLine>& commands, const Surroundings& surroundings) {
    int detached[2];
    if (!makePipe(detached)) return;
    if (::fork() != 0) {
        ::close(detached[1]);
        waitUntilClosed(detached[0]);
        ::close(detached[0]);
        return;
    }
    ::setsid();
    closeBoth(detached);
    leadNowhere();
    for (const CommandLine& command : commands) {
        if (succeeds(command, surroundings)) break;
    }
    ::_exit(0);
}

}  // namespace slipway
