// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "importer/launch_configuration.h"

#include <algorithm>
#include <array>

#include "importer/find_inference.h"
#include "importer/wording.h"
#include "resolver/text.h"

namespace slipway::ftrack {

namespace {

constexpr std::string_view kVariant = "{variant}";
constexpr std::string_view kExtensions = "FTRACK_FRAMEWORK_EXTENSIONS_PATH";

struct PlatformName {
    std::string_view ftrack;
    const PlatformRules& rules;
};
constexpr std::array<PlatformName, 3> kPlatforms = {
    PlatformName{"linux", kLinuxRules},
    {"windows", kWindowsRules},
    {"darwin", kMacosRules},
};

std::string textOf(const Node& node) {
    if (const auto* text = node.as<std::string>()) return *text;
    if (const auto* number = node.as<std::int64_t>()) return std::to_string(*number);
    if (const auto* flag = node.as<bool>()) return *flag ? "True" : "False";  // as `str` has it
    if (const auto* other = node.as<Unsupported>()) return other->text;
    return {};
}

std::string textAt(const Table& table, std::string_view key) {
    const Node* node = find(table, key);
    return node == nullptr || node->as<Unsupported>() ? std::string() : textOf(*node);
}

// One alone may stand where a list does.
std::vector<std::string> textsAt(const Table& table, std::string_view key) {
    const Node* node = find(table, key);
    if (node == nullptr || node->as<Unsupported>()) return {};
    std::vector<std::string> texts;
    if (const auto* list = node->as<Array>()) {
        for (const Node& each : *list) {
            if (!each.as<Unsupported>()) texts.push_back(textOf(each));
        }
    } else {
        texts.push_back(textOf(*node));
    }
    return texts;
}

// For the name of a command: small letters, digits, dashes.
std::string nameFrom(std::string_view text) {
    std::string name;
    for (const char c : text) {
        const bool isPlain = isLetter(c) || isDigit(c) || c == '_' || c == '.';
        if (isPlain) name += lower(c);
        if (!isPlain && !name.empty() && name.back() != '-') name += '-';
    }
    while (name.ends_with('-') || name.ends_with('_') || name.ends_with('.')) name.pop_back();
    return name;
}

std::string replaced(std::string text, std::string_view from, std::string_view to) {
    for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size()) {
        text.replace(at, from.size(), to);
    }
    return text;
}

// Braces are placeholders in manifests.
std::string escaped(const std::string& text) {
    return replaced(replaced(text, "{", "{{"), "}", "}}");
}

bool isAbsolute(const std::string& path) {
    return path.starts_with('/') || path.starts_with('\\') || path.starts_with('~') ||
           (path.size() > 1 && path[1] == ':');
}

std::string extensionPath(const std::string& path) {
    if (path.starts_with("~/")) return "{home}" + escaped(path.substr(1));
    return isAbsolute(path) ? escaped(path) : "{plugin.dir}/" + escaped(path);
}

class ConfigurationImport {
  public:
    ConfigurationImport(const Table& table, const Location& at, std::set<std::string>& names)
        : table_(table), location_(at), names_(names) {}

    std::expected<ImportedApplication, Diagnostic> run() {
        if (const std::string type = textAt(table_, "type"); type != "launch_config") {
            return wrong(type.empty() ? "it has no 'type: launch_config'"
                                      : "its type is '" + type + "', not 'launch_config'");
        }
        if (textAt(table_, "applicationIdentifier").empty()) {
            return wrong("it has no 'applicationIdentifier'");
        }
        readIdentity();
        readRest();
        readSearchPath();
        readEnvironment();
        mentionTheRest();
        return std::move(result_);
    }

  private:
    std::unexpected<Diagnostic> wrong(std::string message) const {
        return std::unexpected(
            Diagnostic{.code = "schema", .message = std::move(message), .location = location_});
    }

    ApplicationDraft& draft() { return result_.draft; }

    void byHand(const std::string& text) {
        result_.findings.byHand.push_back("application '" + draft().name + "': " + text);
        draft().comments.push_back("by hand: " + text);
    }

    void readIdentity() {
        const std::string identifier = textAt(table_, "applicationIdentifier");
        const std::size_t brace = std::min(identifier.find('{'), identifier.size());
        std::string name = nameFrom(identifier.substr(0, brace));
        if (name.empty()) name = nameFrom(textAt(table_, "label"));
        draft().name = unusedName(name);
        if (draft().name != name) {
            draft().comments.push_back("shares the identifier of '" + name + "'");
        }
        const std::string written = replaced(identifier, "{version}", "{variant}");
        const std::string usual = draft().name + "_" + std::string(kVariant);
        if (written != usual) draft().identifier = written;
        const std::string variant = textAt(table_, "variant");
        if (!variant.empty() && variant != "{version}") draft().variant = variant;
    }

    // Of several with one identifier each is a command of its own: by what tells them apart.
    std::string unusedName(const std::string& name) {
        std::vector<std::string> candidates = {name};
        for (const std::string_view key : {"label", "name", "identifier"}) {
            candidates.push_back(nameFrom(textAt(table_, key)));
        }
        for (const std::string& each : candidates) {
            if (!each.empty() && names_.insert(each).second) return each;
        }
        for (int number = 2;; ++number) {
            const std::string each = name + "-" + std::to_string(number);
            if (names_.insert(each).second) return each;
        }
    }

    void readRest() {
        draft().label = textAt(table_, "label");
        draft().icon = textAt(table_, "icon");
        if (draft().icon.find("://") != std::string::npos) {
            byHand("its icon is fetched from '" + draft().icon + "'; put it into a file");
            draft().icon.clear();
        }
        const Node* priority = find(table_, "priority");
        if (priority != nullptr && priority->as<std::int64_t>()) {
            draft().priority = *priority->as<std::int64_t>();
        }
        draft().contexts = textsAt(table_, "context");
        for (const std::string& each : textsAt(table_, "launch_arguments")) {
            draft().arguments.push_back(escaped(each));
        }
        const Node* groups = find(table_, "integrations");
        const Table* members = groups != nullptr ? groups->as<Table>() : nullptr;
        for (const Member& each : members != nullptr ? *members : Table{}) {
            draft().groups.emplace_back(each.key, textsAt(*members, each.key));
        }
    }

    void readSearchPath() {
        const Node* node = find(table_, "search_path");
        const Table* places = node != nullptr ? node->as<Table>() : nullptr;
        if (places == nullptr) return byHand("it has no 'search_path', so nothing finds it");
        for (const PlatformName& each : kPlatforms) {
            const Node* place = find(*places, each.ftrack);
            const Table* table = place != nullptr ? place->as<Table>() : nullptr;
            if (table != nullptr) readPlace(*table, each);
        }
        for (const Member& each : *places) {
            const bool isKnown =
                std::ranges::find(kPlatforms, each.key, &PlatformName::ftrack) != kPlatforms.end();
            if (!isKnown) byHand("nothing is known of a platform '" + each.key + "'");
        }
    }

    void readPlace(const Table& place, const PlatformName& platform) {
        std::vector<std::string> segments = textsAt(place, "prefix");
        const std::vector<std::string> below = textsAt(place, "expression");
        segments.insert(segments.end(), below.begin(), below.end());
        FindDraft entry;
        if (segments.size() < 2) {
            return byHand("its 'search_path' for " + std::string(platform.ftrack) +
                          " leads nowhere");
        }
        entry.version = textAt(place, "version_expression");
        if (auto pattern = plainPattern(segments, entry.version, platform.rules)) {
            entry.path = *std::move(pattern);
            entry.version.clear();
        } else {
            entry.segments = segments;
            entry.segments.front() = escaped(segments.front());
        }
        for (const std::string& each : textsAt(place, "launch_arguments")) {
            entry.arguments.push_back(escaped(each));
        }
        entry.rosetta = platform.rules.platform == Platform::kMacos && asksForRosetta();
        draft().find.emplace_back(std::string(platform.rules.name), std::vector{std::move(entry)});
    }

    bool asksForRosetta() const {
        const Node* rosetta = find(table_, "rosetta");
        return rosetta != nullptr && rosetta->as<bool>() && *rosetta->as<bool>();
    }

    void readEnvironment() {
        if (const auto paths = textsAt(table_, "extensions_path"); !paths.empty()) {
            OperationDraft operation{std::string(kExtensions), "", {}, true, {}};
            for (const std::string& each : paths) {
                operation.values.push_back(extensionPath(each));
            }
            draft().environment.push_back(std::move(operation));
        }
        const Node* node = find(table_, "environment_variables");
        const Table* variables = node != nullptr ? node->as<Table>() : nullptr;
        for (const Member& each : variables != nullptr ? *variables : Table{}) {
            readVariable(each, *variables);
        }
    }

    void readVariable(const Member& member, const Table& variables) {
        const std::string& name = member.key;
        if (name == kExtensions || name == "FTRACK_CONNECT_EXTENSIONS_PATH") {
            draft().comments.push_back(name + " was passed over by Connect here, too");
            return;
        }
        if (name.empty() || name.find('=') != std::string::npos || member.node.as<Table>()) {
            return byHand("'" + name + "' is no variable that could be set");
        }
        OperationDraft operation{name, "", {}, member.node.as<Array>() != nullptr, {}};
        if (const std::size_t dot = name.find('.'); dot != std::string::npos) {
            operation.name = name.substr(0, dot);
            operation.operation = name.substr(dot + 1);
            if (!operationNamed(operation.operation)) {
                return byHand("'" + name + "' names no operation on a variable");
            }
        }
        for (const std::string& each : textsAt(variables, name)) {
            operation.values.push_back(escaped(each));
        }
        const bool isPlain = operation.operation.empty() && !operation.isList &&
                             !operation.values.empty() && !looksLikePath(operation.values[0]);
        if (isPlain) {
            operation.operation = "set";
            operation.comments.push_back("Connect appended it to what was there");
        }
        draft().environment.push_back(std::move(operation));
    }

    void mentionTheRest() {
        if (const std::string module = textAt(table_, "standalone_module"); !module.empty()) {
            byHand("Connect ran the module '" + module +
                   "' beside it, in its own Python: an [[integration.companion]] whose command "
                   "starts it, with FTRACK_APPLICATION_PID = \"{launch.pid}\"");
        }
        if (const std::string offset = textAt(table_, "version_year_offset"); !offset.empty()) {
            byHand("'version_year_offset: " + offset +
                   "' was added to the version of a bundle; here the path must tell the year");
        }
        static constexpr std::string_view kKnown[] = {"type",
                                                      "name",
                                                      "priority",
                                                      "context",
                                                      "identifier",
                                                      "icon",
                                                      "label",
                                                      "variant",
                                                      "search_path",
                                                      "applicationIdentifier",
                                                      "integrations",
                                                      "rosetta",
                                                      "description",
                                                      "extensions_path",
                                                      "launch_arguments",
                                                      "environment_variables",
                                                      "standalone_module",
                                                      "version_year_offset"};
        for (const Member& each : table_) {
            const bool isKnown = std::ranges::find(kKnown, each.key) != std::end(kKnown);
            if (!isKnown) byHand("'" + each.key + "' is not known");
        }
    }

    const Table& table_;
    const Location& location_;
    std::set<std::string>& names_;
    ImportedApplication result_;
};

}  // namespace

std::expected<ImportedApplication, Diagnostic> importLaunchConfiguration(
    const Node& root, std::set<std::string>& names) {
    const Table* table = root.as<Table>();
    if (table == nullptr) {
        return std::unexpected(Diagnostic{.code = "schema",
                                          .message = "it is no launch configuration",
                                          .location = root.location});
    }
    return ConfigurationImport(*table, root.location, names).run();
}

}  // namespace slipway::ftrack
