// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// What Windows has and Wine 8's header has not.

#include_next <winbase.h>

#ifndef SLIPWAY_CLANG_CL_WINBASE
#define SLIPWAY_CLANG_CL_WINBASE
#define PIPE_REJECT_REMOTE_CLIENTS 8

typedef struct {
    BYTE Identifier[16];
} FILE_ID_128;

typedef struct {
    ULONGLONG VolumeSerialNumber;
    FILE_ID_128 FileId;
} FILE_ID_INFO;
#endif
