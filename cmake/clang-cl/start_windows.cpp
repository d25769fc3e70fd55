// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// What Microsoft's static run-time library would bring, as far as the shim needs it: so that it
// links and can be tried under Wine. Functions on memory and text are msvcrt.dll's.

#include <windows.h>

#include <string_view>

int main(int count, char* arguments[], char* environment[]);

extern "C" {

int _fltused = 1;
UINT_PTR __security_cookie = 0x2b992ddfa232;

void __security_check_cookie(UINT_PTR cookie) {
    constexpr UINT kBufferOverrun = 0xc0000409;
    if (cookie != __security_cookie) ::ExitProcess(kBufferOverrun);
}

// It asks Windows for its arguments (shim/process_windows.cpp).
void mainCRTStartup() {
    char* none[] = {nullptr};
    ::ExitProcess(static_cast<UINT>(main(0, none, none)));
}

}  // extern "C"

// libc++'s, where it would throw.
void std::__libcpp_verbose_abort(const char*, ...) noexcept {
    __builtin_trap();
}
