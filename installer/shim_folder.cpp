// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "installer/shim_folder.h"

#include <algorithm>
#include <filesystem>

#include "installer/content_of.h"
#include "installer/path_of.h"
#include "resolver/arena.h"
#include "resolver/text.h"
#include "shim/identity.h"
#include "shim/marker.h"

namespace slipway {

namespace {

namespace fs = std::filesystem;

fs::file_type typeOf(const std::string& path) {
    std::error_code failed;
    return fs::symlink_status(pathOf(path), failed).type();
}

std::string linkTarget(const std::string& path) {
    std::error_code failed;
    return utf8Of(fs::read_symlink(pathOf(path), failed));
}

std::optional<std::string> readRecord(const std::string& path) {
    return typeOf(path) == fs::file_type::regular ? contentOf(path) : std::nullopt;
}

// The version that Windows' shims are of is told beside their folder.
bool isOfDeployment(const std::string& folder) {
    std::error_code failed;
    return fs::is_regular_file(pathOf(folder).parent_path() / kDeployedForWindows, failed);
}

std::string describeOther(const std::string& path, fs::file_type type) {
    switch (type) {
        case fs::file_type::directory:
            return "a folder";
        case fs::file_type::symlink:
            return "a link to " + quote(linkTarget(path));
        case fs::file_type::regular:
            return isShim(path.c_str()) ? "a copy of slipway-shim" : "a file";
        default:
            return "neither a file nor a folder";
    }
}

// The file that a shim's link leads to; nothing for what Slipway would not have written: it links
// to the shim's own file by its absolute path, and in a deployment by way of `current`.
std::optional<std::string> shimFileOf(const std::string& folder, const std::string& target) {
    if (pathOf(target).is_absolute()) return target;
    const bool isDeployed = target.starts_with("../current/") && target.ends_with(kShimFileName);
    return isDeployed ? std::optional(pathIn(folder, target)) : std::nullopt;
}

// Somebody's link to one of the shims, or a copy, is theirs. What is behind a deployment's link is
// `deploy`'s affair, also where it is gone.
Place::Kind kindOfLink(const std::string& folder, const std::string& target) {
    const auto file = shimFileOf(folder, target);
    if (!file) return Place::Kind::kOther;
    const fs::file_type type = typeOf(*file);
    if (type == fs::file_type::regular && isShim(file->c_str())) return Place::Kind::kShim;
    const bool wasShim = *file == target && pathOf(target).filename() == kShimFileName;
    return type == fs::file_type::not_found && wasShim ? Place::Kind::kOrphan : Place::Kind::kOther;
}

Place::Kind kindOf(const std::string& folder, const std::string& path, fs::file_type type) {
    if (type == fs::file_type::not_found) return Place::Kind::kNothing;
    return type == fs::file_type::symlink ? kindOfLink(folder, linkTarget(path))
                                          : Place::Kind::kOther;
}

// Of copies those that have a record, as all that `install` makes have, and those that `deploy` has
// made beside its configuration.
Place::Kind kindOfCopy(const std::string& folder, const std::string& path, fs::file_type type,
                       const std::optional<std::string>& record) {
    if (type == fs::file_type::not_found) return Place::Kind::kNothing;
    if (type != fs::file_type::regular || !isShim(path.c_str())) return Place::Kind::kOther;
    const bool isOurs = record ? parseRecord(*record).has_value() : isOfDeployment(folder);
    return isOurs ? Place::Kind::kShim : Place::Kind::kOther;
}

bool isOurs(Place::Kind kind) {
    return kind == Place::Kind::kShim || kind == Place::Kind::kOrphan;
}

// By as few looks as can be: a folder of PATH may hold thousands of files.
bool mayBeShim(const std::string& folder, const fs::directory_entry& entry,
               const PlatformRules& rules) {
    std::error_code failed;
    const bool isLink = entry.is_symlink(failed);
    if (areCopies(rules)) return !isLink && entry.is_regular_file(failed);
    return isLink && isOurs(kindOfLink(folder, linkTarget(utf8Of(entry.path()))));
}

}  // namespace

Place lookAt(const std::string& folder, const std::string& name, const PlatformRules& rules) {
    const std::string path = commandPath(folder, name, rules);
    const fs::file_type type = typeOf(path);
    Place place{.name = name};
    place.record = readRecord(recordPath(folder, name));
    place.kind = areCopies(rules) ? kindOfCopy(folder, path, type, place.record)
                                  : kindOf(folder, path, type);
    if (isOurs(place.kind)) {
        place.shimFile = areCopies(rules) ? path : *shimFileOf(folder, linkTarget(path));
    }
    if (place.kind == Place::Kind::kOther) place.description = describeOther(path, type);
    return place;
}

std::expected<std::vector<std::string>, int> namesIn(const std::string& folder) {
    std::error_code failed;
    std::vector<std::string> names;
    for (fs::directory_iterator entry(pathOf(folder), failed), end; !failed && entry != end;
         entry.increment(failed)) {
        names.push_back(utf8Of(entry->path().filename()));
    }
    if (failed) return std::unexpected(failed.value());
    return names;
}

std::expected<std::vector<Place>, Problems> shimsIn(const std::string& folder,
                                                    const PlatformRules& rules) {
    std::vector<Place> shims;
    std::error_code failed;
    for (fs::directory_iterator entry(pathOf(folder), failed), end; !failed && entry != end;
         entry.increment(failed)) {
        const auto command = commandOf(utf8Of(entry->path().filename()), rules);
        if (!command || !mayBeShim(folder, *entry, rules)) continue;
        Place place = lookAt(folder, *command, rules);
        if (isOurs(place.kind)) shims.push_back(std::move(place));
    }
    if (failed && failed != std::errc::no_such_file_or_directory) {
        return std::unexpected(Problems{failureOf("list", folder, failed.value())});
    }
    std::ranges::sort(shims, {}, &Place::name);
    return shims;
}

std::string pathIn(const std::string& folder, std::string_view name) {
    return folder + kHostRules.pathSeparator + std::string(name);
}

std::optional<std::string> commandOf(std::string_view fileName, const PlatformRules& rules) {
    const std::string_view ending = rules.executableEnding;
    if (fileName.size() <= ending.size()) return std::nullopt;
    const std::size_t length = fileName.size() - ending.size();
    const Case letters = rules.namesIgnoreCase ? Case::kIgnored : Case::kMatters;
    if (!equals(fileName.substr(length), ending, letters)) return std::nullopt;
    return std::string(fileName.substr(0, length));
}

std::string commandPath(const std::string& folder, std::string_view name,
                        const PlatformRules& rules) {
    return pathIn(folder, name) + std::string(rules.executableEnding);
}

bool areCopies(const PlatformRules& rules) {
    return rules.platform == Platform::kWindows;
}

std::string ownFolder(const std::string& folder) {
    return pathIn(folder, kRecordFolder);
}

std::string recordPath(const std::string& folder, std::string_view name) {
    return pathIn(ownFolder(folder), name);
}

std::string recordBytes(const ShimRecord& record) {
    Arena arena;
    return std::string(formatRecord(record, arena));
}

std::optional<std::string> defaultShimFolder(const PlatformRules& rules,
                                             const VariableOf& variable) {
    if (rules.platform == Platform::kWindows) {
        const auto local = variable("LOCALAPPDATA");
        return local ? std::optional(*local + "\\slipway\\bin") : std::nullopt;
    }
    // A relative one is to be passed over (XDG Base Directory Specification).
    const auto data = variable("XDG_DATA_HOME");
    if (data && data->starts_with('/')) return *data + "/slipway/bin";
    const auto home = variable("HOME");
    if (!home || !home->starts_with('/')) return std::nullopt;
    return *home + "/.local/share/slipway/bin";
}

std::string systemShimFolder(const PlatformRules& rules, const VariableOf& variable) {
    if (rules.platform != Platform::kWindows) return "/usr/local/share/slipway/bin";
    return variable("ProgramFiles").value_or("C:\\Program Files") + "\\Slipway\\shims";
}

}  // namespace slipway
