// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Whether a manifest gives what the hook gave, by the evaluator itself.

#pragma once

#include <string>
#include <vector>

#include "cli/surroundings.h"
#include "importer/draft.h"
#include "importer/recording.h"

namespace slipway {

struct HookComparison {
    std::size_t launches = 0;  // that were compared
    std::vector<std::string> differences;
    std::vector<std::string> oddities;  // where a variable is there and empty
};

// `draft`: of this hook's integrations alone. What it leaves out is not a difference. `recordings`:
// of launches that it was not made from. Writes the manifest beneath `scratch`.
HookComparison compareWithHook(const ftrack::ManifestDraft& draft,
                               const std::vector<ftrack::Recording>& recordings,
                               const std::string& defaultName, const std::string& scratch,
                               const Surroundings& surroundings);

}  // namespace slipway
