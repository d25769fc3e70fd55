// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "cli/checkup.h"
#include "cli/json_view.h"
#include "cli/syntax.h"
#include "cli/verbs.h"

namespace slipway {

int runDoctor(const Surroundings& surroundings, Arguments arguments) {
    const auto json = parseReport(
        "doctor",
        "Looks at this host as launches from here find it: configuration, plugin roots, "
        "plugins that do not count, shims, PATH, the cache, limits. Of everything that is "
        "wrong: what, why it matters, and the command that mends it. Changes nothing.\n"
        "The exit code is 1 where something is wrong; notes leave it 0.",
        arguments, surroundings);
    if (!json) return json.error();
    const Checkup checkup = examineHost(surroundings);
    surroundings.out << (*json ? toJson(checkup) : checkupText(checkup, surroundings.outScreen));
    return checkup.findsWrong() ? 1 : 0;
}

}  // namespace slipway
