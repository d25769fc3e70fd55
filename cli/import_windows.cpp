// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <cstdint>
#include <string>

#include "cli/syntax.h"
#include "cli/verbs.h"

namespace slipway {

int runImport(const Surroundings& surroundings, Arguments arguments) {
    std::string root;
    const Syntax syntax{.verb = "import",
                        .usage = "ftrack PATH... --to ROOT",
                        .about =
                            "Makes manifests of ftrack Connect's plugins and launch "
                            "configurations, on Linux and macOS; what it makes serves "
                            "Windows, too.",
                        .options = {{"--to", "ROOT", "the plugin root to write to", &root}},
                        .most = SIZE_MAX};
    if (const auto parsed = parse(syntax, arguments, surroundings); !parsed) return parsed.error();
    surroundings.err
        << "slipway: importing works on Linux and macOS; what it makes serves Windows, "
           "too\n";
    return 1;
}

}  // namespace slipway
