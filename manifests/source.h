// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Source texts and places in them.

#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

namespace slipway {

// What the placeholders `{plugin.*}` stand for in the files of one plugin.
struct PluginFacts {
    std::string name;
    std::string version;  // empty: none is known
    std::string folder;   // absolute
    std::string root;     // absolute
};

struct Places;  // manifests/template.h

// One manifest or configuration file, read. Shared by everything that points into it.
struct Source {
    std::string path;    // as it is shown to people
    std::string folder;  // absolute: what relative paths in it are relative to
    std::string text;
    std::optional<PluginFacts> plugin;
    std::shared_ptr<const Places> places{};  // what `{paths.NAME}` stands for; null: nothing
};
using SourcePointer = std::shared_ptr<const Source>;

// Lines and columns count from 1; a column counts Unicode code points. Line 0: the file as a whole.
struct Location {
    SourcePointer source;
    std::uint32_t line = 0;
    std::uint32_t column = 0;
};

}  // namespace slipway
