// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <limits>

#include "cli/shell_format.h"
#include "cli/shim_verbs.h"
#include "cli/syntax.h"
#include "cli/verbs.h"
#include "installer/shim_folder.h"
#include "manifests/compiler.h"
#include "manifests/diagnostic.h"

namespace slipway {

namespace {

struct UninstallOptions {
    std::string from;
    bool dryRun = false;
};

Syntax syntaxOf(UninstallOptions& options) {
    return {.verb = "uninstall",
            .usage = "NAME… [--from DIR]",
            .about = "Removes shims that 'slipway install' made, and nothing else.",
            .options = {{"--from", "DIR", "their folder; default ~/.local/share/slipway/bin",
                         &options.from},
                        {"--dry-run", "", "says what would be changed, and changes nothing",
                         &options.dryRun}},
            .fewest = 1,
            .most = std::numeric_limits<std::size_t>::max()};
}

// A name that is no shim's is a slip of the fingers: then nothing is removed.
PlannedChanges planRemoval(const std::string& folder, const std::vector<std::string>& names) {
    PlannedChanges plan = planUninstall(folder, names);
    const auto shims = shimsIn(folder);
    if (!plan || !shims) return std::unexpected(plan ? shims.error() : plan.error());
    std::vector<std::string_view> there;
    for (const Place& shim : *shims) there.push_back(shim.name);
    Problems problems;
    for (const PlannedShim& shim : plan->shims) {
        if (shim.outcome != PlannedShim::Outcome::kNotThere) continue;
        problems.push_back("there is no shim " + quote(shim.name) + " in " + quote(folder) +
                           didYouMean(shim.name, there));
    }
    if (!problems.empty()) return std::unexpected(std::move(problems));
    return plan;
}

// What one `install` makes shims of.
struct Origin {
    const Application* application = nullptr;
    std::string version{};
    bool operator==(const Origin&) const = default;
};

Origin originOf(const Place& shim, const Studio& studio, const PlatformRules& rules) {
    const std::string bytes = shim.record.value_or("");
    const ShimRecord record = parseRecord(bytes).value_or(ShimRecord{});
    const std::string_view command = record.command.empty() ? shim.name : record.command;
    return {applicationOfCommand(studio, command, rules), std::string(record.version)};
}

// The shims left that were made together with those removed.
std::vector<std::string> leftBehind(const std::string& folder, const std::vector<Place>& removed,
                                    const Surroundings& surroundings) {
    const Studio studio = readStudio(surroundings.disk, surroundings.rules,
                                     variablesOf(surroundings), surroundings.definitions);
    std::vector<std::string> names;
    for (const Place& shim : shimsIn(folder).value_or(std::vector<Place>{})) {
        const Origin origin = originOf(shim, studio, surroundings.rules);
        const bool isRelated = std::ranges::any_of(removed, [&](const Place& gone) {
            return originOf(gone, studio, surroundings.rules) == origin;
        });
        if (origin.application != nullptr && isRelated) names.push_back(shim.name);
    }
    return names;
}

void sayWhatIsLeft(const std::vector<std::string>& names, const Surroundings& surroundings) {
    if (names.empty()) return;
    std::string words;
    for (const std::string& name : names) words += " " + quoteForSh(name);
    surroundings.out << "still in place, of the same application:" << printable(words) << "\n";
}

}  // namespace

int runUninstall(const Surroundings& surroundings, Arguments arguments) {
    UninstallOptions options;
    const auto parsed = parse(syntaxOf(options), arguments, surroundings);
    if (!parsed) return parsed.error();
    const auto folder = chosenShimFolder(options.from, "--from", surroundings);
    if (!folder) return wrongUsage(surroundings, folder.error());
    std::vector<Place> places;
    for (const std::string& name : parsed->positionals) places.push_back(lookAt(*folder, name));
    const auto plan = carryOut(
        {*folder, [&] { return planRemoval(*folder, parsed->positionals); }, options.dryRun},
        surroundings);
    if (!plan) return 1;
    if (options.dryRun) return 0;
    for (const PlannedShim& shim : plan->shims) {
        surroundings.out << "removed " << printable(shimPath(*folder, shim.name)) << "\n";
    }
    sayWhatIsLeft(leftBehind(*folder, places, surroundings), surroundings);
    return 0;
}

}  // namespace slipway
