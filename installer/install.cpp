// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "installer/install.h"

#include <cerrno>
#include <filesystem>
#include <set>

#include "installer/in_place.h"
#include "installer/path_of.h"
#include "installer/shim_folder.h"
#include "installer/state.h"
#include "installer/workplace.h"

namespace slipway {

namespace {

using Done = std::expected<void, Problems>;

std::vector<std::string> placesOf(const std::vector<Change>& changes) {
    std::vector<std::string> places;
    for (const Change& change : changes) {
        if (change.kind == Change::Kind::kPlace) places.push_back(change.path);
    }
    return places;
}

// Before the journal says that it is done.
void syncFolders(const Undertaking& work, Files& files) {
    std::set<std::string> folders = {ownFolder(work.folder), work.folder};
    for (const Change& change : work.changes) {
        if (change.kind == Change::Kind::kSetting) continue;
        folders.insert(folderOfPath(change.path));
    }
    for (const std::string& folder : folders) files.sync(folder);
}

Done undo(const Undertaking& work, Files& files) {
    return workIn(
        work.folder, files, [] {},
        [&](const std::string& temporary) -> Done {
            Problems problems = undoInterrupted(work.changes, temporary, files);
            syncFolders(work, files);
            if (!problems.empty()) return std::unexpected(std::move(problems));
            return {};
        });
}

// What is left there comes back with the volume, and must be known then.
Problems whyNotSeen(const Undertaking& work) {
    Problems problems;
    for (const Change& change : work.changes) {
        if (change.kind != Change::Kind::kPlace) continue;
        std::error_code failed;
        const bool hasFolder =
            std::filesystem::is_directory(pathOf(folderOfPath(change.path)), failed);
        // Of a place that was to be given up nothing may be left, where the application was gone.
        if (hasFolder && !(change.after && isAway(change.path))) continue;
        problems.push_back(quote(change.path) +
                           " cannot be seen: mount its volume, or 'slipway uninstall --in-place' "
                           "with this path forgets it");
    }
    return problems;
}

// What is still in a journal, then it is closed.
Done settle(const Undertaking& work, State& state, Files& files) {
    if (Problems unseen = whyNotSeen(work); !unseen.empty()) return std::unexpected(unseen);
    // They were forgotten already where an uninstall was interrupted at its very end,
    if (auto known = state.know(placesOf(work.changes)); !known) return known;
    if (auto undone = undo(work, files); !undone) return undone;
    // and known already where an install was before it had begun.
    if (auto forgotten = state.forget(state.knownIn(work.folder)); !forgotten) return forgotten;
    return state.end(work.folder);
}

std::vector<Recovery> settleAll(State& state, Files& files) {
    std::vector<Recovery> recoveries;
    for (const auto& [work] : state.unfinished()) {
        if (!work) {
            recoveries.push_back({"", work.error()});
        } else {
            const Done settled = settle(*work, state, files);
            recoveries.push_back({work->folder, settled ? Problems{} : settled.error()});
        }
    }
    return recoveries;
}

// What cannot be taken back elsewhere is in nobody's way here.
Done settleBefore(const std::string& folder, State& state, Files& files) {
    for (const Recovery& recovery : settleAll(state, files)) {
        if (recovery.folder == folder && !recovery.problems.empty()) {
            return std::unexpected(recovery.problems);
        }
    }
    return {};
}

Done makeJournaled(const std::string& folder, const ShimPlan& plan, const std::string& temporary,
                   State& state, Files& files) {
    if (auto known = state.know(placesOf(plan.changes)); !known) return known;
    const Undertaking work{folder, plan.changes};
    if (auto begun = state.begin(work); !begun) return begun;
    Done made = makeChanges(plan.changes, temporary, files);
    syncFolders(work, files);
    return made;
}

using Plan = std::function<PlannedChanges()>;

PlannedChanges carryOutOnce(const std::string& folder, const Plan& plan, std::size_t foldersMade,
                            const std::optional<std::string>& stateFolder, Files& files,
                            const OnWait& onWait) {
    PlannedChanges planned;
    std::optional<State> state;
    if (stateFolder) {
        auto opened = State::open(*stateFolder, files, onWait);
        if (!opened) return std::unexpected(opened.error());
        state.emplace(*std::move(opened));
        if (auto settled = settleBefore(folder, *state, files); !settled) {
            return std::unexpected(settled.error());
        }
        // That the folder is being worked in, before anything is made in it.
        if (auto begun = state->begin({folder, {}}); !begun) return std::unexpected(begun.error());
    }
    const Work work = [&](const std::string& temporary) -> Done {
        planned = plan();
        if (!planned) return std::unexpected(planned.error());
        return state ? makeJournaled(folder, *planned, temporary, *state, files)
                     : makeChanges(planned->changes, temporary, files);
    };
    Done done = workIn(folder, files, onWait, work, foldersMade);
    if (state) {
        if (planned) (void)state->forget(placesOf(planned->changes));
        // More than one problem: not everything could be taken back. Whoever comes next tries
        // again.
        const bool isSettled = done || done.error().size() == 1;
        if (auto ended = isSettled ? state->end(folder) : Done{}; done && !ended) done = ended;
    }
    if (!done) return std::unexpected(done.error());
    return planned;
}

}  // namespace

PlannedChanges carryOut(const std::string& folder, const Plan& plan,
                        const std::optional<std::string>& stateFolder, Files& files,
                        const OnWait& onWait) {
    PlannedChanges planned = plan();
    if (!planned || planned->changes.empty()) return planned;
    const std::size_t made = foldersMadeFor(folder);
    planned = carryOutOnce(folder, plan, made, stateFolder, files, onWait);
    // The folder of the state is in the user's own, too, and was in the way until now.
    if (stateFolder) removeFoldersMadeFor(folder, made, files);
    return planned;
}

std::vector<Recovery> recover(const std::string& stateFolder, Files& files) {
    if (!hasUnfinishedWork(stateFolder)) return {};
    auto state = State::openIfFree(stateFolder, files);
    return state ? settleAll(*state, files) : std::vector<Recovery>{};
}

std::expected<void, Problems> rememberPlaces(const std::vector<std::string>& places,
                                             const std::string& stateFolder, Files& files,
                                             const OnWait& onWait) {
    auto state = State::open(stateFolder, files, onWait);
    if (!state) return std::unexpected(state.error());
    return state->know(places);
}

std::expected<void, Problems> forgetPlaces(const std::vector<std::string>& places,
                                           const std::string& stateFolder, Files& files,
                                           const OnWait& onWait) {
    auto state = State::open(stateFolder, files, onWait);
    if (!state) return std::unexpected(state.error());
    for (const std::string& place : places) {
        if (auto ended = state->end(folderOfPath(place)); !ended) return ended;
    }
    return state->forget(places);
}

}  // namespace slipway
