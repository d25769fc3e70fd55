// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Whether a file can be nobody else's work. For `*_posix.cpp` only.

#pragma once

#include <sys/auxv.h>
#include <sys/stat.h>

namespace slipway {

// A plain file of this process's user that nobody else can write. Who that is was handed over with
// the program: no system call.
inline bool isOwnFile(const struct ::stat& facts) {
    return S_ISREG(facts.st_mode) && facts.st_uid == ::getauxval(AT_EUID) &&
           (facts.st_mode & (S_IWGRP | S_IWOTH)) == 0;
}

}  // namespace slipway
