// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "cli/json_view.h"
#include "cli/planned_launch.h"
#include "cli/shell_format.h"
#include "cli/syntax.h"
#include "cli/verbs.h"
#include "manifests/wording.h"

namespace slipway {

namespace {

constexpr std::string_view kJson = "json";

constexpr std::string_view kCommand = "COMMAND";

std::string commandFor(const ShellFormat& format) {
    const bool isDefault = &format == &shellFormats().front();
    return "slipway env APP" + (isDefault ? "" : " --format " + std::string(format.name));
}

std::vector<std::string_view> formatNames() {
    std::vector<std::string_view> names;
    for (const ShellFormat& format : shellFormats()) names.push_back(format.name);
    names.push_back(kJson);
    return names;
}

std::string formatHelp() {
    return alternatives(formatNames()) + "; default 'sh', any POSIX shell";
}

// A line to type in each shell.
std::vector<Syntax::Example> examples() {
    std::vector<Syntax::Example> list;
    for (const ShellFormat& format : shellFormats()) {
        std::string line(format.use);
        line.replace(line.find(kCommand), kCommand.size(), commandFor(format));
        list.push_back({std::string(format.name), line});
    }
    return list;
}

void sayRemark(const Surroundings& surroundings, const std::string& name, std::string_view remark) {
    surroundings.err << "slipway: " << inQuotes(name) << " " << remark << "\n";
}

void print(const ShellFormat& format, const EnvironmentPatch& patch,
           const Surroundings& surroundings) {
    const ShellScript script = scriptFor(format, patch);
    for (const auto& remark : script.remarks) sayRemark(surroundings, remark.name, remark.text);
    surroundings.out << script.text;
}

// JSON is UTF-8. What is not would only be there with other bytes, which is worse than not at all.
void printJson(const EnvironmentPatch& patch, const Surroundings& surroundings) {
    std::vector<VariableChange> changes;
    for (const VariableChange& change : patch) {
        if (isUtf8(change.name) && isUtf8(change.after.value_or(""))) {
            changes.push_back(change);
        } else {
            sayRemark(surroundings, std::string(change.name),
                      "is left out: it is not UTF-8, which JSON has to be; --format sh has it");
        }
    }
    surroundings.out << toJson(EnvironmentPatch{changes});
}

}  // namespace

int runEnv(const Surroundings& surroundings, Arguments arguments) {
    std::string format(shellFormats().front().name);
    bool runBefore = false;
    const Syntax syntax{
        .verb = "env",
        .usage = "APP[@VERSION] [--format FORMAT] [--run-before] [-- ARGS…]",
        .about =
            "Prints what a launch of APP changes in the environment, for a shell to evaluate. "
            "What a shell cannot hold is left out and named on stderr.\n"
            "Values of secrets are printed: that is what this is for.",
        .options = {{"--format", "FORMAT", formatHelp(), &format},
                    {std::string(kRunBefore), "", std::string(kRunBeforeHelp), &runBefore}},
        .examples = examples(),
        .fewest = 1,
        .most = 1,
        .takesApplicationArguments = true};
    const auto parsed = parse(syntax, arguments, surroundings);
    if (!parsed) return parsed.error();
    const ShellFormat* shell = shellFormatNamed(format);
    if (shell == nullptr && format != kJson) {
        return wrongUsage(surroundings, "--format is " + alternatives(formatNames()) + ", not " +
                                            inQuotes(format));
    }
    const auto request = parseApplicationRequest(parsed->positionals[0]);
    if (!request) return wrongUsage(surroundings, request.error());

    // A shell that evaluates it again and again is within none of the launches before.
    Surroundings here = surroundings;
    here.enclosing.chain = withoutInnermost(here.enclosing.chain);
    PlannedLaunch launch(*request, parsed->applicationArguments, Extent::kLaunch, here);
    if (runBefore) launch.carryOut();
    const LaunchPlan plan = launch.evaluate().plan;
    sayRemarks(launch, plan, surroundings);
    if (!runBefore) sayNotPrepared(plan, surroundings);
    if (plan.outcome != Outcome::kLaunch) return codeOfAnswer(launch, plan.outcome);
    const EnvironmentPatch changes = launch.changesFromHere(plan);
    if (shell != nullptr) {
        print(*shell, changes, surroundings);
    } else {
        printJson(changes, surroundings);
    }
    return 0;
}

}  // namespace slipway
