// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// What `slipway doctor` finds on this host. A concern is examined by a function of its own; each
// adds what is wrong, and in a line or two what it looked at.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/surroundings.h"
#include "manifests/compiler.h"

namespace slipway {

// Of `kNote`s nothing is wrong: they say what a person may not expect. Texts are whole lines for
// people, safe on a terminal only once `printable`.
struct Finding {
    Severity severity = Severity::kWarning;
    std::string code;  // a stable word
    std::string what;
    std::string why;   // it matters
    std::string mend;  // the command that mends it, or what else does
    bool operator==(const Finding&) const = default;
};

struct Fact {
    std::string subject;  // "plugins"
    std::string text;
    bool operator==(const Fact&) const = default;
};

struct Checkup {
    std::vector<Finding> findings;
    std::vector<Fact> facts;

    bool findsWrong() const;
};

// Everything, the findings by weight.
Checkup examineHost(const Surroundings& surroundings);

std::string checkupText(const Checkup& checkup, const Screen& screen);

// --- the concerns

// What reading configuration and manifests had to say.
void examineSources(const Studio& studio, const PlatformRules& rules, Checkup& checkup);
void examineRoots(const Studio& studio, const Surroundings& surroundings, Checkup& checkup);
// Shims that lead nowhere, and those that a shell does not find.
void examineShims(const Studio& studio, const Surroundings& surroundings, Checkup& checkup);
void examineCache(const Surroundings& surroundings, Checkup& checkup);
// How much room the environment leaves for what plugins add.
void examineLimits(const Surroundings& surroundings, Checkup& checkup);

}  // namespace slipway
