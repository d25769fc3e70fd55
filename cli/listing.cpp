// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "cli/listing.h"

#include <algorithm>
#include <cstdint>
#include <set>
#include <string_view>
#include <utility>

#include "cli/places.h"
#include "cli/planned_launch.h"
#include "cli/terminal.h"
#include "installer/shim_folder.h"
#include "manifests/compiler.h"
#include "manifests/diagnostic.h"
#include "manifests/installations.h"
#include "manifests/paths.h"
#include "resolver/text.h"
#include "shim/record.h"

namespace slipway {

namespace {

constexpr std::size_t kIndent = 2;

ListedApplication listed(const Application& application, const Surroundings& surroundings) {
    ListedApplication entry{.name = application.name,
                            .label = literalText(application.label).value_or(application.name),
                            .icon = literalText(application.icon.value_or(Template{})).value_or(""),
                            .categories = application.categories,
                            .mimeTypes = application.mimeTypes};
    for (const Command& command : application.commands) entry.commands.push_back(command.name);
    for (const FindEntry& find : application.find) entry.places.push_back(placeText(find));
    Diagnostics unsaid;  // `explain` says it
    for (const Installation& found : findInstallations(application, hostOf(surroundings), unsaid)) {
        entry.installations.push_back({found.version, found.path});
    }
    return entry;
}

ListedShim listed(const Place& place) {
    ListedShim shim{.name = place.name, .broken = place.kind == Place::Kind::kOrphan};
    const auto record = place.record ? parseRecord(*place.record) : std::nullopt;
    if (!record) return shim;
    const std::string_view command = record->command.empty() ? place.name : record->command;
    if (!record->target.empty()) {
        shim.launches = record->target;
    } else if (!record->version.empty()) {
        shim.launches = std::string(command) + "@" + std::string(record->version);
    } else if (command != place.name) {
        shim.launches = command;
    }
    return shim;
}

std::vector<ListedShimFolder> shimFolders(const Surroundings& surroundings) {
    std::vector<ListedShimFolder> folders;
    for (const std::string& folder : foldersOfShims(surroundings)) {
        const auto places = shimsIn(folder);
        if (!places || places->empty()) continue;
        ListedShimFolder& listedFolder = folders.emplace_back(folder);
        for (const Place& place : *places) listedFolder.shims.push_back(listed(place));
    }
    return folders;
}

std::string joined(const std::vector<std::string>& words, std::string_view separator) {
    std::string text;
    for (const std::string& word : words) {
        if (!text.empty()) text += separator;
        text += printable(word);
    }
    return text;
}

void addRows(const ListedApplication& application, std::vector<Row>& rows) {
    Cell name{printable(application.name), Style::kBold};
    for (const ListedInstallation& found : application.installations) {
        rows.push_back(
            {name,
             found.version.empty() ? Cell{"-", Style::kDim} : Cell{printable(found.version)},
             {printable(found.path)},
             {name.text.empty() ? "" : joined(application.commands, " "), Style::kDim}});
        name.text.clear();
    }
}

std::string installed(const Listing& listing, const Screen& screen) {
    std::vector<Row> rows{{{"APPLICATION", Style::kDim},
                           {"VERSION", Style::kDim},
                           {"PATH", Style::kDim},
                           {"MORE COMMANDS", Style::kDim}}};
    for (const ListedApplication& application : listing.applications) addRows(application, rows);
    return rows.size() == 1 ? "No known application is installed here.\n"
                            : formatTable(rows, 0, screen);
}

std::string names(const std::vector<const ListedApplication*>& applications, const Screen& screen) {
    std::vector<std::string> words;
    for (const ListedApplication* application : applications) words.push_back(application->name);
    std::string text;
    for (const std::string& line : wrapped(joined(words, ", "), screen.width - kIndent)) {
        text += Line(screen).padTo(kIndent).add(line).text() + "\n";
    }
    return text;
}

std::string places(const std::vector<const ListedApplication*>& applications,
                   const Screen& screen) {
    std::vector<Row> rows;
    for (const ListedApplication* application : applications) {
        Cell name{printable(application->name), Style::kBold};
        if (application->places.empty()) {
            rows.push_back({name, {"is not looked for on this platform", Style::kDim}});
        }
        for (const std::string& place : application->places) {
            rows.push_back({name, {printable(place)}});
            name.text.clear();
        }
    }
    return formatTable(rows, kIndent, screen);
}

std::string shims(const ListedShimFolder& folder, const Screen& screen) {
    std::vector<Row> rows;
    for (const ListedShim& shim : folder.shims) {
        rows.push_back({{printable(shim.name)}, {printable(shim.launches), Style::kDim}});
        if (shim.broken)
            rows.back()[1] = {"leads to no slipway-shim: install it anew", Style::kRed};
    }
    return Line(screen).add("Shims in " + printable(folder.path), Style::kBold).text() + "\n" +
           formatTable(rows, kIndent, screen);
}

std::string shimsInPlace(const std::vector<std::string>& paths, const Screen& screen) {
    if (paths.empty()) return {};
    std::vector<Row> rows;
    for (const std::string& path : paths) rows.push_back({{printable(path)}});
    return "\n" + Line(screen).add("Shims in the place of", Style::kBold).text() + "\n" +
           formatTable(rows, kIndent, screen);
}

}  // namespace

std::vector<std::string> foldersOfShims(const Surroundings& surroundings) {
    const Variables variables = variablesOf(surroundings);
    std::vector<std::string> folders;
    std::set<std::pair<std::uint64_t, std::uint64_t>> seen;  // device, inode
    const auto add = [&](std::string_view entry) {
        if (!isAbsolutePath(entry, surroundings.rules)) return;
        std::string folder = tidyPath(entry, surroundings.rules);
        const FileFacts facts = surroundings.disk.facts(folder);
        const bool isNew = facts.error == 0 && facts.inode != 0
                               ? seen.emplace(facts.device, facts.inode).second
                               : std::ranges::find(folders, folder) == folders.end();
        if (isNew) folders.push_back(std::move(folder));
    };
    if (const auto own = defaultShimFolder(surroundings.rules, variables)) add(*own);
    const std::string path = variables("PATH").value_or("");
    forEachEntry(path, {&surroundings.rules.listSeparator, 1}, add);
    add(systemShimFolder(surroundings.rules, variables));
    return folders;
}

Listing listApplications(const Surroundings& surroundings) {
    const Studio studio = studioOf(surroundings);
    Listing listing;
    for (const Application& application : studio.applications) {
        listing.applications.push_back(listed(application, surroundings));
    }
    listing.shimFolders = shimFolders(surroundings);
    listing.inPlace = knownPlaces(surroundings);
    return listing;
}

std::string listingText(const Listing& listing, bool all, const Screen& screen) {
    std::vector<const ListedApplication*> missing;
    for (const ListedApplication& application : listing.applications) {
        if (application.installations.empty()) missing.push_back(&application);
    }
    std::string text = installed(listing, screen);
    for (const ListedShimFolder& folder : listing.shimFolders) text += "\n" + shims(folder, screen);
    text += shimsInPlace(listing.inPlace, screen);
    if (missing.empty()) return text;
    const Line heading = Line(screen).add("Known, not found here", Style::kBold);
    if (all) {
        return text + "\n" + heading.text() + ", looked for at\n" + places(missing, screen);
    }
    return text + "\n" + heading.text() +
           " ('slipway list --all' says where they are looked for)\n" + names(missing, screen);
}

}  // namespace slipway
