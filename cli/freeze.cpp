// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "cli/frozen_launch.h"
#include "cli/syntax.h"
#include "cli/verbs.h"

namespace slipway {

int runFreeze(const Surroundings& surroundings, Arguments arguments) {
    FreezeOptions options;
    std::string output;
    Syntax syntax{
        .verb = "freeze",
        .usage = "APP[@VERSION] -o FILE [--frames FRAMES] [OPTION…] [-- ARGS…]",
        .about =
            "Writes a launch of APP to a ticket, which 'slipway farm-exec' launches on another "
            "computer: the application and its version, the arguments, every operation on the "
            "environment. Paths beneath a place of the configuration's [paths] are written as "
            "{paths.NAME}/…, so that the ticket means the same there.\n"
            "What looks like a secret is not frozen: --secret says where the worker has it. "
            "Prints the ticket's id, to be handed over apart from it.",
        .options = {{"--output", "FILE", "the ticket to write", &output, "-o"}},
        .examples = {{"slipway freeze blender -o shot.ticket --frames 1-100 -- -b shot.blend -f "
                      "{frame}",
                      "a frame a task"}},
        .fewest = 1,
        .most = 1,
        .takesApplicationArguments = true};
    for (Option& option : syntaxOf(options)) syntax.options.push_back(std::move(option));
    const auto parsed = parse(syntax, arguments, surroundings);
    if (!parsed) return parsed.error();
    if (output.empty()) return wrongUsage(surroundings, "'freeze' needs a file to write: -o FILE");
    if (output == "-") {
        return wrongUsage(surroundings, "a ticket goes to a file; what is printed is its id");
    }
    const auto ticket =
        freezeLaunch(parsed->positionals[0], parsed->applicationArguments, options, surroundings);
    if (!ticket) return ticket.error();
    const auto path = absolutePath(output, surroundings);
    const std::string text = printTicket(*ticket);
    if (!writeForWorkers(path.value_or(output), text, surroundings)) return 1;
    surroundings.out << readTicket(output, text)->id << "\n";
    return 0;
}

}  // namespace slipway
