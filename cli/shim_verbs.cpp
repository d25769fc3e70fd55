// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "cli/shim_verbs.h"

#include <algorithm>

#include "cli/deployment.h"
#include "cli/places.h"
#include "cli/syntax.h"
#include "installer/in_place_plan.h"
#include "installer/install.h"
#include "installer/path_of.h"
#include "installer/shim_folder.h"
#include "installer/windows_subsystem.h"
#include "installer/workplace.h"
#include "manifests/diagnostic.h"
#include "manifests/wording.h"
#include "shim/identity.h"
#include "shim/marker.h"

namespace slipway {

namespace {

std::string withoutEndingSlashes(std::string path, const PlatformRules& rules) {
    const auto endsSo = [&] { return path.ends_with('/') || path.ends_with(rules.pathSeparator); };
    while (path.size() > 1 && endsSo()) path.pop_back();
    return path;
}

void printPlan(const ShimPlan& plan, const std::vector<std::string>& folders,
               const Surroundings& surroundings) {
    if (plan.changes.empty()) {
        surroundings.out << "nothing would be done\n";
        return;
    }
    surroundings.out << "would be done:\n";
    for (const std::string& folder : folders) {
        surroundings.out << "  make the folder " << inQuotes(folder) << "\n";
    }
    for (const Change& change : plan.changes) {
        const bool isSaid = change.kind == Change::Kind::kFolder &&
                            std::ranges::find(folders, change.path) != folders.end();
        if (isSaid) continue;
        surroundings.out << "  " << printable(describe(change)) << "\n";
    }
}

std::optional<ShimPlan> rehearse(const ShimWork& work, const Surroundings& surroundings) {
    const PlannedChanges planned = work.plan();
    const auto folders = missingFolders(work.folder);
    if (!planned || !folders) {
        sayProblems(planned ? folders.error() : planned.error(), surroundings);
        return std::nullopt;
    }
    printPlan(*planned, *folders, surroundings);
    return *planned;
}

}  // namespace

std::expected<std::string, std::string> chosenShimFolder(const std::string& named,
                                                         std::string_view option,
                                                         const Surroundings& surroundings) {
    const auto folder = named.empty()
                            ? defaultShimFolder(surroundings.rules, variablesOf(surroundings))
                            : absolutePath(named, surroundings);
    if (folder) return withoutEndingSlashes(*folder, surroundings.rules);
    const std::string names = " names a folder by its whole path";
    if (!named.empty()) {
        return std::unexpected("there is no working directory any more that " + inQuotes(named) +
                               " could be in: " + std::string(option) + names);
    }
    return std::unexpected(whatIsUnset(surroundings.rules) +
                           ", so there is no shim folder of your own: " + std::string(option) +
                           names);
}

std::string usualShimFolder() {
    const bool isWindows = kHostRules.platform == Platform::kWindows;
    return isWindows ? "%LOCALAPPDATA%\\slipway\\bin" : "~/.local/share/slipway/bin";
}

std::string usualSystemShimFolder() {
    return systemShimFolder(kHostRules, [](std::string_view) { return std::nullopt; });
}

std::string whatIsUnset(const PlatformRules& rules) {
    const bool isWindows = rules.platform == Platform::kWindows;
    return std::string(isWindows ? "LOCALAPPDATA" : "HOME") + " is not set";
}

std::expected<std::string, std::string> shimFileBeside(const std::string& slipway) {
    if (const auto deployment = deploymentOf(slipway)) {
        return std::unexpected("this Slipway is deployed in " + quote(*deployment) +
                               ": what it put elsewhere would stay at this version, without the "
                               "configuration there; 'slipway deploy " +
                               quoteForSh(*deployment) +
                               " APP', by a Slipway that is installed, makes shims there");
    }
    const std::string file = commandPath(folderOfPath(slipway), kShimFileName);
    if (isShim(file.c_str())) return file;
    return std::unexpected(quote(file) + " is missing or is no shim: it belongs beside 'slipway'");
}

bool isOutdatedCopy(const Place& shim, const std::string& slipway, const PlatformRules& rules) {
    const auto consoleShim = shimFileBeside(slipway);
    if (!areCopies(rules) || !consoleShim) return false;
    return !isCopyOf(shim.shimFile, shimFileFor(*consoleShim, isWindowed(shim.shimFile), rules));
}

std::string whyNoLauncherFolder(const PlatformRules& rules) {
    const bool isWindows = rules.platform == Platform::kWindows;
    return (isWindows ? "APPDATA is not set" : whatIsUnset(rules)) +
           ", so there is no folder for what a desktop shows: set it, or use --system";
}

std::string_view inWords(PlannedShim::Outcome outcome) {
    switch (outcome) {
        case PlannedShim::Outcome::kMade:
            return "made";
        case PlannedShim::Outcome::kRenewed:
            return "renewed";
        case PlannedShim::Outcome::kAsItWas:
            return "already in place";
        case PlannedShim::Outcome::kRemoved:
            return "removed";
        case PlannedShim::Outcome::kNotThere:
            return "not there";
    }
    return "";
}

void finishInterruptedWork(const Surroundings& surroundings) {
    const auto stateFolder = stateFolderOf(surroundings);
    if (!stateFolder) return;
    HostFiles files;
    for (const Recovery& recovery : recover(*stateFolder, files)) {
        if (!recovery.folder.empty()) {
            surroundings.err << "slipway: what an interrupted 'slipway' had begun in "
                             << inQuotes(recovery.folder)
                             << (recovery.problems.empty() ? " has been taken back\n"
                                                           : " cannot be taken back yet:\n");
        }
        sayProblems(recovery.problems, surroundings);
    }
}

std::optional<ShimPlan> carryOut(const ShimWork& work, const Surroundings& surroundings) {
    if (work.dryRun) return rehearse(work, surroundings);
    HostFiles files;
    const auto onWait = [&] {
        surroundings.err << "slipway: another slipway is at work in " << inQuotes(work.folder)
                         << ": waiting for it\n"
                         << std::flush;
    };
    PlannedChanges done =
        carryOut(work.folder, work.plan, stateFolderOf(surroundings), files, onWait);
    if (done) return std::move(*done);
    sayProblems(done.error(), surroundings);
    return std::nullopt;
}

int sayProblems(const Problems& problems, const Surroundings& surroundings) {
    for (const std::string& problem : problems) {
        surroundings.err << "slipway: " << printable(problem) << "\n";
    }
    return 1;
}

}  // namespace slipway
