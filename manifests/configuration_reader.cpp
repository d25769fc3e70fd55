// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "manifests/configuration_reader.h"

#include <algorithm>

#include "manifests/integration_reader.h"
#include "manifests/paths.h"
#include "manifests/platform_table.h"
#include "manifests/table_reader.h"
#include "manifests/wording.h"
#include "resolver/path.h"
#include "resolver/relative_path.h"
#include "resolver/text.h"
#include "resolver/version.h"

namespace slipway {

namespace {

constexpr std::size_t kMostAlternatives = 64;

// A relative path is relative to its file; `~` is the user's home.
Template rootedPath(Template path, const Location& at, const PlatformRules& rules) {
    if (path.empty() || path.front().kind != PieceKind::kLiteral) return path;
    std::string& beginning = path.front().text;
    const bool isHome = beginning == "~" || beginning.starts_with("~/") ||
                        (rules.platform == Platform::kWindows && beginning.starts_with("~\\"));
    if (isHome) {
        Template rest = path;
        rest.front().text.erase(0, 1);
        Template rooted{{.kind = PieceKind::kHome, .text = {}, .fallback = {}}};
        append(rooted, std::move(rest));
        return rooted;
    }
    if (isRelativePath(beginning, rules) && at.source) {
        beginning = joinPath(at.source->folder, beginning, rules);
    }
    return path;
}

// As shells and lists in variables have it; a file's own word for it is another.
void warnOfShellVariable(const Template& path, const Location& at, const Reading& reading) {
    for (const TemplatePiece& piece : path) {
        const std::size_t dollar = piece.text.find('$');
        if (piece.kind != PieceKind::kLiteral || dollar == std::string::npos) continue;
        const bool begins = dollar == 0 || isSeparator(piece.text[dollar - 1], reading.rules);
        std::size_t end = dollar + 1;
        while (end < piece.text.size() && (isLetter(piece.text[end]) || piece.text[end] == '_'))
            ++end;
        if (!begins || end == dollar + 1) continue;
        const std::string name = piece.text.substr(dollar + 1, end - dollar - 1);
        reading.diagnostics.add(
            {.severity = Severity::kWarning,
             .code = "unknown-value",
             .message = quoted("$" + name) + " is no variable here, but a folder's name",
             .hint = "write " + quoted(name == "HOME" ? "{home}" : "{env." + name + "}"),
             .location = at,
             .concernsLaunch = false});
    }
}

std::optional<std::vector<WrittenPath>> readPaths(const TableReader& root, std::string_view key) {
    const Node* node = root.find(key);
    if (node == nullptr) return std::nullopt;
    std::vector<Template> texts = root.texts(key);
    const Array* list = node->as<Array>();  // else a table by platform
    const bool hasAll = list != nullptr && list->size() == texts.size();
    std::vector<WrittenPath> paths;
    for (std::size_t i = 0; i < texts.size(); ++i) {
        const Location& at = hasAll ? (*list)[i].location : node->location;
        warnOfShellVariable(texts[i], at, root.reading());
        paths.push_back({rootedPath(std::move(texts[i]), at, root.reading().rules), at});
    }
    return paths;
}

bool namesContext(const Template& path) {
    return std::ranges::any_of(
        path, [](const TemplatePiece& piece) { return piece.kind == PieceKind::kContext; });
}

bool checkContextPath(const Template& path, const Node& node, const Reading& reading) {
    const bool startsLiteral = !path.empty() && path.front().kind == PieceKind::kLiteral;
    if (startsLiteral && !isAbsolutePath(path.front().text, reading.rules)) {
        reading.error(node.location, "a context's path must be absolute: " + quoted(path[0].text),
                      "begin it with a place of [paths], '{paths.projects}/{project}'");
        return false;
    }
    if (namesContext(path)) return true;
    reading.error(node.location, "a context's path that names no part of the context",
                  "name some by '{KEY}', '{paths.projects}/{project}'");
    return false;
}

std::vector<std::pair<std::string, Template>> readSettings(const TableReader& rule) {
    const auto table = rule.table("set");
    if (!table) return {};
    std::vector<std::pair<std::string, Template>> settings;
    for (const Member* member : table->members()) {
        if (auto value = table->text(member->key)) settings.emplace_back(member->key, *value);
    }
    return settings;
}

ContextRule readContextRule(const TableReader& table) {
    const Reading& reading = table.reading();
    ContextRule rule{.when = readCondition(table, "when"), .location = table.location()};
    rule.set = readSettings(table);
    const Node* path = table.find("path");
    if (path == nullptr && table.find("set") == nullptr) {
        reading.error(table.location(), "a [[context]] that says nothing",
                      "write a 'path', or 'when' and 'set'");
    }
    if (path != nullptr && (table.find("set") || table.find("when"))) {
        reading.error(table.location(), "a [[context]] has a 'path', or 'when' and 'set', not both",
                      "make it two");
    }
    if (path == nullptr) return rule;
    const auto text = table.text("path", TemplateScope::kContextPath);
    if (text && !text->empty() && checkContextPath(*text, *path, reading)) rule.paths = {*text};
    return rule;
}

// Nothing, or a version that something can have.
bool checkVersion(const Template& version, const Member& member, const Reading& reading) {
    const auto text = literalText(version);
    if (!text || isOneVersion(*text)) return true;
    const std::size_t begin = text->find_first_of("0123456789");
    const std::size_t end = text->find_first_of("<>=!~^*|, ", begin);
    const std::string first = begin == std::string::npos
                                  ? "2024"
                                  : text->substr(begin, std::min(end, text->size()) - begin);
    const bool endsInDot = first.ends_with('.');
    reading.error(member.node.location,
                  quoted(*text) + " of " + quoted(member.key) + " is no version",
                  "ranges and '*' have no meaning here: \"" +
                      first.substr(0, first.size() - (endsInDot ? 1 : 0)) +
                      "\" takes the newest that begins with it");
    return false;
}

std::vector<VersionPin> readUse(const TableReader& root) {
    const auto table = root.table("use");
    if (!table) return {};
    std::vector<VersionPin> use;
    for (const Member* member : table->members()) {
        auto version = table->text(member->key);
        if (version && checkVersion(*version, *member, root.reading())) {
            use.push_back({member->key, *std::move(version), member->keyLocation});
        }
    }
    return use;
}

PluginPin readPluginPin(const Member& member, const Reading& reading) {
    PluginPin pin{.plugin = member.key, .location = member.keyLocation};
    if (const bool* any = member.node.as<bool>()) {
        pin.wish = *any ? PluginPin::Wish::kAny : PluginPin::Wish::kNone;
        return pin;
    }
    pin.wish = PluginPin::Wish::kVersion;
    pin.version = parseTemplate(*member.node.as<std::string>(), member.node.location, reading.rules,
                                reading.diagnostics)
                      .value_or(Template{});
    checkVersion(pin.version, member, reading);
    return pin;
}

// What the choice of a version decides cannot decide it.
void warnOfUnknownYet(const Pin& pin, const Reading& reading) {
    if (pin.use.empty() && pin.plugins.empty()) return;
    for (const ConditionNode& node : pin.when.nodes) {
        const bool isChosen = node.kind == catalogue::ConditionNode::Kind::kCompare &&
                              node.field > PieceKind::kApplicationName &&
                              node.field <= PieceKind::kApplicationDir;
        if (!isChosen) continue;
        reading.diagnostics.add(
            {.severity = Severity::kWarning,
             .code = "pin-condition",
             .message = quoted(node.source) + " is not known when versions are chosen, and false",
             .hint = "a pin goes by application.name, context.*, host, user, "
                     "env.*, launch.mode and platform",
             .location = pin.location,
             .concernsLaunch = false});
    }
}

Pin readPin(const TableReader& table) {
    Pin pin{.when = readCondition(table, "when"), .location = table.location()};
    pin.use = readUse(table);
    pin.require = table.texts("require");
    if (const auto plugins = table.table("plugins")) {
        for (const Member* member : plugins->members()) {
            pin.plugins.push_back(readPluginPin(*member, table.reading()));
        }
    }
    warnOfUnknownYet(pin, table.reading());
    return pin;
}

std::optional<std::vector<std::string>> readOwners(const TableReader& policy) {
    const Node* node = policy.find("trusted_owners");
    if (node == nullptr) return std::nullopt;
    std::vector<std::string> owners;
    for (const Node& owner : *node->as<Array>()) {
        const auto* name = owner.as<std::string>();
        owners.push_back(name != nullptr ? *name : std::to_string(*owner.as<std::int64_t>()));
    }
    return owners;
}

WrittenPolicy readPolicy(const TableReader& root) {
    const auto table = root.table("policy");
    if (!table) return {};
    return {.strict = table->boolean("strict"),
            .groupWritable = table->boolean("group_writable"),
            .record = table->boolean("record"),
            .shareBudget = table->duration("share_budget"),
            .shareTtl = table->duration("share_ttl"),
            .trustedOwners = readOwners(*table),
            .trustedRoots = table->texts("trusted_roots"),
            .secrets = table->texts("secrets")};
}

// One that is merely recognised may be another platform's; the one to write is this one's own.
void warnOfNoDrive(const Template& path, const Location& at, const Reading& reading) {
    if (path.empty() || path.front().kind != PieceKind::kLiteral) return;
    const std::string& beginning = path.front().text;
    if (isAbsolutePath(beginning, reading.rules) || isRelativePath(beginning, reading.rules))
        return;
    reading.diagnostics.add({.severity = Severity::kWarning,
                             .code = "place-driveless",
                             .message = quoted(beginning) + " is on no drive",
                             .hint = "say where it is on " + std::string(reading.rules.name) +
                                     ": { linux = …, windows = …, macos = … }",
                             .location = at,
                             .concernsLaunch = false});
}

Places placesOf(const TableReader& root) {
    const auto table = root.table("paths");
    Places places;
    if (!table) return places;
    for (const Member* member : table->members()) {
        std::vector<Template> paths = table->texts(member->key);
        std::erase(paths, Template{});
        for (Template& path : paths) {
            path = rootedPath(std::move(path), member->keyLocation, root.reading().rules);
        }
        if (!paths.empty()) warnOfNoDrive(paths.front(), member->keyLocation, root.reading());
        places.byName.emplace(member->key, std::move(paths));
    }
    return places;
}

template <class Read>
auto readAll(const TableReader& root, std::string_view key, Read&& read) {
    std::vector<std::invoke_result_t<Read, const TableReader&>> all;
    for (const Node* node : root.tables(key)) {
        all.push_back(read(TableReader(*node, root.pathOf(key), root.reading())));
    }
    return all;
}

}  // namespace

ConfigurationFile readConfigurationFile(const Node& root, const PlatformRules& rules,
                                        Diagnostics& diagnostics) {
    const Reading reading{rules, diagnostics, configurationKeys()};
    const TableReader table(root, {}, reading);
    const std::string name = root.location.source ? root.location.source->path : "";
    placesOf(table);  // what is wrong with them is said with the rest
    return {.pluginPath = readPaths(table, "plugin_path"),
            .include = readPaths(table, "include"),
            .contexts = readAll(table, "context", readContextRule),
            .use = readUse(table),
            .pins = readAll(table, "pin", readPin),
            .integrations = readIntegrations(table, name),
            .policy = readPolicy(table)};
}

Places readPlaces(const Node& root, const PlatformRules& rules) {
    Diagnostics reportedElsewhere;
    const Reading reading{rules, reportedElsewhere, configurationKeys()};
    return placesOf(TableReader(root, {}, reading));
}

std::vector<Template> withAllPlaces(const Template& text, const Places& places) {
    std::vector<Template> results{Template{}};
    for (const TemplatePiece& piece : text) {
        const auto* paths = piece.kind == PieceKind::kPaths ? places.find(piece.text) : nullptr;
        const std::vector<Template> one{Template{piece}};
        std::vector<Template> longer;
        for (const Template& beginning : results) {
            for (const Template& path : paths != nullptr ? *paths : one) {
                Template result = beginning;
                append(result, withPlaces(path, places));
                longer.push_back(std::move(result));
            }
        }
        if (longer.size() > kMostAlternatives) longer.resize(kMostAlternatives);
        results = std::move(longer);
    }
    return results;
}

}  // namespace slipway
