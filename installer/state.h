// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// What Slipway keeps of its own work, in a folder of the user's (of the system, for root): the
// journals of what is being done, and which executables shims stand in the place of. The folder is
// there only while one of the two is.

#pragma once

#include <expected>
#include <optional>
#include <string>
#include <vector>

#include "installer/files.h"
#include "installer/folder_lock.h"
#include "installer/journal.h"
#include "installer/shim_folder.h"

namespace slipway {

// XDG_STATE_HOME's or ~/.local/state/slipway; /var/lib/slipway for root, who installs for all.
// Nothing where no variable says where that is.
std::optional<std::string> defaultStateFolder(const PlatformRules& rules,
                                              const VariableOf& variable, bool isRoot);
inline constexpr std::string_view kSystemStateFolder = "/var/lib/slipway";

// The executables that shims stand in the place of, as far as is known: absolute paths, sorted.
std::vector<std::string> placesIn(const std::string& stateFolder);

// Whether there is something to settle: a journal, or what is left of somebody who was interrupted
// before there was one.
bool hasUnfinishedWork(const std::string& stateFolder);

// What was interrupted; a problem where its journal cannot be read. A class of its own: where
// libraries ask whether a comparison would compile, that of iterators over std::expected itself
// asks for itself.
struct Interrupted {
    std::expected<Undertaking, Problems> work;
};

// One process at a time.
class State {
  public:
    // Makes the folder where it is missing, and waits for whoever else works with it.
    static std::expected<State, Problems> open(const std::string& folder, Files& files,
                                               const OnWait& onWait);
    // Nothing where another process is at work, which then is no concern of ours.
    static std::optional<State> openIfFree(const std::string& folder, Files& files);

    State(State&&) = default;
    ~State();

    // There is one for each folder: what cannot be taken back in one, as its volume is not mounted,
    // is in no other's way.
    std::vector<Interrupted> unfinished() const;
    std::expected<void, Problems> begin(const Undertaking& work);
    std::expected<void, Problems> end(const std::string& folder);

    // More may be known than are: whoever looks at one of them finds out what it is by now.
    std::expected<void, Problems> know(const std::vector<std::string>& places);
    std::vector<std::string> knownIn(const std::string& folder) const;
    // Those of them where nothing of Slipway's is left.
    std::expected<void, Problems> forget(const std::vector<std::string>& places);

  private:
    State(std::string folder, std::size_t made, Files& files, FolderLock lock)
        : folder_(std::move(folder)), made_(made), files_(&files), lock_(std::move(lock)) {}

    std::expected<void, Problems> writePlaces(std::vector<std::string> places);
    std::expected<void, Problems> write(const std::string& path, const std::string& bytes);

    std::string folder_;
    std::size_t made_;  // how many folders of its path were not there before
    Files* files_;
    FolderLock lock_;
};

}  // namespace slipway
