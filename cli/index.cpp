// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <algorithm>

#include "cli/index_file.h"
#include "cli/json_view.h"
#include "cli/root_index.h"
#include "cli/syntax.h"
#include "cli/terminal.h"
#include "cli/verbs.h"
#include "manifests/published_index.h"

namespace slipway {

namespace {

int fail(const Surroundings& surroundings, const std::string& why) {
    surroundings.err << "slipway: " << why << "\n";
    return 1;
}

std::string textOf(const PublishedIndex& published, const Screen& screen) {
    std::string text;
    for (const Diagnostic& diagnostic : published.diagnostics) {
        text += withSourceLine(diagnostic, screen.colour) + "\n";
    }
    if (!text.empty()) text += "\n";
    text += counted(published.plugins, "plugin") + " published in " + inQuotes(published.file);
    const std::string differences = describe(published.differences);
    return text + (differences.empty() ? "; nothing has changed" : "; " + printable(differences)) +
           "\n";
}

int publish(const std::string& root, bool json, const Surroundings& surroundings) {
    const auto published = publishIndex(root, surroundings);
    if (!published) return fail(surroundings, published.error());
    surroundings.out << (json ? toJson(*published) : textOf(*published, surroundings.outScreen));
    const bool hasErrors = std::ranges::any_of(
        published->diagnostics, [](const auto& each) { return each.severity == Severity::kError; });
    return hasErrors ? 1 : 0;
}

int remove(const std::string& root, const Surroundings& surroundings) {
    const std::string file = indexPath(root, surroundings.rules);
    auto lock = IndexLock::take(root);
    if (!lock) return fail(surroundings, lock.error());
    const auto removed = lock->remove();
    if (!removed) return fail(surroundings, removed.error());
    if (!*removed) return fail(surroundings, inQuotes(file) + " is not there");
    surroundings.out << inQuotes(file) << " removed: launches look at each plugin again\n";
    return 0;
}

}  // namespace

int runIndex(const Surroundings& surroundings, Arguments arguments) {
    bool json = false;
    bool removes = false;
    const Syntax syntax{
        .verb = "index",
        .usage = "ROOT [--remove] [--json]",
        .about =
            "Publishes a plugin root: all its manifests as they are now, in one file, "
            "ROOT/.slipway/index. From then on launches look at that file alone, however many "
            "plugins there are, and what is edited, added or removed beneath ROOT counts after "
            "the next `slipway index ROOT`. It is replaced as a whole; launches meet the old one "
            "or the new one.\n"
            "A plugin with errors is published with them: it stays left out, and launches say so. "
            "The exit code is then 1.",
        .options = {{"--remove", "", "removes the index: what is in ROOT counts at once again",
                     &removes},
                    {"--json", "", "as JSON", &json}},
        .fewest = 1,
        .most = 1};
    const auto parsed = parse(syntax, arguments, surroundings);
    if (!parsed) return parsed.error();
    const std::string& named = parsed->positionals[0];
    const std::string root =
        tidyPath(absolutePath(named, surroundings).value_or(""), surroundings.rules);
    if (fileType(surroundings.disk.facts(root)) != FileType::kFolder) {
        return wrongUsage(surroundings, inQuotes(named) + " is not a folder");
    }
    return removes ? remove(root, surroundings) : publish(root, json, surroundings);
}

}  // namespace slipway
