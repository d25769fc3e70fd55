// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/shares/share_world.h"

#include <charconv>
#include <chrono>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <thread>

namespace slipway::test {

namespace fs = std::filesystem;

namespace {

std::string textOf(const fs::path& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator(stream), {}};
}

bool isEnded(const fs::path& process) {
    const std::string stat = textOf(process / "stat");
    const std::size_t name = stat.rfind(')');
    return name == std::string::npos || stat.substr(name + 2, 1) == "Z";
}

}  // namespace

ShareWorld::ShareWorld() : share(*this / "backing", *this / "share", *this / "control") {
    integration("backing/plain-1.0", "ON_SHARE.set = 'yes'");
    integration("backing/beneath-1.0", "LIBRARY.prepend = '{plugin.dir}/lib'");
    set("SLIPWAY_PLUGIN_PATH", "$SANDBOX/studio:$SANDBOX/share");
    write("home/.config/slipway/config.toml", "[policy]\nshare_ttl = '0ms'\n");
}

std::vector<int> ShareWorld::processes() const {
    std::vector<int> found;
    const std::string home = "HOME=" + (*this / "home").string();
    for (const auto& entry : fs::directory_iterator("/proc")) {
        const std::string name = entry.path().filename();
        int id = 0;
        std::from_chars(name.data(), name.data() + name.size(), id);
        if (id == 0 || !textOf(entry.path() / "environ").contains(home)) continue;
        if (!isEnded(entry.path())) found.push_back(id);
    }
    return found;
}

void ShareWorld::waitUntilAlone() const {
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(60);
    while (!processes().empty()) {
        if (std::chrono::steady_clock::now() > end) throw std::runtime_error("processes are left");
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
}

void ShareWorld::forgetShares() const {
    fs::remove_all(*this / "home/.cache/slipway/shares");
}

}  // namespace slipway::test
