# Copyright (c) 2026 The Slipway Authors
# SPDX-License-Identifier: Apache-2.0

# slipway_definitions(NAME FOLDER LINK LIBRARY…): the manifests of a folder, sorted by name, as
# builtinDefinitions() (manifests/host.h).
function(slipway_definitions name folder)
    cmake_parse_arguments(PARSE_ARGV 2 arg "" "" "LINK")
    file(GLOB manifests CONFIGURE_DEPENDS RELATIVE "${CMAKE_SOURCE_DIR}"
        "${CMAKE_SOURCE_DIR}/${folder}/*.toml")
    list(SORT manifests)
    set(source "${CMAKE_BINARY_DIR}/generated/${folder}.cpp")
    set(script "${CMAKE_SOURCE_DIR}/cmake/WriteDefinitions.cmake")
    list(JOIN manifests "|" joined)
    add_custom_command(OUTPUT "${source}"
        COMMAND "${CMAKE_COMMAND}" "-DMANIFESTS=${joined}" "-DOUTPUT=${source}" -P "${script}"
        WORKING_DIRECTORY "${CMAKE_SOURCE_DIR}"
        DEPENDS ${manifests} "${script}"
        VERBATIM)
    add_library(${name} STATIC "${source}")
    target_link_libraries(${name} PUBLIC ${arg_LINK} PRIVATE slipway_warnings)
endfunction()

# slipway_text(TARGET FILE NAME HEADER): a file of the repository as a text of the program.
function(slipway_text target file name header)
    set(script "${CMAKE_SOURCE_DIR}/cmake/WriteText.cmake")
    add_custom_command(OUTPUT "${CMAKE_BINARY_DIR}/${header}"
        COMMAND "${CMAKE_COMMAND}" "-DINPUT=${CMAKE_SOURCE_DIR}/${file}" "-DNAME=${name}"
            "-DOUTPUT=${CMAKE_BINARY_DIR}/${header}" -P "${script}"
        DEPENDS "${CMAKE_SOURCE_DIR}/${file}" "${script}"
        VERBATIM)
    target_sources(${target} PRIVATE "${CMAKE_BINARY_DIR}/${header}")
endfunction()
