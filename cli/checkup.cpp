// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "cli/checkup.h"

#include <algorithm>

#include "cli/doubts.h"
#include "cli/planned_launch.h"
#include "cli/terminal.h"
#include "manifests/diagnostic.h"

namespace slipway {

namespace {

Style styleOf(Severity severity) {
    switch (severity) {
        case Severity::kError:
            return Style::kRed;
        case Severity::kWarning:
            return Style::kYellow;
        case Severity::kNote:
            break;
    }
    return Style::kCyan;
}

std::string text(const Finding& finding, const Screen& screen) {
    Line what(screen);
    what.add(std::string(severityName(finding.severity)) + ":", styleOf(finding.severity));
    std::string lines = what.add(" " + printable(finding.what)).text() + "\n";
    if (!finding.why.empty()) {
        lines += Line(screen).add("  why   ", Style::kDim).add(printable(finding.why)).text();
        lines += "\n";
    }
    if (!finding.mend.empty()) {
        lines += Line(screen).add("  mend  ", Style::kDim).add(printable(finding.mend)).text();
        lines += "\n";
    }
    return lines + "\n";
}

// Subjects stand once, ahead of the first of their lines.
std::string facts(const Checkup& checkup, const Screen& screen) {
    std::vector<Row> rows;
    std::string_view subject;
    for (const Fact& fact : checkup.facts) {
        const bool isFirst = fact.subject != subject;
        rows.push_back({{isFirst ? fact.subject : "", Style::kDim}, {printable(fact.text)}});
        subject = fact.subject;
    }
    return formatTable(rows, 0, screen);
}

std::string summary(const Checkup& checkup, const Screen& screen) {
    Line line(screen);
    for (const Severity severity : {Severity::kError, Severity::kWarning, Severity::kNote}) {
        const auto count = std::ranges::count(checkup.findings, severity, &Finding::severity);
        if (count == 0) continue;
        if (!line.empty()) line.add(", ");
        line.add(counted(static_cast<std::size_t>(count), severityName(severity)),
                 styleOf(severity));
    }
    if (checkup.findsWrong()) return line.text() + "\n";
    Line fine(screen);
    fine.add("nothing wrong", Style::kGreen);
    return (line.empty() ? fine : fine.add("; ").add(line)).text() + "\n";
}

}  // namespace

bool Checkup::findsWrong() const {
    return std::ranges::any_of(
        findings, [](const Finding& finding) { return finding.severity != Severity::kNote; });
}

Checkup examineHost(const Surroundings& surroundings) {
    Checkup checkup;
    Studio studio = studioOf(surroundings);
    reportShadowedIntegrations(studio);
    addDoubts(studio, StudioExtent::kInForce, surroundings);
    examineSources(studio, surroundings.rules, checkup);
    examineRoots(studio, surroundings, checkup);
    examineShims(studio, surroundings, checkup);
    examineCache(surroundings, checkup);
    examineLimits(surroundings, checkup);
    std::ranges::stable_sort(checkup.findings, std::ranges::greater{}, &Finding::severity);
    return checkup;
}

std::string checkupText(const Checkup& checkup, const Screen& screen) {
    std::string lines;
    for (const Finding& finding : checkup.findings) lines += text(finding, screen);
    return lines + facts(checkup, screen) + "\n" + summary(checkup, screen);
}

}  // namespace slipway
