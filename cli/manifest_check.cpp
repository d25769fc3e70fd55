// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "cli/manifest_check.h"

#include <algorithm>
#include <set>
#include <string_view>

#include "cli/doubts.h"
#include "cli/planned_launch.h"
#include "cli/root_index.h"
#include "cli/syntax.h"
#include "cli/terminal.h"
#include "manifests/paths.h"
#include "manifests/plugin_draft.h"
#include "manifests/plugin_folder.h"
#include "manifests/wording.h"
#include "resolver/text.h"

namespace slipway {

namespace {

bool hasManifestEnding(std::string_view name) {
    return name.ends_with(".toml") || name.ends_with(".json");
}

// The names that configuration has where it is looked for; what an included file is called is the
// studio's affair.
constexpr std::string_view kConfigurationNames[] = {"config.toml", "slipway-site.toml"};

bool isConfigurationName(std::string_view name) {
    return std::ranges::find(kConfigurationNames, name) != std::end(kConfigurationNames);
}

// What a file is for that the environment names is known, whatever stands in it.
bool isConfigurationFile(const std::string& file, const Surroundings& surroundings) {
    const auto named = variablesOf(surroundings)("SLIPWAY_CONFIG");
    return isConfigurationName(fileNameOf(file, surroundings.rules)) ||
           (named && absolutePath(*named, surroundings) == file);
}

bool isThere(const std::string& path, const Surroundings& surroundings) {
    return fileType(surroundings.disk.facts(path)) != FileType::kMissing;
}

// A manifest by itself, as a plugin of the folder that it is in.
PluginPlace placeOfFile(const std::string& file, const PlatformRules& rules) {
    const std::string folder(folderOf(file, rules));
    const std::string_view name = fileNameOf(file, rules);
    const std::size_t oneFile = name.find(".slipway.");
    return {.root = 0,
            .entry = std::string(name),
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

void addConfiguration(const std::string& file, const Surroundings& surroundings, Studio& studio) {
    Configuration& configuration = studio.configuration;
    auto content = checkConfiguration(file, hostOf(surroundings), studio.diagnostics);
    if (!content) {
        ++configuration.leftOut;
        return;
    }
    configuration.sources.push_back(content->source);
    configuration.integrations.push_back(*std::move(content));
}

void addFile(const std::string& file, const Surroundings& surroundings, Studio& studio) {
    if (isConfigurationFile(file, surroundings)) {
        return addConfiguration(file, surroundings, studio);
    }
    auto draft = readPluginDraft(placeOfFile(file, surroundings.rules), nullptr, surroundings.disk,
                                 surroundings.rules);
    if (!draft) return;
    if (draft->document && isConfiguration(*draft->document)) {
        return addConfiguration(file, surroundings, studio);
    }
    readPlugin(*draft, studio.configuration.places, surroundings.rules);
    reportProblems(*draft, studio.diagnostics);
    addApplications(draft->plugin.manifest, surroundings.rules, studio);
    studio.discovery.plugins.push_back(std::move(draft->plugin));
}

CheckReport reportOn(Studio studio) {
    warnOfUnnamedOperations(studio, studio.diagnostics);
    CheckReport report{
        .diagnostics = studio.diagnostics.list(),
        .manifests = studio.discovery.plugins.size(),
        .configurations = studio.configuration.sources.size() + studio.configuration.leftOut};
    // Whoever checks works on nothing.
    std::erase_if(report.diagnostics,
                  [](const Diagnostic& diagnostic) { return diagnostic.code == "path-absent"; });
    for (const PluginRoot& root : studio.discovery.roots) report.roots.push_back(root.path);
    return report;
}

// Calls `visit(operation)` for every operation of the studio's plugins, configuration and
// applications.
template <class Visit>
void forEachOperation(const Studio& studio, Visit&& visit) {
    const auto visitAll = [&](const std::vector<EnvironmentOperation>& operations) {
        std::ranges::for_each(operations, visit);
    };
    const auto visitIntegrations = [&](const std::vector<Integration>& integrations) {
        for (const Integration& integration : integrations) {
            for (const Part& part : integration.parts) visitAll(part.environment);
        }
    };
    for (const Plugin& plugin : studio.discovery.plugins) {
        visitIntegrations(plugin.manifest.integrations);
    }
    for (const ConfiguredIntegrations& file : studio.configuration.integrations) {
        visitIntegrations(file.integrations);
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

void warnIfOutdated(const std::string& root, const Surroundings& surroundings,
                    Diagnostics& diagnostics) {
    const auto since = sincePublished(root, surroundings);
    if (!since || since->none()) return;
    diagnostics.warning(
        "index-outdated", {},
        "the index of " + quoted(root) + " does not fit any more: " + describe(*since),
        "launches go by the index; to publish what is there: slipway index " +
            quoteForShell(root, surroundings.rules));
}

// "2 manifests and 1 configuration file"
std::string whatWasRead(const CheckReport& report) {
    const std::string manifests = counted(report.manifests, "manifest");
    const std::string files = counted(report.configurations, "configuration file");
    if (report.configurations == 0) return manifests;
    return report.manifests == 0 ? files : manifests + " and " + files;
}

std::string summary(const CheckReport& report, const Screen& screen) {
    const std::size_t errors = report.count(Severity::kError);
    const std::size_t warnings = report.count(Severity::kWarning);
    const std::string in = " in " + whatWasRead(report);
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

CheckReport checkAllInForce(const Surroundings& surroundings) {
    Studio studio = studioOf(surroundings);
    addDoubts(studio, StudioExtent::kInForce, surroundings);
    for (const std::size_t root : studio.discovery.published) {
        warnIfOutdated(studio.discovery.roots[root].path, surroundings, studio.diagnostics);
    }
    return reportOn(std::move(studio));
}

std::expected<CheckReport, std::string> checkPaths(const std::vector<std::string>& paths,
                                                   const Surroundings& surroundings) {
    std::vector<PluginRoot> roots;
    std::vector<std::string> files;
    for (const std::string& path : paths) {
        const std::string absolute = absolutePath(path, surroundings).value_or("");
        const FileType type = fileType(surroundings.disk.facts(absolute));
        const std::string named = inQuotes(path);
        if (type == FileType::kMissing) return std::unexpected(named + " is not there");
        if (type == FileType::kFolder) {
            roots.push_back({.path = absolute, .namedBy = "the command line"});
            for (std::string_view name : kConfigurationNames) {
                const std::string file = joinPath(absolute, name, surroundings.rules);
                if (isThere(file, surroundings)) files.push_back(file);
            }
        } else if (hasManifestEnding(absolute)) {
            files.push_back(absolute);
        } else {
            return std::unexpected(named + " is neither a folder nor a .toml or .json file");
        }
    }
    Host host = hostOf(surroundings);
    host.user.reset();  // what is named is read, whoever wrote it
    Studio studio = readStudio(std::move(roots), host);
    for (const std::string& file : files) addFile(file, surroundings, studio);
    addDoubts(studio, StudioExtent::kNamed, surroundings);
    for (const PluginRoot& root : studio.discovery.roots) {
        warnIfOutdated(root.path, surroundings, studio.diagnostics);
    }
    return reportOn(std::move(studio));
}

std::string checkText(const CheckReport& report, const Screen& screen) {
    std::string text;
    for (const Diagnostic& diagnostic : report.diagnostics) {
        text += withSourceLine(diagnostic, screen.colour) + "\n";
    }
    if (!text.empty()) text += "\n";
    const bool nothingRead = report.manifests + report.configurations == 0;
    return text + (nothingRead && text.empty() ? noManifests(report) : summary(report, screen));
}

}  // namespace slipway
