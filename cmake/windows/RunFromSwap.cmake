# Copyright (c) 2026 The Slipway Authors
# SPDX-License-Identifier: Apache-2.0

# cmake -DFILE=X.exe -P RunFromSwap.cmake
#
# Sets IMAGE_FILE_NET_RUN_FROM_SWAP (0x0800) in an executable's header, which GNU ld has no option
# for: Windows then takes the whole file from a share when it starts, instead of page by page, so a
# share that goes away or a file that is replaced does not end what runs.

function(read_number offset bytes result)
    file(READ "${FILE}" hex OFFSET ${offset} LIMIT ${bytes} HEX)
    string(REGEX MATCHALL ".." parts "${hex}")
    list(REVERSE parts)
    list(JOIN parts "" number)
    math(EXPR number "0x${number}")
    set(${result} ${number} PARENT_SCOPE)
endfunction()

read_number(60 4 header)                      # e_lfanew
math(EXPR characteristics_at "${header} + 22") # signature (4), then IMAGE_FILE_HEADER
read_number(${characteristics_at} 2 characteristics)
math(EXPR low "${characteristics} & 0xff")
math(EXPR high "(${characteristics} | 0x0c00) >> 8" OUTPUT_FORMAT HEXADECIMAL)
math(EXPR low "${low}" OUTPUT_FORMAT HEXADECIMAL)
string(REPLACE "0x" "\\x" bytes "${low}${high}")
execute_process(
    COMMAND printf "${bytes}"
    COMMAND dd "of=${FILE}" bs=1 "seek=${characteristics_at}" conv=notrunc status=none
    COMMAND_ERROR_IS_FATAL ANY)
