// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "installer/plugin_store.h"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <random>
#include <utility>

#include "installer/files.h"
#include "installer/path_of.h"
#include "installer/words.h"

namespace slipway {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kStage = ".slipway-plugin-";

std::string couldNot(const std::string& what, const fs::path& path, const std::error_code& why) {
    return "cannot " + what + " " + quote(utf8Of(path)) + ": " + why.message();
}

// Of somebody who was killed: a day is longer than anybody unpacks.
void removeLeftBehind(const fs::path& root) {
    std::error_code failed;
    const auto longAgo = fs::file_time_type::clock::now() - std::chrono::hours(24);
    for (const auto& entry : fs::directory_iterator(root, failed)) {
        if (!utf8Of(entry.path().filename()).starts_with(kStage)) continue;
        const auto time = entry.last_write_time(failed);
        if (!failed && time < longAgo && !leadsElsewhere(entry.path())) removeWhole(entry.path());
    }
}

// What macOS' archives hold besides, and nobody put there.
bool isOfFinder(const std::vector<std::string>& parts) {
    return !parts.empty() && (parts.front() == "__MACOSX" || parts.back() == ".DS_Store");
}

// How many parts all entries have in common with the folder that all of them are in: 0 or 1.
std::size_t commonFolders(const std::vector<PluginEntry>& entries) {
    std::string common;
    for (const PluginEntry& entry : entries) {
        const auto parts = *partsOf(entry);
        if (parts.empty() || isOfFinder(parts)) continue;
        if (parts.size() == 1 && !entry.isFolder) return 0;
        if (!common.empty() && parts.front() != common) return 0;
        common = parts.front();
    }
    return common.empty() ? 0 : 1;
}

std::expected<void, std::string> writeFile(PluginSource& source, std::size_t index,
                                           const fs::path& path) {
    const std::string what = quote(source.entries()[index].path);
    std::error_code failed;
    // Two names may be one here, by rules that only the file system knows.
    if (fs::exists(path, failed)) {
        return std::unexpected(what + ": another entry has that name on this file system");
    }
    std::ofstream file(path, std::ios::binary | std::ios::trunc);
    const auto result = source.read(index, [&](std::string_view bytes) {
        file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
        return file.good();
    });
    file.close();
    if (!result) return std::unexpected(what + ": " + result.error());
    if (!file) return std::unexpected("cannot write " + quote(utf8Of(path)));
    if (!source.entries()[index].isExecutable) return {};
    // As the umask has it, and executable for whom it is readable.
    const fs::perms mode = fs::status(path, failed).permissions();
    const auto readable = static_cast<unsigned>(mode) & 0444U;
    fs::permissions(path, mode | static_cast<fs::perms>(readable >> 2), failed);
    return {};
}

// One after the other only once all are written: the first then costs what all of them do.
void syncWhole(const fs::path& folder) {
    std::error_code failed;
    HostFiles files;
    for (const auto& entry : fs::recursive_directory_iterator(folder, failed)) {
        files.sync(utf8Of(entry.path()));
    }
    files.sync(utf8Of(folder));
}

}  // namespace

std::expected<PluginStage, std::string> PluginStage::make(const std::string& root) {
    const fs::path place = pathOf(root);
    removeLeftBehind(place);
    std::random_device random;
    for (int attempt = 0; attempt < 16; ++attempt) {
        const fs::path folder = place / (std::string(kStage) + std::to_string(random()));
        std::error_code failed;
        if (fs::create_directory(folder, failed)) return PluginStage(root, utf8Of(folder));
        if (failed) return std::unexpected(couldNot("make a folder in", place, failed));
    }
    return std::unexpected("cannot make a folder in " + quote(root));
}

PluginStage::PluginStage(PluginStage&& other) noexcept
    : root_(std::move(other.root_)), folder_(std::exchange(other.folder_, {})) {}

PluginStage::~PluginStage() {
    if (!folder_.empty()) removeWhole(pathOf(folder_));
}

std::string PluginStage::folderOf(const std::string& name) const {
    return utf8Of(pathOf(folder_) / pathOf(name));
}

std::expected<void, std::string> PluginStage::unpack(PluginSource& source,
                                                     const std::string& name) {
    const std::vector<PluginEntry>& entries = source.entries();
    if (auto why = whyNotPlaced(entries)) return std::unexpected(*std::move(why));
    const std::size_t skipped = commonFolders(entries);
    const fs::path folder = pathOf(folderOf(name));
    std::error_code failed;
    fs::create_directories(folder, failed);
    for (std::size_t i = 0; i < entries.size() && !failed; ++i) {
        const auto parts = *partsOf(entries[i]);
        if (isOfFinder(parts)) continue;
        fs::path path = folder;
        for (std::size_t part = skipped; part < parts.size(); ++part) path /= pathOf(parts[part]);
        fs::create_directories(entries[i].isFolder ? path : path.parent_path(), failed);
        if (failed || entries[i].isFolder) continue;
        if (auto written = writeFile(source, i, path); !written) return written;
    }
    if (failed) return std::unexpected(couldNot("write in", folder, failed));
    // A server that loses its power keeps what it has of a name, and none of what is behind it.
    syncWhole(folder);
    return {};
}

std::expected<bool, std::string> PluginStage::place(const std::string& name) {
    const fs::path place = pathOf(root_) / pathOf(name);
    const fs::path whole = pathOf(folderOf(name));
    std::error_code failed;
    if (fs::is_directory(fs::symlink_status(place, failed))) {
        const int error = exchangeFolders(utf8Of(whole), utf8Of(place));
        if (error == 0) return true;
        return std::unexpected(
            couldNot("replace", place, std::error_code(error, std::generic_category())));
    }
    if (const int error = HostFiles().rename(utf8Of(whole), utf8Of(place)); error != 0) {
        return std::unexpected(
            couldNot("make", place, std::error_code(error, std::generic_category())));
    }
    return false;
}

std::expected<void, std::string> PluginStage::take(const std::string& name) {
    const fs::path place = pathOf(root_) / pathOf(name);
    const int error = HostFiles().rename(utf8Of(place), folderOf(name));
    if (error == 0) return {};
    return std::unexpected(
        couldNot("remove", place, std::error_code(error, std::generic_category())));
}

}  // namespace slipway
