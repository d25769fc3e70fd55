// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// What each kernel tells a process in a way of its own. For `*_posix.cpp` only.

#pragma once

#include <sys/types.h>
#include <time.h>

#include <string_view>

#include "resolver/arena.h"

namespace slipway {

// The path that this process was executed by, links not resolved; may be empty.
std::string_view executedPath(Arena& arena);
// The file behind it; empty where it is not known.
std::string_view ownFile(Arena& arena);

// Started with more rights than its caller has (set-user-ID).
bool isPrivileged();

::uid_t effectiveUser();

// A folder to look at names beneath, with the right to do so alone where the system has such a
// thing. Closed by execve(2); -1: errno says why.
int openFolder(const char* path, int flags = 0);

// To see whether a listing answers at all; what stands in it is lost.
void readSomeEntries(int folder);

// As write(2), without SIGPIPE where nobody reads any more.
::ssize_t sendQuietly(int socket, std::string_view bytes);

// For mmap(2): has the pages of a file mapped at once, where the system can.
extern const int kMapReadAhead;

// How many bytes of arguments and environment together execve(2) takes.
std::size_t spaceForArguments();

void randomBytes(unsigned char (&bytes)[16]);

::time_t secondsSinceEpoch();

}  // namespace slipway
