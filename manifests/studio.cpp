// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <map>

#include "manifests/compiler.h"
#include "resolver/text.h"

namespace slipway {

namespace {

constexpr std::string_view kBuiltinFolder = "built-in:";

SourcePointer builtinSource(const BuiltinDefinition& definition) {
    Source source;
    source.path = std::string(kBuiltinFolder) + std::string(definition.name);
    source.text = definition.text;
    source.plugin = PluginFacts{.name = "slipway", .version = {}, .folder = {}, .root = {}};
    return std::make_shared<const Source>(std::move(source));
}

// All declarations of applications, by name; of one name the one that counts most first.
using Declarations = std::map<std::string, std::vector<Node>>;

void addDeclarations(const std::vector<Node>& applications, Declarations& declarations) {
    for (const Node& application : applications) {
        const Node* name = find(*application.as<Table>(), "name");
        declarations[*name->as<std::string>()].push_back(application);
    }
}

void addBuiltinDeclarations(std::span<const BuiltinDefinition> definitions,
                            const PlatformRules& rules, Declarations& declarations,
                            Diagnostics& diagnostics) {
    for (const BuiltinDefinition& definition : definitions) {
        const auto root = readToml(builtinSource(definition));
        if (!root) {
            diagnostics.add(root.error());
            continue;
        }
        addDeclarations(readManifest(*root, rules, diagnostics).applications, declarations);
    }
}

std::vector<Application> mergedApplications(const Declarations& declarations,
                                            const PlatformRules& rules) {
    std::vector<Application> applications;
    for (const auto& [name, nodes] : declarations) {
        auto application = readApplication(mergeApplications(nodes), rules);
        if (application) applications.push_back(std::move(*application));
    }
    std::ranges::stable_sort(applications, {}, &Application::priority);
    return applications;
}

}  // namespace

Studio readStudio(std::vector<PluginRoot> roots, const Host& host) {
    Studio studio;
    studio.discovery = discoverPlugins(std::move(roots), host.disk, host.rules, studio.diagnostics);
    Declarations declarations;
    for (const Plugin& plugin : studio.discovery.plugins) {
        if (plugin.broken || plugin.shadowedBy) continue;
        addDeclarations(plugin.manifest.applications, declarations);
    }
    addBuiltinDeclarations(host.definitions, host.rules, declarations, studio.diagnostics);
    studio.applications = mergedApplications(declarations, host.rules);
    return studio;
}

Studio readStudio(const Host& host) {
    Diagnostics diagnostics;
    std::vector<PluginRoot> roots = findPluginRoots(host.rules, host.variables, diagnostics);
    Studio studio = readStudio(std::move(roots), host);
    for (const Diagnostic& diagnostic : studio.diagnostics.list()) diagnostics.add(diagnostic);
    studio.diagnostics = std::move(diagnostics);
    return studio;
}

const Application* applicationOfCommand(const Studio& studio, std::string_view command,
                                        const PlatformRules& rules) {
    const Case letters = rules.namesIgnoreCase ? Case::kIgnored : Case::kMatters;
    const auto isNamed = [&](const auto& named) { return equals(named.name, command, letters); };
    const auto& applications = studio.applications;
    auto found = std::ranges::find_if(applications, isNamed);
    if (found == applications.end()) {
        found = std::ranges::find_if(applications, [&](const Application& application) {
            return std::ranges::any_of(application.commands, isNamed);
        });
    }
    return found == applications.end() ? nullptr : &*found;
}

}  // namespace slipway
