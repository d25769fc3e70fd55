// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "cli/called_shim.h"

#include <filesystem>
#include <optional>

#include "installer/in_place.h"
#include "installer/path_of.h"
#include "resolver/path.h"
#include "resolver/text.h"
#include "shim/identity.h"
#include "shim/marker.h"
#include "shim/record_file.h"

namespace slipway {

namespace {

// The first executable of that name on PATH, or an empty text.
std::string typed(const std::string& name, const Surroundings& surroundings) {
    const PlatformRules& rules = surroundings.rules;
    const std::string path = variablesOf(surroundings)("PATH").value_or("");
    std::string found;
    forEachEntry(path, {&rules.listSeparator, 1}, [&](std::string_view folder) {
        if (!found.empty() || !isAbsolutePath(folder, rules)) return;
        const std::string candidate =
            joinPath(folder, name + std::string(rules.executableEnding), rules);
        if (isExecutableFile(surroundings.disk.facts(candidate))) found = candidate;
    });
    return found;
}

// As the shim itself knows it, whatever link leads to it.
std::optional<CalledShim> shimInPlace(const std::string& path, const PlatformRules& rules) {
    std::error_code failed;
    const std::string own = utf8Of(std::filesystem::canonical(pathOf(path), failed));
    const std::string folder(folderOf(own, rules));
    const std::string name = placeName(fileNameOf(own, rules));
    if (failed || name == kShimFileName) return std::nullopt;
    Arena arena;
    const ShimRecord record = readRecord(folder, name, arena);
    if (record.inPlace.empty()) return std::nullopt;
    return CalledShim{folder, record.command.empty() ? name : std::string(record.command), {}, own};
}

}  // namespace

CalledShim shimCalled(const std::string& name, const Surroundings& surroundings) {
    const std::string path = typed(name, surroundings);
    if (path.empty() || !isShim(path.c_str())) {
        return {surroundings.folder, name, {}, {}};
    }
    Arena arena;
    const std::string folder(folderOf(path, surroundings.rules));
    const auto inPlace = shimInPlace(path, surroundings.rules);
    if (inPlace) return *inPlace;
    const ShimRecord record = readRecord(folder, name, arena);
    return {folder, record.command.empty() ? name : std::string(record.command),
            std::string(record.version), std::string(record.target)};
}

}  // namespace slipway
