// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "shim/helper_process_windows.h"

#include <gmock/gmock.h>

namespace slipway {
namespace {

// Wine takes a list that names a handle twice, Windows refuses it: only the list itself can be
// looked at.
TEST(HandlesToInherit, AreNamedOnce) {
    int places[2];
    const HANDLE pipe = &places[0];
    const HANDLE nothing = &places[1];
    HANDLE allTheSame[] = {pipe, pipe, pipe};
    EXPECT_THAT(eachOnce(allTheSame), testing::ElementsAre(pipe));
    HANDLE apart[] = {nothing, pipe, nothing};
    EXPECT_THAT(eachOnce(apart), testing::UnorderedElementsAre(pipe, nothing));
}

}  // namespace
}  // namespace slipway
