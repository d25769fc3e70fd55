// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <limits>

#include "cli/json_view.h"
#include "cli/manifest_check.h"
#include "cli/syntax.h"
#include "cli/verbs.h"

namespace slipway {

int runCheck(const Surroundings& surroundings, Arguments arguments) {
    bool json = false;
    const Syntax syntax{
        .verb = "check",
        .usage = "[PATH…] [--json]",
        .about =
            "Reads manifests and configuration strictly and says what is wrong with them: where, "
            "and what would be right. A PATH is a plugin root, a plugin, a manifest or a "
            "configuration file; without one, the configuration and the plugin roots in force are "
            "read.\n"
            "The exit code is 1 where there are errors; warnings leave it 0.",
        .options = {{"--json", "", "as JSON", &json}},
        .most = std::numeric_limits<std::size_t>::max()};
    const auto parsed = parse(syntax, arguments, surroundings);
    if (!parsed) return parsed.error();
    std::expected<CheckReport, std::string> report;
    if (parsed->positionals.empty()) {
        report = checkAllInForce(surroundings);
    } else {
        report = checkPaths(parsed->positionals, surroundings);
    }
    if (!report) return wrongUsage(surroundings, report.error());
    surroundings.out << (json ? toJson(report->diagnostics)
                              : checkText(*report, surroundings.outScreen));
    return report->count(Severity::kError) == 0 ? 0 : 1;
}

}  // namespace slipway
