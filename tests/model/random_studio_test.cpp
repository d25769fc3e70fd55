// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Random studios, launched through the real shim: executable, arguments, working directory and the
// whole environment must be those that the model works out.
//
// SLIPWAY_STUDIOS=10000 makes as many instead of 500; SLIPWAY_STUDIO=7 makes only the seventh. A
// studio that disagrees is made as small as it can be while it still does, printed and kept.

#include <gmock/gmock.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <memory>

#include "tests/model/evaluator.h"
#include "tests/model/generator.h"
#include "tests/model/writer.h"
#include "tests/support/sandbox.h"

namespace slipway::model {
namespace {

namespace fs = std::filesystem;
using test::Launch;
using test::Sandbox;

constexpr std::uint64_t kBlocks = 20;  // so that they run side by side

std::uint64_t numberOr(const char* variable, std::uint64_t otherwise) {
    const char* text = std::getenv(variable);
    return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

std::string hostName() {
    char name[256] = {};
    gethostname(name, sizeof name - 1);
    return name;
}

// The same installations and shims for all studios of a block.
class Place : public Sandbox {
  public:
    Place() {
        std::string manifest = "slipway = 1\n";
        std::vector<std::string> names;
        for (const Installed& installed : installedApplications()) {
            const std::string& name = installed.application;
            for (const std::string& version : installed.versions) installation(name, version);
            manifest += "[[application]]\nname = '" + name + "'\nfind.linux = ['$SANDBOX/opt/" +
                        name + "{version}/bin/" + name + "']\n";
            names.push_back(name);
            for (const std::string& command : installed.commands) {
                manifest += "commands." + command + " = {}\n";
                addCommand(installed, command);
            }
        }
        plugin("studio/definitions", manifest);
        install(names);
        fs::remove_all(*this / "studio");
    }

    void hold(const Scenario& scenario, std::uint64_t seed) {
        for (const std::string& file : files_) fs::remove(*this / file);
        files_.clear();
        for (const auto& [file, text] : written(scenario.studio, seed)) {
            write(file, text);
            files_.push_back(file);
        }
        for (const Root& root : scenario.studio.roots.slipway) makeOrRemove(root);
        for (const Root& root : scenario.studio.roots.ftrack) makeOrRemove(root);
        for (const Root& root : scenario.studio.pluginPath) makeOrRemove(root);
    }

    Launch launchOf(const Scenario& scenario, const Invocation& invocation) {
        environment() = environmentOf(scenario.studio, invocation);
        return launch(invocation.command, invocation.arguments);
    }

    std::vector<std::string> environmentOf(const Studio& studio, const Invocation& invocation) {
        Sandbox& world = *this;
        for (const char* name :
             {"FTRACK_CONNECT_PLUGIN_PATH", "FTRACK_CONNECT_EVENT", "SLIPWAY_CONTEXT",
              "SLIPWAY_WITHOUT", "SLIPWAY_USE", "SLIPWAY_MODE"}) {
            world.unset(name);
        }
        std::vector<std::string> kept;
        for (const std::string& entry : environment()) {
            const std::string name = entry.substr(0, entry.find('='));
            if (std::ranges::count(kWorldsOwn, name) > 0) kept.push_back(entry);
        }
        environment() = std::move(kept);
        set("SLIPWAY_PLUGIN_PATH", listOf(studio.roots.slipway, studio.roots.emptyEntry));
        if (!studio.roots.ftrack.empty()) {
            set("FTRACK_CONNECT_PLUGIN_PATH", listOf(studio.roots.ftrack, std::nullopt));
        }
        if (!invocation.context.empty()) set("SLIPWAY_CONTEXT", json(invocation.context));
        if (!invocation.event.empty()) set("FTRACK_CONNECT_EVENT", base64(event(invocation.event)));
        if (!invocation.without.empty()) set("SLIPWAY_WITHOUT", invocation.without);
        if (!invocation.use.empty()) set("SLIPWAY_USE", invocation.use);
        if (!invocation.mode.empty()) set("SLIPWAY_MODE", invocation.mode);
        for (const auto& [name, value] : invocation.environment) set(name, value);
        return environment();
    }

  private:
    static constexpr const char* kNames[] = {"HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME",
                                             "XDG_CACHE_HOME", "PATH"};
    const std::vector<std::string> kWorldsOwn{std::begin(kNames), std::end(kNames)};

    void addCommand(const Installed& installed, const std::string& command) {
        for (const std::string& version : installed.versions) {
            const fs::path folder = *this / "opt" / (installed.application + version) / "bin";
            fs::copy_file(folder / installed.application, folder / command);
        }
    }

    void makeOrRemove(const Root& root) {
        if (root.exists) {
            makeFolder(root.folder);
        } else {
            fs::remove_all(*this / root.folder);
        }
    }

    static std::string listOf(const std::vector<Root>& roots, std::optional<std::size_t> empty) {
        std::vector<std::string> entries;
        for (const Root& root : roots) entries.push_back("$SANDBOX/" + root.folder);
        if (empty) entries.insert(entries.begin() + static_cast<std::ptrdiff_t>(*empty), "");
        std::string list;
        for (const std::string& entry : entries) list += (&entry == &entries[0] ? "" : ":") + entry;
        return list;
    }

    // As ftrack Connect writes it.
    static std::string event(std::map<std::string, std::string> values) {
        std::map<std::string, std::string> entity;
        for (const char* key : {"entityId", "entityType"}) {
            if (const auto entry = values.extract(key)) entity[key] = entry.mapped();
        }
        std::string text = json(values);
        text.insert(1, "\"selection\": [" + (entity.empty() ? "" : json(entity)) + "]" +
                           (values.empty() ? "" : ", "));
        return text;
    }

    static std::string base64(const std::string& bytes) {
        constexpr const char* kDigits =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        std::string text;
        for (std::size_t i = 0; i < bytes.size(); i += 3) {
            std::uint32_t bits = 0;
            for (std::size_t k = 0; k < 3; ++k) {
                const unsigned char c =
                    i + k < bytes.size() ? static_cast<unsigned char>(bytes[i + k]) : 0;
                bits = bits << 8 | c;
            }
            for (std::size_t k = 0; k < 4; ++k) {
                const bool isPadding = i + k > bytes.size();
                text += isPadding ? '=' : kDigits[bits >> (18 - 6 * k) & 63];
            }
        }
        return text;
    }

    static std::string json(const std::map<std::string, std::string>& context) {
        std::string text;
        for (const auto& [key, value] : context) {
            text += (text.empty() ? "{\"" : ", \"") + key + "\": \"" + value + "\"";
        }
        return (text.empty() ? "{" : text) + "}";
    }

    std::vector<std::string> files_;
};

World worldOf(Place& place, const Scenario& scenario, const Invocation& invocation) {
    World world{.folder = place.folder(), .home = place / "home", .host = hostName()};
    for (const std::string& entry : place.environmentOf(scenario.studio, invocation)) {
        const std::size_t equal = entry.find('=');
        world.environment[entry.substr(0, equal)] = entry.substr(equal + 1);
    }
    return world;
}

std::string replaced(std::string text, const std::string& what, const std::string& by) {
    for (std::size_t at = 0; (at = text.find(what, at)) != std::string::npos; at += by.size()) {
        text.replace(at, what.size(), by);
    }
    return text;
}

// What differs between the launch and what the model says; empty where nothing does.
std::string difference(const Outcome& expected, const Launch& launched) {
    if (expected.exitCode != 0 || !launched.report) {
        const int code = launched.ended.code.value_or(-1);
        if (code == expected.exitCode && !launched.report) return {};
        return "exit code " + std::to_string(code) + ", not " + std::to_string(expected.exitCode) +
               "\n";
    }
    const test::Report& report = *launched.report;
    std::string text;
    const auto id = report.variable("SLIPWAY_LAUNCH_ID").value_or("");
    const auto known = [&](const std::string& value) {
        return replaced(replaced(value, kLaunchId, id), kProcessId, std::to_string(report.pid));
    };
    if (report.startedAs != expected.executable) text += "executable " + report.startedAs + "\n";
    std::vector<std::string> arguments;
    for (const std::string& argument : expected.arguments) arguments.push_back(known(argument));
    if (report.arguments != arguments) {
        for (const std::string& argument : report.arguments) text += "argument  " + argument + "\n";
        for (const std::string& argument : arguments) text += "not       " + argument + "\n";
    }
    if (!expected.workingDirectory.empty() &&
        report.workingDirectory != expected.workingDirectory) {
        text += "in " + report.workingDirectory + ", not " + expected.workingDirectory + "\n";
    }
    std::vector<std::string> environment;
    for (const auto& [name, value] : expected.environment)
        environment.push_back(name + "=" + known(value));
    std::vector<std::string> found = report.environment;
    std::erase_if(found,
                  [](const std::string& entry) { return entry.starts_with("SLIPWAY_SESSION="); });
    std::ranges::sort(environment);
    std::ranges::sort(found);
    std::vector<std::string> only;
    std::ranges::set_difference(found, environment, std::back_inserter(only));
    for (const std::string& entry : only) text += "found     " + entry + "\n";
    only.clear();
    std::ranges::set_difference(environment, found, std::back_inserter(only));
    for (const std::string& entry : only) text += "expected  " + entry + "\n";
    return text;
}

// Of the first launch that disagrees; empty where none does.
std::string disagreement(Place& place, const Scenario& scenario, std::uint64_t seed) {
    place.hold(scenario, seed);
    for (const Invocation& invocation : scenario.launches) {
        const World world = worldOf(place, scenario, invocation);
        const Outcome expected = expectedOutcome(scenario.studio, invocation, world);
        const Launch launched = place.launchOf(scenario, invocation);
        const std::string text = difference(expected, launched);
        if (text.empty()) continue;
        std::string command = invocation.command;
        for (const std::string& argument : invocation.arguments) command += " '" + argument + "'";
        for (const std::string& entry : place.environment()) command = entry + "\n" + command;
        return command + "\n" + text + launched.said();
    }
    return {};
}

Scenario shrunk(Place& place, Scenario scenario, std::uint64_t seed) {
    for (bool isSmaller = true; isSmaller;) {
        isSmaller = false;
        for (Scenario& candidate : smaller(scenario)) {
            if (disagreement(place, candidate, seed).empty()) continue;
            scenario = std::move(candidate);
            isSmaller = true;
            break;
        }
    }
    return scenario;
}

std::string filesOf(const Place& place, const Scenario& scenario, std::uint64_t seed) {
    std::string text;
    for (const auto& [file, content] : written(scenario.studio, seed)) {
        text += "--- " + file + "\n" + place.expand(content) + "\n";
    }
    return text;
}

// Where the sandbox's end does not reach.
fs::path kept(const Place& place, std::uint64_t seed) {
    const fs::path folder = fs::temp_directory_path() / ("slipway-studio-" + std::to_string(seed));
    fs::remove_all(folder);
    fs::copy(place.folder(), folder, fs::copy_options::recursive | fs::copy_options::copy_symlinks);
    return folder;
}

class RandomStudios : public ::testing::TestWithParam<std::uint64_t> {};

TEST_P(RandomStudios, LaunchAsTheModelSays) {
    const std::uint64_t count = numberOr("SLIPWAY_STUDIOS", 500);
    const std::uint64_t only = numberOr("SLIPWAY_STUDIO", 0);
    auto place = std::make_unique<Place>();
    for (std::uint64_t seed = 1 + GetParam(); seed <= std::max(count, only); seed += kBlocks) {
        if (only != 0 && seed != only) continue;
        const Scenario scenario = randomScenario(seed);
        if (disagreement(*place, scenario, seed).empty()) continue;
        const Scenario small = shrunk(*place, scenario, seed);
        const std::string text = disagreement(*place, small, seed);
        ADD_FAILURE() << "SLIPWAY_STUDIO=" << seed << ", kept in " << kept(*place, seed) << "\n"
                      << filesOf(*place, small, seed) << "---\n"
                      << text;
        if (::testing::Test::HasFailure() && only == 0) return;
    }
}

// Agreement on studios where nothing happens would prove little.
TEST(RandomStudio, ReachesRefusalsFailuresAndChanges) {
    std::map<int, int> codes;
    int changed = 0;
    int longer = 0;
    for (std::uint64_t seed = 1; seed <= 500; ++seed) {
        const Scenario scenario = randomScenario(seed);
        for (const Invocation& invocation : scenario.launches) {
            const Outcome outcome =
                expectedOutcome(scenario.studio, invocation, {.folder = "/w", .home = "/h"});
            ++codes[outcome.exitCode];
            changed += outcome.environment.size() > invocation.environment.size() + 2;
            longer += outcome.arguments.size() > invocation.arguments.size() + 2;
        }
    }
    EXPECT_GT(codes[0], 1000);
    EXPECT_GT(codes[125], 10);
    EXPECT_GT(codes[127], 10);
    EXPECT_GT(changed, 300);
    EXPECT_GT(longer, 300);
}

INSTANTIATE_TEST_SUITE_P(Block, RandomStudios, ::testing::Range<std::uint64_t>(0, kBlocks));

}  // namespace
}  // namespace slipway::model
