# Copyright (c) 2026 The Slipway Authors
# SPDX-License-Identifier: Apache-2.0

# The shim is linked with musl: starting a static glibc program asks the processor what it can do
# some sixty times, and each question traps to the hypervisor on a virtual machine. That is about
# 300 µs for a shim whose own work takes less than 100.
#
# Debian's musl comes with a C compiler only. What the shim is made of (shim/, resolver/) needs no
# C++ run-time library, and the headers of libstdc++ that it does use work with musl's once
# they are found ahead of it. So these two folders are compiled a second time, with musl's headers
# and without exceptions, RTTI and libstdc++; whoever adds a use of one of these learns of it from
# the linker. Where there is no musl the same is linked with the system's C library, static.

set(slipway_small_compile "")
set(slipway_small_link "")

# The folders of libstdc++'s headers, in the compiler's order.
function(slipway_cxx_headers result)
    execute_process(COMMAND "${CMAKE_CXX_COMPILER}" -E -x c++ -v /dev/null
        OUTPUT_QUIET ERROR_VARIABLE said COMMAND_ERROR_IS_FATAL ANY)
    string(REGEX MATCHALL "\n /[^\n]*/c\\+\\+/[^\n]*" lines "${said}")
    list(TRANSFORM lines STRIP)
    set(${result} "${lines}" PARENT_SCOPE)
endfunction()

if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_SYSTEM_NAME STREQUAL "Linux")
    set(slipway_small_compile
        -O2 -fno-exceptions -fno-rtti -fno-threadsafe-statics
        -fno-asynchronous-unwind-tables -fno-unwind-tables
        -fno-stack-protector -U_FORTIFY_SOURCE -fno-pie
        -ffunction-sections -fdata-sections)
    set(slipway_small_link
        -static -no-pie -nodefaultlibs LINKER:--gc-sections $<$<CONFIG:Release>:-s>)

    file(GLOB musl_specs "/usr/lib/${CMAKE_SYSTEM_PROCESSOR}-linux-musl/musl-gcc.specs")
    if(SLIPWAY_SMALL_LIBC AND musl_specs)
        slipway_cxx_headers(headers)
        list(TRANSFORM headers PREPEND "SHELL:-isystem ")
        # libstdc++ asks glibc's version by a macro that musl does not have.
        list(APPEND slipway_small_compile
            -nostdinc++ ${headers} "-specs=${musl_specs}" "-D__GLIBC_PREREQ(a,b)=0")
        list(APPEND slipway_small_link "-specs=${musl_specs}")
        set(slipway_small_libraries c gcc)
        message(STATUS "The shim is linked with musl")
    else()
        set(slipway_small_libraries -Wl,--start-group c gcc gcc_eh -Wl,--end-group)
        message(STATUS "The shim is linked with the system's C library")
    endif()
elseif(MINGW)
    set(slipway_small_compile
        -O2 -fno-exceptions -fno-rtti -fno-threadsafe-statics
        -fno-asynchronous-unwind-tables -ffunction-sections -fdata-sections)
    set(slipway_small_link LINKER:--gc-sections)
    set(slipway_small_libraries advapi32)
elseif(MSVC)
    set(slipway_small_compile /EHs-c- /GR- /Zc:threadSafeInit- /D_HAS_EXCEPTIONS=0)
else()
    set(slipway_small_compile -fno-exceptions -fno-rtti)
endif()

# slipway_small_library(NAME FOLDER [WITHOUT SOURCE…]): a folder as the shim needs it.
function(slipway_small_library name folder)
    cmake_parse_arguments(PARSE_ARGV 2 arg "" "" "WITHOUT")
    slipway_sources(sources ${folder})
    list(TRANSFORM arg_WITHOUT PREPEND "${CMAKE_SOURCE_DIR}/${folder}/")
    list(REMOVE_ITEM sources ${arg_WITHOUT})
    if(NOT sources)
        add_library(${name} INTERFACE)
        return()
    endif()
    add_library(${name} STATIC ${sources})
    # Editors and clang-tidy are to know each source once, with flags that clang understands.
    set_target_properties(${name} PROPERTIES EXPORT_COMPILE_COMMANDS OFF)
    target_include_directories(${name} PRIVATE "${CMAKE_SOURCE_DIR}")
    target_compile_options(${name} PRIVATE ${slipway_small_compile})
    target_link_libraries(${name} PRIVATE slipway_warnings)
endfunction()

# slipway_small_executable(NAME FOLDER LINK LIBRARY…): FOLDER/main.cpp, where it is there.
function(slipway_small_executable name folder)
    cmake_parse_arguments(PARSE_ARGV 2 arg "" "" "LINK")
    file(GLOB main CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/${folder}/main.cpp")
    if(NOT main)
        return()
    endif()
    add_executable(${name} ${main})
    target_include_directories(${name} PRIVATE "${CMAKE_SOURCE_DIR}")
    target_compile_options(${name} PRIVATE ${slipway_small_compile})
    if(NOT MSVC)
        target_sources(${name} PRIVATE "${CMAKE_SOURCE_DIR}/shim/small/no_exceptions.cpp")
    endif()
    target_link_options(${name} PRIVATE ${slipway_small_link})
    target_link_libraries(${name} PRIVATE slipway_warnings ${arg_LINK} ${slipway_small_libraries})
endfunction()

# slipway_marked(TARGET): an executable that is recognised as a shim (shim/marker.h).
function(slipway_marked target)
    if(APPLE)
        # As the text of a load command, which stands ahead of everything else and is never stripped.
        set(marker "slipway-shim:5d03e92bc8f14a7e" "9b617c0fa2d84e35")
        list(JOIN marker "" marker)
        target_link_options(${target} PRIVATE "LINKER:-rpath,${marker}")
        return()
    endif()
    if(MSVC)
        # What an executable begins with, for MS-DOS: a stub that says so, and then the marker. No
        # section would do, since linkers keep data out of the first one, which is code.
        target_link_options(${target} PRIVATE "/STUB:${CMAKE_SOURCE_DIR}/cmake/windows/shim.stub")
        set_property(TARGET ${target} APPEND PROPERTY LINK_DEPENDS
            "${CMAKE_SOURCE_DIR}/cmake/windows/shim.stub")
        return()
    endif()
    # Nothing refers to the marker, so it comes along only where it is listed: here and nowhere else.
    target_sources(${target} PRIVATE "shim/marker_note_${slipway_platform}.cpp")
endfunction()
