// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "installer/shim_plan.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <optional>
#include <string_view>
#include <utility>

#include "installer/shim_folder.h"

namespace slipway {

namespace {

using Outcome = PlannedShim::Outcome;
using Content = std::optional<std::string>;

constexpr std::array<std::string_view, 2> kOwnNames = {"slipway", "slipway-shim"};

// Names come from command lines and from manifests: none may lead out of the folder.
std::optional<std::string> whyNoName(std::string_view name) {
    const std::string cannot = quote(name) + " cannot be the name of a shim: ";
    if (name.empty()) return "a shim needs a name";
    if (name.find('/') != std::string_view::npos) return cannot + "it has a '/'";
    if (name.find('\0') != std::string_view::npos) return cannot + "it has a NUL";
    if (name.front() == '.') return cannot + "it begins with a '.'";
    if (std::ranges::find(kOwnNames, name) != kOwnNames.end()) {
        return cannot + "it is Slipway's own";
    }
    return std::nullopt;
}

// What stands at a name that Slipway may have, or why it may not.
std::expected<Place, std::string> claim(const std::string& folder, const std::string& name) {
    if (const auto why = whyNoName(name)) return std::unexpected(*why);
    Place place = lookAt(folder, name);
    if (place.kind != Place::Kind::kOther) return place;
    return std::unexpected(quote(shimPath(folder, name)) +
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
    addChange(plan, Change::Kind::kLink, shimPath(folder, place.name), linkOf(place), shimFile);
    if (place.kind == Place::Kind::kNothing) return Outcome::kMade;
    return plan.changes.size() == changesBefore ? Outcome::kAsItWas : Outcome::kRenewed;
}

// For the same reason the link first.
Outcome addRemoval(ShimPlan& plan, const std::string& folder, const Place& place) {
    const std::size_t changesBefore = plan.changes.size();
    addChange(plan, Change::Kind::kLink, shimPath(folder, place.name), linkOf(place), {});
    addChange(plan, Change::Kind::kFile, recordPath(folder, place.name), place.record, {});
    return plan.changes.size() == changesBefore ? Outcome::kNotThere : Outcome::kRemoved;
}

// Each shim once; problems where one name is wanted for two different ones.
std::vector<WantedShim> withoutDoubles(const std::vector<WantedShim>& wanted, Problems& problems) {
    std::vector<WantedShim> once;
    for (const WantedShim& shim : wanted) {
        const auto known = std::ranges::find(once, shim.name, &WantedShim::name);
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

PlannedChanges planInstall(const std::string& folder, const std::string& shimFile,
                           const std::vector<WantedShim>& wanted) {
    ShimPlan plan;
    Problems problems;
    for (const WantedShim& shim : withoutDoubles(wanted, problems)) {
        const auto place = claim(folder, shim.name);
        if (place) {
            plan.shims.push_back({shim.name, addShim(plan, folder, shimFile, shim, *place)});
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

PlannedChanges planUninstall(const std::string& folder, const std::vector<std::string>& names) {
    ShimPlan plan;
    Problems problems;
    for (const std::string& name : names) {
        if (std::ranges::find(plan.shims, name, &PlannedShim::name) != plan.shims.end()) continue;
        const auto place = claim(folder, name);
        if (place) {
            plan.shims.push_back({name, addRemoval(plan, folder, *place)});
        } else {
            problems.push_back(place.error());
        }
    }
    return unlessThereAre(std::move(problems), std::move(plan));
}

}  // namespace slipway
