// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// What Windows has and Wine 8's header has not: for libc++, spdlog and CLI11.

#include_next <stdlib.h>

#ifndef SLIPWAY_CLANG_CL_STDLIB
#define SLIPWAY_CLANG_CL_STDLIB
#ifndef MB_CUR_MAX
#define MB_CUR_MAX ___mb_cur_max_func()
#endif
#ifdef __cplusplus
extern "C" {
#endif
errno_t __cdecl _dupenv_s(char**, size_t*, const char*);
errno_t __cdecl getenv_s(size_t*, char*, size_t, const char*);
int __cdecl ___mb_cur_max_func(void);
float __cdecl _strtof_l(const char*, char**, _locale_t);
double __cdecl _strtod_l(const char*, char**, _locale_t);
#ifdef __cplusplus
}
#endif
#endif
