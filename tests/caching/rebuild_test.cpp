// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Spec 2.8: many launches that find one catalogue out of date. Nobody ever gets anything old for
// it.

#include "tests/caching/rebuild.h"

namespace slipway::test {
namespace {

TEST_F(Rebuild, IsSeenByAllLaunchesOfTheMoment) {
    for (const char* value : {"second", "third"}) {
        write(value);
        for (const Launch& each : launchAtOnce(world.mayaCommand(), 12)) expect(each, value);
        expectAtNextLaunch(value);
    }
}

}  // namespace
}  // namespace slipway::test
