// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <filesystem>
#include <fstream>
#include <sstream>

#include "cli/launch_folder_posix.h"

namespace slipway {

namespace {

namespace fs = std::filesystem;

std::string firstLine(const std::string& path) {
    std::ifstream file(path);
    std::string line;
    std::getline(file, line);
    return line;
}

}  // namespace

std::string bootOfThisComputer() {
    return firstLine("/proc/sys/kernel/random/boot_id").substr(0, 8);
}

// Numbers of processes mean something within one of these only (pid_namespaces(7)).
std::string processNamespace() {
    std::error_code failed;
    const std::string link = fs::read_symlink("/proc/self/ns/pid", failed).string();
    const auto digits = link.find_first_of("0123456789");
    return digits == std::string::npos ? "0" : link.substr(digits, link.find(']') - digits);
}

// In clock ticks since the boot (proc(5)); empty: there is no such process. Its name may hold
// anything, also blanks and parentheses.
std::string startOfProcess(std::string_view processId) {
    constexpr int kFieldsBetween = 19;  // from the state, the third, to the start, the 22nd
    const std::string line = firstLine("/proc/" + std::string(processId) + "/stat");
    const auto name = line.rfind(')');
    if (name == std::string::npos) return {};
    std::istringstream fields(line.substr(name + 1));
    std::string field;
    fields >> field;
    if (field == "Z" || field == "X") return {};
    for (int i = 0; i < kFieldsBetween; ++i) fields >> field;
    return field;
}

}  // namespace slipway
