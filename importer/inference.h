// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// From recordings to a manifest's integrations: what was given in every launch stands there by
// itself, what changes with the launch as a placeholder, what is there at times only under a
// condition. Nothing is guessed: what no manifest says in the same way is left out, and told.

#pragma once

#include <set>
#include <string>
#include <vector>

#include "importer/draft.h"
#include "importer/recording.h"

namespace slipway::ftrack {

struct Inference {
    std::vector<IntegrationDraft> integrations;
    Findings findings;
};

// `recordings`: of one hook; the first is a survey. `defaultName`: of an integration that has none.
Inference inferIntegrations(const std::vector<Recording>& recordings,
                            const std::string& defaultName);

// What the answers rest on that no scenario varied, and so no manifest says. `otherwise` are of
// scenariosOtherwise.
std::vector<std::string> untold(const std::vector<Recording>& recordings,
                                const std::vector<Recording>& otherwise);

// What a hook gave to one launch as the integration of that name, or nothing. Both the topics'
// subscriptions count: Connect launches without what it did not discover.
struct HookAnswer {
    std::vector<RecordedOperation> operations;
    std::vector<std::string> arguments;
    std::string version;
    std::int64_t priority = 100;
};
struct HookAnswers {
    bool isAsked = false;  // some subscription concerns that application
    std::optional<HookAnswer> answer;
    std::string reason;  // why there is none
};
// `expressions`: of the subscriptions that are the integration's.
HookAnswers answerIn(const Recording& recording, const std::string& name,
                     const std::string& defaultName, const std::set<std::string>& expressions);
// Those that answered with it in any of the recordings.
std::set<std::string> expressionsOf(const std::vector<Recording>& recordings,
                                    const std::string& name, const std::string& defaultName);

}  // namespace slipway::ftrack
