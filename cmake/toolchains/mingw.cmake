# Copyright (c) 2026 The Slipway Authors
# SPDX-License-Identifier: Apache-2.0

# Windows executables from Linux: Debian's g++-mingw-w64-x86-64-posix. The variant with POSIX
# threads, since the other one has no std::thread and no std::mutex.

set(CMAKE_SYSTEM_NAME Windows)
set(CMAKE_SYSTEM_PROCESSOR x86_64)
set(CMAKE_C_COMPILER x86_64-w64-mingw32-gcc-posix)
set(CMAKE_CXX_COMPILER x86_64-w64-mingw32-g++-posix)
set(CMAKE_RC_COMPILER x86_64-w64-mingw32-windres)

# Programs are this machine's. Headers may be, too: those of header-only libraries, which
# Dependencies.cmake links one by one into a folder of their own. Never a library.
set(CMAKE_FIND_ROOT_PATH /usr/x86_64-w64-mingw32)
set(CMAKE_FIND_ROOT_PATH_MODE_PROGRAM NEVER)
set(CMAKE_FIND_ROOT_PATH_MODE_LIBRARY ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_INCLUDE BOTH)
set(CMAKE_FIND_ROOT_PATH_MODE_PACKAGE ONLY)

find_program(SLIPWAY_WINE NAMES wine64 PATHS /usr/lib/wine)
if(SLIPWAY_WINE)
    set(CMAKE_CROSSCOMPILING_EMULATOR "${SLIPWAY_WINE}")
endif()
