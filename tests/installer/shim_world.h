// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// A folder with a shim's file in it, what stands in a tree as a value, and files that fail.

#pragma once

#include <gtest/gtest.h>

#include <cerrno>
#include <filesystem>
#include <map>
#include <string>

#include "installer/files.h"
#include "shim/marker.h"
#include "tests/support/sandbox.h"

namespace slipway::test {

// Path, with slashes → "folder", "-> TARGET" or the bytes.
using Tree = std::map<std::string, std::string>;

inline Tree treeOf(const std::filesystem::path& folder) {
    Tree tree;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        tree[entry.path().lexically_relative(folder).generic_string()] =
            entry.is_symlink()     ? "-> " + std::filesystem::read_symlink(entry).string()
            : entry.is_directory() ? "folder"
                                   : readFile(entry);
    }
    return tree;
}

class ShimWorld : public Sandbox {
  public:
    ShimWorld() { makeShimFile("slipway-shim"); }

    std::string makeShimFile(const std::string& name) const {
        std::string marker =
            "\x7f"
            "ELF";
        marker.append(kMarkerFirstHalf).append(kMarkerSecondHalf);
        const auto path = write(name, marker);
        makeExecutable(path);
        return path;
    }
    std::string path(const std::string& relative) const { return *this / relative; }
    std::string shimFile() const { return path("slipway-shim"); }
    void link(const std::string& target, const std::string& relative) const {
        std::filesystem::create_symlink(target, path(relative));
    }
};

// The n-th change, counted from 0, fails and does nothing; with `andAllAfter` so do those after it.
class FailingFiles final : public Files {
  public:
    FailingFiles(int nth, bool andAllAfter) : nth_(nth), andAllAfter_(andAllAfter) {}
    int changes() const { return changes_; }
    bool hasFailed() const { return changes_ > nth_; }

    int makeFolder(const std::string& path) override {
        return fails() ? ENOSPC : files_.makeFolder(path);
    }
    int removeFolder(const std::string& path) override {
        return fails() ? EIO : files_.removeFolder(path);
    }
    int makeLink(const std::string& target, const std::string& path) override {
        return fails() ? ENOSPC : files_.makeLink(target, path);
    }
    int writeFile(const std::string& path, const std::string& bytes) override {
        return fails() ? ENOSPC : files_.writeFile(path, bytes);
    }
    int rename(const std::string& from, const std::string& to) override {
        return fails() ? ENOSPC : files_.rename(from, to);
    }
    int remove(const std::string& path) override { return fails() ? EIO : files_.remove(path); }
    int linkFile(const std::string& path, const std::string& to) override {
        return fails() ? EPERM : files_.linkFile(path, to);
    }
    int copyExecutable(const std::string& from, const std::string& to,
                       const std::string& like) override {
        return fails() ? ENOSPC : files_.copyExecutable(from, to, like);
    }
    int sync(const std::string& folder) override { return fails() ? EIO : files_.sync(folder); }
    int makeExecutable(const std::string& path) override {
        return fails() ? EPERM : files_.makeExecutable(path);
    }
    void indexEntries(const std::string& folder) override { files_.indexEntries(folder); }
    int divert(const std::string& path, const std::string& to) override {
        return fails() ? ECANCELED : files_.divert(path, to);
    }
    int undivert(const std::string& path, const std::string& to) override {
        return fails() ? ECANCELED : files_.undivert(path, to);
    }
    int writeSetting(const std::string& setting, const std::optional<std::string>& text) override {
        return fails() ? ECANCELED : files_.writeSetting(setting, text);
    }

  private:
    bool fails() {
        const int change = changes_++;
        return change == nth_ || (andAllAfter_ && change > nth_);
    }

    HostFiles files_;
    int nth_;
    bool andAllAfter_;
    int changes_ = 0;
};

}  // namespace slipway::test
