// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <grp.h>
#include <sched.h>
#include <sys/mount.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <stdexcept>

#include "tests/support/users.h"

namespace slipway::test {

namespace fs = std::filesystem;

namespace {

// In the new process: what it says is the program's stderr to the test.
[[noreturn]] void cannot(const char* what) {
    dprintf(STDERR_FILENO, "the test cannot %s: %s\n", what, strerror(errno));
    _exit(121);
}

void needRoot() {
    if (geteuid() == 0) return;
    throw std::runtime_error("this test acts for several users: run it as root");
}

void become(unsigned user) {
    if (setgroups(0, nullptr) != 0 || setgid(user) != 0 || setuid(user) != 0) {
        cannot("act as another user");
    }
}

}  // namespace

void give(const fs::path& path, unsigned owner) {
    needRoot();
    if (lchown(path.c_str(), owner, owner) != 0) {
        throw std::runtime_error("cannot give away " + path.string());
    }
}

void setRights(const fs::path& path, unsigned mode) {
    fs::permissions(path, static_cast<fs::perms>(mode));
}

std::function<void()> as(unsigned user) {
    needRoot();
    return [user] { become(user); };
}

std::function<void()> as(unsigned user, fs::path folder, fs::path place) {
    needRoot();
    return [user, folder = std::move(folder), place = std::move(place)] {
        const bool isHidden = unshare(CLONE_NEWNS) == 0 &&
                              mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0 &&
                              mount(folder.c_str(), place.c_str(), nullptr, MS_BIND, nullptr) == 0;
        if (!isHidden) cannot("mount in a namespace of its own");
        become(user);
    };
}

void moveIn(Sandbox& world, unsigned user) {
    const fs::path bin = world.makeFolder("bin");
    fs::copy_file(slipwayExecutable(), bin / "slipway");
    fs::copy_file(shimExecutable(), bin / "slipway-shim");
    fs::remove_all(world / "shims");
    const Ended ended =
        run(world.command(bin / "slipway", {"install", "maya", "--to", world / "shims"}));
    if (ended.code != 0) throw std::runtime_error("cannot install: " + ended.errors);
    fs::remove_all(world / "home/.cache");  // root's
    for (const auto& entry : fs::recursive_directory_iterator(world / "home")) {
        give(entry.path(), user);
    }
    give(world / "home", user);
}

}  // namespace slipway::test
