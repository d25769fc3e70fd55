// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "resolver/launch_plan.h"

namespace slipway {

int exitCode(Outcome outcome) {
    switch (outcome) {
        case Outcome::kLaunch:
            return 0;
        case Outcome::kRefused:
            return 125;
        case Outcome::kNotExecutable:
            return 126;
        case Outcome::kNotFound:
            return 127;
    }
    return 125;
}

}  // namespace slipway
