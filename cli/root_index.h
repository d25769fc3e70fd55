// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Publishing a plugin root, and whether what was published still fits (spec 2.8).

#pragma once

#include <cstddef>
#include <expected>
#include <optional>
#include <string>
#include <vector>

#include "cli/surroundings.h"
#include "manifests/diagnostic.h"

namespace slipway {

// Names of entries of the root.
struct IndexDifferences {
    std::vector<std::string> added;
    std::vector<std::string> changed;
    std::vector<std::string> removed;
    bool operator==(const IndexDifferences&) const = default;

    bool none() const { return added.empty() && changed.empty() && removed.empty(); }
};

// "added: a-1.0, b-1.0; removed: c-1.0"
std::string describe(const IndexDifferences& differences);

struct PublishedIndex {
    std::string root;
    std::string file;
    std::size_t plugins = 0;
    IndexDifferences differences;  // from the one before, if it could be read
    std::vector<Diagnostic> diagnostics;
};

// Reads the root and replaces its index. A plugin with an error is published as one: it keeps its
// name, and launches say what is wrong with it. An error is why nothing was published, in words.
std::expected<PublishedIndex, std::string> publishIndex(const std::string& root,
                                                        const Surroundings& surroundings);

// How the root differs from its index; nothing where it has none that can be read.
std::optional<IndexDifferences> sincePublished(const std::string& root,
                                               const Surroundings& surroundings);

}  // namespace slipway
