// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <algorithm>

#include "cli/listing.h"
#include "cli/places.h"
#include "cli/shim_examination.h"
#include "cli/shim_verbs.h"
#include "cli/syntax.h"
#include "cli/terminal.h"
#include "cli/verbs.h"
#include "installer/launcher.h"
#include "installer/reach.h"
#include "installer/shim_folder.h"
#include "installer/state.h"
#include "installer/windows_subsystem.h"
#include "manifests/diagnostic.h"

namespace slipway {

namespace {

// Whether it leads to nothing; of copies this Slipway's that are not of its version, too.
bool isToRenew(const Place& shim, const Surroundings& surroundings) {
    if (shim.kind == Place::Kind::kOrphan) return true;
    if (!areCopies(surroundings.rules)) return false;
    if (!shim.record) return false;  // a deployment's, which `deploy` renews
    const ShimRecord record = parseRecord(*shim.record).value_or(ShimRecord{});
    if (!isExecutableFile(std::string(record.slipway))) return true;
    return record.slipway == surroundings.executable &&
           isOutdatedCopy(shim, surroundings.executable, surroundings.rules);
}

// The same shims, of this Slipway's.
bool renewShims(const std::string& folder, bool dryRun, const Surroundings& surroundings) {
    const auto shims = shimsIn(folder);
    if (!shims) return sayProblems(shims.error(), surroundings) == 0;
    std::vector<WantedShim> wanted;
    for (const Place& shim : *shims) {
        if (!isToRenew(shim, surroundings)) continue;
        wanted.push_back({shim.name, shim.record.value_or(""), isWindowed(shim.shimFile)});
    }
    if (wanted.empty()) return true;
    const auto shimFile = shimFileBeside(surroundings.executable);
    if (!shimFile) return sayProblems({shimFile.error()}, surroundings) == 0;
    const auto plan = [&] { return planInstall(folder, *shimFile, wanted); };
    if (!carryOut({folder, plan, dryRun}, surroundings)) return false;
    for (const WantedShim& shim : wanted) {
        if (dryRun) break;
        surroundings.out << "renewed " << printable(commandPath(folder, shim.name)) << "\n";
    }
    return true;
}

// What a desktop starts a shim by, where there is no such shim any more.
bool removeOrphanedLaunchers(const LauncherPlace& place, bool dryRun,
                             const Surroundings& surroundings) {
    std::vector<std::string> shims;
    for (const FoundLauncher& launcher : launchersIn(place.folder, surroundings.rules)) {
        if (!isExecutableFile(launcher.shim)) shims.push_back(launcher.shim);
    }
    if (shims.empty()) return true;
    const auto plan = [&] { return planLauncherRemoval(place, shims, surroundings.rules); };
    const auto done = carryOut({place.folder, plan, dryRun}, surroundings);
    for (const PlannedShim& launcher : done.value_or(ShimPlan{}).launchers) {
        if (dryRun) break;
        surroundings.out << "removed " << printable(launcher.name) << " from the desktop\n";
    }
    return done.has_value();
}

int repairAll(bool dryRun, const Surroundings& surroundings) {
    bool done = true;
    for (const std::string& folder : foldersOfShims(surroundings)) {
        done = renewShims(folder, dryRun, surroundings) && done;
    }
    for (const LauncherPlace& place : allLauncherPlaces(surroundings)) {
        done = removeOrphanedLaunchers(place, dryRun, surroundings) && done;
    }
    if (const auto state = stateFolderOf(surroundings)) {
        const PlaceWork work{.dryRun = dryRun, .inParts = true};
        done = repairPlaces(placesIn(*state), work, surroundings) == 0 && done;
    }
    return done ? 0 : 1;
}

// What nobody can put right from here: PATH, an application that is gone.
int sayWhatIsLeft(const Surroundings& surroundings) {
    int code = 0;
    for (const ExaminedShim& shim : examineAllShims(surroundings)) {
        if (shim.isSound()) continue;
        for (const Ailment& ailment : shim.ailments) {
            code = 1;
            surroundings.err << "slipway: " << inQuotes(shim.path) << ": "
                             << printable(ailment.fact) << ": " << printable(ailment.mend) << "\n";
        }
    }
    return code;
}

}  // namespace

int runRepair(const Surroundings& surroundings, Arguments arguments) {
    bool dryRun = false;
    const Syntax syntax{
        .verb = "repair",
        .usage = "",
        .about =
            "Puts in order what 'slipway status' finds. An executable that an update of the "
            "application has put in the place of a shim becomes the real one behind it. The exit "
            "code is 1 where something is left that only you can do.",
        .options = {{"--dry-run", "", "says what would be changed, and changes nothing", &dryRun}}};
    const auto parsed = parse(syntax, arguments, surroundings);
    if (!parsed) return parsed.error();
    const int code = repairAll(dryRun, surroundings);
    return dryRun ? code : std::max(code, sayWhatIsLeft(surroundings));
}

}  // namespace slipway
