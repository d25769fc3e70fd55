// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// What Windows has and Wine 8's header has not: for fmt.

#include_next <stdio.h>

#ifndef SLIPWAY_CLANG_CL_STDIO
#define SLIPWAY_CLANG_CL_STDIO
#ifdef __cplusplus
extern "C" {
#endif
int __cdecl vsnprintf_s(char*, size_t, size_t, const char*, va_list);
#ifdef __cplusplus
}
#endif
#endif
