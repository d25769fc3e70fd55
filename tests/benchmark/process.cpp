// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/benchmark/process.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>
#include <stdexcept>
#include <system_error>

namespace slipway::benchmark {

namespace {

using Clock = std::chrono::steady_clock;

pid_t start(const std::vector<char*>& argv, const std::vector<char*>& environment,
            const posix_spawn_file_actions_t* actions) {
    pid_t child = 0;
    const int error =
        posix_spawn(&child, argv[0], actions, nullptr, argv.data(), environment.data());
    if (error != 0) throw std::system_error(error, std::generic_category(), argv[0]);
    return child;
}

int wait(pid_t child) {
    int status = 0;
    while (waitpid(child, &status, 0) < 0) {
        if (errno != EINTR) throw std::system_error(errno, std::generic_category(), "waitpid");
    }
    return status;
}

using File = std::unique_ptr<std::FILE, int (*)(std::FILE*)>;

File temporaryFile() {
    File file{std::tmpfile(), &std::fclose};
    if (!file) throw std::system_error(errno, std::generic_category(), "tmpfile");
    return file;
}

std::string contentOf(std::FILE* file) {
    std::string text;
    char part[4096];
    ssize_t size = 0;
    // By offset: the position is shared with the process that wrote.
    while ((size = pread(fileno(file), part, sizeof part, static_cast<off_t>(text.size()))) > 0) {
        text.append(part, static_cast<std::size_t>(size));
    }
    return text;
}

}  // namespace

std::vector<char*> pointers(const std::vector<std::string>& texts) {
    std::vector<char*> result;
    result.reserve(texts.size() + 1);
    // posix_spawn's and execve's own signature; they change nothing.
    for (const std::string& text : texts) result.push_back(const_cast<char*>(text.c_str()));
    result.push_back(nullptr);
    return result;
}

std::chrono::nanoseconds timeOf(const Command& command, int expected) {
    const std::vector<char*> argv = pointers(command.argv);
    const std::vector<char*> environment = pointers(command.environment);
    const Clock::time_point before = Clock::now();
    const int status = wait(start(argv, environment, nullptr));
    const Clock::time_point after = Clock::now();
    if (!WIFEXITED(status) || WEXITSTATUS(status) != expected) {
        throw std::runtime_error("'" + command.argv[0] + "' ended with wait status " +
                                 std::to_string(status));
    }
    return after - before;
}

// Into files, not pipes: nothing has to be read while the process runs.
Output outputOf(const Command& command) {
    const File out = temporaryFile();
    const File err = temporaryFile();
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, fileno(out.get()), STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&actions, fileno(err.get()), STDERR_FILENO);
    const int status = wait(start(pointers(command.argv), pointers(command.environment), &actions));
    posix_spawn_file_actions_destroy(&actions);
    return {status, contentOf(out.get()), contentOf(err.get())};
}

}  // namespace slipway::benchmark
