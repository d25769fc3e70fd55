// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "manifests/application_reader.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_map>

#include "manifests/environment_reader.h"
#include "manifests/expression.h"
#include "manifests/keys.h"
#include "manifests/manifest.h"
#include "manifests/paths.h"
#include "manifests/platform_table.h"
#include "manifests/wording.h"
#include "resolver/relative_path.h"

namespace slipway {

namespace {

constexpr std::string_view kDefaultIdentifier = "{name}_{variant}";
constexpr std::string_view kDefaultVariant = "{version}";

// Names of applications and commands become names of files, and are written in APP@VERSION and
// in the list of SLIPWAY_USE.
bool isFitName(std::string_view name) {
    const bool isFit = std::ranges::none_of(name, [](char c) {
        const bool isControl = static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
        return isControl || std::string_view("/\\:@=,").find(c) != std::string_view::npos;
    });
    return isFit && !name.empty() && name != "." && name != "..";
}

bool checkName(std::string_view name, const Location& at, std::string_view kind,
               const Reading& reading) {
    if (isFitName(name)) return true;
    reading.error(at, quoted(name) + " cannot be the name of " + std::string(kind),
                  "it becomes the name of a file: it is not empty, '.' or '..', and holds no "
                  "'/', '\\', ':', '@', '=' or ','");
    return false;
}

bool startsInHome(std::string_view path) {
    return path == "~" || path.starts_with("~/") || path.starts_with("~\\");
}

// A relative path is relative to the file that it stands in, whatever it is merged with.
Template absolutePath(Template path, const Location& at, const Reading& reading) {
    if (path.empty() || path.front().kind != PieceKind::kLiteral) return path;
    std::string& beginning = path.front().text;
    if (startsInHome(beginning)) {
        reading.error(at, quoted(beginning) + ": '~' stands for nothing in a manifest",
                      "write '{home}'");
    } else if (isRelativePath(beginning, reading.rules) && at.source) {
        beginning = joinPath(at.source->folder, beginning, reading.rules);
    }
    return path;
}

Template textOr(const TableReader& table, std::string_view key, std::string_view standard,
                TemplateScope scope) {
    if (auto written = table.text(key, scope)) return *std::move(written);
    const Reading& reading = table.reading();
    return parseTemplate(standard, table.location(), reading.rules, reading.diagnostics, scope)
        .value_or(Template{});
}

// The name of an icon has no folder and no suffix of a file.
bool isIconFile(std::string_view icon) {
    constexpr std::string_view kSuffixes[] = {".svg", ".png", ".ico", ".icns", ".xpm"};
    return icon.find_first_of("/\\") != std::string_view::npos ||
           std::ranges::any_of(kSuffixes, [&](auto suffix) { return icon.ends_with(suffix); });
}

std::optional<Template> readIcon(const TableReader& table) {
    std::optional<Template> icon = table.text("icon");
    if (!icon || !isIconFile(templateText(*icon))) return icon;
    return absolutePath(*std::move(icon), table.find("icon")->location, table.reading());
}

std::optional<Template> readWorkingDirectory(const TableReader& table) {
    std::optional<Template> path = table.text("working_directory");
    if (!path || literalText(*path) == "inherit") return std::nullopt;
    return absolutePath(*std::move(path), table.find("working_directory")->location,
                        table.reading());
}

bool checkCommand(const Member& member, std::string_view main, const Reading& reading) {
    if (!checkName(member.key, member.keyLocation, "a command", reading)) return false;
    if (member.key != main) return true;
    reading.error(member.keyLocation,
                  quoted(member.key) + " is the main command of the application itself",
                  "write what it says into the application's own table");
    return false;
}

std::optional<std::vector<Template>> textsIfWritten(const TableReader& table,
                                                    std::string_view key) {
    if (table.find(key) == nullptr) return std::nullopt;
    return table.texts(key);
}

Command readCommand(const std::string& name, const TableReader& table) {
    Command command;
    command.name = name;
    command.executable = table.text("executable");
    command.identifier = table.text("identifier", TemplateScope::kIdentifier);
    command.label = table.text("label", TemplateScope::kLabel);
    command.arguments = table.texts("arguments");
    command.isBatch = table.word("mode") == "batch";
    command.contexts = textsIfWritten(table, "contexts");
    command.batch = textsIfWritten(table, "batch");
    // 'inherit' is nothing of the application's either.
    if (table.find("working_directory") != nullptr) {
        command.workingDirectory = readWorkingDirectory(table).value_or(Template{});
    }
    if (const Node* env = table.find("env")) {
        command.environment = readEnvironment(*env, table.reading());
    }
    command.location = table.location();
    return command;
}

std::vector<Command> readCommands(const TableReader& application, std::string_view main) {
    const std::optional<TableReader> table = application.table("commands");
    if (!table) return {};
    std::vector<Command> commands;
    for (const Member* member : table->members()) {
        if (!checkCommand(*member, main, table->reading())) continue;
        commands.push_back(readCommand(member->key, table->tableOf(*member)));
    }
    return commands;
}

std::vector<Group> readGroups(const TableReader& application) {
    const std::optional<TableReader> table = application.table("integrations");
    if (!table) return {};
    std::vector<Group> groups;
    for (const Member* member : table->members()) {
        groups.push_back({member->key, table->texts(member->key), member->keyLocation});
    }
    return groups;
}

std::optional<Template> readFindPath(const Node& path, const Reading& reading) {
    auto read = readByPlatform(path, reading.rules, [&](const Node& text) {
        return parseTemplate(*text.as<std::string>(), text.location, reading.rules,
                             reading.diagnostics, TemplateScope::kFind);
    });
    if (read) *read = absolutePath(*std::move(read), path.location, reading);
    return read;
}

bool seeksVersion(const Template& pattern) {
    return std::ranges::find(pattern, PieceKind::kApplicationVersion, &TemplatePiece::kind) !=
           pattern.end();
}

std::optional<VersionQuestion> readQuestion(const Node& node, const TableReader& table) {
    const Table& written = *node.as<Table>();
    if (!find(written, "ask") || !find(written, "pattern")) {
        table.reading().error(node.location, "'version' lacks 'ask' or 'pattern'",
                              "write { ask = [\"--version\"], pattern = \"Blender {version}\" }");
    }
    std::optional<Template> pattern = table.text("pattern", TemplateScope::kFind);
    if (!table.find("ask") || !pattern) return std::nullopt;
    if (!seeksVersion(*pattern)) {
        table.reading().error(table.find("pattern")->location,
                              quoted(templateText(*pattern)) + " has no '{version}'",
                              "write '{version}' where the output has the version");
        return std::nullopt;
    }
    return VersionQuestion{table.text("executable", TemplateScope::kEarly),
                           table.texts("ask", TemplateScope::kEarly), *std::move(pattern)};
}

void readFindVersion(const TableReader& table, FindEntry& entry) {
    const Node* version = table.find("version");
    if (version == nullptr) return;
    if (version->as<Table>() && !isByPlatform(*version)) {
        entry.question = readQuestion(*version, *table.table("version"));
    } else {
        entry.version = table.text("version", TemplateScope::kEarly);
    }
}

// One expression of ftrack's form; its own braces (`\d{4}`) are no placeholders.
std::optional<Template> readExpression(const Node& text, const Reading& reading) {
    const std::string braced = withQuantifiersEscaped(*text.as<std::string>());
    auto expression = parseTemplate(braced, text.location, reading.rules, reading.diagnostics,
                                    TemplateScope::kEarly);
    if (!expression) return std::nullopt;
    const auto mistake = mistakeInExpression(*expression);
    if (mistake) {
        reading.error(text.location,
                      quoted(*text.as<std::string>()) + " is no regular expression: " + *mistake);
        return std::nullopt;
    }
    return expression;
}

void checkVersionGroup(const Node& text, const Reading& reading) {
    if (text.as<std::string>()->find("(?P<version>") != std::string::npos) return;
    reading.error(text.location, quoted(*text.as<std::string>()) + " has no group 'version'",
                  "write '(?P<version>…)' around what matches the version");
}

std::optional<Template> readVersionExpression(const TableReader& table) {
    const Node* version = table.find("version");
    if (version == nullptr) return std::nullopt;
    return readByPlatform(
        *version, table.reading().rules, [&](const Node& text) -> std::optional<Template> {
            if (text.as<Table>()) {
                table.reading().error(text.location, "'segments' are not asked for their version",
                                      "write a regular expression, '(?P<version>…)'");
                return std::nullopt;
            }
            checkVersionGroup(text, table.reading());
            return readExpression(text, table.reading());
        });
}

// `C:` alone means the current folder of that drive, ftrack's launch configurations mean its root.
Template searchFolder(Template folder, const Location& at, const Reading& reading) {
    const bool isDrive = reading.rules.platform == Platform::kWindows &&
                         literalText(folder).value_or("").ends_with(':');
    if (isDrive) folder.back().text += reading.rules.pathSeparator;
    return absolutePath(std::move(folder), at, reading);
}

// What stands at each place for this platform; other platforms' expressions are checked as well.
std::optional<SegmentSearch> readSegments(const Node& list, const TableReader& table) {
    const Reading& reading = table.reading();
    SegmentSearch search;
    bool isFirst = true;
    for (const Node& element : *list.as<Array>()) {
        const auto read = [&](const Node& text) {
            if (!isFirst) return readExpression(text, reading);
            return parseTemplate(*text.as<std::string>(), text.location, reading.rules,
                                 reading.diagnostics, TemplateScope::kEarly);
        };
        auto text = readByPlatform(element, reading.rules, read);
        if (text && isFirst) {
            search.folder = searchFolder(*std::move(text), element.location, reading);
        }
        if (text && !isFirst) search.segments.push_back(*std::move(text));
        isFirst = false;
    }
    if (list.as<Array>()->size() < 2) {
        reading.error(list.location,
                      quoted(table.shown("segments")) + " has less than two segments",
                      "the first is a folder, each further one an expression");
    }
    return search;
}

std::optional<SegmentSearch> readSearch(const TableReader& table) {
    const Node& segments = *table.find("segments");
    auto search = readByPlatform(segments, table.reading().rules,
                                 [&](const Node& list) { return readSegments(list, table); });
    std::optional<Template> version = readVersionExpression(table);
    if (search) search->version = std::move(version);
    return search;
}

// Nothing where an entry says nothing for this platform.
std::optional<FindEntry> readFindTable(const TableReader& table) {
    FindEntry entry{.location = table.location()};
    entry.arguments = table.texts("arguments");
    const bool rosetta = table.boolean("rosetta").value_or(false);
    entry.rosetta = rosetta && table.reading().rules.platform == Platform::kMacos;
    const Node* path = table.find("path");
    if (table.find("segments")) {
        if (path != nullptr) {
            table.reading().error(path->location, "an entry has either 'path' or 'segments'");
        }
        entry.search = readSearch(table);
        return entry.search ? std::optional(std::move(entry)) : std::nullopt;
    }
    readFindVersion(table, entry);
    auto read = path != nullptr ? readFindPath(*path, table.reading()) : std::nullopt;
    if (!read) return std::nullopt;
    entry.path = *std::move(read);
    return entry;
}

std::optional<FindEntry> readFindEntry(const Node& node, const TableReader& application) {
    const Reading& reading = application.reading();
    if (node.as<Table>() && !isByPlatform(node)) {
        if (!find(*node.as<Table>(), "path") && !find(*node.as<Table>(), "segments")) {
            reading.error(node.location, "an entry of 'find' has no 'path'",
                          "write { path = \"…\" }");
        }
        return readFindTable(TableReader(node, application.pathOf("find"), reading));
    }
    auto path = readFindPath(node, reading);
    if (!path) return std::nullopt;
    return FindEntry{.path = *std::move(path), .location = node.location};
}

std::vector<FindEntry> readFind(const TableReader& application) {
    const Node* find = application.find("find");
    if (find == nullptr) return {};
    return readByPlatform(*find, application.reading().rules, [&](const Node& list) {
        std::vector<FindEntry> entries;
        for (const Node& node : *list.as<Array>()) {
            if (auto entry = readFindEntry(node, application)) {
                entries.push_back(*std::move(entry));
            }
        }
        return entries;
    });
}

std::optional<std::string> readName(const TableReader& table, const Node& application) {
    std::optional<std::string> name = table.name("name");
    if (name) {
        const Location& at = table.find("name")->location;
        if (!checkName(*name, at, "an application", table.reading())) name.reset();
    } else if (find(*application.as<Table>(), "name") == nullptr) {
        table.reading().error(application.location, "an application has no 'name'",
                              "the name is the key by which it is launched, 'maya'");
    }
    return name;
}

std::vector<std::string> literalTexts(const TableReader& table, std::string_view key) {
    std::vector<std::string> result;
    for (const Template& text : table.texts(key, TemplateScope::kEarly)) {
        if (auto plain = literalText(text)) result.push_back(*std::move(plain));
    }
    return result;
}

std::optional<Application> readTree(const Node& node, const Reading& reading) {
    const TableReader table(node, {"application", "application"}, reading);
    const std::optional<std::string> name = readName(table, node);
    Application application;
    application.name = name.value_or("");
    application.label =
        table.text("label", TemplateScope::kLabel).value_or(literal(application.name));
    application.icon = readIcon(table);
    application.identifier =
        textOr(table, "identifier", kDefaultIdentifier, TemplateScope::kIdentifier);
    application.variant = textOr(table, "variant", kDefaultVariant, TemplateScope::kVariant);
    application.priority = table.integer("priority").value_or(application.priority);
    application.contexts = table.texts("contexts");
    application.categories = literalTexts(table, "categories");
    application.mimeTypes = literalTexts(table, "mime_types");
    application.arguments = table.texts("arguments");
    application.batch = table.texts("batch");
    application.workingDirectory = readWorkingDirectory(table);
    application.inheritsLaunch = table.word("nested") == "inherit";
    application.groups = readGroups(table);
    application.commands = readCommands(table, application.name);
    application.find = readFind(table);
    if (const Node* env = table.find("env")) {
        application.environment = readEnvironment(*env, reading);
    }
    application.location = node.location;
    return name ? std::optional(std::move(application)) : std::nullopt;
}

// What stands for this platform at every key; a key that says nothing for it is not written.
std::optional<Node> resolved(const Node& node, const std::string& path,
                             const PlatformRules& rules) {
    const Key* key = findKey(manifestKeys(), path);
    if (key == nullptr) return std::nullopt;
    if (key->type == KeyType::kOperations && node.as<Table>()) {
        return canonicalEnvironment(node, rules);
    }
    const bool isTable =
        key->type == KeyType::kTable || key->type == KeyType::kTables || key->type == KeyType::kMap;
    if (!isTable || !node.as<Table>()) {
        const Node* ours = forPlatform(node, rules);
        return ours != nullptr ? std::optional(*ours) : std::nullopt;
    }
    Table table;
    for (const Member& member : *node.as<Table>()) {
        const std::string_view name =
            key->type == KeyType::kMap ? "*" : std::string_view(member.key);
        const std::string beneath = std::string(path).append(".").append(name);
        auto value = resolved(member.node, beneath, rules);
        if (value) table.push_back({member.key, member.keyLocation, *std::move(value)});
    }
    return Node{std::move(table), node.location};
}

using NodesByKey = std::unordered_map<std::string_view, const Node*>;

NodesByKey nodesByKey(const Table& table) {
    NodesByKey nodes;
    for (const Member& member : table) nodes.emplace(member.key, &member.node);
    return nodes;
}

// The name, by which they are merged, is the same in both.
void note(const std::string& key, const Node& by, const Node& over,
          std::vector<Override>* overrides) {
    if (overrides != nullptr && key != "name") {
        overrides->push_back({key, by.location, over.location});
    }
}

Node merged(const Node& first, const Node& other, const std::string& path,
            std::vector<Override>* overrides) {
    const Table* wins = first.as<Table>();
    const Table* loses = other.as<Table>();
    if (wins == nullptr || loses == nullptr) {
        note(path, first, other, overrides);
        return first;
    }
    const NodesByKey own = nodesByKey(*wins);
    const NodesByKey theirs = nodesByKey(*loses);
    Table table;
    for (const Member& member : *loses) {
        if (!own.contains(member.key)) table.push_back(member);
    }
    for (const Member& member : *wins) {
        const auto under = theirs.find(member.key);
        const std::string key = path.empty() ? member.key : path + "." + member.key;
        table.push_back({member.key, member.keyLocation,
                         under != theirs.end() ? merged(member.node, *under->second, key, overrides)
                                               : member.node});
    }
    return {std::move(table), first.location};
}

}  // namespace

std::optional<Node> readDeclaration(const Node& application, const Reading& reading) {
    if (!readTree(application, reading)) return std::nullopt;
    return resolved(application, "application", reading.rules);
}

Node mergeApplications(const std::vector<Node>& declarations, std::vector<Override>* overrides) {
    Node result = declarations.front();
    for (std::size_t i = 1; i < declarations.size(); ++i) {
        result = merged(result, declarations[i], "", overrides);
    }
    return result;
}

std::optional<Application> readApplication(const Node& merged, const PlatformRules& rules) {
    Diagnostics alreadyReported;
    return readTree(merged, {rules, alreadyReported});
}

}  // namespace slipway
