// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <filesystem>
#include <limits>

#include "cli/path_advice.h"
#include "cli/places.h"
#include "cli/planned_launch.h"
#include "cli/shim_verbs.h"
#include "cli/syntax.h"
#include "cli/terminal.h"
#include "cli/verbs.h"
#include "cli/wanted_shims.h"
#include "installer/path_of.h"
#include "manifests/diagnostic.h"

namespace slipway {

namespace {

struct InstallOptions {
    std::string to;
    std::string target;
    std::string name;
    bool all = false;
    bool system = false;
    bool inPlace = false;
    bool force = false;
    bool desktop = false;
    bool dryRun = false;
};

Syntax syntaxOf(InstallOptions& options) {
    return {
        .verb = "install",
        .usage = "APP[@VERSION]… | --all | --target PATH [--name NAME]",
        .about =
            "Makes a shim for each command of an application, in a folder of shims that "
            "belongs on PATH ahead of the real ones.\n"
            "APP@VERSION makes shims beside those, named with the version and bound to it: "
            "maya@2024 makes maya2024. --target makes one for any executable.\n"
            "--in-place puts them where the applications' own executables stand, which become "
            "NAME.slipway-real beside them: for launches that go by a whole path. 'slipway "
            "uninstall --in-place' gives every file its name back, untouched.\n"
            "--desktop also makes what a desktop starts the shims by: an entry in its menu for the "
            "application and for each command with a label, which opens the files that the "
            "manifest names.",
        .options = {{"--to", "DIR", "the folder; default " + usualShimFolder(), &options.to},
                    {"--system", "", "all users' folder: " + usualSystemShimFolder(),
                     &options.system},
                    {"--all", "", "all applications that are installed here", &options.all},
                    {"--target", "PATH", "the executable to make a shim for", &options.target},
                    {"--name", "NAME", "what that shim is called; default: like the executable",
                     &options.name},
                    {"--in-place", "", "in the place of each installation's executables",
                     &options.inPlace},
                    {"--force", "", "in place, of scripts, too, which see another name in $0",
                     &options.force},
                    {"--desktop", "", "entries for the desktop's menu, too", &options.desktop},
                    {"--dry-run", "", "says what would be changed, and changes nothing",
                     &options.dryRun}},
        .most = std::numeric_limits<std::size_t>::max()};
}

bool isThere(const std::string& path) {
    std::error_code failed;
    return std::filesystem::exists(pathOf(path), failed);
}

// What the options contradict, or nothing.
std::string_view misuse(const InstallOptions& options, std::size_t applications) {
    if (options.inPlace && options.desktop) {
        return "'--desktop' is for shims in a folder: what a desktop starts by its whole path goes "
               "through a shim in place already";
    }
    if (options.inPlace && !(options.to.empty() && options.name.empty() && !options.system)) {
        return "'--in-place' goes with neither '--to', '--system' nor '--name'";
    }
    if (options.force && !options.inPlace) return "'--force' goes with '--in-place'";
    if (options.system && !options.to.empty()) return "'--system' and '--to' exclude each other";
    if (options.all && (applications != 0 || !options.target.empty())) {
        return "'--all' takes neither an APP nor '--target'";
    }
    if (options.target.empty()) {
        if (!options.name.empty()) return "'--name' goes with '--target PATH'";
        if (applications == 0 && !options.all) {
            return "'install' needs an APP, '--all' or '--target PATH'";
        }
    } else if (applications != 0) {
        return "'--target' makes one shim and takes no APP: '--name' says what it is called";
    }
    return {};
}

std::expected<std::vector<ApplicationRequest>, std::string> requestsOf(
    const std::vector<std::string>& texts) {
    std::vector<ApplicationRequest> requests;
    for (const std::string& text : texts) {
        auto request = parseApplicationRequest(text);
        if (!request) return std::unexpected(request.error());
        requests.push_back(std::move(*request));
    }
    return requests;
}

void sayLaunchers(const ShimPlan& plan, const Surroundings& surroundings) {
    if (plan.launchers.empty()) return;
    std::vector<Row> rows;
    for (const PlannedShim& launcher : plan.launchers) {
        rows.push_back(
            {{printable(launcher.name), Style::kBold}, {std::string(inWords(launcher.outcome))}});
    }
    surroundings.out << "for the desktop\n" << formatTable(rows, 2, surroundings.outScreen);
}

void sayWhatIsThere(const std::string& folder, const ShimPlan& plan,
                    const Surroundings& surroundings) {
    std::vector<Row> rows;
    std::vector<std::string> names;
    for (const PlannedShim& shim : plan.shims) {
        rows.push_back(
            {{printable(shim.name), Style::kBold}, {std::string(inWords(shim.outcome))}});
        names.push_back(shim.name);
    }
    surroundings.out << "in " << printable(folder) << "\n"
                     << formatTable(rows, 2, surroundings.outScreen);
    sayLaunchers(plan, surroundings);
    surroundings.out << pathAdvice(folder, names, surroundings);
}

std::expected<WantedShims, Problems> wantedShims(const InstallOptions& options,
                                                 const std::vector<ApplicationRequest>& requests,
                                                 const Surroundings& surroundings) {
    if (!options.target.empty()) {
        return shimOfTarget(options.target, options.name, surroundings);
    }
    const Studio studio = studioOf(surroundings);
    return shimsOfApplications(options.all ? allInstalled(studio, surroundings) : requests, studio,
                               surroundings);
}

std::expected<RequestedPlaces, Problems> wantedPlaces(
    const InstallOptions& options, const std::vector<ApplicationRequest>& requests,
    const Surroundings& surroundings) {
    if (!options.target.empty()) {
        const auto path = absolutePath(options.target, surroundings);
        if (path && isThere(*path)) return RequestedPlaces{{{*path, ""}}, {}};
        return std::unexpected(Problems{quote(path.value_or(options.target)) + " is not there"});
    }
    const Studio studio = studioOf(surroundings);
    return placesOfApplications(options.all ? allInstalled(studio, surroundings) : requests, studio,
                                options.force, surroundings);
}

int installInPlace(const InstallOptions& options, const std::vector<ApplicationRequest>& requests,
                   const Surroundings& surroundings) {
    const auto wanted = wantedPlaces(options, requests, surroundings);
    sayProblems(wanted ? wanted->remarks : wanted.error(), surroundings);
    if (!wanted) return options.target.empty() ? 2 : 1;
    return installPlaces(
        wanted->places,
        {.dryRun = options.dryRun, .mayBeScript = options.force, .inParts = options.all},
        surroundings);
}

// With the shims, so that all is there or nothing.
PlannedChanges planForDesktop(const std::string& folder, std::vector<Launcher> launchers,
                              bool isSystems, const Surroundings& surroundings) {
    const PlatformRules& rules = surroundings.rules;
    const auto place = launcherPlace(rules, variablesOf(surroundings), isSystems);
    if (!place) return std::unexpected(Problems{whyNoLauncherFolder(rules)});
    for (Launcher& launcher : launchers) launcher.shim = commandPath(folder, launcher.name);
    return planLaunchers(*place, launchers, rules);
}

int install(const InstallOptions& options, const std::string& folder, const WantedShims& wanted,
            const Surroundings& surroundings) {
    const auto shimFile = shimFileBeside(surroundings.executable);
    if (!shimFile) return sayProblems({shimFile.error()}, surroundings);
    const auto planned = [&] {
        PlannedChanges shims = planInstall(folder, *shimFile, wanted.shims);
        if (!options.desktop) return shims;
        return together(std::move(shims),
                        planForDesktop(folder, wanted.launchers, options.system, surroundings));
    };
    const auto plan = carryOut({folder, planned, options.dryRun}, surroundings);
    if (!plan) return 1;
    if (!options.dryRun) sayWhatIsThere(folder, *plan, surroundings);
    return 0;
}

}  // namespace

int runInstall(const Surroundings& surroundings, Arguments arguments) {
    InstallOptions options;
    const auto parsed = parse(syntaxOf(options), arguments, surroundings);
    if (!parsed) return parsed.error();
    if (const auto wrong = misuse(options, parsed->positionals.size()); !wrong.empty()) {
        return wrongUsage(surroundings, wrong);
    }
    const auto requests = requestsOf(parsed->positionals);
    if (!requests) return wrongUsage(surroundings, requests.error());
    if (options.inPlace) return installInPlace(options, *requests, surroundings);
    if (options.system) {
        options.to = systemShimFolder(surroundings.rules, variablesOf(surroundings));
    }
    const auto folder = chosenShimFolder(options.to, "--to", surroundings);
    if (!folder) return wrongUsage(surroundings, folder.error());
    const auto wanted = wantedShims(options, *requests, surroundings);
    sayProblems(wanted ? wanted->remarks : wanted.error(), surroundings);
    // An application or a version that there is not is a word mistyped.
    if (!wanted) return options.target.empty() ? 2 : 1;
    return install(options, *folder, *wanted, surroundings);
}

}  // namespace slipway
