// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// What a hook's value is made of: the same text in several launches, as one text with placeholders.

#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "importer/scenario.h"

namespace slipway::ftrack {

// A text of one scenario, and what a manifest would write for it.
struct KnownText {
    std::string text;
    std::string placeholder;  // "{home}"
    // A text like no other, so that it means the placeholder wherever it stands. Otherwise it may
    // as well stand there by itself: `13` is not always the version.
    bool isUnique = true;
};

// What of a launch is not in its scenario, but comes to be in the hook.
struct MadeTexts {
    std::string folder;  // the first temporary one; empty: none
    std::string port;
};

// Longest first.
std::vector<KnownText> knownTexts(const Scenario& scenario, const MadeTexts& made);

// All ways to read the text, as manifests have it: braces that are none of a placeholder's are
// doubled. At most some hundred; the one without doubtful placeholders is always among them.
std::set<std::string> readings(std::string_view text, const std::vector<KnownText>& known);

// Around what only a server, or a module that is not here, could have told (stand_in.py).
inline constexpr std::string_view kForeignBegin = "\u27e6";
inline constexpr std::string_view kForeignEnd = "\u27e7";
// "server:project.name" of the first such thing in the text, or an empty text.
std::string foreignPart(std::string_view text);

// The names between braces: "context.id", "env.STUDIO".
std::vector<std::string> placeholdersIn(std::string_view reading);

// Whether a value without an operation is for a list of paths; else one value is meant.
bool looksLikePath(std::string_view text);

// A value as its entries; a colon within a placeholder, or ahead of `//`, parts nothing.
std::vector<std::string> entriesOf(std::string_view reading);

}  // namespace slipway::ftrack
