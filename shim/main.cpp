// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// The shim: called by the name of a command, becomes that command.

#include "shim/process.h"
#include "shim/shim.h"

int main(int argc, char* argv[], char* environment[]) {
    slipway::Arena arena = slipway::processArena();
    return slipway::runShim(slipway::captureProcess(argc, argv, environment, arena), arena);
}
