// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "cli/wanted_shims.h"

#include <algorithm>
#include <filesystem>

#include "cli/shim_verbs.h"
#include "installer/path_of.h"
#include "installer/reach.h"
#include "installer/shim_folder.h"
#include "installer/windows_subsystem.h"
#include "manifests/compiler.h"
#include "manifests/diagnostic.h"
#include "manifests/installations.h"
#include "resolver/text.h"
#include "resolver/version.h"
#include "shim/marker.h"

namespace slipway {

namespace {

namespace fs = std::filesystem;

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
               ": shims are made for all of them together, by that name";
    }
    return "unknown application " + quote(request.name) + didYouMean(request.name, namesOf(studio));
}

// A manifest that could not be read may be the one that makes it known.
void addManifestErrors(const Studio& studio, Problems& problems) {
    for (const Diagnostic& diagnostic : studio.diagnostics.list()) {
        if (diagnostic.severity == Severity::kError) problems.push_back(oneLine(diagnostic));
    }
}

void addShim(const std::string& command, const std::string& version, const std::string& executable,
             WantedShims& wanted) {
    const bool isWithoutConsole = isWindowed(executable);
    if (version.empty()) {
        wanted.shims.push_back({command, "", isWithoutConsole});
    } else {
        wanted.shims.push_back({command + version,
                                recordBytes({.command = command, .version = version}),
                                isWithoutConsole});
    }
}

void addLauncher(const Application& application, const std::string& command,
                 const std::optional<Template>& label, const std::string& version,
                 const std::string& target, WantedShims& wanted) {
    std::string shown = literalText(label.value_or(Template{})).value_or("");
    if (shown.empty()) shown = command;
    if (!version.empty()) shown += " " + version;
    wanted.launchers.push_back(
        {.name = command + version,
         .label = shown,
         .target = target,
         .icon = literalText(application.icon.value_or(Template{})).value_or(""),
         .categories = application.categories,
         .mimeTypes = application.mimeTypes});
}

// Of commands those that a label is made for people to read of: an interpreter has none.
void addLaunchers(const Application& application, const std::string& version,
                  const std::string& target, WantedShims& wanted) {
    addLauncher(application, application.name, application.label, version, target, wanted);
    for (const Command& command : application.commands) {
        if (command.label && !command.isBatch) {
            addLauncher(application, command.name, command.label, version, target, wanted);
            // Of several that open a file a desktop takes the first by the alphabet: 'maya-safe'.
            wanted.launchers.back().mimeTypes.clear();
        }
    }
}

std::string versionsOf(const std::vector<Installation>& found) {
    std::string versions;
    for (const Installation& installation : found) {
        if (!versions.empty()) versions += ", ";
        versions += installation.version.empty() ? "one of unknown version" : installation.version;
    }
    return versions;
}

// Of any version where there is none to be.
bool isOf(const std::string& version, const Installation& installation) {
    return version.empty() || isVersionWithin(installation.version, version);
}

const Installation* firstOf(const std::string& version, const std::vector<Installation>& found) {
    const auto first = std::ranges::find_if(
        found, [&](const Installation& installation) { return isOf(version, installation); });
    return first == found.end() ? nullptr : &*first;
}

void remarkMissing(const Application& application, const std::string& version,
                   const std::vector<Installation>& found, const PlatformRules& rules,
                   WantedShims& wanted) {
    std::string missing;
    for (const Command& command : application.commands) {
        const bool isThere = std::ranges::any_of(found, [&](const Installation& installation) {
            return isOf(version, installation) && hasCommand(command, installation, rules);
        });
        if (!isThere) missing += (missing.empty() ? "" : ", ") + quote(command.name);
    }
    if (missing.empty()) return;
    const std::string what = application.name + (version.empty() ? "" : " " + version);
    wanted.remarks.push_back("no " + what + " that is installed here has " + missing +
                             ": until one does, its shim ends with exit code 127");
}

void addShims(const Application& application, const std::string& version,
              const Surroundings& surroundings, WantedShims& wanted, Problems& problems) {
    Diagnostics unsaid;  // `explain` says what is wrong with what is not found
    const auto found = findInstallations(application, hostOf(surroundings), unsaid);
    const Installation* const model = firstOf(version, found);
    if (!found.empty() && model == nullptr) {
        problems.push_back(application.name + " " + version + " was not found; there is " +
                           versionsOf(found));
        return;
    }
    if (found.empty()) {
        wanted.remarks.push_back(application.name +
                                 " was not found on this host: until it is, its shims end with "
                                 "exit code 127");
    }
    addShim(application.name, version, model == nullptr ? "" : model->path, wanted);
    for (const Command& command : application.commands) {
        const auto executable =
            model == nullptr ? std::nullopt : executableOf(command, *model, surroundings.rules);
        addShim(command.name, version, executable.value_or(""), wanted);
    }
    if (model != nullptr) remarkMissing(application, version, found, surroundings.rules, wanted);
    addLaunchers(application, version, model == nullptr ? "" : model->path, wanted);
}

// What one `install` makes shims of. A shim for an executable is of no application.
struct Origin {
    const Application* application;
    std::string version;
    bool operator==(const Origin&) const = default;
};

Origin originOf(const Place& shim, const Studio& studio, const PlatformRules& rules) {
    const std::string bytes = shim.record.value_or("");
    const ShimRecord record = parseRecord(bytes).value_or(ShimRecord{});
    if (!record.target.empty()) return {nullptr, ""};
    const std::string_view command = record.command.empty() ? shim.name : record.command;
    return {applicationOfCommand(studio, command, rules), std::string(record.version)};
}

std::optional<std::string> whyNoTarget(const std::string& path) {
    std::error_code failed;
    const auto type = std::filesystem::status(pathOf(path), failed).type();
    if (type == std::filesystem::file_type::not_found) return "is not there";
    if (type == std::filesystem::file_type::none) return "cannot be looked at";
    if (type == std::filesystem::file_type::directory) return "is a folder, not an executable";
    if (!isExecutableFile(path)) return "is not executable";
    if (isShim(path.c_str())) return "is a shim itself: name the real executable";
    return std::nullopt;
}

}  // namespace

std::expected<WantedShims, Problems> shimsOfApplications(
    const std::vector<ApplicationRequest>& requests, const Studio& studio,
    const Surroundings& surroundings) {
    WantedShims wanted;
    Problems problems;
    bool isUnknown = false;
    for (const ApplicationRequest& request : requests) {
        const auto* application = applicationNamed(studio, request.name, surroundings.rules);
        if (application != nullptr) {
            addShims(*application, request.version, surroundings, wanted, problems);
        } else {
            problems.push_back(unknownApplication(request, studio, surroundings.rules));
            isUnknown = true;
        }
    }
    if (isUnknown) addManifestErrors(studio, problems);
    if (!problems.empty()) return std::unexpected(std::move(problems));
    return wanted;
}

std::optional<std::string> executableOf(const Command& command, const Installation& installation,
                                        const PlatformRules& rules) {
    const auto written =
        command.executable ? literalText(*command.executable) : std::optional(command.name);
    if (!written || isAbsolutePath(*written, rules)) return written;
    const fs::path folder = pathOf(installation.path).parent_path();
    const std::string path = utf8Of((folder / pathOf(*written)).lexically_normal());
    return isExecutableFile(path) ? path : path + std::string(rules.executableEnding);
}

bool hasCommand(const Command& command, const Installation& installation,
                const PlatformRules& rules) {
    const auto path = executableOf(command, installation, rules);
    return !path || isExecutableFile(*path);
}

std::expected<const Application*, std::string> knownApplication(const ApplicationRequest& request,
                                                                const Studio& studio,
                                                                const PlatformRules& rules) {
    const Application* application = applicationNamed(studio, request.name, rules);
    if (application != nullptr) return application;
    return std::unexpected(unknownApplication(request, studio, rules));
}

std::vector<ApplicationRequest> allInstalled(const Studio& studio,
                                             const Surroundings& surroundings) {
    std::vector<ApplicationRequest> requests;
    for (const Application& application : studio.applications) {
        Diagnostics unsaid;
        if (findInstallations(application, hostOf(surroundings), unsaid).empty()) continue;
        requests.push_back({application.name, ""});
    }
    return requests;
}

std::expected<WantedShims, Problems> shimOfTarget(const std::string& path, const std::string& name,
                                                  const Surroundings& surroundings) {
    const auto target = absolutePath(path, surroundings);
    if (!target) return std::unexpected(Problems{quote(path) + " is in no folder any more"});
    if (const auto why = whyNoTarget(*target)) {
        return std::unexpected(Problems{quote(*target) + " " + *why});
    }
    const fs::path file = pathOf(*target);
    const bool hasEnding = areCopies(surroundings.rules);  // a batch file's is another
    std::string shim = utf8Of(hasEnding ? file.stem() : file.filename());
    if (!name.empty()) shim = commandOf(name).value_or(name);
    return WantedShims{{{shim, recordBytes({.target = *target}), isWindowed(*target)}},
                       {},
                       {{.name = shim, .label = shim, .target = *target}}};
}

std::vector<std::string> shimsToRemove(const std::string& text, const std::vector<Place>& there,
                                       const Studio& studio, const PlatformRules& rules) {
    const auto request = parseApplicationRequest(text).value_or(ApplicationRequest{});
    const Origin wanted{applicationNamed(studio, request.name, rules), request.version};
    const Case letters = rules.namesIgnoreCase ? Case::kIgnored : Case::kMatters;
    const std::string command = commandOf(text, rules).value_or(text);
    std::vector<std::string> names;
    for (const Place& shim : there) {
        const bool isOfApplication =
            wanted.application != nullptr && originOf(shim, studio, rules) == wanted;
        if (isOfApplication || equals(shim.name, command, letters)) names.push_back(shim.name);
    }
    if (names.empty()) names.push_back(text);
    return names;
}

}  // namespace slipway
