// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// The compiler: everything that concerns one command, from the disk to a catalogue.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "manifests/configuration.h"
#include "manifests/diagnostic.h"
#include "manifests/discovery.h"
#include "manifests/host.h"
#include "manifests/installations.h"
#include "resolver/platform.h"

namespace slipway {

// The configuration, the plugins, their integrations and applications, before any command is
// chosen.
struct Studio {
    Configuration configuration;
    std::vector<Question> questions;  // what the launch must answer for the rest to be whole
    Discovery discovery;
    std::vector<Application> applications;  // merged; by priority, then name
    Diagnostics diagnostics;
};

// Reads everything in force.
Studio readStudio(const Host& host);
// The plugins of these roots by themselves: of the configuration only the places count, so that no
// pin and no published index hides what is to be looked at.
Studio readStudio(std::vector<PluginRoot> roots, const Host& host);

// Adds what a compilation says of two integrations of one name in different plugins.
void reportShadowedIntegrations(Studio& studio);

// The application that has the command, its main one or another, or null. Names are compared as
// the platform compares them.
const Application* applicationOfCommand(const Studio& studio, std::string_view command,
                                        const PlatformRules& rules);

enum class Extent {
    kLaunch,  // only what may apply to the command: what a shim needs
    kAll,     // every integration, to explain why it does not
};

// A catalogue block (resolver/catalogue.h) for one command; all that it rests on is in its witness
// list. Where the host has no answer to what it depends on, it is one that only asks
// (resolver/questions.h).
std::vector<std::byte> compileCatalogue(std::string_view command, Extent extent, const Host& host);

}  // namespace slipway
