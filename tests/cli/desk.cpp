// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/cli/desk.h"

#include <cstdlib>
#include <fstream>
#include <regex>
#include <sstream>

#include "cli/command_line.h"

namespace slipway::test {

Desk::Desk() {
    set("HOME", "/home/jo");
    set("PATH", "/nowhere/bin");
    set("SLIPWAY_PLUGIN_PATH", "/studio");
    disk.makeFolder("/studio");
    disk.makeFolder("/home/jo");
}

void Desk::set(std::string_view name, std::string_view value) {
    const std::string prefix = std::string(name) + "=";
    std::erase_if(environment, [&](const auto& entry) { return entry.starts_with(prefix); });
    environment.push_back(prefix + std::string(value));
}

void Desk::plugin(const std::string& folder, std::string_view toml) {
    disk.write("/studio/" + folder + "/slipway.toml", toml);
}

void Desk::painter(const std::vector<std::string>& versions) {
    plugin("painter-app", R"(slipway = 1
[[application]]
name = "painter"
label = "Painter"
batch = ["-b"]
[application.commands]
painter-safe = { executable = "painter", arguments = ["--safe"] }
[application.find]
default = ["/opt/painter-{version}/painter"]
)");
    for (const std::string& version : versions) {
        disk.writeExecutable("/opt/painter-" + version + "/painter");
    }
}

Answer Desk::type(const std::vector<std::string>& arguments) {
    disk.age();
    std::vector<const char*> block;
    for (const std::string& entry : environment) block.push_back(entry.c_str());
    block.push_back(nullptr);
    Arena arena;
    const StartingPoint start = takeBack({block.data(), block.size() - 1}, kLinuxRules, arena);
    std::ostringstream out;
    std::ostringstream err;
    Answer answer;
    const auto launch = [&](const LaunchPlan& plan, Arena&) {
        answer.launched.emplace();
        answer.launched->executable = plan.executable;
        answer.launched->arguments.assign(plan.arguments.begin(), plan.arguments.end());
        answer.launched->environment.assign(plan.environment.begin(), plan.environment.end());
        return launchFailure;
    };
    answer.code = runCommandLine({.arguments = arguments,
                                  .environment = start.environment,
                                  .workingDirectory = workingDirectory,
                                  .inheritedEnvironment = start.inherited,
                                  .enclosing = start.enclosing,
                                  .out = out,
                                  .err = err,
                                  .outScreen = screen,
                                  .errScreen = screen,
                                  .disk = disk,
                                  .rules = kLinuxRules,
                                  .definitions = definitions,
                                  .launch = launch});
    answer.out = out.str();
    answer.err = err.str();
    return answer;
}

std::string golden(const std::string& name, const std::string& actual) {
    const std::string path = SLIPWAY_TEST_SOURCE "/tests/cli/golden/" + name;
    if (std::getenv("SLIPWAY_UPDATE_GOLDEN") != nullptr) std::ofstream(path) << actual;
    std::ifstream file(path);
    std::stringstream text;
    text << file.rdbuf();
    return text.str();
}

std::string withFixedLaunch(const std::string& text) {
    static const std::regex id("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    static const std::regex session("(SLIPWAY_SESSION=)'[^']*'");
    return std::regex_replace(std::regex_replace(text, id, "01234567-89ab-4cde-8f01-23456789abcd"),
                              session, "$1'the session'");
}

}  // namespace slipway::test
