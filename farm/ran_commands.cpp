// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "farm/ran_commands.h"

namespace slipway {

RanCommands::Place RanCommands::placeOf(const Catalogue& catalogue,
                                        const catalogue::Origin& origin) {
    return {std::string(catalogue.text(origin.file)), origin.line, origin.column};
}

const RanCommands::Output* RanCommands::outputOf(const Catalogue& catalogue,
                                                 const catalogue::Origin& origin) const {
    const auto found = outputs_.find(placeOf(catalogue, origin));
    return found == outputs_.end() ? nullptr : &found->second;
}

bool RanCommands::hasApplied(std::string_view integration) const {
    return applied_.contains(integration);
}

void RanCommands::startedAnew() {
    outputs_.clear();
    applied_.clear();
}

void RanCommands::integrationDecided(const catalogue::Integration& integration,
                                     IntegrationStatus status, std::string_view) {
    if (status == IntegrationStatus::kApplied) applied_.emplace(catalogue_.text(integration.name));
}

void RanCommands::commandRun(const PlannedCommand& command, const DeedResult& result) {
    if (result.deed != Deed::kDone) return;
    Output& output = outputs_[placeOf(catalogue_, command.command->origin)];
    for (const PrintedOperation& each : result.operations) {
        output.operations.push_back({.kind = each.kind,
                                     .name = std::string(each.name),
                                     .isList = each.isList,
                                     .values = {each.values.begin(), each.values.end()},
                                     .separator = std::nullopt});
        if (each.separator) output.operations.back().separator = std::string(*each.separator);
    }
    output.arguments.assign(result.arguments.begin(), result.arguments.end());
}

}  // namespace slipway
