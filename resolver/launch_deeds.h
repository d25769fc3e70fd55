// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Finishes the texts of what is done ahead of a launch, and of operations.

#pragma once

#include <optional>
#include <string_view>

#include "resolver/evaluator.h"
#include "resolver/launch_facts.h"
#include "resolver/preparation.h"

namespace slipway {

// What the operation comes to, with the values that the placeholders have now.
AppliedOperation expandOperation(const Catalogue& catalogue, const catalogue::Operation& operation,
                                 PlaceholderSource& facts, const PlatformRules& rules,
                                 Arena& arena);

// What is planned, or why it cannot be; neither where an absent placeholder leaves it out.
template <class Deed>
struct Finished {
    std::optional<Deed> deed{};
    std::string_view problem{};
};

class LaunchDeeds {
  public:
    LaunchDeeds(const Catalogue& catalogue, const PlatformRules& rules, Observer& observer,
                Arena& arena)
        : catalogue_(catalogue), rules_(rules), observer_(observer), arena_(arena) {}

    // `environment` is what it starts with; a null pointer behind it.
    Finished<PlannedCommand> command(const catalogue::Integration& by,
                                     const catalogue::BeforeCommand& command,
                                     PlaceholderSource& facts,
                                     std::span<const char* const> environment);
    Finished<PlannedFile> file(const catalogue::Integration& by, const catalogue::File& file,
                               PlaceholderSource& facts);
    // `environment` is the application's.
    Finished<PlannedCompanion> companion(const catalogue::Integration& by,
                                         const catalogue::Companion& companion, LaunchFacts& facts,
                                         std::span<const char* const> environment);

  private:
    struct CommandLine {
        std::string_view executable;
        std::span<const char* const> arguments;
    };
    // Nothing where it is left out.
    Finished<CommandLine> commandLine(const catalogue::Integration& by,
                                      catalogue::List<catalogue::Template> command,
                                      const catalogue::Origin& origin, std::string_view what,
                                      PlaceholderSource& facts);
    Finished<std::string_view> path(std::string_view written, const catalogue::Origin& origin);
    Value expanded(catalogue::Template text, PlaceholderSource& facts, std::string_view& absent);

    const Catalogue& catalogue_;
    const PlatformRules& rules_;
    Observer& observer_;
    Arena& arena_;
};

}  // namespace slipway
