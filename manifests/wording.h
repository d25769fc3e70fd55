// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// The manner in which messages speak of a manifest's text.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "manifests/document.h"
#include "resolver/platform.h"

namespace slipway {

// 'text', its middle left out where it is long: a message stays one that can be read.
std::string quoted(std::string_view text);

// One word of a POSIX shell that stands for exactly these bytes; plain text stays as it is. For
// commands that people are told to run.
std::string quoteForSh(std::string_view text);
// Of the platform's shells: on Windows as cmd and PowerShell both take it.
std::string quoteForShell(std::string_view text, const PlatformRules& rules);

// A value by kind and, where it is short, by itself: "a string '40'", "a boolean true", "a list".
std::string described(const Node& node);

// "'a', 'b' or 'c'"
std::string alternatives(const std::vector<std::string_view>& names);

// "did you mean 'text'?", or `otherwise` where no candidate is near.
std::string suggestion(std::string_view text, const std::vector<std::string_view>& candidates,
                       std::string otherwise = {});

// The same for what should have been a platform; knows its other names, 'darwin' for one.
std::string platformSuggestion(std::string_view text);

}  // namespace slipway
