// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Wine 8 defines what Clang in this guise has of its own, and lacks what Windows has.

#include <intrin.h>

#define _InterlockedCompareExchange128 slipwayInterlockedCompareExchange128
#include_next <winnt.h>
#undef _InterlockedCompareExchange128

#ifndef IsReparseTagNameSurrogate
#define IsReparseTagNameSurrogate(tag) ((tag)&0x20000000)
#endif
