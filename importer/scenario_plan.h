// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Which launches a hook is asked about, so that what changes with what shows.

#pragma once

#include <string>
#include <vector>

#include "importer/recording.h"

namespace slipway::ftrack {

// Folders beneath which scenarios take place: all of one series differ in them.
struct Stage {
    std::string original;             // the plugin's folder
    std::vector<std::string> places;  // where it is staged
    std::string scratch;
    std::string host;  // empty: made up
    std::string user;  // empty: made up
    bool isForLearning = true;
};

// Nothing is launched; `variables` are set to something.
Scenario surveyScenario(const Stage& stage, const std::vector<std::string>& variables);

// One thing at a time is changed, then several. `known`: what is learned already, the survey first.
std::vector<Scenario> scenariosToLearn(const std::vector<Recording>& known, const Stage& stage);
// Some of the launches once more: as they are, then with what they asked otherwise than it is
// (Scenario::otherwise).
std::vector<Scenario> scenariosOtherwise(const std::vector<Recording>& known);
// Others, to compare with: other values of everything.
std::vector<Scenario> scenariosToCompare(const std::vector<Recording>& known, const Stage& stage);

}  // namespace slipway::ftrack
