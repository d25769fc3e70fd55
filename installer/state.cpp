// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "installer/state.h"

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <filesystem>

#include "installer/content_of.h"
#include "installer/in_place.h"
#include "installer/path_of.h"
#include "installer/workplace.h"
#include "resolver/hash.h"
#include "resolver/text.h"

namespace slipway {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kMade = "made=";
// Each is a work that others have finished meanwhile: whoever is slow may see many.
constexpr int kMostAttempts = 10000;

constexpr std::string_view kJournal = "journal-";

std::string journalIn(const std::string& stateFolder, const std::string& folder) {
    return pathIn(stateFolder, std::string(kJournal) + std::to_string(hashText(folder)));
}

std::vector<std::string> journalsIn(const std::string& stateFolder) {
    std::vector<std::string> journals;
    for (const std::string& name : namesIn(stateFolder).value_or(std::vector<std::string>{})) {
        if (name.starts_with(kJournal)) journals.push_back(pathIn(stateFolder, name));
    }
    return journals;
}

std::string placesFileIn(const std::string& folder) {
    return pathIn(folder, "in-place");
}

// The slash: of a folder that somebody has just removed no file is made.
std::string lockIn(const std::string& folder) {
    return folder + "/";
}

std::string temporaryIn(const std::string& folder) {
    return pathIn(folder, "new");
}

bool isThere(const std::string& path) {
    std::error_code failed;
    return fs::exists(pathOf(path), failed);
}

// One NUL behind each.
std::vector<std::string> entriesOf(const std::string& path) {
    std::vector<std::string> entries;
    const std::string text = contentOf(path).value_or("");
    forEachEntry(text, {"\0", 1}, [&](std::string_view entry) {
        if (!entry.empty()) entries.emplace_back(entry);
    });
    return entries;
}

std::size_t madeBefore(const std::string& folder) {
    std::size_t made = 0;
    for (const std::string& entry : entriesOf(placesFileIn(folder))) {
        if (!entry.starts_with(kMade)) continue;
        std::from_chars(entry.data() + kMade.size(), entry.data() + entry.size(), made);
    }
    return made;
}

bool isLeftAlone(const std::string& path) {
    const Standing standing = standingOf(path);
    return (standing == Standing::kNothing || standing == Standing::kOwn) &&
           !isThere(placeRecordPath(path));
}

void removeEmpty(std::string folder, std::size_t made, Files& files) {
    while (made-- > 0 && files.removeFolder(folder) == 0) {
        folder = folderOfPath(folder);
    }
}

std::expected<std::size_t, Problems> makeFolders(const std::string& folder, Files& files) {
    const auto missing = missingFolders(folder);
    if (!missing) return std::unexpected(missing.error());
    for (std::size_t i = 0; i < missing->size(); ++i) {
        const std::string& path = (*missing)[i];
        const int error = files.makeFolder(path);
        if (error == 0 || error == EEXIST) continue;
        if (i != 0) removeEmpty((*missing)[i - 1], i, files);
        return std::unexpected(Problems{failureOf("make the folder", path, error)});
    }
    return missing->size();
}

}  // namespace

std::optional<std::string> defaultStateFolder(const PlatformRules& rules,
                                              const VariableOf& variable, bool isRoot) {
    if (rules.platform == Platform::kWindows) {
        const auto local = variable("LOCALAPPDATA");
        return local ? std::optional(*local + "\\slipway\\state") : std::nullopt;
    }
    const auto state = variable("XDG_STATE_HOME");
    if (state && state->starts_with('/')) return *state + "/slipway";
    if (isRoot) return std::string(kSystemStateFolder);
    const auto home = variable("HOME");
    if (!home || !home->starts_with('/')) return std::nullopt;
    return *home + "/.local/state/slipway";
}

std::vector<std::string> placesIn(const std::string& stateFolder) {
    std::vector<std::string> places = entriesOf(placesFileIn(stateFolder));
    std::erase_if(places, [](const std::string& entry) { return entry.starts_with(kMade); });
    return places;
}

bool hasUnfinishedWork(const std::string& stateFolder) {
    if (!isThere(stateFolder)) return false;
    return !journalsIn(stateFolder).empty() || isThere(temporaryIn(stateFolder)) ||
           !isThere(placesFileIn(stateFolder));
}

std::expected<State, Problems> State::open(const std::string& folder, Files& files,
                                           const OnWait& onWait) {
    for (int attempt = 1;; ++attempt) {
        const auto made = makeFolders(folder, files);
        if (!made) return std::unexpected(made.error());
        auto lock = FolderLock::take(lockIn(folder), onWait);
        // Whoever had it before may have removed it.
        if (lock)
            return State(folder, std::max(*made, madeBefore(folder)), files, std::move(*lock));
        if (lock.error() != ENOENT || attempt == kMostAttempts) {
            removeEmpty(folder, *made, files);
            return std::unexpected(Problems{failureOf("lock", folder, lock.error())});
        }
    }
}

std::optional<State> State::openIfFree(const std::string& folder, Files& files) {
    auto lock = FolderLock::takeIfFree(lockIn(folder));
    if (!lock) return std::nullopt;
    return State(folder, madeBefore(folder), files, std::move(*lock));
}

State::~State() {
    if (!lock_.isHeld()) return;
    // What an interrupted process may have left: a file half-written, and the folder itself.
    files_->remove(temporaryIn(folder_));
    std::move(lock_).endWith(
        [&] { removeEmpty(folder_, std::max(made_, std::size_t{1}), *files_); });
}

std::vector<Interrupted> State::unfinished() const {
    std::vector<Interrupted> found;
    for (const std::string& journal : journalsIn(folder_)) {
        if (auto work = parseUndertaking(contentOf(journal).value_or(""))) {
            found.push_back({*std::move(work)});
        } else {
            found.push_back({std::unexpected(
                Problems{quote(journal) + " is damaged, so what was interrupted is not known: see "
                                          "'slipway status', then remove it"})});
        }
    }
    return found;
}

std::expected<void, Problems> State::begin(const Undertaking& work) {
    return write(journalIn(folder_, work.folder), formatUndertaking(work));
}

std::expected<void, Problems> State::end(const std::string& folder) {
    const std::string journal = journalIn(folder_, folder);
    const int error = files_->remove(journal);
    if (error == 0) files_->sync(folder_);
    if (error == 0 || error == ENOENT) return {};
    return std::unexpected(Problems{failureOf("remove", journal, error)});
}

std::expected<void, Problems> State::know(const std::vector<std::string>& places) {
    std::vector<std::string> known = placesIn(folder_);
    known.insert(known.end(), places.begin(), places.end());
    return writePlaces(std::move(known));
}

std::vector<std::string> State::knownIn(const std::string& folder) const {
    std::vector<std::string> places = placesIn(folder_);
    std::erase_if(places, [&](const std::string& place) { return folderOfPath(place) != folder; });
    return places;
}

std::expected<void, Problems> State::forget(const std::vector<std::string>& places) {
    std::vector<std::string> known = placesIn(folder_);
    std::erase_if(known, [&](const std::string& path) {
        return std::ranges::find(places, path) != places.end() && isLeftAlone(path);
    });
    return writePlaces(std::move(known));
}

std::expected<void, Problems> State::writePlaces(std::vector<std::string> places) {
    std::ranges::sort(places);
    places.erase(std::ranges::unique(places).begin(), places.end());
    if (places == placesIn(folder_)) return {};
    if (places.empty()) {
        const std::string path = placesFileIn(folder_);
        const int error = files_->remove(path);
        if (error == 0) return {};
        return std::unexpected(Problems{failureOf("remove", path, error)});
    }
    std::string text = std::string(kMade) + std::to_string(made_) + '\0';
    for (const std::string& path : places) text += path + '\0';
    return write(placesFileIn(folder_), text);
}

std::expected<void, Problems> State::write(const std::string& path, const std::string& bytes) {
    const std::string temporary = temporaryIn(folder_);
    files_->remove(temporary);
    int error = files_->writeFile(temporary, bytes);
    if (error == 0) error = files_->rename(temporary, path);
    if (error == 0) error = files_->sync(folder_);
    if (error == 0) return {};
    files_->remove(temporary);
    return std::unexpected(Problems{failureOf("write", path, error)});
}

}  // namespace slipway
