// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// What Windows has and Wine 8's header has not: for libc++'s threads, and spdlog.

#include_next <time.h>

#ifndef SLIPWAY_CLANG_CL_TIME
#define SLIPWAY_CLANG_CL_TIME
struct timespec {
    time_t tv_sec;
    long tv_nsec;
};

#ifdef __cplusplus
extern "C" {
#endif
errno_t __cdecl localtime_s(struct tm*, const time_t*);
errno_t __cdecl gmtime_s(struct tm*, const time_t*);
#ifdef __cplusplus
}
#endif
#endif
