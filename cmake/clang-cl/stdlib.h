// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// What Windows has and Wine 8's header has not: libc++ reads numbers and characters by it.

#include_next <stdlib.h>

#ifndef SLIPWAY_CLANG_CL_STDLIB
#define SLIPWAY_CLANG_CL_STDLIB
#ifndef MB_CUR_MAX
#define MB_CUR_MAX ___mb_cur_max_func()
#endif
#ifdef __cplusplus
extern "C" {
#endif
int __cdecl ___mb_cur_max_func(void);
float __cdecl _strtof_l(const char*, char**, _locale_t);
double __cdecl _strtod_l(const char*, char**, _locale_t);
#ifdef __cplusplus
}
#endif
#endif
