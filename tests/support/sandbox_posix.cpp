// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <stdexcept>
#include <system_error>

#include "tests/support/sandbox.h"

namespace slipway::test {

namespace fs = std::filesystem;

const HostRules kHost{"linux", "windows", ':', '/', "", false};

namespace {
constexpr ShimKind kKinds[] = {ShimKind::kSymbolicLink, ShimKind::kHardLink, ShimKind::kCopy};
}
const std::span<const ShimKind> kShimKinds = kKinds;

fs::path makeTemporaryFolder() {
    std::string path = fs::canonical("/tmp") / "slipway-XXXXXX";
    if (!mkdtemp(path.data())) throw std::system_error(errno, std::generic_category(), path);
    // Tests that act as another user must get in.
    fs::permissions(path, fs::perms::others_read | fs::perms::others_exec, fs::perm_options::add);
    return path;
}

std::string hostName() {
    char name[256];
    if (gethostname(name, sizeof name) != 0) throw std::runtime_error("no name of the host");
    return name;
}

Place sourceFolder() {
    return Place(SLIPWAY_TEST_SOURCE);
}
Place slipwayExecutable() {
    return Place(fs::path(SLIPWAY_TEST_BIN) / "slipway");
}
Place shimExecutable() {
    return Place(fs::path(SLIPWAY_TEST_BIN) / "slipway-shim");
}
Place probeExecutable() {
    return Place(SLIPWAY_TEST_PROBE);
}

Place envProgram() {
    return Place(program("env"));
}

Sandbox::Sandbox() : folder_(makeTemporaryFolder()) {
    makeFolder("home");
    makeFolder("studio");
    set("HOME", "$SANDBOX/home");
    set("XDG_DATA_HOME", "$SANDBOX/home/.local/share");
    set("XDG_CONFIG_HOME", "$SANDBOX/home/.config");
    set("XDG_CACHE_HOME", "$SANDBOX/home/.cache");
    set("XDG_STATE_HOME", "$SANDBOX/state");
    set("PATH", "/usr/bin:/bin");
    set("SLIPWAY_PLUGIN_PATH", "$SANDBOX/studio");
}

Place Sandbox::cache() const {
    return *this / "home/.cache/slipway";
}

void Sandbox::install(const std::vector<std::string>& arguments) const {
    std::vector<std::string> all = {"install"};
    all.insert(all.end(), arguments.begin(), arguments.end());
    all.insert(all.end(), {"--to", *this / "shims"});
    const Ended ended = slipway(all);
    if (ended.code == 0) return;
    throw std::runtime_error("slipway install failed: " + ended.output + ended.errors);
}

void Sandbox::putShim(const fs::path& path, ShimKind kind) const {
    const fs::path file = makeFolder("lib") / "slipway-shim";
    if (!fs::exists(file)) fs::copy_file(shimExecutable(), file);
    const fs::path shim = *this / path;
    for (const fs::path& helper :
         {file.parent_path() / "slipway", shim.parent_path() / "slipway"}) {
        if (!fs::exists(helper)) fs::create_symlink(slipwayExecutable(), helper);
    }
    fs::remove(shim);
    switch (kind) {
        case ShimKind::kSymbolicLink:
            return fs::create_symlink(file, shim);
        case ShimKind::kHardLink:
            return fs::create_hard_link(file, shim);
        case ShimKind::kCopy:
            fs::copy_file(file, shim);
    }
}

fs::path program(const std::string& name) {
    for (const char* folder : {"/usr/local/bin", "/usr/bin", "/bin", "/usr/games"}) {
        if (fs::exists(fs::path(folder) / name)) return fs::path(folder) / name;
    }
    throw std::runtime_error("this test needs the program '" + name +
                             "', which is not installed; scripts/setup installs it");
}

void makeExecutable(const fs::path& path) {
    constexpr auto kAll = fs::perms::owner_exec | fs::perms::group_exec | fs::perms::others_exec;
    fs::permissions(path, kAll, fs::perm_options::add);
}

void leaveUnused(const fs::path& file, std::chrono::days days) {
    const auto then = std::chrono::system_clock::now() - days;
    const timespec time{.tv_sec = std::chrono::system_clock::to_time_t(then), .tv_nsec = 0};
    const timespec times[] = {time, time};
    if (utimensat(AT_FDCWD, file.c_str(), times, 0) != 0) {
        throw std::system_error(errno, std::generic_category(), file.string());
    }
}

}  // namespace slipway::test
