// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "cli/manifest_check.h"

#include <algorithm>
#include <set>
#include <string_view>

#include "cli/planned_launch.h"
#include "cli/syntax.h"
#include "cli/terminal.h"
#include "manifests/paths.h"
#include "manifests/plugin_draft.h"
#include "manifests/plugin_folder.h"

namespace slipway {

namespace {

bool isManifestName(std::string_view name) {
    return name.ends_with(".toml") || name.ends_with(".json");
}

// A manifest by itself, as a plugin of the folder that it is in.
PluginPlace placeOf(const std::string& file, const PlatformRules& rules) {
    const std::string folder(folderOf(file, rules));
    const std::string_view name = fileNameOf(file, rules);
    const std::size_t oneFile = name.find(".slipway.");
    return {.root = 0,
            .name = parseFolderName(oneFile == std::string_view::npos ? fileNameOf(folder, rules)
                                                                      : name.substr(0, oneFile)),
            .rootPath = folder,
            .folder = folder,
            .file = file};
}

void addApplications(const Manifest& manifest, const PlatformRules& rules, Studio& studio) {
    for (const Node& node : manifest.applications) {
        auto application = readApplication(mergeApplications({node}), rules);
        if (application) studio.applications.push_back(std::move(*application));
    }
}

void addFile(const std::string& file, const Surroundings& surroundings, Studio& studio) {
    auto draft =
        readPluginDraft(placeOf(file, surroundings.rules), surroundings.disk, surroundings.rules);
    if (!draft) return;
    finishPlugin(*draft, studio.configuration.places, surroundings.rules, studio.diagnostics);
    addApplications(draft->plugin.manifest, surroundings.rules, studio);
    studio.discovery.plugins.push_back(std::move(draft->plugin));
}

CheckReport reportOn(Studio studio) {
    warnOfUnnamedOperations(studio, studio.diagnostics);
    CheckReport report{.diagnostics = studio.diagnostics.list(),
                       .manifests = studio.discovery.plugins.size()};
    for (const PluginRoot& root : studio.discovery.roots) report.roots.push_back(root.path);
    return report;
}

// Calls `visit(operation)` for every operation of the studio's plugins and applications.
template <class Visit>
void forEachOperation(const Studio& studio, Visit&& visit) {
    const auto visitAll = [&](const std::vector<EnvironmentOperation>& operations) {
        std::ranges::for_each(operations, visit);
    };
    for (const Plugin& plugin : studio.discovery.plugins) {
        for (const Integration& integration : plugin.manifest.integrations) {
            for (const Part& part : integration.parts) visitAll(part.environment);
        }
    }
    for (const Application& application : studio.applications) visitAll(application.environment);
}

bool isListByCustom(std::string_view name) {
    return name.ends_with("PATH") || name.ends_with("PATHS") || name.ends_with("DIRS");
}

bool takesForList(const EnvironmentOperation& operation) {
    const bool extends = operation.kind == OperationKind::kPrepend ||
                         operation.kind == OperationKind::kAppend ||
                         operation.kind == OperationKind::kPop;
    return operation.isList || operation.separator || (operation.isNamed && extends);
}

std::string summary(const CheckReport& report, const Screen& screen) {
    const std::size_t errors = report.count(Severity::kError);
    const std::size_t warnings = report.count(Severity::kWarning);
    const std::string in = " in " + counted(report.manifests, "manifest");
    Line line(screen);
    if (errors + warnings == 0) {
        return line.add("nothing wrong", Style::kGreen).add(in).text() + "\n";
    }
    if (errors != 0) line.add(counted(errors, "error"), Style::kRed);
    if (errors != 0 && warnings != 0) line.add(", ");
    if (warnings != 0) line.add(counted(warnings, "warning"), Style::kYellow);
    return line.add(in).text() + "\n";
}

std::string noManifests(const CheckReport& report) {
    std::string text =
        "no manifests: no folder of a plugin root holds a slipway.toml or "
        "slipway.json; looked at\n";
    for (const std::string& root : report.roots) text += "  " + printable(root) + "\n";
    return text;
}

}  // namespace

std::size_t CheckReport::count(Severity severity) const {
    return static_cast<std::size_t>(
        std::ranges::count(diagnostics, severity, &Diagnostic::severity));
}

void warnOfUnnamedOperations(const Studio& studio, Diagnostics& diagnostics) {
    std::set<std::string_view> lists;
    forEachOperation(studio, [&](const EnvironmentOperation& operation) {
        if (takesForList(operation)) lists.insert(operation.name);
    });
    forEachOperation(studio, [&](const EnvironmentOperation& operation) {
        const std::string& name = operation.name;
        if (operation.isNamed || lists.contains(name) || isListByCustom(name)) return;
        diagnostics.add({.severity = Severity::kWarning,
                         .code = "unnamed-operation",
                         .message = "'" + name +
                                    "' without an operation is appended to, and "
                                    "nothing else takes it for a list",
                         .hint = "'" + name + ".set' was probably meant",
                         .location = operation.location,
                         .concernsLaunch = false});
    });
}

CheckReport checkRootsInForce(const Surroundings& surroundings) {
    return reportOn(studioOf(surroundings));
}

std::expected<CheckReport, std::string> checkPaths(const std::vector<std::string>& paths,
                                                   const Surroundings& surroundings) {
    std::vector<PluginRoot> roots;
    std::vector<std::string> files;
    for (const std::string& path : paths) {
        const std::string absolute = absolutePath(path, surroundings).value_or("");
        const FileType type = fileType(surroundings.disk.facts(absolute));
        const std::string quoted = inQuotes(path);
        if (type == FileType::kMissing) return std::unexpected(quoted + " is not there");
        if (type == FileType::kFolder) {
            roots.push_back({.path = absolute, .namedBy = "the command line"});
        } else if (isManifestName(absolute)) {
            files.push_back(absolute);
        } else {
            return std::unexpected(quoted + " is neither a folder nor a .toml or .json file");
        }
    }
    Studio studio = readStudio(std::move(roots), hostOf(surroundings));
    for (const std::string& file : files) addFile(file, surroundings, studio);
    return reportOn(std::move(studio));
}

std::string checkText(const CheckReport& report, const Screen& screen) {
    std::string text;
    for (const Diagnostic& diagnostic : report.diagnostics) {
        text += withSourceLine(diagnostic, screen.colour) + "\n";
    }
    if (!text.empty()) text += "\n";
    return text +
           (report.manifests == 0 && text.empty() ? noManifests(report) : summary(report, screen));
}

}  // namespace slipway
