// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/benchmark/cases.h"

#include <fstream>
#include <set>
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
std::string nameOfPublished(int plugins) {
    return withPlugins("slipway, published index", plugins);
}

std::vector<Bound> bounds() {
    return {{nameOfLaunch(100), kScript, 1.0, 0.85},
            {nameOfLaunch(1'000), kScript, 2.3, 2.0},
            {nameOfLaunch(10'000), kScript, 20, 0},
            {nameOfPublished(100), kScript, 0.85, 0.70},
            {nameOfPublished(10'000), kScript, 0.85, 0.70},
            {nameOfPublished(10'000), nameOfPublished(100), 1.05, 0},
            {kShareLaunch, kShareScript, 1.2, 0},
            {nameOfFirstLaunch(kPluginsOfFirstLaunch), kPython, 2.5, 0},
            {kColdLaunch, kColdScript, 2.0, 1.5}};
}

std::vector<CountBound> countBounds() {
    constexpr std::uint64_t kFourMegabytes = 4 << 10;  // in KiB
    return {{nameOfLaunch(1'000), Counted::kPeakMemory, kFourMegabytes},
            {nameOfPublished(100), Counted::kFileOperations, 5},
            {nameOfPublished(10'000), Counted::kFileOperations, 5}};
}

Workshop::Workshop(fs::path folder, Tools tools, std::vector<int> sizes)
    : folder_(std::move(folder)),
      tools_(std::move(tools)),
      sizes_(std::move(sizes)),
      environment_(startingEnvironment(folder_ / "home")) {
    fs::remove_all(folder_);
    fs::create_directories(folder_ / "home");
    std::set<int> all(sizes_.begin(), sizes_.end());
    all.insert({kPluginsOfWrappers, kPluginsOfFirstLaunch});
    for (int plugins : all) writeStudio(root({plugins}), plugins);
    for (int plugins : kPublishedSizes) writeStudio(root({plugins, true}), plugins);
    writeWrappers();
    installShims();
    for (int plugins : kPublishedSizes) {
        const Studio studio{plugins, true};
        publish(launch(kQuiet.application, studio), root(studio));
    }
}

fs::path Workshop::root(Studio studio) const {
    const std::string name = std::to_string(studio.plugins);
    return folder_ / (studio.isPublished ? "published-" + name : name) / "plugins";
}

// In the environment of such a launch.
void Workshop::publish(const Command& launch, const fs::path& root) const {
    Command index = launch;
    index.argv = {tools_.slipway.string(), "index", root.string()};
    const Output output = outputOf(index);
    if (output.status != 0) throw std::runtime_error("index failed: " + output.err);
}

void Workshop::writeWrappers() const {
    const auto changes = changesOfStudio(root({kPluginsOfWrappers}), kPluginsOfWrappers);
    for (const Wrapper& each : kWrappers) {
        for (const Target& target : {kQuiet, kPrinting}) {
            writeExecutable(folder_ / "wrappers" / each.file / target.application,
                            textOf(each, changes, target));
        }
    }
}

void Workshop::installShims() const {
    for (const std::string& name : {kQuiet.application, kPrinting.application}) {
        Command install = launch(name, {kPluginsOfWrappers});
        install.argv = {tools_.slipway.string(), "install", name, "--to",
                        (folder_ / "shims").string()};
        const Output output = outputOf(install);
        if (output.status != 0) throw std::runtime_error("install failed: " + output.err);
    }
}

Command Workshop::launch(const std::string& shim, Studio studio) const {
    Command command{{(folder_ / "shims" / shim).string()}, environment_};
    command.environment.emplace_back("SLIPWAY_PLUGIN_PATH=" + root(studio).string());
    // Each its own, so that one size's catalogue never stands in another's way.
    const fs::path cache = root(studio).parent_path() / "cache";
    command.environment.emplace_back("XDG_CACHE_HOME=" + cache.string());
    return command;
}

Command Workshop::launchWithout(const std::string& shim, Studio studio) const {
    Command command = launch(shim, studio);
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
    cases.push_back({kPython, {{"/usr/bin/python3", "-c", "pass"}, environment_}});
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
    if (fs::exists(tools_.noops / "noop-looks")) cases.push_back(looksAlone({1'000}));
    for (int plugins : sizes_) {
        const unsigned every = plugins >= 10'000 ? 10 : 1;
        cases.push_back({nameOfLaunch(plugins), launch(shim, {plugins}), {}, every});
    }
    for (int plugins : kPublishedSizes) {
        cases.push_back({nameOfPublished(plugins), launch(shim, {plugins, true})});
    }
    for (int plugins : sizes_) {
        const unsigned every = plugins >= 10'000 ? 100 : plugins >= 1000 ? 10 : 1;
        cases.push_back({nameOfReading(plugins), launchWithout(shim, {plugins}), {}, every});
    }
    cases.push_back(firstLaunch({kPluginsOfFirstLaunch}));
    return cases;
}

// At the manifest of each plugin, as a launch that finds nothing changed has to.
Case Workshop::looksAlone(Studio studio) const {
    std::string names;
    for (const auto& entry : fs::directory_iterator(root(studio))) {
        const std::string folder = entry.path().filename();
        const bool isToml = fs::exists(entry.path() / "slipway.toml");
        names += folder + (isToml ? "/slipway.toml\n" : "/slipway.json\n");
    }
    const fs::path list = root(studio).parent_path() / "looks";
    writeFile(list, names);
    return {"one look a plugin and nothing else, 1000 plugins",
            {{(tools_.noops / "noop-looks").string(), root(studio).string(), list.string(),
              kQuiet.executable},
             environment_}};
}

// With a cache of its own that is emptied each time.
Case Workshop::firstLaunch(Studio studio) const {
    Command first = launch(kQuiet.application, studio);
    const fs::path cache = root(studio).parent_path() / "forgotten";
    first.environment.back() = "XDG_CACHE_HOME=" + cache.string();
    return {nameOfFirstLaunch(studio.plugins), first, [cache] { fs::remove_all(cache); }, 10};
}

// The kernel forgets all files, folders and names that nobody has open: only root may ask for it.
std::vector<Case> Workshop::coldCases() const {
    constexpr const char* kForget = "/proc/sys/vm/drop_caches";
    if (!std::ofstream(kForget)) return {};
    const auto forget = [] { std::ofstream(kForget) << "3"; };
    const std::string script = std::string("dash/") + kQuiet.application;
    return {{kColdScript, wrapper(script), forget},
            {kColdLaunch, launch(kQuiet.application, {100, true}), forget}};
}

std::vector<Case> Workshop::shareCases(const fs::path& backing, const fs::path& mount) const {
    writeStudio(backing / "plugins", kPluginsOfWrappers);
    writeFile(folder_ / "asking/slipway/config.toml", "[policy]\nshare_ttl = '0ms'\n");
    Command command = launch(kQuiet.application, {kPluginsOfWrappers});
    command.environment.emplace_back("XDG_CONFIG_HOME=" + (folder_ / "asking").string());
    publish(command, backing / "plugins");
    std::erase_if(command.environment, [](const std::string& entry) {
        return entry.starts_with("SLIPWAY_PLUGIN_PATH=") || entry.starts_with("XDG_CACHE_HOME=");
    });
    command.environment.emplace_back("SLIPWAY_PLUGIN_PATH=" + (mount / "plugins").string());
    command.environment.emplace_back("XDG_CACHE_HOME=" + (folder_ / "asking/cache").string());
    for (int launches = 0; launches < 2; ++launches) environmentBy(command);  // or it says why not
    const std::string script = std::string("dash/") + kQuiet.application;
    return {{kShareScript, wrapper(script)}, {kShareLaunch, command}};
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
        demandEqual(expected, environmentBy(launch(name, {kPluginsOfWrappers})),
                    nameOfLaunch(kPluginsOfWrappers));
    }
    for (int plugins : sizes_) {
        demandEqual(environmentBy(launchWithout(name, {plugins})),
                    environmentBy(launch(name, {plugins})), nameOfReading(plugins));
    }
    for (int plugins : kPublishedSizes) {
        const Studio studio{plugins, true};
        demandEqual(environmentBy(launchWithout(name, studio)), environmentBy(launch(name, studio)),
                    nameOfPublished(plugins));
    }
}

}  // namespace slipway::benchmark
