// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "installer/start_menu.h"

#include <algorithm>

#include "installer/content_of.h"
#include "installer/launcher_files.h"
#include "installer/path_of.h"
#include "installer/registry.h"
#include "installer/shortcut.h"
#include "resolver/path.h"
#include "resolver/text.h"
#include "shim/marker.h"

namespace slipway {

namespace {

using Outcome = PlannedShim::Outcome;
using Kind = Change::Kind;

constexpr std::string_view kOwn = " (Slipway)";  // ends the description of Slipway's shortcuts
constexpr std::string_view kEnding = ".lnk";
constexpr std::string_view kEndings = "Endings";  // what a type of Slipway's was made for

// Where no application has told Windows. Sorted.
struct KnownType {
    std::string_view mimeType;
    std::string_view ending;
};
constexpr KnownType kKnownTypes[] = {
    {"application/illustrator", ".ai"},
    {"application/x-blender", ".blend"},
    {"application/x-krita", ".kra"},
    {"image/svg+xml", ".svg"},
    {"image/vnd.adobe.photoshop", ".psd"},
    {"image/x-exr", ".exr"},
    {"image/x-xcf", ".xcf"},
};

std::string hiveOf(const LauncherPlace& place) {
    return place.isSystems ? "HKLM\\Software\\" : "HKCU\\Software\\";
}

std::string appPath(const LauncherPlace& place, const std::string& name) {
    return hiveOf(place) + "Microsoft\\Windows\\CurrentVersion\\App Paths\\" + name + ".exe";
}

// A type of Slipway's own: Windows asks for a letter first, and parts by dots.
std::string typeName(std::string name) {
    std::ranges::replace_if(
        name, [](char c) { return !isLetter(c) && !isDigit(c); }, '_');
    return "Slipway." + name;
}

std::string classKey(const LauncherPlace& place, const std::string& name) {
    return hiveOf(place) + "Classes\\" + name;
}

std::string openCommand(const std::string& shim) {
    return "\"" + shim + "\" \"%1\"";
}

// No file's name has one of these.
std::string fileName(const std::string& label) {
    std::string name = onOneLine(label);
    std::ranges::replace_if(
        name,
        [](char c) { return std::string_view("<>:\"/\\|?*").find(c) != std::string_view::npos; },
        '-');
    return name + std::string(kEnding);
}

// Of a name Windows knows nothing; the executable has one of its own.
std::string iconOf(const Launcher& launcher) {
    const bool isFile = isAbsolutePath(launcher.icon, kWindowsRules);
    return isFile ? launcher.icon : launcher.target;
}

std::vector<std::string> endingsOf(const Launcher& launcher) {
    std::vector<std::string> endings;
    for (const std::string& type : launcher.mimeTypes) {
        const std::string ending = endingOf(type);
        const bool isNew = std::ranges::find(endings, ending) == endings.end();
        if (!ending.empty() && isNew) endings.push_back(ending);
    }
    return endings;
}

std::string joined(const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words) text += (text.empty() ? "" : ";") + word;
    return text;
}

std::optional<Shortcut> ownShortcut(const std::string& path) {
    auto shortcut = readShortcut(contentOf(path).value_or(""));
    if (!shortcut || !shortcut->description.ends_with(kOwn)) return std::nullopt;
    return shortcut;
}

class Planner {
  public:
    explicit Planner(const LauncherPlace& place) : place_(place) {}

    void makeFolder() { problems_ = addMissingFolders(place_.folder, plan_.changes); }

    void add(const Launcher& launcher) {
        const std::string name = freeName(launcher);
        const std::string path = pathIn(place_.folder, name);
        const bool wasThere = isTaken(path);
        const auto before = ownShortcut(path);
        if (wasThere && !before) {
            problems_.push_back(quote(path) + " is not Slipway's and stays as it is");
            return;
        }
        const std::size_t changes = plan_.changes.size();
        addShortcut(path, launcher, before);
        addAppPath(launcher);
        addType(launcher);
        const bool isChanged = plan_.changes.size() != changes;
        plan_.launchers.push_back({name, !wasThere   ? Outcome::kMade
                                         : isChanged ? Outcome::kRenewed
                                                     : Outcome::kAsItWas});
    }

    void remove(const FoundLauncher& launcher) {
        plan_.changes.push_back({Kind::kEntry, launcher.path, contentOf(launcher.path), {}});
        plan_.launchers.push_back({utf8Of(pathOf(launcher.path).filename()), Outcome::kRemoved});
    }

    void removeSettings(const std::string& shim) {
        const std::string name = commandOf(utf8Of(pathOf(shim).filename())).value_or("");
        const std::string path = appPath(place_, name) + "|";
        if (readSetting(path) == shim) set(path, {});
        const std::string key = classKey(place_, typeName(name));
        const std::string command = key + "\\shell\\open\\command|";
        if (readSetting(command) != openCommand(shim)) return;
        removeEndings(key, name, {});
        set(command, {});
        set(key + "\\DefaultIcon|", {});
        set(key + "|" + std::string(kEndings), {});
        set(key + "|", {});
    }

    PlannedChanges result() && {
        if (!problems_.empty()) return std::unexpected(std::move(problems_));
        return std::move(plan_);
    }

  private:
    // Two of one label are told apart by what is typed.
    std::string freeName(const Launcher& launcher) const {
        const std::string name = fileName(launcher.label);
        const auto hasIt = [&](const PlannedShim& other) { return other.name == name; };
        if (std::ranges::none_of(plan_.launchers, hasIt)) return name;
        return fileName(launcher.label + " (" + launcher.name + ")");
    }

    std::string openWith(const std::string& ending, const std::string& name) const {
        return classKey(place_, ending) + "\\OpenWithProgids|" + typeName(name);
    }

    // Those that it was made for, but for these.
    void removeEndings(const std::string& key, const std::string& name,
                       const std::vector<std::string>& kept) {
        const std::string known = readSetting(key + "|" + std::string(kEndings)).value_or("");
        forEachEntry(known, {";", 1}, [&](std::string_view ending) {
            const bool isKept = std::ranges::find(kept, ending) != kept.end();
            if (!isKept && !ending.empty()) set(openWith(std::string(ending), name), {});
        });
    }

    void addShortcut(const std::string& path, const Launcher& launcher,
                     const std::optional<Shortcut>& before) {
        const Shortcut wanted{launcher.shim, onOneLine(launcher.label) + std::string(kOwn),
                              iconOf(launcher)};
        if (before == wanted) return;
        const auto bytes = shortcutBytes(wanted);
        if (!bytes) {
            problems_.push_back("Windows made no shortcut to " + quote(launcher.shim));
            return;
        }
        plan_.changes.push_back({Kind::kEntry, path, contentOf(path), *bytes});
    }

    // One of the application's own stays.
    void addAppPath(const Launcher& launcher) {
        const std::string path = appPath(place_, launcher.name) + "|";
        const auto there = readSetting(path);
        if (there && !isShim(there->c_str())) return;
        set(path, launcher.shim);
    }

    void addType(const Launcher& launcher) {
        const std::vector<std::string> endings = endingsOf(launcher);
        if (endings.empty()) return;
        const std::string key = classKey(place_, typeName(launcher.name));
        removeEndings(key, launcher.name, endings);
        set(key + "|", onOneLine(launcher.label));
        set(key + "|" + std::string(kEndings), joined(endings));
        set(key + "\\DefaultIcon|", iconOf(launcher));
        set(key + "\\shell\\open\\command|", openCommand(launcher.shim));
        for (const std::string& ending : endings) set(openWith(ending, launcher.name), "");
    }

    void set(const std::string& path, const std::optional<std::string>& after) {
        auto before = readSetting(path);
        if (before != after)
            plan_.changes.push_back({Kind::kSetting, path, std::move(before), after});
    }

    const LauncherPlace& place_;
    ShimPlan plan_;
    Problems problems_;
};

}  // namespace

std::optional<std::string> startMenuFolder(const VariableOf& variable, bool isSystems) {
    const auto folder = variable(isSystems ? "ProgramData" : "APPDATA");
    if (!folder) return std::nullopt;
    return *folder + "\\Microsoft\\Windows\\Start Menu\\Programs";
}

std::string endingOf(std::string_view mimeType) {
    constexpr std::string_view kAnyEnding = "application/x-extension-";
    if (mimeType.starts_with(kAnyEnding)) {
        const std::string_view ending = mimeType.substr(kAnyEnding.size());
        const bool isPlain = !ending.empty() && std::ranges::all_of(ending, [](char c) {
            return isLetter(c) || isDigit(c) || c == '_' || c == '-';
        });
        return isPlain ? "." + std::string(ending) : "";
    }
    const auto known = std::ranges::find(kKnownTypes, mimeType, &KnownType::mimeType);
    if (known != std::end(kKnownTypes)) return std::string(known->ending);
    return readSetting("HKCR\\MIME\\Database\\Content Type\\" + std::string(mimeType) +
                       "|Extension")
        .value_or("");
}

std::vector<FoundLauncher> shortcutsIn(const std::string& folder) {
    std::vector<FoundLauncher> found;
    for (const std::string& name : namesIn(folder).value_or(std::vector<std::string>{})) {
        if (!name.ends_with(kEnding)) continue;
        const std::string path = pathIn(folder, name);
        if (const auto shortcut = ownShortcut(path)) found.push_back({path, shortcut->target});
    }
    std::ranges::sort(found, {}, &FoundLauncher::path);
    return found;
}

PlannedChanges planShortcuts(const LauncherPlace& place, const std::vector<Launcher>& launchers) {
    Planner planner(place);
    if (!launchers.empty()) planner.makeFolder();
    for (const Launcher& launcher : launchers) planner.add(launcher);
    return std::move(planner).result();
}

PlannedChanges planShortcutRemoval(const LauncherPlace& place,
                                   const std::vector<std::string>& shims) {
    Planner planner(place);
    for (const FoundLauncher& launcher : shortcutsIn(place.folder)) {
        if (std::ranges::find(shims, launcher.shim) == shims.end()) continue;
        planner.remove(launcher);
    }
    for (const std::string& shim : shims) planner.removeSettings(shim);
    return std::move(planner).result();
}

}  // namespace slipway
