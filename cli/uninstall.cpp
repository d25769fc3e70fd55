// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <limits>

#include "cli/places.h"
#include "cli/planned_launch.h"
#include "cli/shim_verbs.h"
#include "cli/syntax.h"
#include "cli/verbs.h"
#include "cli/wanted_shims.h"
#include "installer/launcher.h"
#include "installer/shim_folder.h"
#include "manifests/compiler.h"
#include "manifests/diagnostic.h"

namespace slipway {

namespace {

struct UninstallOptions {
    std::string from;
    bool all = false;
    bool system = false;
    bool inPlace = false;
    bool desktop = false;
    bool dryRun = false;
};

Syntax syntaxOf(UninstallOptions& options) {
    return {
        .verb = "uninstall",
        .usage = "APP[@VERSION]… | NAME… | --all",
        .about =
            "Takes back what 'slipway install APP[@VERSION]' made, or removes single shims by "
            "their names, and what '--desktop' made for them. What is not Slipway's is never "
            "touched.\n"
            "--in-place gives executables their places back; they may be named by path, too. What "
            "an update of the application has put there stays.",
        .options = {{"--from", "DIR", "their folder; default " + usualShimFolder(), &options.from},
                    {"--to", "DIR", "the same, for the line that installed them", &options.from},
                    {"--system", "", "all users' folder: " + usualSystemShimFolder(),
                     &options.system},
                    {"--all", "", "all shims there are", &options.all},
                    {"--in-place", "", "the shims in the places of executables", &options.inPlace},
                    {"--desktop", "", "only what the desktop starts them by; the shims stay",
                     &options.desktop},
                    {"--dry-run", "", "says what would be changed, and changes nothing",
                     &options.dryRun}},
        .most = std::numeric_limits<std::size_t>::max()};
}

// A name that is no shim's is a slip of the fingers: then nothing is removed.
Problems whyNotThere(const ShimPlan& plan, const std::string& folder,
                     const std::vector<Place>& there) {
    std::vector<std::string_view> names;
    for (const Place& shim : there) names.push_back(shim.name);
    Problems problems;
    for (const PlannedShim& shim : plan.shims) {
        if (shim.outcome != PlannedShim::Outcome::kNotThere) continue;
        problems.push_back("there is no shim " + quote(shim.name) + " in " + quote(folder) +
                           didYouMean(shim.name, names));
    }
    return problems;
}

// No texts: all.
PlannedChanges planRemoval(const std::string& folder, const std::vector<std::string>& texts,
                           const Studio& studio, const PlatformRules& rules) {
    const auto there = shimsIn(folder);
    if (!there) return std::unexpected(there.error());
    std::vector<std::string> names;
    for (const Place& shim : *there) {
        if (texts.empty()) names.push_back(shim.name);
    }
    for (const std::string& text : texts) {
        const auto more = shimsToRemove(text, *there, studio, rules);
        names.insert(names.end(), more.begin(), more.end());
    }
    PlannedChanges plan = planUninstall(folder, names);
    if (!plan) return plan;
    Problems problems = whyNotThere(*plan, folder, *there);
    if (!problems.empty()) return std::unexpected(std::move(problems));
    return plan;
}

// Of shims that go what a desktop starts them by goes with them.
PlannedChanges planWithLaunchers(PlannedChanges shims, const std::string& folder,
                                 const UninstallOptions& options,
                                 const Surroundings& surroundings) {
    if (!shims) return shims;
    const auto place = launcherPlace(surroundings.rules, variablesOf(surroundings), options.system);
    std::vector<std::string> paths;
    for (const PlannedShim& shim : shims->shims) paths.push_back(commandPath(folder, shim.name));
    PlannedChanges launchers = ShimPlan{};
    if (place) launchers = planLauncherRemoval(*place, paths, surroundings.rules);
    if (options.desktop) return launchers;
    return together(std::move(launchers), std::move(shims));
}

void sayWhatIsGone(const ShimPlan& done, const std::string& folder, const UninstallOptions& options,
                   const Surroundings& surroundings) {
    for (const PlannedShim& shim : done.shims) {
        surroundings.out << "removed " << printable(commandPath(folder, shim.name)) << "\n";
    }
    for (const PlannedShim& launcher : done.launchers) {
        surroundings.out << "removed " << printable(launcher.name) << " from the desktop\n";
    }
    if (options.desktop && done.launchers.empty()) {
        surroundings.out << "the desktop has nothing that starts them\n";
    }
}

// `--all` is all of a folder: whoever wants to be rid of everything is told of the rest.
void sayWhatStays(const UninstallOptions& options, const Surroundings& surroundings) {
    const std::size_t places = knownPlaces(surroundings).size();
    if (!options.all || options.desktop || places == 0) return;
    surroundings.out << (places == 1 ? "1 shim stays" : std::to_string(places) + " shims stay")
                     << " in the place of " << (places == 1 ? "an executable" : "executables")
                     << ": slipway uninstall --in-place --all\n";
}

// What the options contradict, or nothing.
std::string_view misuse(const UninstallOptions& options, std::size_t words) {
    if (options.all != (words == 0)) return "'uninstall' needs an APP, a NAME, or else '--all'";
    if (options.inPlace && (options.system || !options.from.empty())) {
        return "'--in-place' goes with neither '--from' nor '--system'";
    }
    if (options.inPlace && options.desktop) {
        return "'--desktop' is for shims in a folder, not '--in-place'";
    }
    if (options.system && !options.from.empty()) {
        return "'--system' and '--from' exclude each other";
    }
    return {};
}

}  // namespace

int runUninstall(const Surroundings& surroundings, Arguments arguments) {
    UninstallOptions options;
    const auto parsed = parse(syntaxOf(options), arguments, surroundings);
    if (!parsed) return parsed.error();
    if (const auto wrong = misuse(options, parsed->positionals.size()); !wrong.empty()) {
        return wrongUsage(surroundings, wrong);
    }
    if (options.inPlace) {
        return restorePlaces(parsed->positionals,
                             {.dryRun = options.dryRun, .inParts = options.all}, surroundings);
    }
    if (options.system) {
        options.from = systemShimFolder(surroundings.rules, variablesOf(surroundings));
    }
    const auto folder = chosenShimFolder(options.from, "--from", surroundings);
    if (!folder) return wrongUsage(surroundings, folder.error());
    const Studio studio = studioOf(surroundings);
    const auto plan = [&] {
        return planWithLaunchers(
            planRemoval(*folder, parsed->positionals, studio, surroundings.rules), *folder, options,
            surroundings);
    };
    const auto done = carryOut({*folder, plan, options.dryRun}, surroundings);
    if (!done) return 1;
    if (!options.dryRun) sayWhatIsGone(*done, *folder, options, surroundings);
    sayWhatStays(options, surroundings);
    return 0;
}

}  // namespace slipway
