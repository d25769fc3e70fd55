// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Whether a file can be nobody else's work. For `*_posix.cpp` only.

#pragma once

#include <sys/resource.h>
#include <sys/stat.h>

#include <cstdint>
#include <string_view>

#include "shim/kernel_posix.h"

namespace slipway {

// A plain file of this process's user that nobody else can write.
inline bool isOwnFile(const struct ::stat& facts) {
    return S_ISREG(facts.st_mode) && facts.st_uid == effectiveUser() &&
           (facts.st_mode & (S_IWGRP | S_IWOTH)) == 0;
}

// Whether a file of this process may grow to that size: beyond its limit a write ends the process
// by a signal (SIGXFSZ in setrlimit(2)).
inline bool mayGrowTo(std::uint64_t size) {
    ::rlimit most;
    return ::getrlimit(RLIMIT_FSIZE, &most) == 0 && size <= most.rlim_cur;
}

// Makes the folder and those above it that are missing, for the user alone: up to the one that
// `slipway` is in, as `.cache`. A home that is not there is nobody's to make.
void makeOwnFolders(std::string_view folder);

// Opens the file `name` in `folder`, which may be made for it (with O_CREAT), as far as both are
// nobody else's: in a folder that others can write to, the name could be another name of a file of
// the user's. -1 otherwise. Both texts are followed by NUL.
int openInOwnFolder(std::string_view folder, std::string_view name, int flags);

}  // namespace slipway
