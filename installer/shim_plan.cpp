// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "installer/shim_plan.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <optional>
#include <string_view>
#include <utility>

#include "installer/in_place_plan.h"
#include "installer/shim_folder.h"
#include "installer/windows_subsystem.h"
#include "resolver/path.h"
#include "resolver/text.h"
#include "shim/identity.h"

namespace slipway {

namespace {

using Outcome = PlannedShim::Outcome;
using Content = std::optional<std::string>;

constexpr std::array<std::string_view, 3> kOwnNames = {"slipway", "slipway-shim", "slipway-shimw"};

// Windows' own, and what it makes another name of than was said. (Microsoft, "Naming Files, Paths,
// and Namespaces": devices have these names with any ending, too.)
std::optional<std::string_view> whyNoWindowsName(std::string_view name) {
    if (name.find_first_of("<>:\"\\|?*") != std::string_view::npos) {
        return "it has one of < > : \" \\ | ? *";
    }
    if (std::ranges::any_of(name, [](unsigned char c) { return c < ' '; })) {
        return "it has a control character";
    }
    if (name.ends_with('.') || name.ends_with(' ')) return "it ends with a '.' or a space";
    const std::string_view stem = name.substr(0, name.find('.'));
    for (std::string_view device : {"con", "prn", "aux", "nul"}) {
        if (equals(stem, device, Case::kIgnored)) return "it is a device's";
    }
    const bool isPort = stem.size() == 4 && isDigit(stem.back()) &&
                        (equals(stem.substr(0, 3), "com", Case::kIgnored) ||
                         equals(stem.substr(0, 3), "lpt", Case::kIgnored));
    if (isPort) return "it is a device's";
    return std::nullopt;
}

// What stands at a name that Slipway may have, or why it may not.
std::expected<Place, std::string> claim(const std::string& folder, const std::string& name,
                                        const PlatformRules& rules) {
    if (const auto why = whyNoShimName(name, rules)) return std::unexpected(*why);
    Place place = lookAt(folder, name, rules);
    if (place.kind != Place::Kind::kOther) return place;
    return std::unexpected(quote(commandPath(folder, name, rules)) +
                           " is not Slipway's and stays as it is: " + place.description);
}

void addChange(ShimPlan& plan, Change::Kind kind, std::string path, Content before, Content after) {
    if (before == after) return;
    plan.changes.push_back({kind, std::move(path), std::move(before), std::move(after)});
}

Content linkOf(const Place& place) {
    return place.kind == Place::Kind::kNothing ? Content{} : place.shimFile;
}

// The record first: a shim must never be found without what it has to know.
Outcome addShim(ShimPlan& plan, const std::string& folder, const std::string& shimFile,
                const WantedShim& wanted, const Place& place) {
    const std::size_t changesBefore = plan.changes.size();
    const Content record = wanted.record.empty() ? Content{} : wanted.record;
    addChange(plan, Change::Kind::kFile, recordPath(folder, place.name), place.record, record);
    addChange(plan, Change::Kind::kLink, pathIn(folder, place.name), linkOf(place), shimFile);
    if (place.kind == Place::Kind::kNothing) return Outcome::kMade;
    return plan.changes.size() == changesBefore ? Outcome::kAsItWas : Outcome::kRenewed;
}

// For the same reason the link first.
Outcome addRemoval(ShimPlan& plan, const std::string& folder, const Place& place) {
    const std::size_t changesBefore = plan.changes.size();
    addChange(plan, Change::Kind::kLink, pathIn(folder, place.name), linkOf(place), {});
    addChange(plan, Change::Kind::kFile, recordPath(folder, place.name), place.record, {});
    return plan.changes.size() == changesBefore ? Outcome::kNotThere : Outcome::kRemoved;
}

// A copy does not stand beside its helper, so it has to know where that is.
std::string recordOfCopy(const std::string& bytes, const std::string& shimFile,
                         const PlatformRules& rules) {
    ShimRecord record = parseRecord(bytes).value_or(ShimRecord{});
    const std::string helper =
        commandPath(std::string(folderOf(shimFile, rules)), "slipway", rules);
    record.slipway = helper;
    return recordBytes(record);
}

Outcome addCopy(ShimPlan& plan, const std::string& folder, const std::string& consoleShim,
                const WantedShim& wanted, const Place& place, const PlatformRules& rules) {
    const std::size_t changesBefore = plan.changes.size();
    const std::string path = commandPath(folder, place.name, rules);
    const std::string shimFile = shimFileFor(consoleShim, wanted.isWindowed, rules);
    const bool wasThere = place.kind == Place::Kind::kShim;
    addChange(plan, Change::Kind::kFile, recordPath(folder, place.name), place.record,
              recordOfCopy(wanted.record, shimFile, rules));
    if (!wasThere || !isCopyOf(path, shimFile)) {
        // Renewed: the old one is not worth going back to.
        plan.changes.push_back(
            {Change::Kind::kCopy, path, wasThere ? Content(shimFile) : Content{}, shimFile});
    }
    if (!wasThere) return Outcome::kMade;
    return plan.changes.size() == changesBefore ? Outcome::kAsItWas : Outcome::kRenewed;
}

Outcome addRemovalOfCopy(ShimPlan& plan, const std::string& folder, const Place& place,
                         const PlatformRules& rules) {
    const std::size_t changesBefore = plan.changes.size();
    if (place.kind == Place::Kind::kShim) {
        const ShimRecord record = parseRecord(place.record.value_or("")).value_or(ShimRecord{});
        const std::string home =
            record.slipway.empty() ? folder : std::string(folderOf(record.slipway, rules));
        const std::string consoleShim = commandPath(home, kShimFileName, rules);
        plan.changes.push_back({Change::Kind::kCopy, place.shimFile,
                                shimFileFor(consoleShim, isWindowed(place.shimFile), rules),
                                Content{}});
    }
    addChange(plan, Change::Kind::kFile, recordPath(folder, place.name), place.record, {});
    return plan.changes.size() == changesBefore ? Outcome::kNotThere : Outcome::kRemoved;
}

// Each shim once; problems where one name is wanted for two different ones.
std::vector<WantedShim> withoutDoubles(const std::vector<WantedShim>& wanted,
                                       const PlatformRules& rules, Problems& problems) {
    const Case letters = rules.namesIgnoreCase ? Case::kIgnored : Case::kMatters;
    std::vector<WantedShim> once;
    for (const WantedShim& shim : wanted) {
        const auto isSame = [&](const WantedShim& other) {
            return equals(other.name, shim.name, letters);
        };
        const auto known = std::ranges::find_if(once, isSame);
        if (known == once.end()) {
            once.push_back(shim);
        } else if (*known != shim) {
            problems.push_back("two different shims would have the name " + quote(shim.name));
        }
    }
    return once;
}

PlannedChanges unlessThereAre(Problems problems, ShimPlan plan) {
    if (!problems.empty()) return std::unexpected(std::move(problems));
    return plan;
}

}  // namespace

std::optional<std::string> whyNoShimName(std::string_view name, const PlatformRules& rules) {
    const std::string cannot = quote(name) + " cannot be the name of a shim: ";
    if (name.empty()) return "a shim needs a name";
    if (name.find('/') != std::string_view::npos) return cannot + "it has a '/'";
    if (name.find('\0') != std::string_view::npos) return cannot + "it has a NUL";
    if (name.front() == '.') return cannot + "it begins with a '.'";
    const Case letters = rules.namesIgnoreCase ? Case::kIgnored : Case::kMatters;
    if (std::ranges::any_of(kOwnNames, [&](auto own) { return equals(name, own, letters); })) {
        return cannot + "it is Slipway's own";
    }
    if (!areCopies(rules)) return std::nullopt;
    const auto why = whyNoWindowsName(name);
    return why ? std::optional(cannot + std::string(*why)) : std::nullopt;
}

PlannedChanges planInstall(const std::string& folder, const std::string& shimFile,
                           const std::vector<WantedShim>& wanted, const PlatformRules& rules) {
    ShimPlan plan;
    Problems problems;
    for (const WantedShim& shim : withoutDoubles(wanted, rules, problems)) {
        const auto place = claim(folder, shim.name, rules);
        if (place) {
            const Outcome outcome = areCopies(rules)
                                        ? addCopy(plan, folder, shimFile, shim, *place, rules)
                                        : addShim(plan, folder, shimFile, shim, *place);
            plan.shims.push_back({shim.name, outcome});
        } else {
            problems.push_back(place.error());
        }
    }
    return unlessThereAre(std::move(problems), std::move(plan));
}

PlannedChanges together(PlannedChanges first, PlannedChanges second) {
    const auto append = [](auto& to, auto& from) {
        to.insert(to.end(), std::make_move_iterator(from.begin()),
                  std::make_move_iterator(from.end()));
    };
    if (!first && !second) append(first.error(), second.error());
    if (!first || !second) return first ? second : first;
    append(first->shims, second->shims);
    append(first->launchers, second->launchers);
    append(first->changes, second->changes);
    return first;
}

PlannedChanges planUninstall(const std::string& folder, const std::vector<std::string>& names,
                             const PlatformRules& rules) {
    ShimPlan plan;
    Problems problems;
    for (const std::string& name : names) {
        if (std::ranges::find(plan.shims, name, &PlannedShim::name) != plan.shims.end()) continue;
        const auto place = claim(folder, name, rules);
        if (place) {
            plan.shims.push_back({name, areCopies(rules)
                                            ? addRemovalOfCopy(plan, folder, *place, rules)
                                            : addRemoval(plan, folder, *place)});
        } else {
            problems.push_back(place.error());
        }
    }
    return unlessThereAre(std::move(problems), std::move(plan));
}

}  // namespace slipway
