// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Random studios, launched through the real shim: executable, arguments, working directory and the
// whole environment must be those that the model works out.
//
// SLIPWAY_STUDIOS=10000 makes as many instead of 500, or of 40 on Windows, where a process takes
// long; SLIPWAY_STUDIO=7 makes only the seventh. A studio that disagrees is made as small as it can
// be while it still does, printed and kept.

#include <gmock/gmock.h>

#include <algorithm>
#include <cctype>
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
using test::kHost;
using test::Launch;
using test::Sandbox;

constexpr std::uint64_t kBlocks = 20;  // so that they run side by side
const std::uint64_t kStudios = kHost.name == "windows" ? 40 : 500;

std::uint64_t numberOr(const char* variable, std::uint64_t otherwise) {
    const char* text = std::getenv(variable);
    return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
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
            manifest += "[[application]]\nname = '" + name + "'\nfind.$PLATFORM = ['$SANDBOX/opt/" +
                        name + "{version}/bin/" + name + "$EXE']\n";
            names.push_back(name);
            for (const std::string& command : installed.commands) {
                manifest += "commands." + command + " = {}\n";
                addCommand(installed, command);
            }
        }
        plugin("studio/definitions", manifest);
        install(names);
        for (const Installed& installed : installedApplications()) {
            for (const std::string& command : installed.commands) {
                if (!fs::exists(shim(command))) install({command});
            }
        }
        fs::remove_all(*this / "studio");
    }

    void hold(const Scenario& scenario, std::uint64_t seed) {
        for (const std::string& file : files_) remove(*this / file);
        files_.clear();
        for (const auto& [file, text] : written(scenario.studio, seed, folder().string())) {
            write(file, text);
            files_.push_back(file);
        }
        for (const Root& root : scenario.studio.roots.slipway) makeOrRemove(root);
        for (const Root& root : scenario.studio.roots.ftrack) makeOrRemove(root);
        for (const Root& root : scenario.studio.pluginPath) makeOrRemove(root);
    }

    Launch launchOf(const Scenario& scenario, const Invocation& invocation) {
        environment() = environmentOf(scenario.studio, invocation);
        return launch(invocation.shim, invocation.arguments);
    }

    std::vector<std::string> environmentOf(const Studio& studio, const Invocation& invocation) {
        environment() = own_;
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
    const std::vector<std::string> own_ = environment();

    void addCommand(const Installed& installed, const std::string& command) {
        for (const std::string& version : installed.versions) {
            const fs::path main = executable(installed.application, version);
            fs::copy_file(main,
                          main.parent_path() / (command + std::string(kHost.executableSuffix)));
        }
    }

    // With its folder, whose spelling the next one's of that name would else take over on Windows.
    static void remove(const fs::path& file) {
        std::error_code others;
        fs::remove(file);
        fs::remove(file.parent_path(), others);
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
        for (const std::string& entry : entries) {
            if (&entry != &entries[0]) list += kHost.listSeparator;
            list += entry;
        }
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

// "NAME=value", of which Windows has some whose names begin with `=`.
std::vector<std::pair<std::string, std::string>> entries(const std::vector<std::string>& texts) {
    std::vector<std::pair<std::string, std::string>> result;
    for (const std::string& text : texts) {
        const std::size_t equal = text.find('=', 1);
        result.emplace_back(text.substr(0, equal), text.substr(equal + 1));
    }
    return result;
}

World worldOf(Place& place, const Scenario& scenario, const Invocation& invocation) {
    World world{
        .folder = place.folder().string(), .home = place / "home", .host = test::hostName()};
    for (const auto& [name, value] : entries(place.environmentOf(scenario.studio, invocation))) {
        world.environment[name] = value;
    }
    return world;
}

std::string replaced(std::string text, const std::string& what, const std::string& by) {
    for (std::size_t at = 0; (at = text.find(what, at)) != std::string::npos; at += by.size()) {
        text.replace(at, what.size(), by);
    }
    return text;
}

// To be compared with others: of names that are the same nobody says which spelling is kept.
std::string entryOf(const std::string& name, const std::string& value) {
    std::string text = name;
    if (kHost.ignoresCase) {
        std::ranges::transform(text, text.begin(), [](unsigned char c) { return std::toupper(c); });
    }
    return text + "=" + value;
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
    // On Windows it is the shim's number, which lives as long as the application.
    const auto known = [&](const std::string& value) {
        return replaced(replaced(value, kLaunchId, id), kProcessId,
                        std::to_string(launched.ended.pid));
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
        environment.push_back(entryOf(name, known(value)));
    std::vector<std::string> found;
    for (const auto& [name, value] : entries(report.environment)) {
        if (name != "SLIPWAY_SESSION") found.push_back(entryOf(name, value));
    }
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
        std::string command = invocation.shim;
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
    for (const auto& [file, content] : written(scenario.studio, seed, place.folder().string())) {
        text += "--- " + file + "\n" + content + "\n";
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
    const std::uint64_t count = numberOr("SLIPWAY_STUDIOS", kStudios);
    const std::uint64_t only = numberOr("SLIPWAY_STUDIO", 0);
    auto place = std::make_unique<Place>();
    for (std::uint64_t seed = 1 + GetParam(); seed <= std::max(count, only); seed += kBlocks) {
        if (only != 0 && seed != only) continue;
        const Scenario scenario = randomScenario(seed);
        const std::string first = disagreement(*place, scenario, seed);
        if (first.empty()) continue;
        // What comes of a busy host does not come again: nothing smaller would show it.
        const bool isLasting = !disagreement(*place, scenario, seed).empty();
        const Scenario small = isLasting ? shrunk(*place, scenario, seed) : scenario;
        const std::string text =
            isLasting ? disagreement(*place, small, seed) : "once, and not again:\n" + first;
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
