// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "cli/explanation.h"
#include "cli/explanation_text.h"
#include "cli/json_view.h"
#include "cli/planned_launch.h"
#include "cli/syntax.h"
#include "cli/verbs.h"

namespace slipway {

int runExplain(const Surroundings& surroundings, Arguments arguments) {
    bool json = false;
    bool runBefore = false;
    const Syntax syntax{
        .verb = "explain",
        .usage = "APP[@VERSION] [--json] [--run-before] [-- ARGS…]",
        .about =
            "Says what a launch of APP would be: which installation and why, which plugins take "
            "part and why others do not, each change of the environment with the manifest and line "
            "that asks for it, and the command line.\n"
            "Values of secrets are shown as •••; 'slipway env' prints them.",
        .options = {{"--json", "", "as JSON; bytes that are not UTF-8 become U+FFFD", &json},
                    {std::string(kRunBefore), "", std::string(kRunBeforeHelp), &runBefore}},
        .fewest = 1,
        .most = 1,
        .takesApplicationArguments = true};
    const auto parsed = parse(syntax, arguments, surroundings);
    if (!parsed) return parsed.error();
    const auto request = parseApplicationRequest(parsed->positionals[0]);
    if (!request) return wrongUsage(surroundings, request.error());

    PlannedLaunch launch(*request, parsed->applicationArguments, Extent::kAll, surroundings);
    if (runBefore) launch.carryOut();
    const LaunchPlan plan = launch.evaluate().plan;
    if (!json && plan.outcome == Outcome::kNotFound && !launch.catalogue().application().known) {
        sayRemarks(launch, plan, surroundings);
        return codeOfAnswer(launch, plan.outcome);
    }
    const Studio studio = readStudio(launch.host());
    const Explanation explanation = explain(launch, studio, surroundings);
    surroundings.out << (json ? toJson(explanation)
                              : explanationText(explanation, surroundings.rules,
                                                surroundings.outScreen));
    return codeOfAnswer(launch, explanation.outcome);
}

}  // namespace slipway
