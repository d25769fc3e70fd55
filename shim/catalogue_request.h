// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Which catalogue is wanted: what a compilation is one of besides the host and its environment.

#pragma once

#include <span>
#include <string_view>

#include "resolver/evaluator.h"

namespace slipway {

// How many catalogues may ask before one answers: configuration asks for what it includes, and what
// is included for plugins; more is a mistake of ours.
inline constexpr int kMostRoundsOfQuestions = 8;

struct CatalogueRequest {
    std::string_view command;
    std::string_view siteFolder;      // the shim's, absolute; empty: not known
    std::span<const Answer> answers;  // to what the compilations so far asked
};

}  // namespace slipway
