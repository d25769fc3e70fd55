// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <iterator>
#include <map>

#include "cli/checkup.h"
#include "cli/shell_format.h"
#include "cli/syntax.h"
#include "cli/terminal.h"
#include "manifests/wording.h"

namespace slipway {

namespace {

// What a diagnostic means for launches from this host, and what is to be done. Without a row: of a
// manifest or configuration file, `slipway check` says more.
struct Meaning {
    std::string_view code;
    Severity severity;
    std::string_view why;
    std::string_view mend;  // empty: `slipway check FILE`
};
constexpr std::string_view kBroken =
    "it is left out of every launch; strict and farm launches stop";
constexpr std::string_view kDoubtful = "it is read, but probably does not do what was meant";

constexpr Meaning kMeanings[] = {
    {"application-unknown", Severity::kWarning, "", "slipway check"},
    {"command-missing", Severity::kWarning,
     "where it is to be run, launches are refused, or go ahead without it", "slipway check"},
    {"config-missing", Severity::kError, "no configuration but the system's policy is read",
     "unset SLIPWAY_CONFIG, or name a file that is there"},
    {"config-relative", Severity::kWarning, "it names no file, so those of system and user count",
     "set SLIPWAY_CONFIG to a whole path"},
    {"index-unusable", Severity::kWarning,
     "every launch looks at each plugin instead, and warns; strict launches stop",
     "publish it again: slipway index ROOT"},
    {"integration-shadowed", Severity::kNote,
     "the earlier root's counts, then the first plugin's by name; the other one is never applied",
     "rename the one, or remove the one that is not wanted"},
    {"integration-unknown", Severity::kWarning, "", "slipway check"},
    {"place-unknown", Severity::kWarning, "", "slipway check"},
    {"manifest-misnamed", Severity::kWarning, "no launch finds it, so its plugin does nothing",
     "name it slipway.toml or slipway.json, in the plugin's own folder"},
    {"plugin-excluded", Severity::kNote, "", "change that pin if it is wanted"},
    {"plugin-shadowed", Severity::kNote, "", "remove the one that is not wanted"},
    {"plugin-version-missing", Severity::kWarning,
     "a pin asks for it: every launch that it concerns warns, strict and farm launches stop",
     "put that version into a plugin root, or change the pin"},
    {"root-repeated", Severity::kNote, "", "name it once"},
    {"root-relative", Severity::kWarning, "its plugins are left out of every launch",
     "write the whole path"},
    {"untrusted", Severity::kError,
     "somebody else could put code into everybody's launch, so it is left out; strict and farm "
     "launches stop",
     ""},
};

std::string fileOf(const Diagnostic& diagnostic) {
    return diagnostic.location.source ? diagnostic.location.source->path : "";
}

std::string placeOf(const Diagnostic& diagnostic) {
    const std::string file = fileOf(diagnostic);
    if (file.empty() || diagnostic.location.line == 0) return file;
    return file + ":" + std::to_string(diagnostic.location.line) + ":" +
           std::to_string(diagnostic.location.column);
}

Severity severityOf(const Diagnostic& diagnostic, const Meaning* meaning) {
    return meaning != nullptr ? meaning->severity : diagnostic.severity;
}

Finding findingOf(const Diagnostic& diagnostic, const Meaning* meaning, std::size_t more,
                  const PlatformRules& rules) {
    const std::string file = fileOf(diagnostic);
    Finding finding{.severity = severityOf(diagnostic, meaning), .code = diagnostic.code};
    finding.what = placeOf(diagnostic);
    if (!finding.what.empty()) finding.what += ": ";
    finding.what += diagnostic.message;
    if (more != 0) finding.what += " (and " + std::to_string(more) + " more)";
    const bool isError = diagnostic.severity == Severity::kError;
    finding.why = meaning != nullptr ? meaning->why : isError ? kBroken : kDoubtful;
    if (finding.why.empty()) finding.why = diagnostic.hint;
    const bool isNote = finding.severity == Severity::kNote;
    if (finding.why.empty() && !isNote) finding.why = kDoubtful;
    if (meaning != nullptr) finding.mend = meaning->mend;
    if (finding.mend.empty() && diagnostic.code == "untrusted") {
        finding.mend = diagnostic.hint.substr(0, diagnostic.hint.rfind("; "));  // the command alone
    }
    if (finding.mend.empty() && !file.empty()) {
        finding.mend = "slipway check " + quoteForShell(file, rules);
    }
    return finding;
}

const Meaning* meaningOf(const Diagnostic& diagnostic) {
    const auto found = std::ranges::find(kMeanings, diagnostic.code, &Meaning::code);
    return found == std::end(kMeanings) ? nullptr : found;
}

// Of many mistakes in a file one stands for all, the one that a launch tells of.
bool tellsMore(const Diagnostic& left, const Diagnostic& right) {
    if (left.severity != right.severity) return left.severity > right.severity;
    return left.concernsLaunch && !right.concernsLaunch;
}

}  // namespace

void examineSources(const Studio& studio, const PlatformRules& rules, Checkup& checkup) {
    std::map<std::string, std::vector<const Diagnostic*>> mistakes;  // by file
    for (const Diagnostic& diagnostic : studio.diagnostics.list()) {
        const Meaning* meaning = meaningOf(diagnostic);
        if (diagnostic.code == "root-missing") continue;  // examineRoots knows more
        if (meaning == nullptr && diagnostic.location.source) {
            mistakes[fileOf(diagnostic)].push_back(&diagnostic);
        } else {
            checkup.findings.push_back(findingOf(diagnostic, meaning, 0, rules));
        }
    }
    for (const auto& [file, list] : mistakes) {
        const Diagnostic& first = **std::ranges::min_element(
            list, [](const auto* left, const auto* right) { return tellsMore(*left, *right); });
        checkup.findings.push_back(findingOf(first, nullptr, list.size() - 1, rules));
    }
    for (const SourcePointer& source : studio.configuration.sources) {
        checkup.facts.push_back({"configuration", source->path});
    }
    if (studio.configuration.sources.empty()) checkup.facts.push_back({"configuration", "none"});
}

}  // namespace slipway
