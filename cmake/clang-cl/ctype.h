// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// What Windows has and Wine 8's header has not.

#include_next <ctype.h>

#ifndef SLIPWAY_CLANG_CL_CTYPE
#define SLIPWAY_CLANG_CL_CTYPE
#ifdef __cplusplus
extern "C" {
#endif
int __cdecl _islower_l(int, _locale_t);
int __cdecl _isupper_l(int, _locale_t);
#ifdef __cplusplus
}
#endif
#endif
