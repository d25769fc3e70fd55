# Copyright (c) 2026 The Slipway Authors
# SPDX-License-Identifier: Apache-2.0

# A folder is a library: adding a file to it is all that there is to do.

if(WIN32)
    set(slipway_platform windows)
elseif(APPLE)
    set(slipway_platform macos)
else()
    set(slipway_platform linux)
endif()

# The sources of a folder for this platform, without its main.cpp. Of twins (launch_posix.cpp,
# launch_windows.cpp) only this platform's is taken, so that no source needs an #ifdef; `_elsewhere`
# is what is not Linux.
function(slipway_sources result folder)
    if(WIN32)
        set(others "_(posix|linux|macos)(_test)?\\.cpp$")
    elseif(APPLE)
        set(others "_(windows|linux)(_test)?\\.cpp$")
    else()
        set(others "_(windows|macos|elsewhere)(_test)?\\.cpp$")
    endif()
    file(GLOB sources CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/${folder}/*.cpp")
    list(FILTER sources EXCLUDE REGEX "${others}")
    list(FILTER sources EXCLUDE REGEX "/main\\.cpp$")
    set(${result} "${sources}" PARENT_SCOPE)
endfunction()

# slipway_library(NAME FOLDER [LINK LIBRARY…] [INCLUDE FOLDER…])
function(slipway_library name folder)
    cmake_parse_arguments(PARSE_ARGV 2 arg "" "" "LINK;INCLUDE")
    slipway_sources(sources ${folder})
    if(NOT sources)  # a room nobody has moved into yet
        add_library(${name} INTERFACE)
        target_include_directories(${name} INTERFACE "${CMAKE_SOURCE_DIR}" ${arg_INCLUDE})
        target_link_libraries(${name} INTERFACE ${arg_LINK})
        return()
    endif()
    add_library(${name} STATIC ${sources})
    target_include_directories(${name} PUBLIC "${CMAKE_SOURCE_DIR}" ${arg_INCLUDE})
    target_link_libraries(${name} PUBLIC ${arg_LINK} slipway_runtime PRIVATE slipway_warnings)
endfunction()

# slipway_executable(NAME FOLDER [LINK LIBRARY…]): FOLDER/main.cpp, where it is there.
function(slipway_executable name folder)
    cmake_parse_arguments(PARSE_ARGV 2 arg "" "" "LINK")
    file(GLOB main CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/${folder}/main.cpp")
    if(NOT main)
        return()
    endif()
    add_executable(${name} ${main})
    target_link_libraries(${name} PRIVATE ${arg_LINK} slipway_runtime slipway_warnings)
    # A binary that links glibc dynamically needs the glibc it was built with, which is newer than
    # what studios run. Sanitizers cannot be linked statically.
    if(SLIPWAY_STATIC AND CMAKE_SYSTEM_NAME STREQUAL "Linux" AND NOT SLIPWAY_SANITIZE)
        target_link_options(${name} PRIVATE -static $<$<CONFIG:Release>:-s>)
    endif()
endfunction()
