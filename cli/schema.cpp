// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "cli/json_schema.h"
#include "cli/syntax.h"
#include "cli/verbs.h"
#include "farm/ticket.h"

namespace slipway {

int runSchema(const Surroundings& surroundings, Arguments arguments) {
    bool strict = false;
    const Syntax syntax{
        .verb = "schema",
        .usage = "[manifest|configuration|ticket] [--strict]",
        .about =
            "Prints the JSON Schema (2020-12) of manifests, of configuration files, for editors "
            "and "
            "validators (it holds for TOML as for JSON), or of a farm's tickets.\n"
            "Slipway only warns of a key that it does not know, so the schema allows it; with "
            "--strict it does not, and an editor shows a misspelt key at once.",
        .options = {{"--strict", "", "refuses keys that Slipway does not know", &strict}},
        .examples = {{"slipway schema --strict > slipway.schema.json", "for an editor"}},
        .most = 1};
    const auto parsed = parse(syntax, arguments, surroundings);
    if (!parsed) return parsed.error();
    const std::string of = parsed->positionals.empty() ? "manifest" : parsed->positionals[0];
    const UnknownKeys unknown = strict ? UnknownKeys::kRefused : UnknownKeys::kAllowed;
    if (of == "manifest") {
        surroundings.out << jsonSchema(manifestKeys(), "Slipway manifest", unknown);
    } else if (of == "configuration") {
        surroundings.out << jsonSchema(configurationKeys(), "Slipway configuration", unknown);
    } else if (of == "ticket") {
        surroundings.out << ticketSchema();
    } else {
        return wrongUsage(
            surroundings,
            "there are schemas of 'manifest', 'configuration' and 'ticket', none of " +
                inQuotes(of) + didYouMean(of, {"manifest", "configuration", "ticket"}));
    }
    return 0;
}

}  // namespace slipway
