// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "manifests/way.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "manifests/paths.h"
#include "resolver/text.h"

namespace slipway {

namespace {

// Each step once: links that lead through one another would double a way with each of them.
void append(Way& way, const Way& more) {
    for (const Step& step : more) {
        if (std::ranges::find(way, step) == way.end()) way.push_back(step);
    }
}

// Where `..` leads to from a path that has none itself. Nothing where the path is not there.
std::optional<std::string> above(const std::string& path, Disk& disk, const PlatformRules& rules) {
    if (rules.platform == Platform::kWindows) return parentOf(path, rules);
    const Entry entry = disk.entry(path);
    if (entry.facts.error != 0) return std::nullopt;
    if (entry.target.empty()) return parentOf(path, rules);
    disk.facts(path);  // a witness of where the link leads
    return parentOf(WayFinder(disk, rules).to(path).real, rules);
}

}  // namespace

const WayFinder::Place& WayFinder::to(const std::string& path) {
    const auto known = places_.find(path);
    if (known != places_.end()) return known->second;
    places_.emplace(path, Place{{}, path});  // where links lead around, the search ends here
    Place place = find(path);
    return places_.insert_or_assign(path, std::move(place)).first->second;
}

WayFinder::Place WayFinder::find(const std::string& path) {
    if (path.size() <= rootOf(path, rules_).size()) {
        const FileFacts facts = disk_.entry(path).facts;
        return {{{path, facts.owner, facts.mode}}, path};
    }
    const std::string_view name = fileNameOf(path, rules_);
    Place place = to(parentOf(path, rules_));
    if (name == "..") return upFrom(place);
    place.real = joinPath(place.real, name, rules_);
    // By the name that others ask by, so that it is one witness; `..` may not be what it seems.
    const bool leadsUp = path.contains("/../") || path.contains("\\..\\");
    const Entry entry = disk_.entry(leadsUp ? place.real : path);
    if (entry.facts.error != 0) return place;
    place.way.push_back({place.real, entry.facts.owner, entry.facts.mode});
    return entry.target.empty() ? place : through(place, entry.target);
}

WayFinder::Place WayFinder::upFrom(const Place& place) {
    Place above = to(parentOf(place.real, rules_));
    Way way = place.way;
    append(way, above.way);
    above.way = std::move(way);
    return above;
}

// What a link says counts from the folder that it stands in.
WayFinder::Place WayFinder::through(const Place& link, const std::string& target) {
    Place place = link;
    const std::string root = isAbsolutePath(target, rules_) ? rootOf(target, rules_) : "";
    std::string at = root.empty() ? parentOf(link.real, rules_) : root;
    const std::string_view rest = std::string_view(target).substr(root.size());
    forEachEntry(rest, {&rules_.pathSeparator, 1}, [&](std::string_view name) {
        if (name.empty() || name == ".") return;
        const Place& next = to(joinPath(at, name, rules_));
        append(place.way, next.way);
        at = next.real;
    });
    place.real = at;
    return place;
}

std::string withoutParents(const std::string& path, Disk& disk, const PlatformRules& rules) {
    const std::string root = rootOf(path, rules);
    std::string at = root;
    for (std::string_view rest = std::string_view(path).substr(root.size()); !rest.empty();) {
        const std::size_t separator = isSeparator(rest.front(), rules) ? 1 : 0;
        const std::string_view name = segmentAt(rest.substr(separator), rules);
        const std::string_view step = rest.substr(0, separator + name.size());
        rest.remove_prefix(step.size());
        if (name != "..") {
            at += isSeparator(at.back(), rules) ? name : step;
        } else if (at.size() > root.size()) {
            auto folder = above(at, disk, rules);
            if (!folder) return path;
            at = *std::move(folder);
        }
    }
    return at;
}

}  // namespace slipway
