// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Trees as canonical JSON: keys sorted by bytes, no white space.

#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "manifests/document.h"

namespace slipway {

nlohmann::json jsonOf(const Node& node);

std::string canonical(const nlohmann::json& json);

// The id of a ticket's tree: the digest of all but the id itself.
std::string ticketId(nlohmann::json ticket);

}  // namespace slipway
