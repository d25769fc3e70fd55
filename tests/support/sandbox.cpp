// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/sandbox.h"

#include <algorithm>
#include <chrono>
#include <fstream>
#include <future>
#include <stdexcept>
#include <system_error>
#include <thread>

namespace slipway::test {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view kToken = "$SANDBOX";

std::string definition(const std::string& name) {
    return "slipway = 1\n[[application]]\nname = \"" + name +
           "\"\n[application.find]\n$PLATFORM = ['$SANDBOX/opt/" + name + "{version}/bin/" + name +
           "$EXE']\n";
}

std::string entryStart(std::string_view name) {
    return std::string(name) + "=";
}

void replaceAll(std::string& text, std::string_view token, std::string_view by) {
    for (std::size_t at = 0; (at = text.find(token, at)) != std::string::npos; at += by.size()) {
        text.replace(at, token.size(), by);
    }
}

void makeList(char& colon) {
    if (colon == ':') colon = kHost.listSeparator;
}

}  // namespace

std::string list(std::string_view entries) {
    std::string text(entries);
    for (char& c : text) makeList(c);
    return text;
}

std::string native(std::string_view path) {
    std::string text(path);
    std::ranges::replace(text, '/', kHost.pathSeparator);
    return text;
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

std::vector<Launch> launchAtOnce(const Command& command, std::size_t times) {
    std::vector<std::future<Launch>> started;
    for (std::size_t i = 0; i < times; ++i) {
        started.push_back(std::async(std::launch::async, [&] { return launch(command); }));
    }
    std::vector<Launch> launches;
    for (std::future<Launch>& each : started) launches.push_back(each.get());
    return launches;
}

Sandbox::~Sandbox() {
    std::error_code ignored;  // what cannot be removed is in the temporary folder anyway
    fs::remove_all(folder_, ignored);
}

Place Sandbox::operator/(const fs::path& relative) const {
    return Place((folder_ / expand(relative.string())).make_preferred());
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
    replaceAll(result, "$EXE", kHost.executableSuffix);
    replaceAll(result, "$PLATFORM", kHost.name);
    replaceAll(result, "$ELSEWHERE", kHost.elsewhere);
    for (std::size_t at = 0; (at = result.find(kToken, at)) != std::string::npos;) {
        if (at > 0) makeList(result[at - 1]);
        result.replace(at, kToken.size(), folder_.string());
        const std::size_t path = at + folder_.string().size();
        at = std::min(result.find_first_of(" '\"|:;,\n", path), result.size());
        std::replace(result.begin() + static_cast<std::ptrdiff_t>(path),
                     result.begin() + static_cast<std::ptrdiff_t>(at), '/', kHost.pathSeparator);
        if (at < result.size()) makeList(result[at]);
    }
    return result;
}

Place Sandbox::write(const fs::path& path, std::string_view text) const {
    const Place file = *this / path;
    fs::create_directories(file.parent_path());
    std::ofstream stream(file, std::ios::binary | std::ios::trunc);
    stream << expand(text) << std::flush;
    if (!stream) throw std::runtime_error("cannot write " + file.string());
    return file;
}

Place Sandbox::makeFolder(const fs::path& path) const {
    fs::create_directories(*this / path);
    return *this / path;
}

Place Sandbox::plugin(const fs::path& path, std::string_view toml) const {
    return write(path / "slipway.toml", toml);
}

Place Sandbox::jsonPlugin(const fs::path& path, std::string_view json) const {
    return write(path / "slipway.json", json);
}

Place Sandbox::integration(const fs::path& path, std::string_view env) const {
    return plugin(path, "slipway = 1\n[[integration]]\n[integration.env]\n" + std::string(env));
}

Place Sandbox::executable(const std::string& name, const std::string& version) const {
    return *this / ("opt/" + name + version + "/bin/" + name + "$EXE");
}

Place Sandbox::installation(const std::string& name, const std::string& version) const {
    const Place file = executable(name, version);
    fs::create_directories(file.parent_path());
    fs::copy_file(probeExecutable(), file, fs::copy_options::overwrite_existing);
    return file;
}

void Sandbox::application(const std::string& name, const std::vector<std::string>& versions) const {
    for (const std::string& version : versions) installation(name, version);
    plugin("studio/definitions-" + name, definition(name));
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
    const fs::path folder = world.cache() / "catalogues";
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

}  // namespace slipway::test
