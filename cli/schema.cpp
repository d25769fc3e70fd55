// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "cli/json_schema.h"
#include "cli/syntax.h"
#include "cli/verbs.h"

namespace slipway {

int runSchema(const Surroundings& surroundings, Arguments arguments) {
    bool strict = false;
    const Syntax syntax{
        .verb = "schema",
        .usage = "[manifest|configuration] [--strict]",
        .about =
            "Prints the JSON Schema (2020-12) of manifests, or of configuration files, for editors "
            "and validators; it holds for TOML as for JSON.\n"
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
    } else {
        return wrongUsage(surroundings,
                          "there is a schema of 'manifest' and one of 'configuration', none of " +
                              inQuotes(of) + didYouMean(of, {"manifest", "configuration"}));
    }
    return 0;
}

}  // namespace slipway
