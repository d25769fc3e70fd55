// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "resolver/witness_windows.h"
#include "shim/process.h"
#include "shim/witnesses.h"

namespace slipway {

namespace {

alignas(16) std::byte pathMemory[16 * 1024];

bool variableHolds(const Catalogue& catalogue, const catalogue::VariableWitness& witness,
                   std::span<const char* const> environment) {
    const char* value = variable(environment, catalogue.text(witness.name));
    if (value == nullptr) return !witness.isSet;
    return witness.isSet && catalogue.text(witness.value) == value;
}

std::string_view pathOf(std::string_view folder, std::string_view name, Arena& arena) {
    if (folder.empty() || name.empty()) return folder.empty() ? name : folder;
    const bool hasEnd = folder.ends_with('\\') || folder.ends_with('/');
    return arena.join({folder, hasEnd ? "" : "\\", name});
}

bool factHolds(const Catalogue& catalogue, const catalogue::WitnessFolder& folder,
               const catalogue::Witness& witness) {
    Arena arena(pathMemory, [] { ::ExitProcess(125); });
    const auto kind = static_cast<WitnessKind>(witness.kind);
    const auto path = pathOf(catalogue.text(folder.path), catalogue.text(witness.name), arena);
    const auto links = kind == WitnessKind::kLink ? Links::kThemselves : Links::kFollowed;
    return fingerprint(factsOf(widePath(path, arena), links), kind) == witness.fingerprint;
}

}  // namespace

Testimony hearWitnesses(const Catalogue& catalogue, std::span<const char* const> environment,
                        Care care, ShareAsker&, Arena&) {
    const catalogue::Header& header = catalogue.header();
    for (const catalogue::VariableWitness& witness : catalogue.list(header.variables)) {
        if (!variableHolds(catalogue, witness, environment)) return Testimony::kChanged;
    }
    for (const catalogue::WitnessFolder& folder : catalogue.list(header.witnessFolders)) {
        if (folder.isForCareful && care != Care::kAll) continue;
        for (const catalogue::Witness& witness : catalogue.list(folder.witnesses)) {
            if (!factHolds(catalogue, folder, witness)) return Testimony::kChanged;
        }
    }
    return Testimony::kHolds;
}

}  // namespace slipway
