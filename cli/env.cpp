// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "cli/json_view.h"
#include "cli/planned_launch.h"
#include "cli/shell_format.h"
#include "cli/syntax.h"
#include "cli/verbs.h"
#include "manifests/diagnostic.h"
#include "manifests/source_text.h"

namespace slipway {

namespace {

int wrongFormat(const Surroundings& surroundings, const std::string& format) {
    const std::string quoted = inQuotes(format);
    for (std::string_view future : {"fish", "powershell", "cmd"}) {
        if (format != future) continue;
        return wrongUsage(surroundings, "--format " + quoted +
                                            " is not in this version yet; 'sh' and 'json' are");
    }
    return wrongUsage(surroundings, "--format is 'sh' or 'json', not " + quoted);
}

void sayWhatShCannotHold(const EnvironmentPatch& patch, std::ostream& err) {
    for (const VariableChange& change : patch) {
        if (isShellName(change.name)) continue;
        err << "slipway: " << inQuotes(change.name)
            << " is left out: a shell cannot have a variable of that name; --format json has it\n";
    }
}

bool isUtf8(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const CodePoint point = codePointAt(text, at);
        if (!point.valid) return false;
        at += point.length;
    }
    return true;
}

void sayWhatJsonCannotHold(const EnvironmentPatch& patch, std::ostream& err) {
    for (const VariableChange& change : patch) {
        if (isUtf8(change.name) && isUtf8(change.after.value_or(""))) continue;
        err << "slipway: " << inQuotes(change.name)
            << " is not UTF-8, which JSON has to be: U+FFFD stands for what is not; --format sh "
               "has it byte for byte\n";
    }
}

}  // namespace

int runEnv(const Surroundings& surroundings, Arguments arguments) {
    std::string format = "sh";
    const Syntax syntax{
        .verb = "env",
        .usage = "APP[@VERSION] [--format sh|json] [-- ARGS…]",
        .about =
            "Prints what a launch of APP changes in the environment; eval \"$(slipway env "
            "APP)\" makes these changes in a shell.\n"
            "Values of secrets are printed: that is what this is for.",
        .options = {{"--format", "FORMAT", "'sh' (default: for any POSIX shell) or 'json'",
                     &format}},
        .fewest = 1,
        .most = 1,
        .takesApplicationArguments = true};
    const auto parsed = parse(syntax, arguments, surroundings);
    if (!parsed) return parsed.error();
    if (format != "sh" && format != "json") return wrongFormat(surroundings, format);
    const auto request = parseApplicationRequest(parsed->positionals[0]);
    if (!request) return wrongUsage(surroundings, request.error());

    PlannedLaunch launch(*request, parsed->applicationArguments, Extent::kLaunch, surroundings);
    const LaunchPlan plan = launch.evaluate().plan;
    sayRemarks(launch, plan, surroundings);
    if (plan.outcome != Outcome::kLaunch) return codeOfAnswer(launch, plan.outcome);
    if (format == "json") {
        sayWhatJsonCannotHold(plan.changes, surroundings.err);
        surroundings.out << toJson(plan.changes);
    } else {
        sayWhatShCannotHold(plan.changes, surroundings.err);
        surroundings.out << formatForSh(plan.changes);
    }
    return 0;
}

}  // namespace slipway
