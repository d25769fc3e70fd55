# Copyright (c) 2026 The Slipway Authors
# SPDX-License-Identifier: Apache-2.0

# slipway_windows_settings: what every target of ours is compiled with for Windows.

if(NOT WIN32)
    function(slipway_windows_executable)
    endfunction()
    function(slipway_delayed)
    endfunction()
    return()
endif()

target_compile_definitions(slipway_warnings INTERFACE
    _WIN32_WINNT=0x0A00 WINVER=0x0A00 UNICODE _UNICODE NOMINMAX WIN32_LEAN_AND_MEAN
    $<$<NOT:$<BOOL:${MSVC}>>:__USE_MINGW_ANSI_STDIO=1>)

# One file that runs wherever it is copied to: no run-time library beside it.
set(CMAKE_MSVC_RUNTIME_LIBRARY "MultiThreaded$<$<CONFIG:Debug>:Debug>")

# slipway_windows_executable(TARGET DESCRIPTION): manifest, version, icon; nothing but what Windows
# itself has is loaded, and from a share the whole of it at once.
function(slipway_windows_executable target description)
    set(name ${target})
    configure_file("${CMAKE_SOURCE_DIR}/cmake/windows/executable.rc.in"
        "${CMAKE_BINARY_DIR}/generated/${target}.rc" @ONLY)
    target_sources(${target} PRIVATE "${CMAKE_BINARY_DIR}/generated/${target}.rc")
    set_source_files_properties("${CMAKE_BINARY_DIR}/generated/${target}.rc" PROPERTIES
        OBJECT_DEPENDS "${CMAKE_SOURCE_DIR}/cmake/windows/slipway.exe.manifest;${CMAKE_SOURCE_DIR}/cmake/windows/slipway.ico")
    if(MSVC)
        # Of the windows subsystem too, it begins with main().
        target_link_options(${target} PRIVATE
            /SWAPRUN:NET /SWAPRUN:CD /MANIFEST:NO /INCREMENTAL:NO /ENTRY:mainCRTStartup)
        return()
    endif()
    # No time of its making: the same sources give the same bytes.
    target_link_options(${target} PRIVATE -static $<$<CONFIG:Release>:-s> -Wl,--no-insert-timestamp)
    add_custom_command(TARGET ${target} POST_BUILD VERBATIM
        COMMAND "${CMAKE_COMMAND}" "-DFILE=$<TARGET_FILE:${target}>"
                -P "${CMAKE_SOURCE_DIR}/cmake/windows/RunFromSwap.cmake")
endfunction()

# slipway_delayed(TARGET LIBRARY FUNCTION...): functions of a library of Windows' own that few processes
# need. It is loaded when the first of them is called: with what they bring along these libraries take
# longer than all else that a helper does before it reads a manifest. Only KnownDLLs, which Windows
# never looks for beside an executable.
function(slipway_delayed target library)
    if(MSVC)
        target_link_libraries(${target} PUBLIC ${library} delayimp)
        target_link_options(${target} PUBLIC /DELAYLOAD:${library}.dll)
        return()
    endif()
    set(stem "${CMAKE_BINARY_DIR}/generated/delayed_${library}")
    list(JOIN ARGN "\n" functions)
    file(CONFIGURE OUTPUT "${stem}.def" CONTENT "LIBRARY ${library}.dll\nEXPORTS\n${functions}\n")
    add_custom_command(OUTPUT "${stem}.a" DEPENDS "${stem}.def" VERBATIM
        COMMAND "${CMAKE_DLLTOOL}" -d "${stem}.def" --output-delaylib "${stem}.a")
    add_custom_target(delayed_${library} DEPENDS "${stem}.a")
    add_dependencies(${target} delayed_${library})
    target_link_libraries(${target} PUBLIC "${stem}.a" delayimp)
endfunction()
