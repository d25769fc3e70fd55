# Copyright (c) 2026 The Slipway Authors
# SPDX-License-Identifier: Apache-2.0

# Microsoft's dialect and ABI from Linux, to see that what is written for Visual Studio compiles: Clang
# in the guise of cl.exe, with libc++ in its form for that ABI and Wine's headers of Windows and of its
# C library. To CMake it is MSVC, so whatever is said for that is taken here. It is neither Microsoft's
# compiler nor its library, and nothing that it makes is a release.

set(CMAKE_SYSTEM_NAME Windows)
set(CMAKE_SYSTEM_PROCESSOR AMD64)

set(slipway_llvm /usr/lib/llvm-22)
set(CMAKE_C_COMPILER ${slipway_llvm}/bin/clang-cl)
set(CMAKE_CXX_COMPILER ${slipway_llvm}/bin/clang-cl)
set(CMAKE_LINKER ${slipway_llvm}/bin/lld-link)
set(CMAKE_AR ${slipway_llvm}/bin/llvm-lib)
set(CMAKE_MT ${slipway_llvm}/bin/llvm-mt)
set(CMAKE_RC_COMPILER ${slipway_llvm}/bin/llvm-rc)
set(CMAKE_C_COMPILER_TARGET x86_64-pc-windows-msvc)
set(CMAKE_CXX_COMPILER_TARGET x86_64-pc-windows-msvc)
set(CMAKE_TRY_COMPILE_TARGET_TYPE STATIC_LIBRARY)  # there is no whole run-time library to link

# A header that includes what it stands in front of finds it in one of the later folders.
get_filename_component(slipway_top "${CMAKE_CURRENT_LIST_DIR}/../.." ABSOLUTE)
set(slipway_cxx ${slipway_llvm}/include/c++/v1)
set(slipway_wine /usr/include/wine/wine)
set(slipway_c ${slipway_llvm}/lib/clang/22/include ${slipway_wine}/msvcrt ${slipway_wine}/windows)
foreach(folder IN LISTS slipway_cxx slipway_c)
    if(NOT EXISTS "${folder}")
        message(FATAL_ERROR "${folder} is missing: 'scripts/setup clang-cl' installs it")
    endif()
endforeach()
list(JOIN slipway_c " -imsvc " slipway_c)
set(slipway_flags "-nobuiltininc -fms-compatibility-version=19.44 -DWINE_UNICODE_NATIVE")
set(slipway_stand_ins "-imsvc \"${slipway_top}/cmake/clang-cl\"")
set(CMAKE_C_FLAGS_INIT "${slipway_flags} ${slipway_stand_ins} -imsvc ${slipway_c}")
# As strict as the library of Visual Studio: its iterators are no pointers, and a header brings little
# but what it is for.
set(CMAKE_CXX_FLAGS_INIT "${slipway_flags} -D_LIBCPP_NO_VCRUNTIME -D_LIBCPP_NO_AUTO_LINK -D_LIBCPP_REMOVE_TRANSITIVE_INCLUDES -D_LIBCPP_ABI_BOUNDED_ITERATORS -D_LIBCPP_ABI_USE_WRAP_ITER_IN_STD_ARRAY -D_LIBCPP_ABI_USE_WRAP_ITER_IN_STD_STRING_VIEW -imsvc ${slipway_cxx} ${slipway_stand_ins} -imsvc ${slipway_c}")
set(CMAKE_RC_FLAGS_INIT "/I${slipway_wine}/windows /I${slipway_wine}/msvcrt")

# The shim is linked: what it calls of Windows by Wine's import libraries, and in the run-time library's
# stead a start that does no more than call main. Whoever needs more of it learns so from the linker.
set(slipway_libraries "${slipway_top}/build/deps/clang-cl")
file(MAKE_DIRECTORY "${slipway_libraries}")
foreach(library IN ITEMS kernel32 user32 advapi32 msvcrt)
    file(CREATE_LINK "/usr/lib/x86_64-linux-gnu/wine/x86_64-windows/lib${library}.a"
        "${slipway_libraries}/${library}.lib" SYMBOLIC)
endforeach()
if("${slipway_top}/cmake/clang-cl/start_windows.cpp" IS_NEWER_THAN "${slipway_libraries}/libcmt.lib")
    separate_arguments(words NATIVE_COMMAND "${CMAKE_CXX_FLAGS_INIT}")
    execute_process(COMMAND_ERROR_IS_FATAL ANY WORKING_DIRECTORY "${slipway_libraries}"
        COMMAND ${CMAKE_C_COMPILER} --target=${CMAKE_C_COMPILER_TARGET} /nologo /c /O2 /GS- /GR- /Zl -std:c++latest -Wno-main ${words}
            "${slipway_top}/cmake/clang-cl/start_windows.cpp")
    execute_process(COMMAND_ERROR_IS_FATAL ANY WORKING_DIRECTORY "${slipway_libraries}"
        COMMAND ${CMAKE_AR} /nologo /out:libcmt.lib start_windows.obj)
endif()
set(CMAKE_EXE_LINKER_FLAGS_INIT "/libpath:\"${slipway_libraries}\" /nodefaultlib:oldnames")
set(CMAKE_CXX_STANDARD_LIBRARIES "kernel32.lib user32.lib advapi32.lib msvcrt.lib" CACHE STRING "")

set(CMAKE_FIND_ROOT_PATH_MODE_LIBRARY NEVER)
set(CMAKE_FIND_LIBRARY_PREFIXES none)  # never one of this machine's
set(gtest_disable_pthreads ON)  # FindThreads takes a call that is never linked for one that is there

# Only its header is of use: its sources are GNU's C.
set(SLIPWAY_PLIST_LIBRARY plist-2.0 CACHE STRING "")
set(SLIPWAY_PLIST_HEADERS "${slipway_top}/build/deps/libplist/include" CACHE PATH "")
