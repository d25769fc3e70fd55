// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "cli/command_line.h"

#include <algorithm>
#include <exception>

#include "cli/shim_verbs.h"
#include "cli/syntax.h"
#include "cli/verbs.h"
#include "manifests/diagnostic.h"
#include "slipway_version.h"

namespace slipway {

namespace {

int unknownVerb(const Surroundings& surroundings, std::string_view name) {
    const std::string quoted = inQuotes(name);
    if (name.starts_with('-')) {
        return wrongUsage(surroundings,
                          "unknown option " + quoted + didYouMean(name, {"--help", "--version"}));
    }
    std::vector<std::string_view> names;
    for (const Verb& verb : verbs()) {
        if (!verb.hidden) names.push_back(verb.name);
    }
    const std::string meant = didYouMean(name, names);
    return wrongUsage(surroundings,
                      "unknown verb " + quoted + (meant.empty() ? "; see 'slipway help'" : meant));
}

int runVerb(const Surroundings& surroundings) {
    const Arguments arguments = surroundings.arguments;
    if (arguments.empty() || arguments[0] == "--help" || arguments[0] == "-h") {
        return runHelp(surroundings, {});
    }
    if (arguments[0] == "--version") {
        surroundings.out << "slipway " << kVersion << "\n";
        return 0;
    }
    const auto verb = std::ranges::find(verbs(), arguments[0], &Verb::name);
    if (verb == verbs().end()) return unknownVerb(surroundings, arguments[0]);
    if (!verb->hidden) finishInterruptedWork(surroundings);
    return verb->run(surroundings, arguments.subspan(1));
}

}  // namespace

int runCommandLine(const Surroundings& surroundings) try {
    const int code = runVerb(surroundings);
    if (surroundings.out.flush()) return code;
    surroundings.err << "slipway: the output could not be written\n";
    return std::max(code, 1);
} catch (const std::exception& error) {
    surroundings.err << "slipway: " << error.what() << "\n";
    return 1;
}

}  // namespace slipway
