// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "resolver/launch_chain.h"

#include <algorithm>

namespace slipway {

namespace {

unsigned execsBy(const LaunchChain& chain, std::string_view process) {
    return !process.empty() && chain.process == process ? chain.execs : 0;
}

// "maya (/bin/maya) → mayapy (/bin/mayapy) → …", ending where it begins to repeat itself.
std::string_view followed(std::span<const ChainStep> steps, Arena& arena) {
    std::string_view text;
    for (std::size_t i = 0; i < steps.size(); ++i) {
        const auto before = steps.first(i);
        if (std::ranges::find(before, steps[i]) != before.end()) {
            return arena.join({text, " → ", steps[i].command, " again"});
        }
        const std::string_view arrow = text.empty() ? "" : " → ";
        text = arena.join({text, arrow, steps[i].command, " (", steps[i].executable, ")"});
    }
    return text;
}

}  // namespace

LaunchChain extended(const LaunchChain& chain, ChainStep step, std::string_view process,
                     Arena& arena) {
    const std::size_t kept = std::min(chain.steps.size(), kMostSteps - 1);
    ArenaVector<ChainStep> steps(arena);
    steps.reserve(kept + 1);
    steps.append(chain.steps.last(kept));
    steps.push(step);
    return {.steps = steps.span(),
            .process = process,
            .execs = execsBy(chain, process) + 1,
            .nested = chain.nested + 1};
}

LaunchChain withoutInnermost(const LaunchChain& chain) {
    if (chain.nested == 0) return chain;
    LaunchChain outer = chain;
    if (!outer.steps.empty()) outer.steps = outer.steps.first(outer.steps.size() - 1);
    if (outer.execs > 0) --outer.execs;
    --outer.nested;
    return outer;
}

std::string_view whyNoFurther(const LaunchChain& chain, std::string_view process, Arena& arena) {
    std::string_view count;
    if (execsBy(chain, process) >= kMostExecs) count = "20 launches by one process";
    if (chain.nested >= kMostNested) count = "100 launches within one another";
    if (count.empty()) return {};
    return arena.join({"not launched: this is a loop, after ", count,
                       "; what is started calls the shim again: ", followed(chain.steps, arena)});
}

}  // namespace slipway
