// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <utility>

#include "tests/support/process.h"

namespace slipway::test {
namespace {

using Clock = std::chrono::steady_clock;

[[noreturn]] void fail(const std::string& what, int error = errno) {
    throw std::system_error(error, std::generic_category(), what);
}

class Descriptor {
  public:
    Descriptor() = default;
    Descriptor(int number, const char* what) : number_(number) {
        if (number < 0) fail(what);
    }
    Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
    Descriptor& operator=(Descriptor&& other) noexcept {
        std::swap(number_, other.number_);
        return *this;
    }
    ~Descriptor() { close(); }
    void close() {
        if (number_ >= 0) ::close(std::exchange(number_, -1));
    }
    int number() const { return number_; }

  private:
    int number_ = -1;
};

// A file in memory: whoever still holds it after the program's end keeps nobody waiting, as a pipe
// would.
Descriptor makeFile(const std::string& content = {}) {
    Descriptor file(memfd_create("captured", MFD_CLOEXEC), "memfd_create");
    if (write(file.number(), content.data(), content.size()) != std::ssize(content)) fail("write");
    lseek(file.number(), 0, SEEK_SET);
    // Programs that open /dev/stderr get an offset of their own and must not write over the rest.
    if (content.empty()) fcntl(file.number(), F_SETFL, O_APPEND);
    return file;
}

std::string contentOf(const Descriptor& file) {
    std::string content(static_cast<std::size_t>(lseek(file.number(), 0, SEEK_END)), '\0');
    if (pread(file.number(), content.data(), content.size(), 0) != std::ssize(content)) {
        fail("pread");
    }
    return content;
}

// Where the program's 0, 1 and 2 lead.
struct Streams {
    Descriptor input, output, errors;  // of a terminal: the master and twice nothing
    std::string terminal;              // the terminal's path
};

Streams makeStreams(const Command& command) {
    Streams streams;
    if (!command.terminal) {
        streams.input = command.input.empty()
                            ? Descriptor(open("/dev/null", O_RDONLY | O_CLOEXEC), "/dev/null")
                            : makeFile(command.input);
        streams.output = makeFile();
        streams.errors = makeFile();
        return streams;
    }
    streams.input = Descriptor(posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC), "posix_openpt");
    char path[64];
    if (unlockpt(streams.input.number()) != 0 ||
        ptsname_r(streams.input.number(), path, sizeof path) != 0) {
        fail("a terminal");
    }
    streams.terminal = path;
    return streams;
}

std::vector<char*> pointers(const std::vector<std::string>& texts) {
    std::vector<char*> result;
    for (const std::string& text : texts) result.push_back(const_cast<char*>(text.c_str()));
    result.push_back(nullptr);
    return result;
}

// The rest is the new process: no allocation that matters, nothing returned.

void resetSignals() {
    for (int number = 1; number <= SIGRTMAX; ++number) ::signal(number, SIG_DFL);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, nullptr);
}

void takeStreams(const Streams& streams) {
    if (streams.terminal.empty()) {
        dup2(streams.input.number(), 0);
        dup2(streams.output.number(), 1);
        dup2(streams.errors.number(), 2);
        return;
    }
    const int terminal = open(streams.terminal.c_str(), O_RDWR);
    ioctl(terminal, TIOCSCTTY, 0);
    for (int number = 0; number < 3; ++number) dup2(terminal, number);
}

[[noreturn]] void become(const Command& command, const Streams& streams, int failure) {
    const std::vector<char*> arguments = pointers(command.arguments);
    const std::vector<char*> environment = pointers(command.environment);
    setsid();
    resetSignals();
    takeStreams(streams);
    // Out of the way of descriptors that the test opens for the program.
    const int report = fcntl(failure, F_DUPFD_CLOEXEC, 500);
    close_range(3, static_cast<unsigned>(report) - 1, 0);
    close_range(static_cast<unsigned>(report) + 1, ~0U, 0);
    if (chdir(command.workingDirectory.c_str()) == 0) {
        if (command.prepare) command.prepare();
        execve(command.executable.c_str(), arguments.data(), environment.data());
    }
    const int error = errno;
    [[maybe_unused]] const ssize_t told = write(report, &error, sizeof error);
    _exit(120);
}

// … and the rest is the test again.

int millisecondsUntil(Clock::time_point end) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(end - Clock::now());
    return static_cast<int>(std::max<std::int64_t>(left.count(), 0));
}

// Takes what the terminal's program writes; a terminal holds little, so this cannot wait.
void drain(const Descriptor& master, std::string& text) {
    char block[4096];
    const ssize_t got = read(master.number(), block, sizeof block);
    if (got > 0) text.append(block, static_cast<std::size_t>(got));
}

// By its number: glibc 2.36 declares pidfd_open without C linkage.
int openProcess(pid_t pid) {
    return static_cast<int>(syscall(SYS_pidfd_open, pid, 0));
}

// Whether the program ended in time; what it writes to a terminal is added to `terminal`.
bool waitForEnd(pid_t pid, Clock::time_point end, const Streams& streams, std::string& terminal) {
    const Descriptor process(openProcess(pid), "pidfd_open");
    const int master = streams.terminal.empty() ? -1 : streams.input.number();
    for (;;) {
        pollfd watched[] = {{process.number(), POLLIN, 0}, {master, POLLIN, 0}};
        const int ready = poll(watched, 2, millisecondsUntil(end));
        if (ready == 0) return false;
        if (watched[1].revents & POLLIN) {
            drain(streams.input, terminal);
        } else if (watched[0].revents) {
            return true;
        } else {
            poll(nullptr, 0, 1);  // the terminal is hung up, the program about to end
        }
    }
}

void checkStarted(const Descriptor& failure, const Command& command, pid_t pid) {
    int error = 0;
    if (read(failure.number(), &error, sizeof error) != sizeof error) return;
    waitpid(pid, nullptr, 0);
    fail("cannot start " + command.executable.string(), error);
}

}  // namespace

std::ostream& operator<<(std::ostream& stream, const Ended& ended) {
    if (ended.code) stream << "ended with exit code " << *ended.code;
    if (ended.signal) stream << "ended by signal " << *ended.signal;
    if (ended.timedOut) stream << " (at its time limit)";
    return stream << "\nstdout: " << ended.output << "\nstderr: " << ended.errors;
}

Ended run(const Command& command) {
    Streams streams = makeStreams(command);
    if (command.terminal && !command.input.empty() &&
        write(streams.input.number(), command.input.data(), command.input.size()) < 0) {
        fail("write to the terminal");
    }
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0) fail("pipe2");
    Descriptor failure(ends[0], "pipe2"), failureInChild(ends[1], "pipe2");
    const auto end = Clock::now() + command.timeLimit;

    Ended ended;
    ended.pid = fork();
    if (ended.pid < 0) fail("fork");
    if (ended.pid == 0) become(command, streams, failureInChild.number());
    failureInChild.close();
    checkStarted(failure, command, ended.pid);

    ended.timedOut = !waitForEnd(ended.pid, end, streams, ended.output);
    if (ended.timedOut) kill(-ended.pid, SIGKILL);
    int status = 0;
    waitpid(ended.pid, &status, 0);
    if (WIFEXITED(status)) ended.code = WEXITSTATUS(status);
    if (WIFSIGNALED(status)) ended.signal = WTERMSIG(status);
    if (!command.terminal) {
        ended.output = contentOf(streams.output);
        ended.errors = contentOf(streams.errors);
    }
    return ended;
}

}  // namespace slipway::test
