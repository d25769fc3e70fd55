// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/benchmark/cases.h"

#include <sstream>
#include <stdexcept>

#include "tests/benchmark/studio.h"

namespace slipway::benchmark {

namespace fs = std::filesystem;

namespace {

// The wrappers make the changes of the studio of this size.
constexpr int kPluginsOfWrappers = 100;

struct Wrapper {
    const char* file;
    const char* shell;  // null: Python
    const char* name;
};

constexpr Wrapper kWrappers[] = {
    {"dash", "/bin/dash", kScript},
    {"bash", "/bin/bash", "bash script, 30 exports"},
    {"python", nullptr, "python3 script, 30 variables"},
};

std::string textOf(const Wrapper& wrapper, const std::vector<Change>& changes,
                   const Target& target) {
    return wrapper.shell != nullptr ? shellWrapper(wrapper.shell, changes, target)
                                    : pythonWrapper(changes, target);
}

std::string withPlugins(const std::string& what, int plugins) {
    return what + ", " + std::to_string(plugins) + (plugins == 1 ? " plugin" : " plugins");
}

// What a launcher cannot help changing: a shell's own variables, and Slipway's.
bool isLaunchersOwn(const std::string& name) {
    return name.starts_with("SLIPWAY_") || name == "PWD" || name == "OLDPWD" || name == "SHLVL" ||
           name == "_";
}

std::map<std::string, std::string> parseEnvironment(const std::string& text) {
    std::map<std::string, std::string> environment;
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
        const std::size_t equals = line.find('=');
        const std::string name = line.substr(0, equals);
        if (!isLaunchersOwn(name)) environment[name] = line.substr(equals + 1);
    }
    return environment;
}

std::string firstDifference(const std::map<std::string, std::string>& expected,
                            const std::map<std::string, std::string>& actual) {
    for (const auto& [name, value] : expected) {
        const auto found = actual.find(name);
        if (found == actual.end()) return name + " is missing";
        if (found->second != value) {
            std::ostringstream difference;
            difference << name << " is '" << found->second << "', not '" << value << "'";
            return difference.str();
        }
    }
    for (const auto& [name, value] : actual) {
        if (!expected.contains(name)) return name + " should not be there";
    }
    return {};
}

void demandEqual(const std::map<std::string, std::string>& expected,
                 const std::map<std::string, std::string>& actual, const std::string& what) {
    const std::string difference = firstDifference(expected, actual);
    if (!difference.empty()) throw std::runtime_error(what + ": " + difference);
}

}  // namespace

std::string nameOfLaunch(int plugins) {
    return withPlugins("slipway", plugins);
}
std::string nameOfReading(int plugins) {
    return withPlugins("slipway, SLIPWAY_CACHE=off", plugins);
}
std::string nameOfFirstLaunch(int plugins) {
    return withPlugins("slipway, no catalogue yet", plugins);
}

Workshop::Workshop(fs::path folder, Tools tools, std::vector<int> sizes)
    : folder_(std::move(folder)),
      tools_(std::move(tools)),
      sizes_(std::move(sizes)),
      environment_(startingEnvironment(folder_ / "home")) {
    fs::remove_all(folder_);
    fs::create_directories(folder_ / "home");
    for (int plugins : sizes_) writeStudio(root(plugins), plugins);
    writeStudio(root(kPluginsOfWrappers), kPluginsOfWrappers);
    writeWrappers();
    installShims();
}

fs::path Workshop::root(int plugins) const {
    return folder_ / std::to_string(plugins) / "plugins";
}

void Workshop::writeWrappers() const {
    const auto changes = changesOfStudio(root(kPluginsOfWrappers), kPluginsOfWrappers);
    for (const Wrapper& each : kWrappers) {
        for (const Target& target : {kQuiet, kPrinting}) {
            writeExecutable(folder_ / "wrappers" / each.file / target.application,
                            textOf(each, changes, target));
        }
    }
}

void Workshop::installShims() const {
    for (const std::string& name : {kQuiet.application, kPrinting.application}) {
        Command install = launch(name, kPluginsOfWrappers);
        install.argv = {tools_.slipway.string(), "install", name, "--to",
                        (folder_ / "shims").string()};
        const Output output = outputOf(install);
        if (output.status != 0) throw std::runtime_error("install failed: " + output.err);
    }
}

Command Workshop::launch(const std::string& shim, int plugins) const {
    Command command{{(folder_ / "shims" / shim).string()}, environment_};
    command.environment.emplace_back("SLIPWAY_PLUGIN_PATH=" + root(plugins).string());
    // Each its own, so that one size's catalogue never stands in another's way.
    const fs::path cache = root(plugins).parent_path() / "cache";
    command.environment.emplace_back("XDG_CACHE_HOME=" + cache.string());
    return command;
}

Command Workshop::launchWithout(const std::string& shim, int plugins) const {
    Command command = launch(shim, plugins);
    command.environment.emplace_back("SLIPWAY_CACHE=off");
    return command;
}

Command Workshop::wrapper(const std::string& name) const {
    return {{(folder_ / "wrappers" / name).string()}, environment_};
}

std::vector<Case> Workshop::references() const {
    std::vector<Case> cases{
        {kTarget, {{kQuiet.executable}, environment_}},
        {"env A=b", {{"/usr/bin/env", "A=b", kQuiet.executable}, environment_}},
    };
    for (const Wrapper& each : kWrappers) {
        cases.push_back({each.name, wrapper(std::string(each.file) + "/" + kQuiet.application)});
    }
    cases.push_back({"python3 -c pass", {{"/usr/bin/python3", "-c", "pass"}, environment_}});
    for (const auto& [file, name] :
         {std::pair{"noop-glibc", "shim that does nothing, static glibc"},
          std::pair{"noop-musl", "shim that does nothing, static musl"},
          std::pair{"noop-bare", "shim that does nothing, no libc"}}) {
        const fs::path path = tools_.noops / file;
        if (fs::exists(path)) cases.push_back({name, {{path.string()}, environment_}});
    }
    return cases;
}

std::vector<Case> Workshop::cases() const {
    std::vector<Case> cases = references();
    const std::string& shim = kQuiet.application;
    for (int plugins : sizes_) cases.push_back({nameOfLaunch(plugins), launch(shim, plugins)});
    for (int plugins : sizes_) {
        const unsigned every = plugins >= 1000 ? 10 : 1;
        cases.push_back({nameOfReading(plugins), launchWithout(shim, plugins), {}, every});
    }
    // A cache of its own that is emptied each time.
    Command first = launch(shim, sizes_.back());
    const fs::path cache = root(sizes_.back()).parent_path() / "forgotten";
    first.environment.back() = "XDG_CACHE_HOME=" + cache.string();
    cases.push_back({nameOfFirstLaunch(sizes_.back()), first, cache, 10});
    return cases;
}

std::map<std::string, std::string> Workshop::environmentBy(const Command& command) const {
    const Output output = outputOf(command);
    if (output.status != 0 || !output.err.empty()) {
        throw std::runtime_error("'" + command.argv[0] + "' ended with wait status " +
                                 std::to_string(output.status) + ": " + output.err);
    }
    auto environment = parseEnvironment(output.out);
    environment.erase("XDG_CACHE_HOME");  // ours, to keep the cases apart
    return environment;
}

void Workshop::verify() const {
    const std::string& name = kPrinting.application;
    const auto expected = environmentBy(wrapper("dash/" + name));
    for (const Wrapper& each : kWrappers) {
        demandEqual(expected, environmentBy(wrapper(std::string(each.file) + "/" + name)),
                    each.name);
    }
    // Twice: compiled, then from the catalogue.
    for (int launches = 0; launches < 2; ++launches) {
        demandEqual(expected, environmentBy(launch(name, kPluginsOfWrappers)),
                    nameOfLaunch(kPluginsOfWrappers));
    }
    for (int plugins : sizes_) {
        demandEqual(environmentBy(launchWithout(name, plugins)),
                    environmentBy(launch(name, plugins)), nameOfReading(plugins));
    }
}

}  // namespace slipway::benchmark
