// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// What Windows has and Wine 8's header has not: libc++'s threads wait by it.

#include_next <time.h>

#ifndef SLIPWAY_CLANG_CL_TIME
#define SLIPWAY_CLANG_CL_TIME
struct timespec {
    time_t tv_sec;
    long tv_nsec;
};
#endif
