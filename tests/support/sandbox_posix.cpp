// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <system_error>
#include <thread>

#include "tests/support/sandbox.h"

namespace slipway::test {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view kToken = "$SANDBOX";

fs::path makeTemporaryFolder() {
    // Its length is the same everywhere: columns of what is printed depend on it (golden.h).
    std::string path = fs::canonical("/tmp") / "slipway-XXXXXX";
    if (!mkdtemp(path.data())) throw std::system_error(errno, std::generic_category(), path);
    // Tests that act as another user must get in.
    fs::permissions(path, fs::perms::others_read | fs::perms::others_exec, fs::perm_options::add);
    return path;
}

std::string definition(const std::string& name) {
    return "slipway = 1\n[[application]]\nname = \"" + name +
           "\"\n[application.find]\nlinux = [\"$SANDBOX/opt/" + name + "{version}/bin/" + name +
           "\"]\n";
}

std::string entryStart(std::string_view name) {
    return std::string(name) + "=";
}

}  // namespace

fs::path slipwayExecutable() {
    return fs::path(SLIPWAY_TEST_BIN) / "slipway";
}
fs::path shimExecutable() {
    return fs::path(SLIPWAY_TEST_BIN) / "slipway-shim";
}
fs::path probeExecutable() {
    return SLIPWAY_TEST_PROBE;
}

std::optional<std::string> Launch::operator[](std::string_view name) const {
    return report ? report->variable(name) : std::nullopt;
}

std::ostream& operator<<(std::ostream& stream, const Launch& launch) {
    return stream << launch.ended;
}

Launch launch(const Command& command) {
    Launch result{run(command), {}};
    result.report = readReport(result.ended.output);
    return result;
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

Sandbox::~Sandbox() {
    std::error_code ignored;  // what cannot be removed is in the temporary folder anyway
    fs::remove_all(folder_, ignored);
}

void Sandbox::set(std::string_view name, std::string_view value) {
    unset(name);
    environment_.push_back(entryStart(name) + expand(value));
}

void Sandbox::unset(std::string_view name) {
    std::erase_if(environment_, [start = entryStart(name)](const std::string& entry) {
        return entry.starts_with(start);
    });
}

std::string Sandbox::expand(std::string_view text) const {
    std::string result(text);
    for (std::size_t at = 0; (at = result.find(kToken, at)) != std::string::npos;) {
        result.replace(at, kToken.size(), folder_.native());
        at += folder_.native().size();
    }
    return result;
}

fs::path Sandbox::write(const fs::path& path, std::string_view text) const {
    const fs::path file = folder_ / path;
    fs::create_directories(file.parent_path());
    std::ofstream stream(file, std::ios::binary | std::ios::trunc);
    stream << expand(text) << std::flush;
    if (!stream) throw std::runtime_error("cannot write " + file.string());
    return file;
}

fs::path Sandbox::makeFolder(const fs::path& path) const {
    fs::create_directories(folder_ / path);
    return folder_ / path;
}

fs::path Sandbox::plugin(const fs::path& path, std::string_view toml) const {
    return write(path / "slipway.toml", toml);
}

fs::path Sandbox::jsonPlugin(const fs::path& path, std::string_view json) const {
    return write(path / "slipway.json", json);
}

fs::path Sandbox::integration(const fs::path& path, std::string_view env) const {
    return plugin(path, "slipway = 1\n[[integration]]\n[integration.env]\n" + std::string(env));
}

fs::path Sandbox::installation(const std::string& name, const std::string& version) const {
    const fs::path executable = folder_ / "opt" / (name + version) / "bin" / name;
    fs::create_directories(executable.parent_path());
    fs::copy_file(probeExecutable(), executable, fs::copy_options::overwrite_existing);
    return executable;
}

void Sandbox::application(const std::string& name, const std::vector<std::string>& versions) const {
    for (const std::string& version : versions) installation(name, version);
    plugin("studio/definitions-" + name, definition(name));
}

void Sandbox::install(const std::vector<std::string>& arguments) const {
    std::vector<std::string> all = {"install"};
    all.insert(all.end(), arguments.begin(), arguments.end());
    all.insert(all.end(), {"--to", folder_ / "shims"});
    const Ended ended = slipway(all);
    if (ended.code == 0) return;
    throw std::runtime_error("slipway install failed: " + ended.output + ended.errors);
}

void Sandbox::putShim(const fs::path& path, ShimKind kind) const {
    const fs::path file = makeFolder("lib") / "slipway-shim";
    if (!fs::exists(file)) fs::copy_file(shimExecutable(), file);
    for (const fs::path& helper :
         {file.parent_path() / "slipway", (folder_ / path).parent_path() / "slipway"}) {
        if (!fs::exists(helper)) fs::create_symlink(slipwayExecutable(), helper);
    }
    fs::remove(folder_ / path);
    switch (kind) {
        case ShimKind::kSymbolicLink:
            return fs::create_symlink(file, folder_ / path);
        case ShimKind::kHardLink:
            return fs::create_hard_link(file, folder_ / path);
        case ShimKind::kCopy:
            fs::copy_file(file, folder_ / path);
    }
}

std::string shimKindName(ShimKind kind) {
    constexpr const char* kNames[] = {"SymbolicLink", "HardLink", "Copy"};
    return kNames[static_cast<std::size_t>(kind)];
}

Command Sandbox::command(const fs::path& executable,
                         const std::vector<std::string>& arguments) const {
    Command command{.executable = executable,
                    .arguments = {executable.string()},
                    .environment = environment_,
                    .workingDirectory = folder_ / "home"};
    command.arguments.insert(command.arguments.end(), arguments.begin(), arguments.end());
    return command;
}

Ended Sandbox::slipway(const std::vector<std::string>& arguments) const {
    return run(command(slipwayExecutable(), arguments));
}

Launch Sandbox::launch(const std::string& name, const std::vector<std::string>& arguments) const {
    return slipway::test::launch(command(shim(name), arguments));
}

MayaSandbox::MayaSandbox() {
    application("maya", {"2024"});
    install({"maya"});
}

std::vector<fs::path> cacheFiles(const Sandbox& world) {
    std::vector<fs::path> files;
    std::error_code none;
    const fs::path folder = world / "home/.cache/slipway/catalogues";
    for (const auto& entry : fs::directory_iterator(folder, none)) {
        const bool isSecondName = entry.path().filename().string().starts_with("last-");
        if (entry.is_regular_file() && !isSecondName) files.push_back(entry.path());
    }
    return files;
}

void warmCache(const Sandbox& world, const std::string& name) {
    warmCache(world, world.command(world.shim(name)));
}

void warmCache(const Sandbox& world, const Command& command) {
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(30);
    while (std::chrono::steady_clock::now() < end) {
        const Launch launched = launch(command);
        if (!launched.report) throw std::runtime_error("no launch: " + launched.said());
        if (!cacheFiles(world).empty()) return;
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
    }
    throw std::runtime_error("no launch within 30 seconds left a file in the cache folder");
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

}  // namespace slipway::test
