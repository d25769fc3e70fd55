// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <iterator>
#include <map>

#include "manifests/launch_compiler.h"
#include "manifests/parallel.h"
#include "manifests/way.h"
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

// Whether a launch of the command can depend on the definition: it has the command, or adds to an
// application that plugins declare, or has groups, which are all applications' business. It is
// called as its application is, and names stand in it as they are: so most need not be read.
bool mayConcern(const BuiltinDefinition& definition, std::string_view command,
                const Declarations& declared) {
    const auto has = [&](std::string_view name) {
        const auto isSame = [](char a, char b) { return lower(a) == lower(b); };
        return !std::ranges::search(definition.text, name, isSame).empty();
    };
    const std::string_view file = definition.name.substr(definition.name.rfind('/') + 1);
    const std::string_view application = file.substr(0, file.rfind('.'));
    return command.empty() || declared.contains(std::string(application)) || has(command) ||
           has("integrations");
}

void addBuiltinDeclarations(const Host& host, std::string_view command, Declarations& declarations,
                            Diagnostics& diagnostics) {
    struct Read {
        std::vector<Node> applications;
        Diagnostics diagnostics;
    };
    std::vector<BuiltinDefinition> definitions;
    std::ranges::copy_if(host.definitions, std::back_inserter(definitions),
                         [&](const BuiltinDefinition& definition) {
                             return mayConcern(definition, command, declarations);
                         });
    std::vector<Read> read(definitions.size());
    inParallel(read.size(), [&](std::size_t i) {
        const auto root = readToml(builtinSource(definitions[i]));
        if (!root) return read[i].diagnostics.add(root.error());
        read[i].applications =
            readManifest(*root, host.targetRules(), read[i].diagnostics).applications;
    });
    for (const Read& each : read) {
        addDeclarations(each.applications, declarations);
        for (const Diagnostic& diagnostic : each.diagnostics.list()) diagnostics.add(diagnostic);
    }
}

std::vector<Application> mergedApplications(const Declarations& declarations,
                                            const PlatformRules& rules) {
    std::vector<Application> applications;
    for (const auto& [name, nodes] : declarations) {
        std::vector<Override> overrides;
        auto application = readApplication(mergeApplications(nodes, &overrides), rules);
        if (application) application->overrides = std::move(overrides);
        if (application) applications.push_back(std::move(*application));
    }
    std::ranges::stable_sort(applications, {}, &Application::priority);
    return applications;
}

// The pins that concern plugins and apply.
std::vector<const Pin*> pinsOfPlugins(const Configuration& configuration, Questions& questions) {
    std::vector<const Pin*> pins;
    for (const Pin& pin : configuration.pins) {
        if (!pin.plugins.empty() && questions.holds(pin.when)) pins.push_back(&pin);
    }
    return pins;
}

PluginWishes wishesOf(const Configuration& configuration, Questions& questions) {
    return [pins = pinsOfPlugins(configuration, questions),
            &questions](std::string_view plugin) -> std::optional<PluginWish> {
        const PluginPin* pin = pinOf(pins, plugin);
        if (pin == nullptr) return std::nullopt;
        return PluginWish{pin->wish, questions.text(pin->version).value_or(""), pin->location};
    };
}

enum class Indexes { kRead, kPassedOver };

void readPlugins(std::vector<PluginRoot> roots, Indexes indexes, const Host& host,
                 std::string_view command, Questions& questions, Studio& studio) {
    TrustCheck trust(host);
    trust.follow(studio.configuration.policy);
    PluginSearch search{.roots = std::move(roots),
                        .wishes = wishesOf(studio.configuration, questions),
                        .places = studio.configuration.places,
                        .trust = &trust,
                        .inhabited = host.inhabitedRoots,
                        .readsIndexes = indexes == Indexes::kRead,
                        .target = host.target};
    studio.discovery =
        discoverPlugins(std::move(search), host.disk, host.rules, studio.diagnostics);
    Declarations declarations;
    for (const Plugin& plugin : studio.discovery.plugins) {
        if (plugin.counts()) addDeclarations(plugin.manifest.applications, declarations);
    }
    addBuiltinDeclarations(host, command, declarations, studio.diagnostics);
    studio.applications = mergedApplications(declarations, host.targetRules());
    studio.questions = questions.unanswered();
}

}  // namespace

Studio readStudio(const Host& host) {
    return readStudioFor({}, host);
}

Studio readStudioFor(std::string_view command, const Host& host) {
    Studio studio;
    Questions questions(host);
    studio.configuration = readConfiguration(host, questions, studio.diagnostics);
    std::vector<PluginRoot> roots = findPluginRoots(studio.configuration.pluginPath, host.rules,
                                                    host.variables, studio.diagnostics);
    for (PluginRoot& root : roots) root.path = withoutParents(root.path, host.disk, host.rules);
    readPlugins(std::move(roots), Indexes::kRead, host, command, questions, studio);
    return studio;
}

Studio readStudio(std::vector<PluginRoot> roots, const Host& host) {
    Studio studio;
    Questions questions(host);
    Diagnostics ofNoConcern;
    studio.configuration.places = readConfiguration(host, questions, ofNoConcern).places;
    readPlugins(std::move(roots), Indexes::kPassedOver, host, {}, questions, studio);
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
