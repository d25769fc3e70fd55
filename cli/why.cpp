// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "cli/explanation.h"
#include "cli/explanation_text.h"
#include "cli/json_view.h"
#include "cli/planned_launch.h"
#include "cli/syntax.h"
#include "cli/variable_story.h"
#include "cli/verbs.h"
#include "manifests/diagnostic.h"
#include "manifests/document.h"
#include "resolver/text.h"

namespace slipway {

namespace {

bool isOfName(char c) {
    return isLetter(c) || isDigit(c) || c == '_';
}

bool hasWord(std::string_view line, std::string_view word, Case letters) {
    for (std::size_t at = 0; at + word.size() <= line.size(); ++at) {
        const bool isWhole = (at == 0 || !isOfName(line[at - 1])) &&
                             (at + word.size() == line.size() || !isOfName(line[at + word.size()]));
        if (isWhole && equals(line.substr(at, word.size()), word, letters)) return true;
    }
    return false;
}

// The first line of the text with the word in it, counted from 1; 0 where there is none.
std::size_t lineWith(std::string_view word, std::string_view text, Case letters) {
    std::size_t number = 0, found = 0;
    forEachEntry(text, "\n", [&](std::string_view line) {
        ++number;
        if (found == 0 && hasWord(line, word, letters)) found = number;
    });
    return found;
}

std::string whyItDoesNotCount(const Plugin& plugin, const std::vector<Plugin>& all) {
    if (plugin.shadowedBy) {
        const Plugin& other = all[*plugin.shadowedBy];
        return ", of a plugin that " + withVersion(other.name, other.version) + " shadows";
    }
    return plugin.excluded ? ", of a plugin that a pin excludes" : "";
}

// A value for another platform is no part of a catalogue, nor is a plugin that does not count. The
// line itself is not shown: it may hold a secret.
void sayWhereItStands(const std::string& name, const Studio& studio,
                      const Surroundings& surroundings) {
    const Case letters = surroundings.rules.namesIgnoreCase ? Case::kIgnored : Case::kMatters;
    for (const Plugin& plugin : studio.discovery.plugins) {
        const auto file = surroundings.disk.read(plugin.manifestPath, kLargestSource);
        const std::size_t line = file ? lineWith(name, file->text, letters) : 0;
        if (line == 0) continue;
        surroundings.err << "  it stands in " << printable(plugin.manifestPath) << ":" << line
                         << printable(whyItDoesNotCount(plugin, studio.discovery.plugins)) << "\n";
    }
}

int nobodyTouches(const std::string& name, const Explanation& explanation, const Studio& studio,
                  const Surroundings& surroundings) {
    std::vector<std::string_view> touched;
    for (const auto& variable : explanation.variables) touched.push_back(variable.name);
    surroundings.err << "slipway: nothing in a launch of " << inQuotes(explanation.application.name)
                     << " has to do with " << inQuotes(name) << didYouMean(name, touched) << "\n";
    sayWhereItStands(name, studio, surroundings);
    return 1;
}

}  // namespace

int runWhy(const Surroundings& surroundings, Arguments arguments) {
    std::string application;
    bool json = false;
    bool runBefore = false;
    const Syntax syntax{
        .verb = "why",
        .usage = "VARIABLE --app APP[@VERSION] [--json] [--run-before] [-- ARGS…]",
        .about =
            "Tells the story of one environment variable in a launch of APP: what it was, each "
            "operation in order with the integration and the line that asks for it, what was left "
            "out or skipped and why, and what it is in the end.\n"
            "The exit code is 1 where nothing has to do with the variable. Values of secrets are "
            "shown as •••.",
        .options = {{"--app", "APP", "the application, or one of its commands", &application},
                    {"--json", "", "as JSON; bytes that are not UTF-8 become U+FFFD", &json},
                    {std::string(kRunBefore), "", std::string(kRunBeforeHelp), &runBefore}},
        .examples = {{"slipway why PYTHONPATH --app maya@2024", ""}},
        .fewest = 1,
        .most = 1,
        .takesApplicationArguments = true};
    const auto parsed = parse(syntax, arguments, surroundings);
    if (!parsed) return parsed.error();
    const std::string& name = parsed->positionals[0];
    if (application.empty()) {
        return wrongUsage(surroundings, "'why' needs to know of which application: slipway why " +
                                            inQuotes(name) + " --app APP");
    }
    const auto request = parseApplicationRequest(application);
    if (!request) return wrongUsage(surroundings, request.error());

    PlannedLaunch launch(*request, parsed->applicationArguments, Extent::kAll, surroundings);
    if (runBefore) launch.carryOut();
    const LaunchPlan plan = launch.evaluate().plan;
    sayRemarks(launch, plan, surroundings);
    if (!runBefore) sayNotPrepared(plan, surroundings);
    if (plan.outcome == Outcome::kNotFound) return codeOfAnswer(launch, plan.outcome);
    const Studio studio = readStudio(launch.host());
    const Explanation explanation = explain(launch, studio, surroundings);
    const auto story = storyOf(name, explanation, surroundings.rules);
    if (!story) return nobodyTouches(name, explanation, studio, surroundings);
    surroundings.out << (json ? toJson(*story, surroundings.rules)
                              : storyText(*story, explanation, surroundings.rules,
                                          surroundings.outScreen));
    return codeOfAnswer(launch, explanation.outcome);
}

}  // namespace slipway
