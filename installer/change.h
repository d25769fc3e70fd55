// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// A change of the file system as a value: it is planned, printed, made, and taken back by making
// its inverse.

#pragma once

#include <expected>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "installer/files.h"
#include "installer/words.h"

namespace slipway {

struct Change {
    enum class Kind {
        kLink,
        kFile,
        kPlace,      // a shim in the place of the executable that `path` is (in_place.h)
        kDiversion,  // of what a package manager would put there
        kEntry,      // a file in a folder of somebody else's, such as a desktop's
        kScript,     // the same, executable
        kFolder,     // goes only where it is empty
        kCopy,       // of a shim's file, where shims are no links
        kSetting,    // a text in Windows' registry, where `path` says (registry.h)
    };
    Kind kind;
    std::string path;
    // Where the link points to, what the file holds, the file that the shim (or the copy) is a copy
    // of, where to it is diverted (of a folder: no text); nothing: there is none.
    std::optional<std::string> before;
    std::optional<std::string> after;
    bool operator==(const Change&) const = default;
};

Change inverse(const Change& change);

// What it does, in words: "link '/bin/maya' to '/opt/slipway-shim'".
std::string describe(const Change& change);

// Makes all changes in their order, or none: where one fails those before it are taken back.
// `temporary` is a path on the same file system that is nobody else's.
std::expected<void, Problems> makeChanges(std::span<const Change> changes,
                                          const std::string& temporary, Files& files);

// Takes back what was made of them when somebody was interrupted, wherever that was. What is
// neither as before nor as after is somebody else's by now and stays.
Problems undoInterrupted(std::span<const Change> changes, const std::string& temporary,
                         Files& files);

}  // namespace slipway
