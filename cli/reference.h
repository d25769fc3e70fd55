// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// The reference page of the language, docs/reference.md, from the tables that it is read by.

#pragma once

#include <span>
#include <string>
#include <string_view>

#include "manifests/keys.h"

namespace slipway {

// A table of keys, with a text in which each key that is carried out stands.
struct ReferenceSection {
    std::string_view path;     // in the table of keys; empty: the whole file
    std::string_view heading;  // as the table is written
    std::string_view example;  // TOML
};
std::span<const ReferenceSection> manifestSections();
std::span<const ReferenceSection> configurationSections();

// Markdown.
std::string referencePage();

}  // namespace slipway
