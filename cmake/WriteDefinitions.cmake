# Copyright (c) 2026 The Slipway Authors
# SPDX-License-Identifier: Apache-2.0

# cmake -DMANIFESTS=A|B -DOUTPUT=FILE -P WriteDefinitions.cmake
#
# The texts are written as arrays of characters: compilers limit the length of string literals.

string(REPLACE "|" ";" MANIFESTS "${MANIFESTS}")
set(texts "")
set(entries "")
set(number 0)
foreach(manifest IN LISTS MANIFESTS)
    file(READ "${manifest}" bytes HEX)
    string(REGEX REPLACE "(................................)" "\\1\n    " bytes "${bytes}")
    string(REGEX REPLACE "([0-9a-f][0-9a-f])" "'\\\\x\\1'," bytes "${bytes}")
    string(APPEND texts "constexpr char kText${number}[] = {  // ${manifest}\n    ${bytes}};\n")
    string(APPEND entries
        "        {\"${manifest}\", {kText${number}, sizeof(kText${number})}},\n")
    math(EXPR number "${number} + 1")
endforeach()
if(number EQUAL 0)
    set(body "    return {};\n")
else()
    set(body "    static constexpr BuiltinDefinition kDefinitions[] = {\n${entries}    };\n")
    string(APPEND body "    return kDefinitions;\n")
endif()
file(CONFIGURE OUTPUT "${OUTPUT}" @ONLY CONTENT [[
#include "manifests/host.h"

namespace slipway {
namespace {
@texts@
}  // namespace

std::span<const BuiltinDefinition> builtinDefinitions() {
@body@}

}  // namespace slipway
]])
