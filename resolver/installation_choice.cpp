// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "resolver/installation_choice.h"

#include "resolver/text.h"
#include "resolver/version.h"

namespace slipway {

namespace {

struct Wish {
    std::string_view version;  // empty: any
    std::string_view reason;
};

// `SLIPWAY_USE`: "maya=2024,nuke=15.1v3".
std::string_view versionInUse(std::string_view list, std::string_view application,
                              Remarks& remarks) {
    std::string_view wanted;
    forEachEntry(list, ",", [&](std::string_view entry) {
        const std::size_t equal = entry.find('=');
        if (entry.empty()) return;
        if (equal == std::string_view::npos || equal == 0 || equal + 1 == entry.size()) {
            remarks.warn("use", {"SLIPWAY_USE: '", entry, "' is not APPLICATION=VERSION"});
        } else if (wanted.empty() && equals(entry.substr(0, equal), application, Case::kIgnored)) {
            wanted = entry.substr(equal + 1);
        }
    });
    return wanted;
}

Wish wishFor(std::string_view application, const Invocation& invocation,
             const Environment& environment, Remarks& remarks) {
    const std::string_view inUse = versionInUse(
        environment.starting("SLIPWAY_USE").value_or(std::string_view{}), application, remarks);
    if (!invocation.requestedVersion.empty()) return {invocation.requestedVersion, "command-line"};
    if (!invocation.boundVersion.empty()) return {invocation.boundVersion, "shim"};
    if (!inUse.empty()) return {inUse, "SLIPWAY_USE"};
    return {{}, "newest"};
}

const catalogue::Installation* newestWithin(const Catalogue& catalogue, std::string_view version) {
    for (const catalogue::Installation& installation :
         catalogue.list(catalogue.application().installations)) {
        if (version.empty() || isVersionWithin(catalogue.text(installation.version), version)) {
            return &installation;
        }
    }
    return nullptr;
}

std::string_view versionsFound(const Catalogue& catalogue, Arena& arena) {
    std::string_view list;
    for (const catalogue::Installation& installation :
         catalogue.list(catalogue.application().installations)) {
        const std::string_view version = installation.version.size == 0
                                             ? catalogue.text(installation.path)
                                             : catalogue.text(installation.version);
        list = list.empty() ? version : arena.join({list, ", ", version});
    }
    return list.empty() ? "none" : list;
}

// The executable of an application that no `find` entry leads to: the one recorded when the shim
// was installed, else the next of that name on PATH.
InstallationChoice withoutInstallation(const Catalogue& catalogue, const Invocation& invocation,
                                       World& world, Remarks& remarks) {
    if (!invocation.recordedTarget.empty()) {
        return {nullptr, invocation.recordedTarget, "recorded"};
    }
    const std::string_view onPath = world.commandOnPath(invocation.command);
    if (!onPath.empty()) return {nullptr, onPath, "PATH"};
    const bool known = catalogue.application().known;
    remarks.fail("not-found",
                 {"'", invocation.command, "' was not found: ",
                  known ? "no installation stands where its definition looks ('slipway list "
                          "--all' says where), and "
                        : "no manifest makes it known, and ",
                  "no other command of that name is on PATH"});
    return {};
}

}  // namespace

InstallationChoice chooseInstallation(const Catalogue& catalogue, const Invocation& invocation,
                                      const Environment& environment, World& world,
                                      Remarks& remarks, Arena& arena) {
    const std::string_view name = catalogue.text(catalogue.application().name);
    const Wish wish = wishFor(name, invocation, environment, remarks);
    if (const catalogue::Installation* found = newestWithin(catalogue, wish.version)) {
        return {found, catalogue.text(found->path), wish.reason};
    }
    if (wish.version.empty()) return withoutInstallation(catalogue, invocation, world, remarks);
    remarks.fail("version-not-found",
                 {"no ", name, " ", wish.version, " is installed (asked for by ",
                  wish.reason == "command-line" ? "the command line"
                  : wish.reason == "shim"       ? "this shim, which is bound to it"
                                                : wish.reason,
                  "); found: ", versionsFound(catalogue, arena)});
    return {};
}

}  // namespace slipway
