// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <cstring>

#include "cli/checkup.h"
#include "cli/syntax.h"
#include "resolver/launch_limits.h"
#include "shim/host_world.h"

namespace slipway {

namespace {

constexpr std::string_view kWhy =
    "with what plugins add it may exceed what the system takes: such a launch is refused (125)";

std::string kibibytes(std::size_t bytes) {
    return std::to_string((bytes + 1023) / 1024) + " KiB";
}

void examineVariable(std::string_view entry, std::size_t most, Checkup& checkup) {
    if (entry.size() + 1 <= most / 2) return;
    const std::string name(entry.substr(0, entry.find('=')));
    checkup.findings.push_back({Severity::kWarning, "variable-large",
                                "the variable " + inQuotes(name) + " has " +
                                    kibibytes(entry.size()) + " of " + kibibytes(most),
                                std::string(kWhy), "find out what sets it, and shorten it"});
}

}  // namespace

void examineLimits(const Surroundings& surroundings, Checkup& checkup) {
    Arena arena;
    const LaunchLimits& limits = limitsOf(surroundings.rules);
    const std::size_t space = PlainWorld(arena, surroundings.environment).argumentSpace();
    std::size_t size = 0;
    for (const char* entry : surroundings.environment) {
        size += std::strlen(entry) + 1 + limits.perText;
        examineVariable(entry, limits.oneText, checkup);
    }
    if (space == 0) {  // the system bounds each text, and not all of them together
        checkup.facts.push_back({"limits", "environment of " + kibibytes(size)});
        return;
    }
    checkup.facts.push_back({"limits", "environment of " + kibibytes(size) + ", with arguments " +
                                           kibibytes(space) + " at most"});
    if (size <= space / 2) return;
    checkup.findings.push_back({Severity::kWarning, "environment-large",
                                "the environment has " + kibibytes(size) + " of " +
                                    kibibytes(space) + " that it may have with all arguments",
                                std::string(kWhy), "ulimit -s 65536"});
}

}  // namespace slipway
