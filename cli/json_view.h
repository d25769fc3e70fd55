// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Values as JSON (spec 2.7), each ended by '\n'. JSON is UTF-8: bytes of an environment or a path
// that are not become U+FFFD, the replacement character.

#pragma once

#include <string>
#include <vector>

#include "cli/checkup.h"
#include "cli/explanation.h"
#include "cli/launch_record.h"
#include "cli/listing.h"
#include "cli/root_index.h"
#include "cli/variable_story.h"
#include "manifests/diagnostic.h"
#include "resolver/environment_patch.h"

namespace slipway {

std::string toJson(const Explanation& explanation);
std::string toJson(const VariableStory& story, const PlatformRules& rules);
std::string toJson(const EnvironmentPatch& patch);
std::string toJson(const Listing& listing);
std::string toJson(const Checkup& checkup);
std::string toJson(const PublishedIndex& published);
std::string toJson(const std::vector<Diagnostic>& diagnostics);
// `file`: where launches from here would be recorded; `recording`: whether they are.
std::string toJson(const std::vector<RecordedLaunch>& launches, const std::string& file,
                   bool recording);

}  // namespace slipway
