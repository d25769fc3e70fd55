// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "cli/shim_examination.h"

#include <algorithm>
#include <fstream>
#include <iterator>

#include "cli/listing.h"
#include "cli/path_advice.h"
#include "cli/places.h"
#include "cli/planned_launch.h"
#include "cli/shell_format.h"
#include "cli/shim_verbs.h"
#include "cli/syntax.h"
#include "cli/wanted_shims.h"
#include "installer/in_place.h"
#include "installer/in_place_plan.h"
#include "installer/launcher.h"
#include "installer/path_of.h"
#include "installer/reach.h"
#include "installer/state.h"
#include "manifests/installations.h"
#include "manifests/wording.h"
#include "resolver/text.h"
#include "resolver/version.h"
#include "shim/host_world.h"
#include "shim/marker.h"

namespace slipway {

namespace {

std::optional<Ailment> ailmentOfRights(const std::string& path) {
    if (isExecutableFile(path)) return std::nullopt;
    return Ailment{Severity::kError, "not-executable", "nobody may execute " + inQuotes(path),
                   "it cannot be started (exit 126)", "chmod +x " + quoteForSh(path)};
}

class ShimExamination {
  public:
    ShimExamination(std::string folder, std::vector<Place> shims, const Studio& studio,
                    const Surroundings& surroundings)
        : folder_(std::move(folder)),
          shims_(std::move(shims)),
          studio_(studio),
          surroundings_(surroundings),
          variables_(variablesOf(surroundings)) {}

    std::vector<ExaminedShim> examine() && {
        for (const Place& shim : shims_) {
            examined_.push_back({shim.name, commandPath(folder_, shim.name), {}});
            examine(shim);
            examineReach(shim.name);
        }
        return std::move(examined_);
    }

  private:
    void ail(Ailment ailment) { examined_.back().ailments.push_back(std::move(ailment)); }

    void examine(const Place& shim) {
        const auto parsed = shim.record ? parseRecord(*shim.record) : std::nullopt;
        const ShimRecord record = parsed.value_or(ShimRecord{});
        if (shim.kind == Place::Kind::kOrphan) return examineOrphan(shim);
        if (auto ailment = ailmentOfRights(shim.shimFile)) ail(*std::move(ailment));
        examineTarget(shim.name, record);
        examineHelper(shim, record);
    }

    void examineOrphan(const Place& shim) {
        ail({Severity::kError, "shim-orphan", "the file behind is gone: " + inQuotes(shim.shimFile),
             "typed, it is 'command not found', or another of that name", "slipway repair"});
    }

    void examineTarget(const std::string& name, const ShimRecord& record) {
        if (!record.target.empty()) return examineRecordedTarget(name, record);
        const std::string command(record.command.empty() ? name : record.command);
        const Application* application =
            applicationOfCommand(studio_, command, surroundings_.rules);
        if (application != nullptr) {
            examineInstallations(name, command, record, *application);
        } else if (nextOnPath(command).empty()) {
            ail({Severity::kError, "shim-lost",
                 "no manifest makes it known, and no other command of that name is on PATH",
                 "it has nothing to launch (exit 127)", remove(name)});
        }
    }

    void examineRecordedTarget(const std::string& name, const ShimRecord& record) {
        const std::string target(record.target);
        if (isExecutableFile(target)) return;
        ail({Severity::kError, "shim-target-lost", "what is launched is gone: " + inQuotes(target),
             "it has nothing to launch (exit 127)",
             "reinstall the application, or " + remove(name)});
    }

    void examineInstallations(const std::string& name, const std::string& command,
                              const ShimRecord& record, const Application& application) {
        Diagnostics ofNoConcern;
        const auto found = findInstallations(application, hostOf(surroundings_), ofNoConcern);
        const auto isWanted = [&](const Installation& installation) {
            return record.version.empty() || isVersionWithin(installation.version, record.version);
        };
        const auto has = [&](const Installation& installation) {
            return isWanted(installation) && hasCommand(application, command, installation);
        };
        if (std::ranges::any_of(found, has)) return;
        if (std::ranges::any_of(found, isWanted)) return examineCommand(name, command, application);
        if (!record.version.empty()) return examineVersion(name, record, application);
        if (!nextOnPath(command).empty()) return;
        ail({Severity::kError, "shim-target-lost", application.name + " is not installed here",
             "it has nothing to launch (exit 127)",
             "install " + application.name + ", or " + remove(name)});
    }

    bool hasCommand(const Application& application, const std::string& name,
                    const Installation& installation) const {
        const Case letters = surroundings_.rules.namesIgnoreCase ? Case::kIgnored : Case::kMatters;
        const auto command = std::ranges::find_if(application.commands, [&](const Command& each) {
            return equals(each.name, name, letters);
        });
        if (command == application.commands.end()) return true;  // what was found is its own
        return slipway::hasCommand(*command, installation, surroundings_.rules);
    }

    // Nobody's mistake: a shim is made for each command that an application has anywhere.
    void examineCommand(const std::string& name, const std::string& command,
                        const Application& application) {
        ail({Severity::kNote, "shim-without-command",
             "no " + application.name + " that is installed here has " + inQuotes(command),
             "it has nothing to launch (exit 127)", remove(name)});
    }

    void examineVersion(const std::string& name, const ShimRecord& record,
                        const Application& application) {
        const std::string version = application.name + " " + std::string(record.version);
        ail({Severity::kError, "shim-version-lost", "no " + version + " is installed here",
             "it is bound to that version and launches no other (exit 127)",
             "install " + version + ", or " + remove(name)});
    }

    // On a launch whose catalogue is not compiled yet the shim calls it.
    void examineHelper(const Place& shim, const ShimRecord& record) {
        const std::string slipway = record.slipway.empty()
                                        ? commandPath(folderOfPath(shim.shimFile), "slipway")
                                        : std::string(record.slipway);
        if (isExecutableFile(slipway)) return examineAge(shim, slipway);
        ail({Severity::kError, "shim-helper-lost", "the helper is missing: " + inQuotes(slipway),
             "without it no plugin is read: the application starts bare, or with what "
             "was known last",
             "put slipway back beside slipway-shim, or " + installAgain(shim.name, record)});
    }

    // A copy stays what it was when its Slipway is updated.
    void examineAge(const Place& shim, const std::string& slipway) {
        if (!isOutdatedCopy(shim, slipway, surroundings_.rules)) return;
        ail({Severity::kError, "shim-outdated", "it is a shim of another version of Slipway",
             "it may not understand what this one compiles", inQuotes(slipway) + " repair"});
    }

    void examineReach(const std::string& name) {
        const Reach reach =
            reachOf(folder_, name, variables_("PATH").value_or(""), surroundings_.rules);
        if (reach.kind == Reach::Kind::kNotOnPath) {
            ail({Severity::kWarning, "path-missing", "its folder is not on PATH",
                 "what is typed goes past it: no plugin is loaded",
                 putFirst(isSystemShimFolder(folder_, surroundings_))});
        }
        // Another shim does as well: it launches by the same plugins.
        if (reach.kind == Reach::Kind::kBehind && !isShim(reach.other.c_str())) {
            ail({Severity::kError, "shim-hidden", "hidden on PATH by " + inQuotes(reach.other),
                 "typed, that one starts, without any plugin", putFirst(true)});
        }
    }

    // On Windows all users' PATH stands ahead of one's own.
    std::string putFirst(bool isForAll) const {
        if (surroundings_.rules.platform == Platform::kWindows) {
            return "in PowerShell" + std::string(isForAll ? ", as an administrator" : "") +
                   ", then open a new terminal: " + powershellPathLine(folder_, isForAll);
        }
        const StartupLine startup = startupLine(folder_, surroundings_);
        return hasLine(startup)
                   ? "the line is in " + startup.file + " already: " + startup.then
                   : "add to " + startup.file + ", then " + startup.then + ": " + startup.line;
    }

    bool hasLine(const StartupLine& startup) const {
        constexpr std::uint64_t kLargest = 1024 * 1024;
        const auto content = surroundings_.disk.read(
            expandPath(startup.file, surroundings_.rules, variables_), kLargest);
        return content && content->text.find(startup.line) != std::string::npos;
    }

    std::string nextOnPath(const std::string& command) const {
        Arena arena;
        return std::string(AskedHost(arena, surroundings_.environment).commandOnPath(command));
    }

    std::string asTyped(std::string_view text) const {
        return quoteForShell(text, surroundings_.rules);
    }

    // Where it is not the folder that `install` takes by itself.
    std::string option(std::string_view name) const {
        const bool isOwn = defaultShimFolder(surroundings_.rules, variables_) == folder_;
        return isOwn ? "" : " " + std::string(name) + " " + asTyped(folder_);
    }

    std::string remove(const std::string& name) const {
        return "slipway uninstall " + asTyped(name) + option("--from");
    }

    std::string installAgain(const std::string& name, const ShimRecord& record) const {
        if (!record.target.empty()) {
            return "slipway install --target " + asTyped(record.target) + " --name " +
                   asTyped(name) + option("--to");
        }
        const std::string command(record.command.empty() ? name : record.command);
        const Application* application =
            applicationOfCommand(studio_, command, surroundings_.rules);
        if (application == nullptr) return remove(name);
        const std::string version(record.version);
        return "slipway install " +
               asTyped(application->name + (version.empty() ? "" : "@" + version)) + option("--to");
    }

    const std::string folder_;
    const std::vector<Place> shims_;
    const Studio& studio_;
    const Surroundings& surroundings_;
    const Variables variables_;
    std::vector<ExaminedShim> examined_;
};

// The one that it calls on a launch whose catalogue is not compiled yet.
std::optional<Ailment> ailmentOfHelper(const std::string& path) {
    const std::string bytes = placeRecord(path).value_or("");
    const std::string slipway(parseRecord(bytes).value_or(ShimRecord{}).slipway);
    if (slipway.empty() || isExecutableFile(slipway)) return std::nullopt;
    return Ailment{Severity::kError, "shim-helper-lost",
                   "the helper is missing: " + inQuotes(slipway),
                   "without it no plugin is read: the application starts bare, or with what was "
                   "known last",
                   "slipway repair"};
}

std::optional<Ailment> ailmentOfPlace(const std::string& path, const Surroundings& surroundings) {
    const PlatformRules& rules = surroundings.rules;
    const std::string real = inQuotes(realPathOf(path));
    if (isAway(path)) {
        return Ailment{Severity::kError, "place-away", "it cannot be seen",
                       "its volume is not mounted, or the application is gone with its folder",
                       "mount its volume, or " + howToForget(path, rules)};
    }
    switch (standingOf(path)) {
        case Standing::kShim:
            break;
        case Standing::kBegun:
        case Standing::kOwn:
            return Ailment{Severity::kError, "place-lost", "the shim is gone from it",
                           "it starts without any plugin", "slipway repair"};
        case Standing::kUpdated:
            return Ailment{Severity::kError, "place-updated",
                           "an update of the application has overwritten the shim",
                           "it starts without any plugin", "slipway repair"};
        case Standing::kGone:
            return Ailment{Severity::kError, "place-gone",
                           "the shim is gone, and only " + real + " is left",
                           "it cannot be started", "slipway repair"};
        case Standing::kLost:
        case Standing::kNothing:
            return Ailment{Severity::kError, "place-target-lost",
                           "the executable behind it is gone: " + real,
                           "it has nothing to launch (exit 127)",
                           "reinstall the application; 'slipway repair' clears away what is left"};
    }
    for (const std::string& file : {path, realPathOf(path)}) {
        if (auto ailment = ailmentOfRights(file)) return ailment;
    }
    if (auto ailment = ailmentOfHelper(path)) return ailment;
    const auto shimFile = shimFileBeside(surroundings.executable);
    if (shimFile && !isCopyOf(path, shimForPlace(*shimFile, path))) {
        return Ailment{Severity::kError, "place-outdated", "it is a shim of another Slipway's",
                       "it may not understand what this one compiles", "slipway repair"};
    }
    return std::nullopt;
}

}  // namespace

bool ExaminedShim::isSound() const {
    return std::ranges::all_of(
        ailments, [](const Ailment& ailment) { return ailment.severity == Severity::kNote; });
}

std::vector<ExaminedShim> examineShimFolder(std::string folder, std::vector<Place> shims,
                                            const Studio& studio,
                                            const Surroundings& surroundings) {
    return ShimExamination(std::move(folder), std::move(shims), studio, surroundings).examine();
}

std::vector<ExaminedShim> examinePlaces(const Surroundings& surroundings) {
    std::vector<ExaminedShim> examined;
    for (const std::string& path : knownPlaces(surroundings)) {
        ExaminedShim& shim =
            examined.emplace_back(ExaminedShim{utf8Of(pathOf(path).filename()), path, {}});
        if (auto ailment = ailmentOfPlace(path, surroundings)) {
            shim.ailments.push_back(*std::move(ailment));
        }
    }
    return examined;
}

std::vector<LauncherPlace> allLauncherPlaces(const Surroundings& surroundings) {
    std::vector<LauncherPlace> places;
    for (const bool isSystems : {false, true}) {
        auto place = launcherPlace(surroundings.rules, variablesOf(surroundings), isSystems);
        if (place) places.push_back(*std::move(place));
    }
    return places;
}

std::vector<ExaminedShim> examineLaunchers(const Surroundings& surroundings) {
    std::vector<ExaminedShim> examined;
    for (const LauncherPlace& place : allLauncherPlaces(surroundings)) {
        for (const FoundLauncher& launcher : launchersIn(place.folder, surroundings.rules)) {
            ExaminedShim& shim = examined.emplace_back(
                ExaminedShim{utf8Of(pathOf(launcher.path).filename()), launcher.path, {}});
            if (isExecutableFile(launcher.shim)) continue;
            shim.ailments.push_back({Severity::kError, "launcher-orphan",
                                     "the shim that it starts is gone: " + inQuotes(launcher.shim),
                                     "the desktop shows nothing, or starts nothing",
                                     "slipway repair"});
        }
    }
    return examined;
}

std::vector<ExaminedShim> examineAllShims(const Surroundings& surroundings) {
    std::vector<ExaminedShim> examined;
    std::optional<Studio> studio;
    for (const std::string& folder : foldersOfShims(surroundings)) {
        auto shims = shimsIn(folder);
        if (!shims || shims->empty()) continue;
        if (!studio) studio = studioOf(surroundings);
        const auto found = examineShimFolder(folder, std::move(*shims), *studio, surroundings);
        examined.insert(examined.end(), found.begin(), found.end());
    }
    for (const auto& others : {examinePlaces(surroundings), examineLaunchers(surroundings)}) {
        examined.insert(examined.end(), others.begin(), others.end());
    }
    return examined;
}

}  // namespace slipway
