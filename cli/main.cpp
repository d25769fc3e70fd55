// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "cli/command_line.h"
#include "cli/surroundings.h"
#include "manifests/disk.h"

int main(int argc, char** argv) {
    slipway::Arena arena;
    slipway::HostDisk host;
    slipway::ShareDisk disk(host, slipway::processEnvironment(arena));
    return slipway::runCommandLine(slipway::surroundingsOfProcess(argc, argv, disk, arena));
}
