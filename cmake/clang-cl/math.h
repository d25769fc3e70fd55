// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// To C++ Windows gives these as functions, Wine 8's header as macros: libc++ takes them for
// granted.

#include_next <math.h>

#if defined(__cplusplus) && !defined(SLIPWAY_CLANG_CL_MATH)
#define SLIPWAY_CLANG_CL_MATH
#undef isfinite
#undef isinf
#undef isnan
#undef isnormal
#undef signbit

template <class T>
requires __is_floating_point(T) bool isfinite(T number) noexcept {
    return __builtin_isfinite(number);
}

template <class T>
requires __is_floating_point(T) bool isinf(T number) noexcept {
    return __builtin_isinf(number);
}

template <class T>
requires __is_floating_point(T) bool isnan(T number) noexcept {
    return __builtin_isnan(number);
}

template <class T>
requires __is_floating_point(T) bool isnormal(T number) noexcept {
    return __builtin_isnormal(number);
}

template <class T>
requires __is_floating_point(T) bool signbit(T number) noexcept {
    return __builtin_signbit(number) != 0;
}
#endif
