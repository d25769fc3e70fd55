// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// The compiler: everything that concerns one command, from the disk to a catalogue.

#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "manifests/diagnostic.h"
#include "manifests/discovery.h"
#include "manifests/disk.h"
#include "manifests/installations.h"
#include "resolver/platform.h"

namespace slipway {

// A definition of an application that comes with Slipway: `name` is shown to people.
struct BuiltinDefinition {
    std::string_view name;
    std::string_view text;
};
std::span<const BuiltinDefinition> builtinDefinitions();

// The plugins, their integrations and applications, before any command is chosen.
struct Studio {
    Discovery discovery;
    std::vector<Application> applications;  // merged; by priority, then name
    Diagnostics diagnostics;
};

// Reads everything. `definitions` count least. Without `roots`, those in force.
Studio readStudio(std::vector<PluginRoot> roots, Disk& disk, const PlatformRules& rules,
                  std::span<const BuiltinDefinition> definitions);
Studio readStudio(Disk& disk, const PlatformRules& rules, const Variables& variables,
                  std::span<const BuiltinDefinition> definitions);

// The application that has the command, its main one or another, or null. Names are compared as
// the platform compares them.
const Application* applicationOfCommand(const Studio& studio, std::string_view command,
                                        const PlatformRules& rules);

enum class Extent {
    kLaunch,  // only what may apply to the command: what a shim needs
    kAll,     // every integration, to explain why it does not
};

// A catalogue block (resolver/catalogue.h) for one command; all that it rests on is in its witness
// list. `compiler` is the path of the executable that this runs in, one more thing that it rests
// on; empty where the block is not to be kept.
std::vector<std::byte> compileCatalogue(std::string_view command, Extent extent, Disk& disk,
                                        const PlatformRules& rules, const Variables& variables,
                                        std::span<const BuiltinDefinition> definitions,
                                        const std::string& compiler = {});

}  // namespace slipway
