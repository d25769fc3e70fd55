// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Spec 2.2: an application in a terminal, started by an interactive shell, is stopped, continued
// and interrupted as if there were no shim. The application is a copy of sleep(1).

#include <gmock/gmock.h>
#include <poll.h>
#include <pty.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/support/sandbox.h"

namespace slipway::test {
namespace {

namespace fs = std::filesystem;
using std::chrono::steady_clock;
using ::testing::HasSubstr;

constexpr std::chrono::seconds kPatience{30};
constexpr char kInterrupt = '\x03';
constexpr char kStop = '\x1a';

// An interactive shell on a terminal of its own, which a test types into.
class TerminalShell {
  public:
    explicit TerminalShell(const Command& command) {
        shell_ = forkpty(&terminal_, nullptr, nullptr, nullptr);
        if (shell_ == 0) become(command);
        if (shell_ == -1) throw std::system_error(errno, std::generic_category(), "forkpty");
    }
    ~TerminalShell() {
        close(terminal_);  // hangs up
        waitpid(shell_, nullptr, 0);
    }
    TerminalShell(const TerminalShell&) = delete;

    void type(std::string_view text) const {
        if (write(terminal_, text.data(), text.size()) == -1) std::abort();
    }

    // Reads until the terminal shows the text, behind what was waited for before.
    bool shows(std::string_view text) {
        const auto end = steady_clock::now() + kPatience;
        while (steady_clock::now() < end) {
            const std::size_t at = shown_.find(text, from_);
            if (at != std::string::npos) {
                from_ = at + text.size();
                return true;
            }
            if (!readMore()) return false;
        }
        return false;
    }

    // Waits until that file runs in the foreground.
    bool runs(const fs::path& executable) {
        const auto end = steady_clock::now() + kPatience;
        while (steady_clock::now() < end) {
            std::error_code none;
            const std::string group = std::to_string(tcgetpgrp(terminal_));
            if (fs::read_symlink("/proc/" + group + "/exe", none) == executable) return true;
            readMore();
        }
        return false;
    }

    const std::string& shown() const { return shown_; }

  private:
    [[noreturn]] static void become(const Command& command) {
        std::vector<char*> arguments;
        for (const std::string& each : command.arguments) {
            arguments.push_back(const_cast<char*>(each.c_str()));
        }
        arguments.push_back(nullptr);
        std::vector<char*> environment;
        for (const std::string& each : command.environment) {
            environment.push_back(const_cast<char*>(each.c_str()));
        }
        environment.push_back(nullptr);
        execve(command.executable.c_str(), arguments.data(), environment.data());
        _exit(127);
    }

    // What there is, within a moment; false at the end of the terminal.
    bool readMore() {
        pollfd waiting{terminal_, POLLIN, 0};
        if (poll(&waiting, 1, 20) <= 0) return true;
        char buffer[4096];
        const ssize_t count = read(terminal_, buffer, sizeof buffer);
        if (count <= 0) return false;
        shown_.append(buffer, static_cast<std::size_t>(count));
        return true;
    }

    int terminal_ = -1;
    pid_t shell_ = -1;
    std::string shown_;
    std::size_t from_ = 0;
};

class Terminal : public ::testing::TestWithParam<ShimKind> {
  protected:
    Terminal() {
        fs::copy_file(program("sleep"), world.executable(), fs::copy_options::overwrite_existing);
        world.putShim("shims/maya", GetParam());
        world.set("PATH", "$SANDBOX/shims:/usr/bin:/bin");
        world.set("PS1", "ready> ");
        world.set("TERM", "dumb");
    }
    Command shell() const {
        return world.command(program("bash"), {"--norc", "--noprofile", "-i"});
    }
    MayaSandbox world;
};

INSTANTIATE_TEST_SUITE_P(Shim, Terminal, ::testing::ValuesIn(kShimKinds),
                         [](const auto& test) { return shimKindName(test.param); });

TEST_P(Terminal, AnInterruptEndsTheApplicationAndNotTheShell) {
    TerminalShell shell(this->shell());
    ASSERT_TRUE(shell.shows("ready> ")) << shell.shown();
    shell.type("maya 1000\n");
    ASSERT_TRUE(shell.runs(world.executable())) << shell.shown();
    shell.type({&kInterrupt, 1});
    ASSERT_TRUE(shell.shows("ready> ")) << shell.shown();
    shell.type("echo code=$?\n");
    EXPECT_TRUE(shell.shows("code=130")) << shell.shown();
}

TEST_P(Terminal, TheApplicationIsAJobThatStopsAndGoesOn) {
    TerminalShell shell(this->shell());
    ASSERT_TRUE(shell.shows("ready> ")) << shell.shown();
    shell.type("maya 1000\n");
    ASSERT_TRUE(shell.runs(world.executable())) << shell.shown();
    shell.type({&kStop, 1});
    ASSERT_TRUE(shell.shows("Stopped")) << shell.shown();
    ASSERT_TRUE(shell.shows("maya 1000")) << shell.shown();
    shell.type("bg\n");
    ASSERT_TRUE(shell.shows("maya 1000 &")) << shell.shown();
    shell.type("fg\n");
    ASSERT_TRUE(shell.runs(world.executable())) << shell.shown();
    shell.type({&kInterrupt, 1});
    ASSERT_TRUE(shell.shows("ready> ")) << shell.shown();
    shell.type("echo code=$?\n");
    EXPECT_TRUE(shell.shows("code=130")) << shell.shown();
}

}  // namespace
}  // namespace slipway::test
