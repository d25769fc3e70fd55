// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <algorithm>

#include "cli/command_line.h"
#include "cli/syntax.h"
#include "cli/terminal.h"
#include "cli/verbs.h"

namespace slipway {

namespace {

std::string overview(const Screen& screen) {
    std::vector<Row> rows;
    for (const Verb& verb : verbs()) {
        if (verb.hidden) continue;
        rows.push_back({{std::string(verb.name), Style::kBold}, {std::string(verb.help)}});
    }
    return "Slipway starts applications with the environment that a studio's plugins ask for.\n\n" +
           Line(screen).add("usage: ", Style::kDim).add("slipway VERB …", Style::kBold).text() +
           "\n\n" + formatTable(rows, 2, screen) +
           "\n'slipway VERB --help' says more about one of them, 'slipway --version' which this "
           "is.\n";
}

}  // namespace

int runHelp(const Surroundings& surroundings, Arguments arguments) {
    const Syntax syntax{.verb = "help",
                        .usage = "[VERB]",
                        .about = "Says more about a verb.",
                        .options = {},
                        .most = 1};
    const auto parsed = parse(syntax, arguments, surroundings);
    if (!parsed) return parsed.error();
    if (parsed->positionals.empty()) {
        surroundings.out << overview(surroundings.outScreen);
        return 0;
    }
    Surroundings asked = surroundings;
    asked.arguments = {parsed->positionals[0], "--help"};
    return runCommandLine(asked);
}

}  // namespace slipway
