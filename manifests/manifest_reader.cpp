// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <map>

#include "manifests/application_reader.h"
#include "manifests/environment_reader.h"
#include "manifests/integration_reader.h"
#include "manifests/manifest.h"
#include "manifests/platform_table.h"
#include "manifests/preparation_reader.h"
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

// Without spaces at both ends.
Template trimmed(Template text) {
    if (text.empty()) return text;
    if (std::string& first = text.front().text; text.front().kind == PieceKind::kLiteral) {
        first.erase(0, std::min(first.find_first_not_of(kSpaces), first.size()));
    }
    if (std::string& last = text.back().text; text.back().kind == PieceKind::kLiteral) {
        last.erase(last.find_last_not_of(kSpaces) + 1);
    }
    std::erase_if(text, [](const TemplatePiece& piece) {
        return piece.kind == PieceKind::kLiteral && piece.text.empty();
    });
    return text;
}

// `framework-core 2.0`: there should be a comparison.
bool endsWithVersion(const Template& name) {
    if (name.back().kind != PieceKind::kLiteral) return false;
    const std::string& text = name.back().text;
    const std::size_t space = text.find_last_of(kSpaces);
    return space != std::string::npos && isDigit(text[space + 1]);
}

std::size_t comparisonIn(const TemplatePiece& piece) {
    return piece.kind == PieceKind::kLiteral ? piece.text.find_first_of(kComparisonCharacters)
                                             : std::string::npos;
}

bool holdsComparison(const TemplatePiece& piece) {
    return comparisonIn(piece) != std::string::npos;
}

bool holdsSpace(const TemplatePiece& piece) {
    return piece.kind == PieceKind::kLiteral &&
           piece.text.find_first_of(kSpaces) != std::string::npos;
}

}  // namespace

std::optional<Requirement> parseRequirement(const Template& text) {
    const auto at = std::ranges::find_if(text, holdsComparison);
    Template name(text.begin(), at);
    Template version(at, text.end());
    std::optional<Comparison> comparison;
    if (!version.empty()) {
        const std::string piece = version.front().text;
        const std::size_t begin = comparisonIn(version.front());
        const std::size_t end =
            std::min(piece.find_first_not_of(kComparisonCharacters, begin), piece.size());
        comparison = comparisonNamed(std::string_view(piece).substr(begin, end - begin));
        name.push_back({.text = piece.substr(0, begin)});
        version.front().text = piece.substr(end);
    }
    name = trimmed(std::move(name));
    version = trimmed(std::move(version));
    if (name.empty() || endsWithVersion(name)) return std::nullopt;
    if (at != text.end() && (!comparison || version.empty())) return std::nullopt;
    if (std::ranges::any_of(version, holdsComparison)) return std::nullopt;
    if (std::ranges::any_of(version, holdsSpace)) return std::nullopt;
    return Requirement{std::move(name), comparison, std::move(version), templateText(text)};
}

namespace {

std::vector<Requirement> readRequirements(const TableReader& table) {
    std::vector<Requirement> requirements;
    for (const Template& text : table.texts("requires")) {
        if (auto requirement = parseRequirement(text)) {
            requirements.push_back(*std::move(requirement));
        } else {
            table.reading().error(table.find("requires")->location,
                                  quoted(table.shown("requires")) + " holds " +
                                      quoted(templateText(text)) +
                                      ", which is not the name of an integration, with a version "
                                      "or without",
                                  "write \"framework-core\" or \"framework-core >= 2.0\"");
        }
    }
    return requirements;
}

Part readPart(const TableReader& table) {
    Part part;
    part.when = readCondition(table, "when");
    if (const Node* env = table.find("env")) {
        part.environment = readEnvironment(*env, table.reading());
    }
    part.arguments = table.texts("arguments");
    part.before = readBefore(table);
    part.files = readFiles(table);
    part.companions = readCompanions(table);
    part.location = table.location();
    return part;
}

// A case within a case has the keys of a case.
void readParts(const TableReader& table, std::uint32_t depth, std::vector<Part>& parts) {
    parts.push_back(readPart(table));
    parts.back().depth = depth;
    for (const Node* inner : table.tables("case")) {
        const TablePath path{"integration.case", table.pathOf("case").shown};
        readParts(TableReader(*inner, path, table.reading()), depth + 1, parts);
    }
}

Integration readIntegration(const TableReader& table, const std::string& defaultName) {
    Integration integration;
    integration.name = table.name("name").value_or(defaultName);
    integration.priority = table.integer("priority").value_or(integration.priority);
    integration.required = table.boolean("required").value_or(false);
    integration.requirements = readRequirements(table);
    integration.location = table.location();
    readParts(table, 0, integration.parts);
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

std::vector<Node> readDeclarations(const TableReader& root) {
    std::vector<Node> declarations;
    for (const Node* node : root.tables("application")) {
        auto declaration = readDeclaration(*node, root.reading());
        if (declaration) declarations.push_back(*std::move(declaration));
    }
    return declarations;
}

}  // namespace

std::vector<Integration> readIntegrations(const TableReader& root, const std::string& defaultName) {
    const std::vector<const Node*> nodes = root.tables("integration");
    std::vector<Integration> integrations;
    for (const Node* node : nodes) {
        const TableReader table(*node, root.pathOf("integration"), root.reading());
        if (nodes.size() > 1) warnOfVersion(table);
        integrations.push_back(readIntegration(table, defaultName));
    }
    warnOfSameNames(integrations, root.reading().diagnostics);
    return integrations;
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

namespace {

void readPlugin(const TableReader& root, Manifest& manifest) {
    const std::optional<TableReader> plugin = root.table("plugin");
    if (!plugin) return;
    manifest.pluginName = plugin->name("name");
    manifest.pluginVersion = plugin->name("version");
    manifest.pluginDescription = plugin->text("description");
}

std::optional<std::string> stringAt(const Node* table, std::string_view key) {
    const Table* members = table != nullptr ? table->as<Table>() : nullptr;
    const Node* node = members != nullptr ? find(*members, key) : nullptr;
    const std::string* text = node != nullptr ? node->as<std::string>() : nullptr;
    if (text == nullptr) return std::nullopt;
    return *text;
}

std::string pluginName(const Node& root) {
    const Source* source = root.location.source.get();
    return source != nullptr && source->plugin ? source->plugin->name : "";
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
    manifest.integrations = readIntegrations(table, pluginName(root));
    const PluginIdentity identity = readPluginIdentity(root);
    if (!manifest.pluginVersion) manifest.pluginVersion = identity.version;
    return manifest;
}

}  // namespace slipway
