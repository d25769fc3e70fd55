// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "cli/json_view.h"
#include "cli/listing.h"
#include "cli/syntax.h"
#include "cli/verbs.h"

namespace slipway {

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
    return 0;
}

}  // namespace slipway
