// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <map>

#include "manifests/application_reader.h"
#include "manifests/environment_reader.h"
#include "manifests/manifest.h"
#include "manifests/platform_table.h"
#include "manifests/table_reader.h"
#include "manifests/wording.h"
#include "resolver/text.h"

namespace slipway {

namespace {

constexpr std::string_view kSpaces = " \t";
constexpr std::string_view kComparisonCharacters = "=!<>~";

// Another language than the one known here is not guessed at.
bool isLanguageKnown(const Node& root, const Reading& reading) {
    const Node* written = find(*root.as<Table>(), "slipway");
    if (written == nullptr) {
        reading.error({root.location.source, 1, 1}, "'slipway' is missing",
                      "a manifest says which version of the language it is in: slipway = 1");
        return true;
    }
    const auto* version = written->as<std::int64_t>();
    if (version == nullptr || *version == kLanguageVersion) return true;
    const std::string text = std::to_string(*version);
    if (*version > kLanguageVersion) {
        reading.error(written->location,
                      "'slipway' is " + text + ", a newer language than this Slipway reads",
                      "it reads 1: update Slipway");
    } else {
        reading.error(written->location, "there is no language 'slipway = " + text + "'",
                      "write slipway = 1");
    }
    return false;
}

std::string_view trimmed(std::string_view text) {
    const std::size_t begin = text.find_first_not_of(kSpaces);
    if (begin == std::string_view::npos) return {};
    return text.substr(begin, text.find_last_not_of(kSpaces) + 1 - begin);
}

// `framework-core 2.0`: there should be a comparison.
bool endsWithVersion(std::string_view name) {
    const std::size_t space = name.find_last_of(kSpaces);
    return space != std::string_view::npos && isDigit(name[space + 1]);
}

// `NAME` or `NAME OP VERSION`
std::optional<Requirement> parseRequirement(const std::string& text) {
    const std::string_view whole = text;
    const std::size_t begin = std::min(whole.find_first_of(kComparisonCharacters), whole.size());
    const std::size_t end =
        std::min(whole.find_first_not_of(kComparisonCharacters, begin), whole.size());
    const std::string_view name = trimmed(whole.substr(0, begin));
    const std::string_view version = trimmed(whole.substr(end));
    const auto comparison = comparisonNamed(whole.substr(begin, end - begin));
    const bool hasVersion = comparison && !version.empty() &&
                            version.find_first_of(kComparisonCharacters) == version.npos;
    if (name.empty() || endsWithVersion(name)) return std::nullopt;
    if (begin < whole.size() && !hasVersion) return std::nullopt;
    return Requirement{std::string(name), comparison, std::string(version), text};
}

std::vector<Requirement> readRequirements(const TableReader& table) {
    std::vector<Requirement> requirements;
    for (const std::string& text : table.plainTexts("requires")) {
        if (auto requirement = parseRequirement(text)) {
            requirements.push_back(*std::move(requirement));
        } else {
            table.reading().error(table.find("requires")->location,
                                  quoted(table.shown("requires")) + " holds " + quoted(text) +
                                      ", which is not the name of an integration, with a version "
                                      "or without",
                                  "write \"framework-core\" or \"framework-core >= 2.0\"");
        }
    }
    return requirements;
}

Condition readCondition(const TableReader& table, std::string_view key) {
    const Node* node = table.find(key);
    if (node == nullptr) return {};
    const Reading& reading = table.reading();
    const auto condition = readByPlatform(*node, reading.rules, [&](const Node& text) {
        return parseCondition(*text.as<std::string>(), text.location, reading.rules,
                              reading.diagnostics);
    });
    return condition.value_or(Condition{});
}

Part readPart(const TableReader& table) {
    Part part;
    part.when = readCondition(table, "when");
    if (const Node* env = table.find("env")) {
        part.environment = readEnvironment(*env, table.reading());
    }
    part.arguments = table.texts("arguments");
    part.location = table.location();
    return part;
}

Integration readIntegration(const TableReader& table, const std::string& defaultName) {
    Integration integration;
    integration.name = table.name("name").value_or(defaultName);
    integration.priority = table.integer("priority").value_or(integration.priority);
    integration.required = table.boolean("required").value_or(false);
    integration.requirements = readRequirements(table);
    integration.location = table.location();
    integration.parts.push_back(readPart(table));
    for (const Node* inner : table.tables("case")) {
        integration.parts.push_back(
            readPart(TableReader(*inner, table.pathOf("case"), table.reading())));
    }
    return integration;
}

// Two of one name can both apply, but nobody can tell them apart, or require one of them.
void warnOfSameNames(const std::vector<Integration>& integrations, Diagnostics& diagnostics) {
    std::map<std::string_view, std::uint32_t> lines;
    for (const Integration& integration : integrations) {
        const auto [first, isNew] = lines.emplace(integration.name, integration.location.line);
        if (isNew) continue;
        diagnostics.add({Severity::kWarning, "same-name",
                         "two integrations are named " + quoted(integration.name) +
                             ", the first in line " + std::to_string(first->second),
                         "give each a 'name' of its own", integration.location, false});
    }
}

void warnOfVersion(const TableReader& table) {
    const Node* version = table.find("version");
    if (version == nullptr) return;
    table.reading().diagnostics.warning("unused-value", version->location,
                                        "'integration.version' says nothing where a plugin has "
                                        "several integrations",
                                        "write it as 'plugin.version'");
}

std::vector<Integration> readIntegrations(const TableReader& root, const Node& tree) {
    const Source* source = tree.location.source.get();
    const std::string name = source != nullptr && source->plugin ? source->plugin->name : "";
    const std::vector<const Node*> nodes = root.tables("integration");
    std::vector<Integration> integrations;
    for (const Node* node : nodes) {
        const TableReader table(*node, root.pathOf("integration"), root.reading());
        if (nodes.size() > 1) warnOfVersion(table);
        integrations.push_back(readIntegration(table, name));
    }
    warnOfSameNames(integrations, root.reading().diagnostics);
    return integrations;
}

std::vector<Node> readDeclarations(const TableReader& root) {
    std::vector<Node> declarations;
    for (const Node* node : root.tables("application")) {
        auto declaration = readDeclaration(*node, root.reading());
        if (declaration) declarations.push_back(*std::move(declaration));
    }
    return declarations;
}

void readPlugin(const TableReader& root, Manifest& manifest) {
    const std::optional<TableReader> plugin = root.table("plugin");
    if (!plugin) return;
    manifest.pluginName = plugin->name("name");
    manifest.pluginVersion = plugin->name("version");
    manifest.pluginDescription = plugin->caption("description");
}

std::optional<std::string> stringAt(const Node* table, std::string_view key) {
    const Table* members = table != nullptr ? table->as<Table>() : nullptr;
    const Node* node = members != nullptr ? find(*members, key) : nullptr;
    const std::string* text = node != nullptr ? node->as<std::string>() : nullptr;
    if (text == nullptr) return std::nullopt;
    return *text;
}

// The integration, where there is exactly one.
const Node* onlyIntegration(const Table& root) {
    const Node* node = find(root, "integration");
    const Array* list = node != nullptr ? node->as<Array>() : nullptr;
    if (list == nullptr) return node;
    return list->size() == 1 ? &list->front() : nullptr;
}

}  // namespace

PluginIdentity readPluginIdentity(const Node& root) {
    const Table* table = root.as<Table>();
    if (table == nullptr) return {};
    const Node* plugin = find(*table, "plugin");
    PluginIdentity identity{stringAt(plugin, "name"), stringAt(plugin, "version")};
    if (!identity.version) identity.version = stringAt(onlyIntegration(*table), "version");
    return identity;
}

Manifest readManifest(const Node& root, const PlatformRules& rules, Diagnostics& diagnostics) {
    const Reading reading{rules, diagnostics};
    Manifest manifest;
    if (!isLanguageKnown(root, reading)) return manifest;
    const TableReader table(root, {}, reading);
    readPlugin(table, manifest);
    manifest.applications = readDeclarations(table);
    manifest.integrations = readIntegrations(table, root);
    const PluginIdentity identity = readPluginIdentity(root);
    if (!manifest.pluginVersion) manifest.pluginVersion = identity.version;
    return manifest;
}

}  // namespace slipway
