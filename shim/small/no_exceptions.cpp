// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// The shim is linked without libstdc++'s library. std::string_view::substr is the one thing it uses
// whose header asks for a symbol of it: where an exception would be thrown, the process ends.

namespace std {

[[noreturn]] void __throw_out_of_range_fmt(const char*, ...);

void __throw_out_of_range_fmt(const char*, ...) {
    __builtin_trap();
}

}  // namespace std
