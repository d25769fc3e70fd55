// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// A verb's own command line as data: it is parsed by it and helped by it.

#pragma once

#include <expected>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "cli/surroundings.h"
#include "cli/verbs.h"

namespace slipway {

struct Option {
    std::string name;         // "--json"
    std::string placeholder;  // of its value; empty: a flag
    std::string help;
    // A list takes the option as often as it is given.
    std::variant<bool*, std::string*, std::vector<std::string>*> target;
    std::string shortName{};  // "-o"
};

struct Syntax {
    std::string verb;
    std::string usage;  // what follows the verb: "APP[@VERSION] [--json] [-- ARGS…]"
    std::string about;  // paragraphs, parted by '\n'
    std::vector<Option> options;
    struct Example {
        std::string line;
        std::string about;
    };
    std::vector<Example> examples{};
    std::size_t fewest = 0;  // positionals
    std::size_t most = 0;
    // What the application gets: all behind "--". Otherwise that is positional, too.
    bool takesApplicationArguments = false;
};

struct ParsedArguments {
    std::vector<std::string> positionals;
    std::vector<std::string> applicationArguments;
};

// Writes the options' values to their targets. Where there is nothing more to do (`--help`, wrong
// usage) everything has been said and the error is the exit code.
std::expected<ParsedArguments, int> parse(const Syntax& syntax, Arguments arguments,
                                          const Surroundings& surroundings);

// Of a verb that takes nothing but `--json`: whether it was said.
std::expected<bool, int> parseReport(std::string_view verb, std::string_view about,
                                     Arguments arguments, const Surroundings& surroundings);

// Safe on a terminal, for messages.
std::string inQuotes(std::string_view text);

// `slipway: MESSAGE` on stderr; returns the exit code of wrong usage, 2.
int wrongUsage(const Surroundings& surroundings, std::string_view message);

// "; did you mean 'list'?", or nothing where no candidate is near.
std::string didYouMean(std::string_view text, const std::vector<std::string_view>& candidates);

// APP[@VERSION]
struct ApplicationRequest {
    std::string name;
    std::string version;  // empty: none
    bool operator==(const ApplicationRequest&) const = default;
};
// Nothing, with a message, where a part of it is missing.
std::expected<ApplicationRequest, std::string> parseApplicationRequest(std::string_view text);

}  // namespace slipway
