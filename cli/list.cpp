// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "cli/json_view.h"
#include "cli/listing.h"
#include "cli/syntax.h"
#include "cli/verbs.h"

namespace slipway {

namespace {

// Nobody is to take what is on these for gone.
void saySilent(const Surroundings& surroundings) {
    if (surroundings.shares == nullptr) return;
    for (const auto& [share, isDead] : surroundings.shares->shareFacts().silent()) {
        surroundings.err << "slipway: '" << share << "' "
                         << (isDead ? "does not answer" : "answers too slowly")
                         << "; what is on it is not listed\n";
    }
}

}  // namespace

int runList(const Surroundings& surroundings, Arguments arguments) {
    bool all = false;
    bool json = false;
    const Syntax syntax{
        .verb = "list",
        .usage = "[--all] [--json]",
        .about =
            "Lists the applications that manifests make known, with the installations found "
            "here, newest first.",
        .options = {{"--all", "", "those not installed, too, and where they are looked for", &all},
                    {"--json", "", "as JSON, always with those not installed", &json}}};
    const auto parsed = parse(syntax, arguments, surroundings);
    if (!parsed) return parsed.error();
    const Listing listing = listApplications(surroundings);
    surroundings.out << (json ? toJson(listing)
                              : listingText(listing, all, surroundings.outScreen));
    saySilent(surroundings);
    return 0;
}

}  // namespace slipway
