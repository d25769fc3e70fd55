// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "installer/in_place.h"

#include <cerrno>
#include <filesystem>

#include "installer/path_of.h"
#include "installer/shim_folder.h"
#include "shim/in_place.h"
#include "shim/marker.h"

namespace slipway {

namespace {

namespace fs = std::filesystem;

bool isThere(const std::string& path) {
    std::error_code failed;
    return fs::symlink_status(pathOf(path), failed).type() != fs::file_type::not_found;
}

bool isSameFile(const std::string& left, const std::string& right) {
    std::error_code failed;
    return fs::equivalent(pathOf(left), pathOf(right), failed);
}

int removeIfThere(const std::string& path, Files& files) {
    const int error = files.remove(path);
    return error == ENOENT ? 0 : error;
}

// What is beside must be on the disk before the command's name is given to the shim: after a power
// cut there is one of the two.
int keepExecutable(const std::string& command, const std::string& temporary, Files& files) {
    const std::string real = realPathOf(command);
    if (const int error = removeIfThere(temporary, files); error != 0) return error;
    if (const int error = files.linkFile(command, temporary); error != 0) return error;
    if (const int error = files.rename(temporary, real); error != 0) {
        files.remove(temporary);
        return error;
    }
    return files.sync(folderOfPath(command));
}

int putShim(const std::string& command, const std::string& shimFile, const std::string& temporary,
            Files& files) {
    if (const int error = removeIfThere(temporary, files); error != 0) return error;
    const int copying = files.copyExecutable(shimFile, temporary, realPathOf(command));
    if (copying != 0) return copying;
    const int error = files.rename(temporary, command);
    if (error != 0) files.remove(temporary);
    return error;
}

}  // namespace

std::string realPathOf(const std::string& command) {
    Arena arena;
    return std::string(realNameOf(command, kHostRules, arena));
}

std::string placeName(std::string_view fileName) {
    return commandOf(fileName).value_or(std::string(fileName));
}

std::string placeRecordPath(const std::string& command) {
    const fs::path path = pathOf(command);
    return recordPath(utf8Of(path.parent_path()), placeName(utf8Of(path.filename())));
}

Standing standingOf(const std::string& command) {
    const std::string real = realPathOf(command);
    const bool hasReal = isThere(real);
    if (!isThere(command)) return hasReal ? Standing::kGone : Standing::kNothing;
    if (isShim(command.c_str())) return hasReal ? Standing::kShim : Standing::kLost;
    if (!hasReal) return Standing::kOwn;
    return isSameFile(command, real) ? Standing::kBegun : Standing::kUpdated;
}

bool isAway(const std::string& command) {
    return standingOf(command) == Standing::kNothing && !isThere(placeRecordPath(command));
}

int standShim(const std::string& command, const std::string& shimFile, const std::string& temporary,
              Files& files) {
    const Standing standing = standingOf(command);
    if (standing == Standing::kLost || standing == Standing::kNothing) return ENOENT;
    if (standing == Standing::kOwn || standing == Standing::kUpdated) {
        if (const int error = keepExecutable(command, temporary, files); error != 0) return error;
    }
    return putShim(command, shimFile, temporary, files);
}

int standExecutable(const std::string& command, Files& files) {
    const std::string real = realPathOf(command);
    switch (standingOf(command)) {
        case Standing::kShim:
        case Standing::kGone:
            return files.rename(real, command);
        // rename(2) of a file onto another name of itself does nothing.
        case Standing::kBegun:
        case Standing::kUpdated:
            return files.remove(real);
        case Standing::kLost:
            return files.remove(command);
        case Standing::kOwn:
        case Standing::kNothing:
            break;
    }
    return 0;
}

}  // namespace slipway
