# Copyright (c) 2026 The Slipway Authors
# SPDX-License-Identifier: Apache-2.0

# slipway_warnings: what every target of ours is compiled with.
# slipway_runtime:  what every target linked with the ordinary C library is compiled with, too.

add_library(slipway_warnings INTERFACE)
if(MSVC)
    # CMake gives it to every target, and the shim has no exceptions.
    string(REPLACE "/EHsc" "" CMAKE_CXX_FLAGS "${CMAKE_CXX_FLAGS}")
    target_compile_options(slipway_warnings INTERFACE
        /W4 /permissive- /utf-8 /Zc:__cplusplus /bigobj
        $<$<CXX_COMPILER_ID:Clang>:-Wno-missing-field-initializers>  # clang-cl; as below
        $<$<BOOL:${SLIPWAY_WERROR}>:/WX>)
else()
    target_compile_options(slipway_warnings INTERFACE
        -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wcast-align -Wformat=2 -Wundef
        -Wno-missing-field-initializers  # fields with a default may be left out
        $<$<COMPILE_LANGUAGE:CXX>:-Wnon-virtual-dtor -Woverloaded-virtual -Wextra-semi>
        # GCC 12 sees an overlap in std::string's own code where there is none (GCC bug 105651)
        $<$<AND:$<CXX_COMPILER_ID:GNU>,$<VERSION_LESS:$<CXX_COMPILER_VERSION>,13>>:-Wno-restrict>
        $<$<BOOL:${SLIPWAY_WERROR}>:-Werror>
        # the same bytes from every checkout
        "-ffile-prefix-map=${CMAKE_SOURCE_DIR}/=")
endif()

add_library(slipway_runtime INTERFACE)
target_compile_definitions(slipway_runtime INTERFACE
    $<$<CONFIG:Debug>:_GLIBCXX_ASSERTIONS>)
if(MSVC)
    target_compile_options(slipway_runtime INTERFACE $<$<COMPILE_LANGUAGE:CXX>:/EHsc>)
endif()
if(SLIPWAY_SANITIZE)
    target_compile_options(slipway_runtime INTERFACE
        -fsanitize=${SLIPWAY_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
    target_link_options(slipway_runtime INTERFACE -fsanitize=${SLIPWAY_SANITIZE})
endif()
