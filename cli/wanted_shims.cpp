// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "cli/wanted_shims.h"

#include <algorithm>
#include <filesystem>

#include "cli/shim_verbs.h"
#include "installer/reach.h"
#include "installer/shim_folder.h"
#include "manifests/compiler.h"
#include "manifests/diagnostic.h"
#include "manifests/installations.h"
#include "resolver/text.h"
#include "resolver/version.h"
#include "shim/marker.h"

namespace slipway {

namespace {

const Application* applicationNamed(const Studio& studio, std::string_view name,
                                    const PlatformRules& rules) {
    const Case letters = rules.namesIgnoreCase ? Case::kIgnored : Case::kMatters;
    const auto found = std::ranges::find_if(studio.applications, [&](const Application& known) {
        return equals(known.name, name, letters);
    });
    return found == studio.applications.end() ? nullptr : &*found;
}

std::vector<std::string_view> namesOf(const Studio& studio) {
    std::vector<std::string_view> names;
    for (const Application& application : studio.applications) names.push_back(application.name);
    return names;
}

std::string unknownApplication(const ApplicationRequest& request, const Studio& studio,
                               const PlatformRules& rules) {
    const Application* owner = applicationOfCommand(studio, request.name, rules);
    if (owner != nullptr) {
        return quote(request.name) + " is a command of " + quote(owner->name) +
               ": 'slipway install " + owner->name + "' makes shims for all of them";
    }
    return "unknown application " + quote(request.name) + didYouMean(request.name, namesOf(studio));
}

// A manifest that could not be read may be the one that makes it known.
void addManifestErrors(const Studio& studio, Problems& problems) {
    for (const Diagnostic& diagnostic : studio.diagnostics.list()) {
        if (diagnostic.severity == Severity::kError) problems.push_back(oneLine(diagnostic));
    }
}

void addShim(const std::string& command, const std::string& version, WantedShims& wanted) {
    if (version.empty()) {
        wanted.shims.push_back({command, ""});
    } else {
        wanted.shims.push_back(
            {command + version, recordBytes({.command = command, .version = version})});
    }
}

std::string whatIsFound(const std::vector<Installation>& found) {
    std::string versions;
    for (const Installation& installation : found) {
        versions += (versions.empty() ? "" : ", ") + installation.version;
    }
    return versions.empty() ? "" : " (found: " + versions + ")";
}

// Made all the same: a shim folder may be filled before the application is installed, or be on a
// share that serves other hosts.
void remarkIfNotFound(const Application& application, const std::string& version,
                      const Surroundings& surroundings, WantedShims& wanted) {
    const auto found = findInstallations(application, surroundings.rules, variablesOf(surroundings),
                                         surroundings.disk);
    const bool isFound = std::ranges::any_of(found, [&](const Installation& installation) {
        return version.empty() || isVersionWithin(installation.version, version);
    });
    if (isFound) return;
    const std::string what = version.empty() ? application.name : application.name + " " + version;
    wanted.remarks.push_back(what + " was not found on this host" + whatIsFound(found) +
                             ": until it is, its shims end with exit code 127");
}

void addShims(const Application& application, const std::string& version,
              const Surroundings& surroundings, WantedShims& wanted) {
    addShim(application.name, version, wanted);
    for (const Command& command : application.commands) addShim(command.name, version, wanted);
    remarkIfNotFound(application, version, surroundings, wanted);
}

std::optional<std::string> whyNoTarget(const std::string& path) {
    std::error_code failed;
    const auto type = std::filesystem::status(path, failed).type();
    if (type == std::filesystem::file_type::not_found) return "is not there";
    if (type == std::filesystem::file_type::none) return "cannot be looked at";
    if (type == std::filesystem::file_type::directory) return "is a folder, not an executable";
    if (!isExecutableFile(path)) return "is not executable";
    if (isShim(path.c_str())) return "is a shim itself: name the real executable";
    return std::nullopt;
}

}  // namespace

std::expected<WantedShims, Problems> shimsOfApplications(
    const std::vector<ApplicationRequest>& requests, const Surroundings& surroundings) {
    const Studio studio = readStudio(surroundings.disk, surroundings.rules,
                                     variablesOf(surroundings), surroundings.definitions);
    WantedShims wanted;
    Problems problems;
    for (const ApplicationRequest& request : requests) {
        const auto* application = applicationNamed(studio, request.name, surroundings.rules);
        if (application == nullptr) {
            problems.push_back(unknownApplication(request, studio, surroundings.rules));
        } else {
            addShims(*application, request.version, surroundings, wanted);
        }
    }
    if (problems.empty()) return wanted;
    addManifestErrors(studio, problems);
    return std::unexpected(std::move(problems));
}

std::expected<WantedShims, Problems> shimOfTarget(const std::string& path, const std::string& name,
                                                  const Surroundings& surroundings) {
    const auto target = absolutePath(path, surroundings);
    if (!target) return std::unexpected(Problems{quote(path) + " is in no folder any more"});
    if (const auto why = whyNoTarget(*target)) {
        return std::unexpected(Problems{quote(*target) + " " + *why});
    }
    const std::string shim =
        name.empty() ? std::filesystem::path(*target).filename().string() : name;
    return WantedShims{{{shim, recordBytes({.target = *target})}}, {}};
}

}  // namespace slipway
