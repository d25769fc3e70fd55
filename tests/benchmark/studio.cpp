// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/benchmark/studio.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <stdexcept>

namespace slipway::benchmark {

namespace fs = std::filesystem;
using Operation = Change::Operation;

namespace {

constexpr int kApplying = 5;

struct Pattern {
    const char* suffix;
    Operation operation;
    const char* value;  // beneath the plugin's folder where it begins with a slash
};

// The operations in the proportion in which ftrack's own integrations use them.
constexpr std::array<Pattern, 6> kChanges{{
    {"PYTHON", Operation::kPrepend, "/python"},
    {"SCRIPTS", Operation::kPrepend, "/resource/bootstrap"},
    {"PLUGINS", Operation::kAppend, "/plugins"},
    {"CONFIG", Operation::kSet, "/resource/config.json"},
    {"ICONS", Operation::kSet, "/resource/icons"},
    {"MODE", Operation::kSet, "production"},
}};

// With leading zeros, so that names sort as numbers and manifests are equally long.
std::string number(int index) {
    const std::string digits = std::to_string(index);
    return std::string(5 - std::min<std::size_t>(5, digits.size()), '0') + digits;
}

std::string folderName(int index) {
    return "tool-" + number(index) + "-1." + std::to_string(index % 7) + ".0";
}

// Spread over the root, and over both formats.
bool applies(int index, int plugins) {
    for (int k = 0; k < kApplying; ++k) {
        if (plugins >= kApplying && index == k * plugins / kApplying + k % 2) return true;
    }
    return false;
}

std::string variableName(int index, const Pattern& pattern) {
    return "TOOL_" + number(index) + "_" + pattern.suffix;
}

std::string valueIn(const std::string& folder, const Pattern& pattern) {
    return (pattern.value[0] == '/' ? folder : "") + pattern.value;
}

std::string_view nameOf(Operation operation) {
    constexpr std::array<std::string_view, 3> kNames{"set", "prepend", "append"};
    return kNames[static_cast<std::size_t>(operation)];
}

std::string condition(int index, int plugins) {
    if (applies(index, plugins)) return "application.name = bench*";
    return "application.name = other-" + number(index) + " and application.version >= 2021";
}

std::string tomlManifest(int index, int plugins) {
    std::string text = "slipway = 1\n\n[plugin]\ndescription = \"Tool number " + number(index) +
                       "\"\n\n[[integration]]\npriority = " + std::to_string(index % 100) +
                       "\nwhen = \"" + condition(index, plugins) + "\"\n\n[integration.env]\n";
    for (const Pattern& pattern : kChanges) {
        text += variableName(index, pattern) + "." + std::string(nameOf(pattern.operation)) +
                " = \"" + valueIn("{plugin.dir}", pattern) + "\"\n";
    }
    return text;
}

std::string jsonManifest(int index, int plugins) {
    std::string text =
        "{\n  \"slipway\": 1,\n  \"plugin\": {\"description\": \"Tool number " + number(index) +
        "\"},\n  \"integration\": {\n    \"priority\": " + std::to_string(index % 100) +
        ",\n    \"when\": \"" + condition(index, plugins) + "\",\n    \"env\": {\n";
    for (const Pattern& pattern : kChanges) {
        text += "      \"" + variableName(index, pattern) + "." +
                std::string(nameOf(pattern.operation)) + "\": \"" +
                valueIn("{plugin.dir}", pattern) + "\"" +
                (&pattern == &kChanges.back() ? "\n" : ",\n");
    }
    return text + "    }\n  }\n}\n";
}

void writeApplications(const fs::path& folder) {
    std::string text = "slipway = 1\n";
    for (const Target& target : {kQuiet, kPrinting}) {
        text += "\n[[application]]\nname = \"" + target.application + "\"\nfind = { linux = [\"" +
                target.executable + "\"] }\n";
    }
    writeFile(folder / "slipway.toml", text);
}

std::string shellLine(const Change& change) {
    const std::string& name = change.name;
    switch (change.operation) {
        case Operation::kSet:
            return "export " + name + "=\"" + change.value + "\"\n";
        case Operation::kPrepend:
            return "export " + name + "=\"" + change.value + "${" + name + ":+:$" + name + "}\"\n";
        case Operation::kAppend:
            return "export " + name + "=\"${" + name + ":+$" + name + ":}" + change.value + "\"\n";
    }
    return {};
}

std::string pythonLine(const Change& change) {
    const std::string pair = "\"" + change.name + "\", \"" + change.value + "\"";
    switch (change.operation) {
        case Operation::kSet:
            return "env[\"" + change.name + "\"] = \"" + change.value + "\"\n";
        case Operation::kPrepend:
            return "prepend(" + pair + ")\n";
        case Operation::kAppend:
            return "append(" + pair + ")\n";
    }
    return {};
}

}  // namespace

void writeStudio(const fs::path& root, int plugins) {
    writeApplications(root / "applications-1.0.0");
    for (int index = 0; index < plugins; ++index) {
        const fs::path folder = root / folderName(index);
        if (index % 2 == 0) {
            writeFile(folder / "slipway.toml", tomlManifest(index, plugins));
        } else {
            writeFile(folder / "slipway.json", jsonManifest(index, plugins));
        }
    }
}

std::vector<Change> changesOfStudio(const fs::path& root, int plugins) {
    std::vector<Change> changes;
    for (int index = 0; index < plugins; ++index) {
        if (!applies(index, plugins)) continue;
        for (const Pattern& pattern : kChanges) {
            changes.push_back({variableName(index, pattern), pattern.operation,
                               valueIn((root / folderName(index)).string(), pattern)});
        }
    }
    return changes;
}

std::vector<std::string> startingEnvironment(const fs::path& home) {
    std::vector<std::string> environment{
        "PATH=/usr/local/bin:/usr/bin:/bin",
        "HOME=" + home.string(),
        "PWD=/",
        "USER=artist",
        "LOGNAME=artist",
        "LANG=C.UTF-8",
        "SHELL=/bin/bash",
        "TERM=xterm-256color",
        "DISPLAY=:0",
        "EDITOR=vi",
        "XDG_RUNTIME_DIR=/run/user/1000",
        "XDG_SESSION_TYPE=x11",
        "XDG_CURRENT_DESKTOP=GNOME",
        "DBUS_SESSION_BUS_ADDRESS=unix:path=/run/user/1000/bus",
        "OCIO=/mnt/pipeline/color/config.ocio",
        "RENDER_SERVER=farm.example",
    };
    // Lists that hold something already, in the applying plugins of 10, 100 and 1,000.
    for (int index : {0, 3, 4, 21, 40, 201, 400}) {
        environment.push_back(variableName(index, kChanges[0]) + "=/mnt/site/python");
    }
    return environment;
}

std::string shellWrapper(const std::string& shell, const std::vector<Change>& changes,
                         const Target& target) {
    std::string text = "#!" + shell + "\n";
    for (const Change& change : changes) text += shellLine(change);
    return text + "exec " + target.executable + " \"$@\"\n";
}

std::string pythonWrapper(const std::vector<Change>& changes, const Target& target) {
    std::string text =
        "#!/usr/bin/python3\nimport os\nimport sys\n\nenv = os.environ\n\n\n"
        "def prepend(name, value):\n"
        "    env[name] = value + \":\" + env[name] if env.get(name) else value\n\n\n"
        "def append(name, value):\n"
        "    env[name] = env[name] + \":\" + value if env.get(name) else value\n\n\n";
    for (const Change& change : changes) text += pythonLine(change);
    const std::string executable = "\"" + target.executable + "\"";
    return text + "os.execv(" + executable + ", [" + executable + "] + sys.argv[1:])\n";
}

void writeFile(const fs::path& path, const std::string& text) {
    fs::create_directories(path.parent_path());
    std::ofstream file(path, std::ios::binary | std::ios::trunc);
    if (!(file << text << std::flush)) throw std::runtime_error("cannot write " + path.string());
}

void writeExecutable(const fs::path& path, const std::string& text) {
    writeFile(path, text);
    fs::permissions(path, fs::perms::owner_all | fs::perms::group_read | fs::perms::others_read);
}

}  // namespace slipway::benchmark
