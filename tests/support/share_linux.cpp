// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <sys/mount.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <fstream>
#include <stdexcept>
#include <thread>

#include "tests/support/sandbox.h"
#include "tests/support/share.h"

namespace slipway::test {

namespace fs = std::filesystem;

namespace {

pid_t start(const fs::path& backing, const fs::path& mount, const fs::path& control) {
    const fs::path executable = SLIPWAY_TEST_SHARE;
    if (!fs::exists(executable)) {
        throw std::runtime_error(
            "'" + executable.string() +
            "' was not built: it needs libfuse3, which scripts/setup installs");
    }
    const pid_t id = fork();
    if (id != 0) return id;
    // Nobody who reads the test's output waits for it.
    const int nothing = open("/dev/null", O_RDWR);
    for (int stream = 0; stream < 3; ++stream) dup2(nothing, stream);
    execl(executable.c_str(), executable.c_str(), backing.c_str(), mount.c_str(), control.c_str(),
          nullptr);
    _exit(127);
}

// What is mounted here is nobody else's business: tests that run at the same time count what a
// launch does, and it does more where there are shares. With the process the mounts are gone.
void keepMountsToThisProcess() {
    static const bool isDone =
        geteuid() != 0 || (unshare(CLONE_NEWNS) == 0 &&
                           mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0);
    if (!isDone) throw std::runtime_error("cannot have mounts of one's own");
}

// As mounts are listed: nothing is touched.
bool isMounted(const fs::path& mount) {
    std::ifstream table("/proc/self/mountinfo");
    for (std::string line; std::getline(table, line);) {
        if (line.contains(" " + mount.string() + " ")) return true;
    }
    return false;
}

}  // namespace

Share::Share(const fs::path& backing, const fs::path& mount, const fs::path& control)
    : mount_(mount), control_(control) {
    keepMountsToThisProcess();
    fs::create_directories(backing);
    fs::create_directories(mount);
    become(ShareMode::kGood);
    daemon_ = start(backing, mount, control);
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(30);
    while (!isMounted(mount)) {
        if (waitpid(daemon_, nullptr, WNOHANG) != 0 || std::chrono::steady_clock::now() > end) {
            throw std::runtime_error("cannot mount a file system at " + mount.string() +
                                     ": is there /dev/fuse, and may this user mount?");
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
}

// Without its daemon the kernel lets go of all who wait.
Share::~Share() {
    kill(daemon_, SIGKILL);
    waitpid(daemon_, nullptr, 0);
    umount2(mount_.c_str(), MNT_DETACH);
}

void Share::become(ShareMode mode) const {
    std::ofstream(control_, std::ios::trunc) << static_cast<char>(mode) << std::flush;
}

void Share::stop() const {
    kill(daemon_, SIGSTOP);
    waitpid(daemon_, nullptr, WUNTRACED);  // until then it may still answer
}

void Share::resume() const {
    kill(daemon_, SIGCONT);
}

}  // namespace slipway::test
