// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// The least that a shim can be with a C library: what it takes more is the shim's own work.

#include <unistd.h>

int main(int argc, char** argv, char** environment) {
    (void)argc;
    argv[0] = "/bin/true";
    execve(argv[0], argv, environment);
    return 126;
}
