// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <algorithm>

#include "cli/json_view.h"
#include "cli/shim_examination.h"
#include "cli/shim_verbs.h"
#include "cli/syntax.h"
#include "cli/terminal.h"
#include "cli/verbs.h"
#include "manifests/diagnostic.h"

namespace slipway {

namespace {

// What mends several in a row is said once.
void addRows(const ExaminedShim& shim, bool hasMends, std::vector<Row>& rows) {
    Cell path{printable(shim.path), Style::kBold};
    if (shim.ailments.empty()) rows.push_back({path, {"in order", Style::kGreen}});
    for (const Ailment& ailment : shim.ailments) {
        const Style style = ailment.severity == Severity::kNote ? Style::kCyan : Style::kRed;
        rows.push_back({path, {printable(ailment.fact), style}});
        if (hasMends) rows.push_back({{}, {"mend: " + printable(ailment.mend), Style::kDim}});
        path.text.clear();
    }
}

std::string statusText(const std::vector<ExaminedShim>& shims, const Screen& screen) {
    if (shims.empty()) return "no shim is installed\n";
    std::vector<Row> rows;
    for (std::size_t i = 0; i < shims.size(); ++i) {
        const bool isLast = i + 1 == shims.size() || shims[i].ailments != shims[i + 1].ailments;
        addRows(shims[i], isLast, rows);
    }
    return formatTable(rows, 0, screen);
}

}  // namespace

int runStatus(const Surroundings& surroundings, Arguments arguments) {
    const auto json = parseReport(
        "status",
        "Lists the shims in the folders of shims and in the places of executables, and says "
        "which are not in order: overwritten by an update of the application, without what they "
        "launch, hidden on PATH. What '--desktop' made is listed, too. The exit code is 1 where "
        "one "
        "is not in order.",
        arguments, surroundings);
    if (!json) return json.error();
    const std::vector<ExaminedShim> shims = examineAllShims(surroundings);
    surroundings.out << (*json ? toJson(shims) : statusText(shims, surroundings.outScreen));
    return std::ranges::all_of(shims, &ExaminedShim::isSound) ? 0 : 1;
}

}  // namespace slipway
