// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// A world whose second plugin root, $SANDBOX/share, is a share.

#pragma once

#include <string>
#include <vector>

#include "tests/support/sandbox.h"
#include "tests/support/share.h"

namespace slipway::test {

class ShareWorld : public MayaSandbox {
  public:
    ShareWorld();

    // The share's two plugins: one has a value beneath it, the other has not.
    static constexpr const char* kPlain = "ON_SHARE";
    static constexpr const char* kBeneath = "LIBRARY";

    // Processes of this world that are left, but for those that have only to be waited for.
    std::vector<int> processes() const;
    // Until none is left; throws where that takes minutes.
    void waitUntilAlone() const;
    // The one thing learnt of shares that is kept is lost.
    void forgetShares() const;

    Share share;
};

}  // namespace slipway::test
