// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "resolver/installation_choice.h"

#include "resolver/path.h"
#include "resolver/text.h"
#include "resolver/version.h"

namespace slipway {

namespace {

struct Wish {
    std::string_view version;  // empty: any
    std::string_view reason;
    const catalogue::VersionPin* pin = nullptr;
    bool exactly = false;  // 2024, and not the newest 2024.x
};

// `SLIPWAY_USE`: "maya=2024,nuke=15.1v3".
std::string_view versionInUse(std::string_view list, std::string_view application,
                              Remarks& remarks) {
    std::string_view wanted;
    forEachListed(list, [&](std::string_view entry) {
        const std::size_t equal = entry.find('=');
        if (equal == std::string_view::npos || equal == 0 || equal + 1 == entry.size()) {
            remarks.lack("use", {"SLIPWAY_USE: '", entry, "' is not APPLICATION=VERSION"});
        } else if (equals(trimmed(entry.substr(0, equal)), application, Case::kIgnored)) {
            const std::string_view version = trimmed(entry.substr(equal + 1));
            if (wanted.empty()) wanted = version;
            if (version == wanted) return;
            remarks.warn("use", {"SLIPWAY_USE: '", entry, "' does not count, ", application,
                                 " is '", wanted, "' already"});
        }
    });
    return wanted;
}

// The first pin that applies, else the default.
struct PinnedVersion {
    std::string_view version;
    const catalogue::VersionPin* pin = nullptr;
};

PinnedVersion pinnedVersion(const Catalogue& catalogue, LaunchFacts& facts, Arena& arena) {
    for (const catalogue::VersionPin& pin : catalogue.list(catalogue.application().pins)) {
        if (evaluateCondition(catalogue, pin.when, facts).truth != Truth::kTrue) continue;
        std::string_view absent;
        const Value version = expandTemplate(catalogue, pin.version, facts, arena, absent);
        if (version && !version->empty()) return {*version, &pin};
    }
    return {};
}

std::string_view placeOf(const Catalogue& catalogue, const catalogue::VersionPin& pin,
                         Arena& arena) {
    return arena.join({catalogue.text(pin.origin.file), ":", arena.decimal(pin.origin.line)});
}

void warnOfContradiction(const Catalogue& catalogue, std::string_view bound,
                         const PinnedVersion& pinned, Remarks& remarks, Arena& arena) {
    if (pinned.pin == nullptr || pinned.pin->isDefault) return;
    if (isVersionWithin(bound, pinned.version) || isVersionWithin(pinned.version, bound)) return;
    remarks.warn("pin-contradicted",
                 {"this shim is bound to ", bound, ", though ",
                  placeOf(catalogue, *pinned.pin, arena), " pins ", pinned.version});
}

Wish wishFor(const Catalogue& catalogue, const Invocation& invocation, LaunchFacts& facts,
             Remarks& remarks, Arena& arena) {
    const Fact use = facts.fact(PieceKind::kEnv, "SLIPWAY_USE");
    const std::string_view inUse =
        versionInUse(use.text, catalogue.text(catalogue.application().name), remarks);
    const PinnedVersion pinned = pinnedVersion(catalogue, facts, arena);
    if (!invocation.requestedVersion.empty()) return {invocation.requestedVersion, "command-line"};
    if (!invocation.boundVersion.empty()) {
        warnOfContradiction(catalogue, invocation.boundVersion, pinned, remarks, arena);
        return {invocation.boundVersion, "shim"};
    }
    if (!inUse.empty()) return {inUse, "SLIPWAY_USE"};
    const std::string_view name = catalogue.text(catalogue.application().name);
    for (const VersionInUse& enclosing : invocation.enclosingVersions) {
        if (equals(enclosing.application, name, Case::kIgnored)) {
            return {.version = enclosing.version, .reason = "enclosing-launch", .exactly = true};
        }
    }
    if (pinned.pin == nullptr) return {{}, "newest"};
    return {pinned.version, pinned.pin->isDefault ? "use" : "pin", pinned.pin};
}

// Who asked for a version, in words.
std::string_view whoAsked(const Catalogue& catalogue, const Wish& wish, Arena& arena) {
    if (wish.reason == "command-line") return "the command line";
    if (wish.reason == "shim") return "this shim, which is bound to it";
    if (wish.exactly) return "the enclosing launch, which runs it";
    if (wish.pin == nullptr) return wish.reason;
    return arena.join(
        {wish.pin->isDefault ? "[use] at " : "a pin at ", placeOf(catalogue, *wish.pin, arena)});
}

const catalogue::Installation* newestFor(const Catalogue& catalogue, const Wish& wish) {
    for (const catalogue::Installation& installation :
         catalogue.list(catalogue.application().installations)) {
        const std::string_view version = catalogue.text(installation.version);
        const bool fits = wish.exactly
                              ? version == wish.version
                              : wish.version.empty() || isVersionWithin(version, wish.version);
        if (fits) return &installation;
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

// The installation that an executable belongs to: it is the main one, or a command's beside it.
const catalogue::Installation* installationOf(const Catalogue& catalogue,
                                              std::string_view executable,
                                              const PlatformRules& rules) {
    const Case letters = rules.namesIgnoreCase ? Case::kIgnored : Case::kMatters;
    const bool isMain = catalogue.application().executable.count == 0;
    for (const catalogue::Installation& installation :
         catalogue.list(catalogue.application().installations)) {
        const std::string_view path = catalogue.text(installation.path);
        if (isMain ? equals(path, executable, letters)
                   : equals(folderOf(path, rules), folderOf(executable, rules), letters)) {
            return &installation;
        }
    }
    return nullptr;
}

InstallationChoice recordedTarget(const Catalogue& catalogue, const Invocation& invocation,
                                  const PinnedVersion& pinned, const PlatformRules& rules,
                                  Remarks& remarks, Arena& arena) {
    const std::string_view target = invocation.recordedTarget;
    const auto* installation = installationOf(catalogue, target, rules);
    if (installation == nullptr) return {nullptr, target, "recorded"};
    warnOfContradiction(catalogue, catalogue.text(installation->version), pinned, remarks, arena);
    return {installation, target, "shim"};
}

// The executable of an application that no `find` entry leads to: the next of that name on PATH.
InstallationChoice withoutInstallation(const Catalogue& catalogue, const Invocation& invocation,
                                       World& world, Remarks& remarks) {
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
                                      LaunchFacts& facts, World& world, Remarks& remarks,
                                      const PlatformRules& rules, Arena& arena) {
    if (!invocation.recordedTarget.empty() && invocation.requestedVersion.empty()) {
        return recordedTarget(catalogue, invocation, pinnedVersion(catalogue, facts, arena), rules,
                              remarks, arena);
    }
    const Wish wish = wishFor(catalogue, invocation, facts, remarks, arena);
    if (const catalogue::Installation* found = newestFor(catalogue, wish)) {
        return {found, catalogue.text(found->path), wish.reason, wish.pin};
    }
    if (wish.version.empty()) return withoutInstallation(catalogue, invocation, world, remarks);
    remarks.fail("version-not-found",
                 {"no ", catalogue.text(catalogue.application().name), " ", wish.version,
                  " is installed (asked for by ", whoAsked(catalogue, wish, arena),
                  "); found: ", versionsFound(catalogue, arena)});
    return {};
}

}  // namespace slipway
