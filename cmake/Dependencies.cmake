# Copyright (c) 2026 The Slipway Authors
# SPDX-License-Identifier: Apache-2.0

# docs/dependencies.md says what each is for. All are used as headers, or as one source file, so
# that the executables can be linked statically wherever a distribution ships shared objects only.

# The headers of this machine's own libraries that are nothing but headers, for another system: the
# folder that they stand in has this system's, too.
set(slipway_borrowed "${CMAKE_BINARY_DIR}/headers")
function(slipway_borrow_headers from header)
    cmake_path(GET header PARENT_PATH folder)
    file(MAKE_DIRECTORY "${slipway_borrowed}")
    file(CREATE_LINK "${from}/${folder}" "${slipway_borrowed}/${folder}" SYMBOLIC)
endfunction()
if(CMAKE_CROSSCOMPILING AND WIN32)
    # Some write it as Windows' own file system takes it, too.
    file(WRITE "${slipway_borrowed}/Windows.h" "#include <windows.h>\n")
endif()

# slipway_header_library(NAME PACKAGE HEADER): the folder of a header, else that of a CMake package.
function(slipway_header_library name package header)
    add_library(slipway_${name} INTERFACE)
    add_library(slipway::${name} ALIAS slipway_${name})
    find_path(SLIPWAY_${name}_HEADERS ${header})
    if(SLIPWAY_${name}_HEADERS AND CMAKE_CROSSCOMPILING)
        slipway_borrow_headers("${SLIPWAY_${name}_HEADERS}" ${header})
        target_include_directories(slipway_${name} SYSTEM INTERFACE "${slipway_borrowed}")
    elseif(SLIPWAY_${name}_HEADERS)
        target_include_directories(slipway_${name} SYSTEM INTERFACE ${SLIPWAY_${name}_HEADERS})
    else()
        find_package(${package} CONFIG REQUIRED)
        target_link_libraries(slipway_${name} INTERFACE ${package}::${package})
    endif()
endfunction()

slipway_header_library(tomlplusplus tomlplusplus toml++/toml.h)
slipway_header_library(cli11 CLI11 CLI/CLI.hpp)
slipway_header_library(json nlohmann_json nlohmann/json.hpp)
slipway_header_library(regex Boost boost/regex.hpp)
slipway_header_library(spdlog spdlog spdlog/spdlog.h)
if(CMAKE_CROSSCOMPILING)
    find_path(SLIPWAY_fmt_HEADERS fmt/core.h)
    slipway_borrow_headers("${SLIPWAY_fmt_HEADERS}" fmt/core.h)
endif()

# From sources that 'scripts/setup windows' and 'macos' bring: distributions have them compiled for
# themselves alone.
function(slipway_library_from_sources name)
    set(folder "${CMAKE_SOURCE_DIR}/build/deps/${name}")
    file(GLOB sources "${folder}/src/*.c")
    if(NOT sources)
        message(FATAL_ERROR "the sources of ${name} are missing: 'scripts/setup windows' or 'macos' brings them")
    endif()
    add_library(slipway_${name}_sources STATIC ${sources})
    target_include_directories(slipway_${name}_sources SYSTEM PUBLIC "${folder}/include")
    target_compile_definitions(slipway_${name}_sources PRIVATE $<$<NOT:$<BOOL:${MSVC}>>:HAVE_UNISTD_H>
        YAML_VERSION_STRING="0.2.5" YAML_VERSION_MAJOR=0 YAML_VERSION_MINOR=2 YAML_VERSION_PATCH=5)
    target_compile_options(slipway_${name}_sources PRIVATE -w)  # somebody else's
    target_link_libraries(slipway_${name} INTERFACE slipway_${name}_sources)
endfunction()

# slipway_static_library(NAME HEADER PACKAGES LIBRARY.a…): the static libraries that distributions ship
# beside the shared ones.
function(slipway_static_library name header packages)
    add_library(slipway_${name} INTERFACE)
    add_library(slipway::${name} ALIAS slipway_${name})
    if(CMAKE_CROSSCOMPILING)
        slipway_library_from_sources(${name})
        return()
    endif()
    find_path(SLIPWAY_${name}_HEADERS ${header})
    foreach(file IN LISTS ARGN)
        find_library(SLIPWAY_${file} ${file})
        if(NOT SLIPWAY_${file} OR NOT SLIPWAY_${name}_HEADERS)
            message(FATAL_ERROR "${name} is missing (${packages}): scripts/setup installs it")
        endif()
        target_link_libraries(slipway_${name} INTERFACE "${SLIPWAY_${file}}")
    endforeach()
    target_include_directories(slipway_${name} SYSTEM INTERFACE "${SLIPWAY_${name}_HEADERS}")
endfunction()

if(APPLE OR WIN32)  # these systems have what we need of it
    add_library(slipway::sodium INTERFACE IMPORTED)
else()
    slipway_static_library(sodium sodium.h libsodium-dev libsodium.a)
endif()
if(NOT WIN32)  # only the importer reads YAML
    slipway_static_library(yaml yaml.h libyaml-dev libyaml.a)
endif()
if(APPLE AND NOT CMAKE_CROSSCOMPILING)  # since Boost 1.86, which Homebrew is beyond, it is no header alone
    slipway_static_library(process boost/process.hpp boost libboost_process.a)
else()
    add_library(slipway::process INTERFACE IMPORTED)
endif()
# For archives of plugins.
if(MSVC AND NOT CMAKE_CROSSCOMPILING)
    find_package(unofficial-minizip CONFIG REQUIRED)  # as vcpkg calls it
    add_library(slipway::minizip ALIAS unofficial::minizip::minizip)
elseif(APPLE AND NOT CMAKE_CROSSCOMPILING)
    slipway_static_library(minizip minizip/unzip.h minizip libminizip.a)
    target_link_libraries(slipway_minizip INTERFACE z)  # the system's own
else()
    slipway_static_library(minizip minizip/unzip.h "libminizip-dev, zlib1g-dev" libminizip.a libz.a)
endif()

# libplist: its sources from scripts/setup, else upstream's release; an installed static library wins
# where there is one (Homebrew has it). Compiled as what it is elsewhere: every system that Slipway
# runs on has what its configure script would look for.
set(SLIPWAY_PLIST "${CMAKE_SOURCE_DIR}/build/deps/libplist" CACHE PATH "Folder of libplist's sources")
find_library(SLIPWAY_PLIST_LIBRARY NAMES libplist-2.0.a plist-2.0.lib libplist-2.0.lib)
find_path(SLIPWAY_PLIST_HEADERS plist/plist.h NO_CMAKE_FIND_ROOT_PATH)
if(SLIPWAY_PLIST_LIBRARY AND SLIPWAY_PLIST_HEADERS)
    add_library(slipway_plist INTERFACE)
    target_include_directories(slipway_plist SYSTEM INTERFACE "${SLIPWAY_PLIST_HEADERS}")
    target_link_libraries(slipway_plist INTERFACE "${SLIPWAY_PLIST_LIBRARY}")
elseif(MSVC)
    message(FATAL_ERROR "libplist is missing: vcpkg has it (its own sources are GNU's C)")
else()
    if(NOT EXISTS "${SLIPWAY_PLIST}/src/plist.c")
        include(FetchContent)
        FetchContent_Declare(libplist
            URL https://github.com/libimobiledevice/libplist/releases/download/2.2.0/libplist-2.2.0.tar.bz2
            URL_HASH SHA256=bd700c1a7862fe732e9292ef65e21bd25e05d09f542ff0b1c49aace0d1bd495e
            SOURCE_SUBDIR none)  # only unpacked: its own build is autoconf's
        FetchContent_MakeAvailable(libplist)
        set(SLIPWAY_PLIST "${libplist_SOURCE_DIR}")
    endif()
    file(GLOB plist_sources "${SLIPWAY_PLIST}/src/*.c" "${SLIPWAY_PLIST}/libcnary/node*.c")
    add_library(slipway_plist STATIC ${plist_sources})
    target_include_directories(slipway_plist SYSTEM PUBLIC "${SLIPWAY_PLIST}/include"
        PRIVATE "${SLIPWAY_PLIST}/src" "${SLIPWAY_PLIST}/libcnary/include")
    if(WIN32)
        target_compile_definitions(slipway_plist PRIVATE _POSIX_THREAD_SAFE_FUNCTIONS
            HAVE_GMTIME_R HAVE_LOCALTIME_R)
    else()
        target_compile_definitions(slipway_plist PRIVATE _GNU_SOURCE HAVE_STRNDUP HAVE_GMTIME_R
            HAVE_LOCALTIME_R HAVE_TIMEGM HAVE_TM_TM_GMTOFF HAVE_TM_TM_ZONE HAVE_MEMMEM)
    endif()
    target_compile_options(slipway_plist PRIVATE -w)  # somebody else's
    target_link_libraries(slipway_plist PRIVATE slipway_runtime)
endif()
add_library(slipway::plist ALIAS slipway_plist)

# simdjson: its single source file with the header of the same version, from scripts/setup; else a
# static library that is installed; else upstream's release.
set(SLIPWAY_SIMDJSON "${CMAKE_SOURCE_DIR}/build/deps/simdjson" CACHE PATH
    "Folder holding simdjson.cpp and simdjson.h")
if(NOT EXISTS "${SLIPWAY_SIMDJSON}/simdjson.cpp")
    find_package(simdjson CONFIG QUIET)
    if(TARGET simdjson::simdjson)
        get_target_property(simdjson_type simdjson::simdjson TYPE)
    endif()
    if(simdjson_type STREQUAL "STATIC_LIBRARY")
        add_library(slipway::simdjson ALIAS simdjson::simdjson)
        return()
    endif()
    include(FetchContent)
    FetchContent_Declare(simdjson
        URL https://github.com/simdjson/simdjson/archive/refs/tags/v3.0.1.tar.gz
        URL_HASH SHA256=156b1bc5eb0561b2bd166b46d191fd3d95a3e709cc63761477d3b7aec2b6e9ed
        SOURCE_SUBDIR singleheader/none)  # only unpacked: its own build has what we do not need
    FetchContent_MakeAvailable(simdjson)
    set(SLIPWAY_SIMDJSON "${simdjson_SOURCE_DIR}/singleheader")
endif()
add_library(slipway_simdjson STATIC "${SLIPWAY_SIMDJSON}/simdjson.cpp")
add_library(slipway::simdjson ALIAS slipway_simdjson)
target_include_directories(slipway_simdjson SYSTEM PUBLIC "${SLIPWAY_SIMDJSON}")
target_link_libraries(slipway_simdjson PRIVATE slipway_runtime)
