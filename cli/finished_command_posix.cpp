// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>

#include "cli/finished_command.h"
#include "shim/child_process.h"

namespace slipway {

namespace {

std::string readAll(int descriptor) {
    std::string text;
    char buffer[4096];
    for (;;) {
        const ssize_t size = ::read(descriptor, buffer, sizeof buffer);
        if (size > 0) text.append(buffer, static_cast<std::size_t>(size));
        if (size == 0 || (size == -1 && errno != EINTR)) return text;
    }
}

int codeOf(pid_t child) {
    int status = 0;
    while (::waitpid(child, &status, 0) == -1 && errno == EINTR) {
    }
    return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

}  // namespace

FinishedCommand runToEnd(const std::vector<std::string>& command,
                         std::span<const char* const> environment) {
    std::vector<char*> arguments;
    for (const std::string& word : command) arguments.push_back(const_cast<char*>(word.c_str()));
    arguments.push_back(nullptr);
    int ends[2];
    if (!makePipe(ends)) return {};
    posix_spawn_file_actions_t actions;
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
    pid_t child = 0;
    const int error = ::posix_spawn(&child, arguments[0], &actions, nullptr, arguments.data(),
                                    const_cast<char* const*>(environment.data()));
    ::posix_spawn_file_actions_destroy(&actions);
    ::close(ends[1]);
    FinishedCommand output;
    if (error == 0) {
        output.out = readAll(ends[0]);
        output.code = codeOf(child);
    }
    ::close(ends[0]);
    return output;
}

}  // namespace slipway
