// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// A launch configuration of ftrack Connect as an application of a manifest.

#pragma once

#include <expected>
#include <set>
#include <string>

#include "importer/draft.h"
#include "manifests/document.h"

namespace slipway::ftrack {

struct ImportedApplication {
    ApplicationDraft draft;
    Findings findings;
};

// Otherwise what is wrong with it. `names`: of the applications that there are already; a further
// one of a name gets another, and keeps its identifier.
std::expected<ImportedApplication, Diagnostic> importLaunchConfiguration(
    const Node& root, std::set<std::string>& names);

}  // namespace slipway::ftrack
