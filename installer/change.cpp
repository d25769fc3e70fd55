// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "installer/change.h"

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <ranges>

#include "installer/content_of.h"
#include "installer/in_place.h"
#include "installer/package_manager.h"
#include "installer/path_of.h"
#include "installer/registry.h"
#include "installer/shim_folder.h"
#include "shim/marker.h"

namespace slipway {

namespace {

namespace fs = std::filesystem;

int create(const Change& change, const std::string& path, Files& files) {
    if (change.kind == Change::Kind::kLink) return files.makeLink(*change.after, path);
    if (change.kind == Change::Kind::kCopy) {
        return files.copyExecutable(*change.after, path, *change.after);
    }
    const int error = files.writeFile(path, *change.after);
    if (error != 0 || change.kind != Change::Kind::kScript) return error;
    return files.makeExecutable(path);
}

// Whoever looks sees the old one or the new one, never none and never a part.
int replace(const Change& change, const std::string& temporary, Files& files) {
    // Left over where an earlier run was killed.
    if (const int error = files.remove(temporary); error != 0 && error != ENOENT) return error;
    int error = create(change, temporary, files);
    if (error == 0) error = files.rename(temporary, change.path);
    if (error != 0) files.remove(temporary);
    return error;
}

bool isElsewhere(const Change& change) {
    return change.kind == Change::Kind::kEntry || change.kind == Change::Kind::kScript;
}

// On the file system of what is made, wherever the work is done.
std::string besideOf(const Change& change) {
    return pathIn(folderOfPath(change.path), ".slipway-new");
}

bool opensFiles(const std::optional<std::string>& entry) {
    return entry && entry->find("\nMimeType=") != std::string::npos;
}

int makeElsewhere(const Change& change, Files& files) {
    const int error =
        change.after ? replace(change, besideOf(change), files) : files.remove(change.path);
    if (error != 0) return error;
    if (opensFiles(change.before) || opensFiles(change.after)) {
        files.indexEntries(folderOfPath(change.path));
    }
    return 0;
}

// Somebody else's by now is as good.
int makeFolder(const Change& change, Files& files) {
    const int error =
        change.after ? files.makeFolder(change.path) : files.removeFolder(change.path);
    const bool isAsGood =
        change.after ? error == EEXIST : error == ENOTEMPTY || error == EEXIST || error == ENOENT;
    return isAsGood ? 0 : error;
}

int makePlace(const Change& change, const std::string& temporary, Files& files) {
    return change.after ? standShim(change.path, *change.after, temporary, files)
                        : standExecutable(change.path, files);
}

int makeDiversion(const Change& change, Files& files) {
    return change.after ? files.divert(change.path, *change.after)
                        : files.undivert(change.path, change.before.value_or(""));
}

int make(const Change& change, const std::string& temporary, Files& files) {
    if (change.kind == Change::Kind::kPlace) return makePlace(change, temporary, files);
    if (change.kind == Change::Kind::kDiversion) return makeDiversion(change, files);
    if (change.kind == Change::Kind::kFolder) return makeFolder(change, files);
    if (isElsewhere(change)) return makeElsewhere(change, files);
    if (change.kind == Change::Kind::kSetting) return files.writeSetting(change.path, change.after);
    if (!change.after) return files.remove(change.path);
    // A new link is not renamed into place: that would replace what somebody else has put there
    // since it was looked at. (A file is: it is Slipway's own, and must never be seen
    // half-written.)
    const bool isNewLink = change.kind == Change::Kind::kLink && !change.before;
    return isNewLink ? create(change, change.path, files) : replace(change, temporary, files);
}

// Whoever had no right to make a change has none to take it back, and need not.
bool isUntouched(const Change& change) {
    if (change.kind == Change::Kind::kPlace) {
        const Standing standing = standingOf(change.path);
        return change.before ? standing == Standing::kShim
                             : standing == Standing::kOwn || standing == Standing::kNothing;
    }
    if (change.kind != Change::Kind::kDiversion) return false;
    const std::string& to = change.after ? *change.after : change.before.value_or("");
    return isDiverted(change.path, to) == change.before.has_value();
}

// An executable that is gone altogether: there is nothing that a shim could stand for. Nor of what
// is gone is a copy made.
bool isOfNothing(const Change& change, int error) {
    return error == ENOENT &&
           (change.kind == Change::Kind::kPlace || change.kind == Change::Kind::kCopy);
}

Problems takeBack(std::span<const Change> made, const std::string& temporary, Files& files) {
    Problems problems;
    for (const Change& change : made | std::views::reverse) {
        const Change back = inverse(change);
        // A repair: what it was is not worth going back to.
        if (back == change || isUntouched(change)) continue;
        const int error = make(back, temporary, files);
        if (error != 0 && !isOfNothing(change, error)) {
            problems.push_back(failureOf("take back a change of", change.path, error));
        }
    }
    return problems;
}

// What is there now of a link or a file.
std::optional<std::string> present(const Change& change) {
    if (change.kind == Change::Kind::kSetting) return readSetting(change.path);
    std::error_code failed;
    const bool isLink = fs::is_symlink(pathOf(change.path), failed);
    if (change.kind == Change::Kind::kLink) {
        if (isLink) return utf8Of(fs::read_symlink(pathOf(change.path), failed));
        return std::nullopt;
    }
    // Of which of two it is a copy does not matter: it is a shim, or gone.
    if (change.kind == Change::Kind::kCopy) {
        if (!isShim(change.path.c_str())) return std::nullopt;
        return change.after ? change.after : change.before;
    }
    return isLink ? std::nullopt : contentOf(change.path);
}

// Of these every state between before and after can be taken back.
bool isAnywhere(const Change& change) {
    return change.kind == Change::Kind::kPlace || change.kind == Change::Kind::kDiversion ||
           change.kind == Change::Kind::kFolder;
}

// The key is there, the text is not yet, or no more.
bool isHalfWay(const Change& change) {
    return change.kind == Change::Kind::kSetting && !change.before && !present(change);
}

std::string_view actionOf(const Change& change) {
    if (change.kind == Change::Kind::kPlace) {
        return change.after ? "install in the place of" : "restore";
    }
    if (change.kind == Change::Kind::kDiversion) return "divert (dpkg-divert)";
    if (!change.after) return "remove";
    if (change.kind == Change::Kind::kFolder) return "make the folder";
    if (change.kind == Change::Kind::kCopy) return "copy the shim to";
    return change.kind == Change::Kind::kLink ? "make the link" : "write";
}

std::string describePlace(const Change& change) {
    const std::string real = quote(realPathOf(change.path));
    if (!change.after) return "restore " + quote(change.path) + ", which is " + real;
    return "put a shim in the place of " + quote(change.path) + ", which becomes " + real;
}

// The entries of a record are parted by NUL.
std::string onOneLine(std::string bytes) {
    if (bytes.ends_with('\0')) bytes.pop_back();
    std::ranges::replace(bytes, '\0', ' ');
    return bytes;
}

}  // namespace

Change inverse(const Change& change) {
    return {change.kind, change.path, change.after, change.before};
}

std::string describe(const Change& change) {
    if (change.kind == Change::Kind::kPlace) return describePlace(change);
    if (change.kind == Change::Kind::kDiversion) {
        return change.after
                   ? "have dpkg divert " + quote(change.path) + " to " + quote(*change.after)
                   : "have dpkg divert " + quote(change.path) + " no more";
    }
    if (change.kind == Change::Kind::kFolder) {
        return change.after ? "make the folder " + quote(change.path)
                            : "remove the folder " + quote(change.path) + ", if it is empty";
    }
    if (!change.after) return "remove " + quote(change.path);
    if (isElsewhere(change)) return "write " + quote(change.path);
    if (change.kind == Change::Kind::kSetting) {
        return "register " + quote(change.path) + ": " + quote(*change.after);
    }
    if (change.kind == Change::Kind::kCopy) {
        return "copy " + quote(*change.after) + " to " + quote(change.path);
    }
    if (change.kind == Change::Kind::kFile) {
        return "write " + quote(change.path) + ": " + onOneLine(*change.after);
    }
    const std::string link = "link " + quote(change.path) + " to " + quote(*change.after);
    return change.before ? link + " instead of " + quote(*change.before) : link;
}

std::expected<void, Problems> makeChanges(std::span<const Change> changes,
                                          const std::string& temporary, Files& files) {
    for (std::size_t i = 0; i < changes.size(); ++i) {
        const int error = make(changes[i], temporary, files);
        if (error == 0) continue;
        // The one that failed may have come half the way.
        Problems problems =
            takeBack(changes.first(i + (isAnywhere(changes[i]) ? 1 : 0)), temporary, files);
        std::string failure = failureOf(actionOf(changes[i]), changes[i].path, error);
        if (problems.empty()) failure += "; nothing was changed";
        problems.insert(problems.begin(), std::move(failure));
        return std::unexpected(std::move(problems));
    }
    return {};
}

Problems undoInterrupted(std::span<const Change> changes, const std::string& temporary,
                         Files& files) {
    Problems problems;
    for (const Change& change : changes | std::views::reverse) {
        if (isElsewhere(change)) files.remove(besideOf(change));
        if (!isAnywhere(change) && present(change) != change.after && !isHalfWay(change)) continue;
        if (isUntouched(change)) continue;
        const int error = make(inverse(change), temporary, files);
        if (error != 0 && !isOfNothing(change, error)) {
            problems.push_back(failureOf(actionOf(inverse(change)), change.path, error));
        }
    }
    files.remove(temporary);
    return problems;
}

}  // namespace slipway
