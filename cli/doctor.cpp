// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "cli/checkup.h"
#include "cli/json_view.h"
#include "cli/syntax.h"
#include "cli/verbs.h"

namespace slipway {

int runDoctor(const Surroundings& surroundings, Arguments arguments) {
    bool json = false;
    const Syntax syntax{
        .verb = "doctor",
        .usage = "[--json]",
        .about =
            "Looks at this host as launches from here find it: configuration, plugin roots, "
            "plugins that do not count, shims, PATH, the cache, limits. Of everything that is "
            "wrong: what, why it matters, and the command that mends it. Changes nothing.\n"
            "The exit code is 1 where something is wrong; notes leave it 0.",
        .options = {{"--json", "", "as JSON", &json}}};
    const auto parsed = parse(syntax, arguments, surroundings);
    if (!parsed) return parsed.error();
    const Checkup checkup = examineHost(surroundings);
    surroundings.out << (json ? toJson(checkup) : checkupText(checkup, surroundings.outScreen));
    return checkup.findsWrong() ? 1 : 0;
}

}  // namespace slipway
