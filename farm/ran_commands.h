// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// What `before` commands came to that run when a launch is frozen: part of the ticket from then on.

#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "resolver/evaluator.h"

namespace slipway {

class RanCommands final : public Observer {
  public:
    struct Operation {
        OperationKind kind;
        std::string name;
        bool isList;
        std::vector<std::string> values;
        std::optional<std::string> separator;  // else the platform's
    };
    struct Output {
        std::vector<Operation> operations;
        std::vector<std::string> arguments;
    };

    // The catalogue must outlive it.
    explicit RanCommands(const Catalogue& catalogue) : catalogue_(catalogue) {}

    // By where it is written; null where it has not run.
    const Output* outputOf(const Catalogue& catalogue, const catalogue::Origin& origin) const;
    bool hasApplied(std::string_view integration) const;

    void startedAnew() override;
    void integrationDecided(const catalogue::Integration& integration, IntegrationStatus status,
                            std::string_view reason) override;
    void commandRun(const PlannedCommand& command, const DeedResult& result) override;

  private:
    using Place = std::tuple<std::string, std::uint32_t, std::uint32_t>;
    static Place placeOf(const Catalogue& catalogue, const catalogue::Origin& origin);

    const Catalogue& catalogue_;
    std::map<Place, Output> outputs_;
    std::set<std::string, std::less<>> applied_;
};

}  // namespace slipway
