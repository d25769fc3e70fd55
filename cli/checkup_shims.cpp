// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <map>

#include "cli/checkup.h"
#include "cli/listing.h"
#include "cli/shim_examination.h"
#include "cli/syntax.h"
#include "cli/terminal.h"
#include "installer/shim_folder.h"

namespace slipway {

namespace {

std::string joined(const std::vector<std::string>& names) {
    std::string text;
    for (const std::string& name : names) text += (text.empty() ? "" : ", ") + inQuotes(name);
    return text;
}

// Shims that have the same are told of at once.
void addFindings(const std::vector<ExaminedShim>& examined, const std::string& where,
                 Checkup& checkup) {
    std::map<Ailment, std::vector<std::string>> ailing;
    for (const ExaminedShim& shim : examined) {
        if (shim.isSound()) continue;
        for (const Ailment& ailment : shim.ailments) ailing[ailment].push_back(shim.name);
    }
    for (const auto& [ailment, names] : ailing) {
        checkup.findings.push_back({ailment.severity, ailment.code,
                                    joined(names) + where + ": " + ailment.fact, ailment.why,
                                    ailment.mend});
    }
}

void addOthers(std::vector<ExaminedShim> examined, std::string_view fact, Checkup& checkup) {
    if (examined.empty()) return;
    checkup.facts.push_back({"shims", std::string(fact) + counted(examined.size(), "shim")});
    for (ExaminedShim& shim : examined) shim.name = shim.path;
    addFindings(examined, "", checkup);
}

}  // namespace

void examineShims(const Studio& studio, const Surroundings& surroundings, Checkup& checkup) {
    const std::size_t factsBefore = checkup.facts.size();
    for (const std::string& folder : foldersOfShims(surroundings)) {
        auto shims = shimsIn(folder);
        if (!shims || shims->empty()) continue;
        checkup.facts.push_back({"shims", folder + ": " + counted(shims->size(), "shim")});
        addFindings(examineShimFolder(folder, std::move(*shims), studio, surroundings),
                    " in " + inQuotes(folder), checkup);
    }
    addOthers(examinePlaces(surroundings), "in place: ", checkup);
    addOthers(examineLaunchers(surroundings), "on the desktop: ", checkup);
    if (checkup.facts.size() == factsBefore) checkup.facts.push_back({"shims", "none"});
}

}  // namespace slipway
