// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <fstream>
#include <stdexcept>

#include "tests/support/sandbox.h"
#include "tests/support/start_windows.h"

namespace slipway::test {

namespace fs = std::filesystem;

const HostRules kHost{"windows", "linux", ';', '\\', ".exe", true};

namespace {

constexpr ShimKind kKinds[] = {ShimKind::kHardLink, ShimKind::kCopy};

Place built(const std::string& folder, const std::string& name) {
    const fs::path path = fs::absolute(fs::path(folder) / (name + ".exe"));
    return Place(fs::path(path).make_preferred());
}

// What a shim knows of itself: its helper, and more of such entries.
void writeRecord(const fs::path& shim, const std::string& entries) {
    const fs::path record = shim.parent_path() / ".slipway" / shim.stem();
    fs::create_directories(record.parent_path());
    std::ofstream(record, std::ios::binary) << std::string("slipway-shim=1") + '\0' + entries +
                                                   "slipway=" + slipwayExecutable().string() + '\0';
}

void placeShim(const fs::path& shim, const std::string& entries = {}) {
    fs::create_directories(shim.parent_path());
    fs::copy_file(shimExecutable(), shim, fs::copy_options::overwrite_existing);
    writeRecord(shim, entries);
}

std::string entry(const std::string& key, const std::string& value) {
    return key + "=" + value + '\0';
}

}  // namespace

const std::span<const ShimKind> kShimKinds = kKinds;

fs::path makeTemporaryFolder() {
    constexpr std::size_t kLength = 44;  // the user's name is part of it
    const DWORD process = ::GetCurrentProcessId();
    static int counter = 0;
    fs::path folder;
    do {
        const std::string number = std::to_string(1'000'000 + process * 997 + counter++ * 7919);
        const std::string begin = (fs::temp_directory_path() / "slipway-").string();
        const std::size_t zeros = begin.size() + 6 < kLength ? kLength - begin.size() - 6 : 0;
        folder = begin + std::string(zeros, '0') + number.substr(number.size() - 6);
    } while (!fs::create_directory(folder));
    return fs::canonical(folder);
}

std::string hostName() {
    wchar_t name[256];
    DWORD size = 256;
    ::GetComputerNameExW(ComputerNameDnsHostname, name, &size);
    return narrowed({name, size});
}

Place sourceFolder() {
    return Place(fs::absolute(SLIPWAY_TEST_SOURCE).make_preferred());
}
Place slipwayExecutable() {
    return built(SLIPWAY_TEST_BIN, "slipway");
}
Place shimExecutable() {
    return built(SLIPWAY_TEST_BIN, "slipway-shim");
}
Place probeExecutable() {
    return built(fs::path(SLIPWAY_TEST_PROBE).parent_path().string(), "probe");
}
Place envProgram() {
    return built(fs::path(SLIPWAY_TEST_PROBE).parent_path().string(), "env");
}

// The folders of the user lie where those of Linux do, but for caches.
Sandbox::Sandbox() : folder_(makeTemporaryFolder()) {
    makeFolder("home");
    makeFolder("studio");
    for (const auto& [name, value] : systemVariables()) set(narrowed(name), narrowed(value));
    set("USERPROFILE", "$SANDBOX/home");
    set("LOCALAPPDATA", "$SANDBOX/home/.local/share");
    set("APPDATA", "$SANDBOX/home/.config");
    set("ProgramData", "$SANDBOX/all");
    set("PATH", (fs::path(widened("C:\\windows")) / "System32").string());
    set("SLIPWAY_PLUGIN_PATH", "$SANDBOX/studio");
}

Place Sandbox::cache() const {
    return *this / "home/.local/share/slipway/cache";
}

// NAME, NAME@VERSION, or --target EXECUTABLE [--name NAME].
void Sandbox::install(const std::vector<std::string>& arguments) const {
    if (arguments.at(0) == "--target") {
        const fs::path target = arguments.at(1);
        const std::string name = arguments.size() > 3 ? arguments[3] : target.stem().string();
        return placeShim(shim(name), entry("target", target.string()));
    }
    for (const std::string& argument : arguments) {
        const std::size_t at = argument.find('@');
        if (at == std::string::npos) {
            placeShim(shim(argument));
            continue;
        }
        const std::string name = argument.substr(0, at), version = argument.substr(at + 1);
        placeShim(shim(name + version), entry("command", name) + entry("version", version));
    }
}

void Sandbox::putShim(const fs::path& path, ShimKind kind) const {
    const fs::path shim = *this / path;
    placeShim(shim);
    if (kind != ShimKind::kHardLink) return;
    const fs::path file = makeFolder("lib") / "slipway-shim.exe";
    if (!fs::exists(file)) fs::copy_file(shimExecutable(), file);
    fs::remove(shim);
    fs::create_hard_link(file, shim);
}

fs::path program(const std::string& name) {
    throw std::runtime_error("Windows has no program '" + name + "'");
}

// By its name alone.
void makeExecutable(const fs::path&) {}

void leaveUnused(const fs::path& file, std::chrono::days days) {
    const HANDLE handle = ::CreateFileW(file.c_str(), FILE_WRITE_ATTRIBUTES, FILE_SHARE_READ,
                                        nullptr, OPEN_EXISTING, 0, nullptr);
    constexpr std::int64_t kTicksADay = 864'000'000'000;
    FILETIME time;
    ::GetSystemTimeAsFileTime(&time);
    const std::int64_t ticks =
        (std::int64_t{time.dwHighDateTime} << 32 | time.dwLowDateTime) - days.count() * kTicksADay;
    time = {static_cast<DWORD>(ticks), static_cast<DWORD>(ticks >> 32)};
    const bool isSet = ::SetFileTime(handle, nullptr, &time, &time) != 0;
    ::CloseHandle(handle);
    if (!isSet) throw std::runtime_error("cannot set the times of " + file.string());
}

}  // namespace slipway::test
