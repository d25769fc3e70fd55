# Copyright (c) 2026 The Slipway Authors
# SPDX-License-Identifier: Apache-2.0

# cmake -DINPUT=FILE -DNAME=kName -DOUTPUT=FILE -P WriteText.cmake: a file as a text of the program.

file(READ "${INPUT}" bytes HEX)
string(REGEX REPLACE "(................................)" "\\1\n    " bytes "${bytes}")
string(REGEX REPLACE "([0-9a-f][0-9a-f])" "'\\\\x\\1'," bytes "${bytes}")
file(CONFIGURE OUTPUT "${OUTPUT}" @ONLY CONTENT [[
#pragma once

#include <string_view>

namespace slipway {

inline constexpr char @NAME@Bytes[] = {
    @bytes@};
inline constexpr std::string_view @NAME@{@NAME@Bytes, sizeof(@NAME@Bytes)};

}  // namespace slipway
]])
