// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "cli/doubts.h"

#include <algorithm>
#include <set>
#include <string_view>
#include <tuple>
#include <utility>

#include "cli/near_manifests.h"
#include "cli/planned_launch.h"
#include "manifests/disk.h"
#include "manifests/paths.h"
#include "manifests/wording.h"
#include "resolver/relative_path.h"
#include "resolver/text.h"
#include "resolver/version.h"

namespace slipway {

namespace {

using Names = std::vector<std::string_view>;
using Kind = catalogue::ConditionNode::Kind;

// Read by Slipway in the environment of whatever the application starts (spec 2.5).
constexpr std::string_view kSteering[] = {
    "SLIPWAY_BYPASS", "SLIPWAY_CACHE",    "SLIPWAY_CONFIG",        "SLIPWAY_CONTEXT",
    "SLIPWAY_LOG",    "SLIPWAY_LOG_FILE", "SLIPWAY_MODE",          "SLIPWAY_PLUGIN_PATH",
    "SLIPWAY_STRICT", "SLIPWAY_TICKET",   "SLIPWAY_TICKET_SHA256", "SLIPWAY_USE",
    "SLIPWAY_WITHOUT"};
// Given to each application by Slipway itself.
constexpr std::string_view kGiven[] = {"SLIPWAY_APPLICATION", "SLIPWAY_LAUNCH_ID",
                                       "SLIPWAY_SESSION"};

bool isAmong(std::string_view name, const Names& names) {
    return std::ranges::any_of(
        names, [&](std::string_view each) { return equals(each, name, Case::kIgnored); });
}

bool startsWith(std::string_view text, std::string_view beginning) {
    return text.size() >= beginning.size() &&
           equals(text.substr(0, beginning.size()), beginning, Case::kIgnored);
}

// What the condition is where nothing but the platform is known.
std::optional<bool> onPlatform(const Condition& condition, std::uint32_t index,
                               const PlatformRules& rules) {
    const ConditionNode& node = condition.nodes[index];
    if (node.kind == Kind::kTrue) return true;
    if (node.kind == Kind::kCompare) {
        const auto value = literalText(node.value);
        const bool isEquality =
            node.comparison == Comparison::kEqual || node.comparison == Comparison::kNotEqual;
        if (node.field != PieceKind::kPlatform || !value || !isEquality) return std::nullopt;
        return matchesWildcard(rules.name, *value, Case::kIgnored) ==
               (node.comparison == Comparison::kEqual);
    }
    const auto left = onPlatform(condition, node.left, rules);
    if (node.kind == Kind::kNot) return left ? std::optional(!*left) : std::nullopt;
    const auto right = onPlatform(condition, node.right, rules);
    const bool decides = node.kind == Kind::kOr;
    if (left == decides || right == decides) return decides;
    return left && right ? std::optional(!decides) : std::nullopt;
}

bool isElsewhere(const Condition& condition, const PlatformRules& rules) {
    if (condition.nodes.empty()) return false;
    const auto root = static_cast<std::uint32_t>(condition.nodes.size() - 1);
    return onPlatform(condition, root, rules) == false;
}

// The literal beginning of an application's identifier: "maya" of "{name}_{variant}".
std::string beginningOf(const Template& identifier, const std::string& application) {
    std::string text;
    for (const TemplatePiece& piece : identifier) {
        if (piece.kind != PieceKind::kLiteral && piece.kind != PieceKind::kApplicationName) break;
        text += piece.kind == PieceKind::kLiteral ? piece.text : application;
    }
    while (text.ends_with('_') || text.ends_with('-')) text.pop_back();
    return text;
}

// Of what conditions compare identifiers with: "maya" of "maya*" and "maya_2024".
std::string_view stemOf(std::string_view value) {
    value = value.substr(0, value.find('*'));
    const std::size_t last = value.rfind('_');
    if (last != std::string_view::npos && last + 1 < value.size() && isDigit(value[last + 1])) {
        value = value.substr(0, last);
    }
    while (value.ends_with('_') || value.ends_with('-')) value.remove_suffix(1);
    return value;
}

struct ControlName {
    char c;
    char letter;  // as strings in double quotes write it
    std::string_view name;
};
constexpr ControlName kControls[] = {{'\t', 't', "a tab"},
                                     {'\n', 'n', "a line break"},
                                     {'\b', 'b', "a backspace"},
                                     {'\f', 'f', "a form feed"},
                                     {'\r', 'r', "a carriage return"}};

bool looksLikePath(const Template& text) {
    const TemplatePiece& first = text.front();
    if (first.kind != PieceKind::kLiteral) {
        return first.kind == PieceKind::kHome || first.kind == PieceKind::kPaths ||
               first.kind == PieceKind::kApplicationDir || first.kind == PieceKind::kLaunchDir;
    }
    const std::string& beginning = first.text;
    const bool hasDrive = beginning.size() > 1 && isLetter(beginning[0]) && beginning[1] == ':';
    return hasDrive || beginning.starts_with('/') || beginning.starts_with("\\\\");
}

// "a tab and a line break"; empty: no backslash was taken for the beginning of these.
std::string swallowed(const Template& text) {
    std::string names;
    bool isSure = !text.empty() && looksLikePath(text);
    for (const ControlName& each : kControls) {
        const bool isThere = std::ranges::any_of(text, [&](const TemplatePiece& piece) {
            return piece.kind == PieceKind::kLiteral &&
                   piece.text.find(each.c) != std::string::npos;
        });
        if (!isThere) continue;
        isSure |= each.c == '\b' || each.c == '\f';  // which nobody means
        names += (names.empty() ? "" : ", ") + std::string(each.name);
    }
    return isSure ? names : "";
}

std::string withBackslashes(const Template& text, std::string_view backslash) {
    std::string result;
    for (const char c : templateText(text)) {
        const auto control = std::ranges::find(kControls, c, &ControlName::c);
        if (control != std::end(kControls)) {
            (result += backslash) += control->letter;
        } else if (c == '\\') {
            result += backslash;
        } else {
            result += c;
        }
    }
    return result;
}

class Doubts {
  public:
    Doubts(Studio& studio, StudioExtent extent, const Surroundings& surroundings)
        : studio_(studio), extent_(extent), surroundings_(surroundings) {
        collectNames();
    }

    void add() {
        for (const Plugin& plugin : studio_.discovery.plugins) {
            ofIntegrations(plugin.manifest.integrations);
        }
        for (const Application& application : studio_.applications) ofApplication(application);
        if (isInForce()) ofConfiguration();
        for (const ConfiguredIntegrations& file : studio_.configuration.integrations) {
            ofIntegrations(file.integrations, /*hasOwnPlaces=*/!isInForce());
        }
    }

  private:
    bool isInForce() const { return extent_ == StudioExtent::kInForce; }

    void collectNames() {
        for (const Plugin& plugin : studio_.discovery.plugins) {
            plugins_.push_back(plugin.name);
            integrations_.push_back(plugin.name);  // of one whose manifest is passed over
            collect(plugin.manifest.integrations);
        }
        for (const ConfiguredIntegrations& file : studio_.configuration.integrations) {
            collect(file.integrations);
        }
        for (const Application& application : studio_.applications) {
            applications_.push_back(application.name);
            commands_.push_back(application.name);
            beginnings_.push_back(beginningOf(application.identifier, application.name));
            for (const Command& command : application.commands) {
                commands_.push_back(command.name);
                if (!command.identifier) continue;
                beginnings_.push_back(beginningOf(*command.identifier, application.name));
            }
        }
        for (const auto& [name, paths] : studio_.configuration.places->byName) {
            places_.push_back(name);
        }
    }

    void collect(const std::vector<Integration>& integrations) {
        for (const Integration& each : integrations) integrations_.push_back(each.name);
    }

    void warn(std::string code, const Location& at, std::string message, std::string hint = {}) {
        if (!said_.insert({at.source.get(), at.line, message}).second) return;
        studio_.diagnostics.add({.severity = Severity::kWarning,
                                 .code = std::move(code),
                                 .message = std::move(message),
                                 .hint = std::move(hint),
                                 .location = at,
                                 .concernsLaunch = false});
    }

    // --- names

    // Plugins may be a project's, which is not the one that is worked in, or not have been read.
    bool isEveryPluginKnown() const {
        if (!isInForce() || !studio_.discovery.published.empty()) return false;
        if (std::ranges::any_of(studio_.discovery.plugins, &Plugin::excluded)) return false;
        return std::ranges::none_of(studio_.diagnostics.list(), [](const Diagnostic& each) {
            return each.severity == Severity::kError || each.leavesOut ||
                   each.code == "path-absent" || each.code == "root-missing";
        });
    }

    void unknown(std::string_view kind, const std::string& name, const Names& names,
                 const Location& at, const std::string& consequence) {
        if (isAmong(name, names)) return;
        const std::string meant = suggestion(name, names);
        if (meant.empty() && (consequence.empty() || !isEveryPluginKnown())) return;
        const std::string what = "no " + std::string(kind) + " is called " + quoted(name);
        warn(std::string(kind) + "-unknown", at,
             what + (consequence.empty() ? "" : ": " + consequence), meant);
    }

    void ofUse(const std::vector<VersionPin>& use) {
        for (const VersionPin& pin : use) ofUsed(pin.application, pin.location, "");
    }

    // A version of what nobody knows is asked for in vain, and most often misspelt.
    void ofUsed(const std::string& application, const Location& at, const std::string& by) {
        if (isAmong(application, applications_)) return;
        warn("application-unknown", at,
             by + "no manifest makes an application " + quoted(application) + " known",
             suggestion(application, applications_));
    }

    void ofUseVariable() {
        const auto list = variablesOf(surroundings_)("SLIPWAY_USE");
        if (!list) return;
        forEachEntry(*list, ",", [&](std::string_view entry) {
            const std::string name(trimmed(entry.substr(0, entry.find('='))));
            if (name.empty() || entry.find('=') == std::string_view::npos) return;
            ofUsed(name, {}, "SLIPWAY_USE: ");
        });
    }

    void ofConfiguration() {
        ofUse(studio_.configuration.use);
        ofUseVariable();
        for (const Pin& pin : studio_.configuration.pins) {
            ofUse(pin.use);
            ofCondition(pin.when, pin.location);
            for (const PluginPin& each : pin.plugins) {
                if (each.plugin == "*") continue;
                unknown("plugin", each.plugin, plugins_, each.location, "");
                ofText(each.version, each.location);
            }
            for (const Template& each : pin.require) {
                const auto name = literalText(each);
                if (!name) continue;
                unknown("integration", *name, integrations_, pin.location,
                        "where this pin applies nothing is launched");
            }
        }
        for (const ContextRule& rule : studio_.configuration.contexts) {
            ofCondition(rule.when, rule.location);
            for (const Template& path : rule.paths) ofPlaces(path, rule.location, "no path agrees");
            for (const auto& [key, value] : rule.set) ofText(value, rule.location);
        }
    }

    void ofCondition(const Condition& condition, const Location& at) {
        for (const ConditionNode& node : condition.nodes) {
            const auto value = literalText(node.value);
            const bool isEquality =
                node.comparison == Comparison::kEqual || node.comparison == Comparison::kNotEqual;
            if (node.kind != Kind::kCompare) continue;
            ofText(node.value, at);
            if (value && isEquality) ofComparison(node, *value, at);
        }
    }

    void ofComparison(const ConditionNode& node, const std::string& value, const Location& at) {
        if (node.field == PieceKind::kApplicationName) {
            ofApplicationName(node, value, at);
        } else if (node.field == PieceKind::kCommand) {
            ofPattern("command", node, value, commands_, at);
        } else if (node.field == PieceKind::kApplicationIdentifier) {
            ofIdentifier(node, value, at);
        }
    }

    void ofApplicationName(const ConditionNode& node, const std::string& value,
                           const Location& at) {
        if (!isAmong(value, applications_) && isAmong(value, commands_)) {
            return warn("application-unknown", at,
                        "no application is called " + quoted(value) + " in " + quoted(node.source),
                        "it is a command: 'command = " + value + "'");
        }
        ofPattern("application", node, value, applications_, at);
    }

    void ofPattern(std::string_view kind, const ConditionNode& node, const std::string& value,
                   const Names& names, const Location& at) {
        const bool isKnown = std::ranges::any_of(names, [&](std::string_view name) {
            return matchesWildcard(name, value, Case::kIgnored);
        });
        const std::string meant = suggestion(value, names);
        if (isKnown || meant.empty()) return;
        warn(std::string(kind) + "-unknown", at,
             "no " + std::string(kind) + " is called " + quoted(value) + " in " +
                 quoted(node.source),
             meant);
    }

    void ofIdentifier(const ConditionNode& node, const std::string& value, const Location& at) {
        const std::string_view stem = stemOf(value);
        const bool isKnown = std::ranges::any_of(beginnings_, [&](const std::string& each) {
            return startsWith(each, stem) || startsWith(stem, each);
        });
        const std::string meant = suggestion(stem, {beginnings_.begin(), beginnings_.end()});
        if (isKnown || stem.empty() || meant.empty()) return;
        warn("application-unknown", at,
             "no application's identifier begins with " + quoted(stem) + ", as in " +
                 quoted(node.source),
             meant);
    }

    // --- places and values

    void ofPlaces(const Template& text, const Location& at, const std::string& consequence) {
        for (const TemplatePiece& piece : text) {
            if (piece.hasFallback) {
                ofPlaces(piece.fallback, at, consequence);
            } else if (piece.kind == PieceKind::kPaths &&
                       studio_.configuration.places->find(piece.text) == nullptr) {
                const std::string meant = suggestion(piece.text, places_);
                if (meant.empty() && !isInForce()) continue;
                warn("place-unknown", at,
                     "no [paths] has " + quoted(piece.text) + " of " +
                         quoted(templateText({piece})) + ": " + consequence,
                     meant);
            }
        }
    }

    void ofText(const Template& text, const Location& at) {
        if (!hasOwnPlaces_) ofPlaces(text, at, "what it stands in is left out");
        const std::string controls = swallowed(text);
        if (controls.empty()) return;
        const bool isJson = at.source && at.source->path.ends_with(".json");
        warn("control-character", at,
             quoted(withBackslashes(text, "\\")) + " is read with " + controls +
                 " in it: in double quotes a backslash begins such a character",
             isJson ? "write \"" + withBackslashes(text, "\\\\") + "\""
                    : "write '" + withBackslashes(text, "\\") +
                          "' in single quotes, or each backslash twice");
    }

    void ofTexts(const std::vector<Template>& texts, const Location& at) {
        for (const Template& each : texts) ofText(each, at);
    }

    void ofOperations(const std::vector<EnvironmentOperation>& operations) {
        for (const EnvironmentOperation& operation : operations) {
            ofTexts(operation.values, operation.location);
            ofSteering(operation);
        }
    }

    void ofSteering(const EnvironmentOperation& operation) {
        if (std::ranges::find(kGiven, operation.name) != std::end(kGiven)) {
            warn("slipway-variable", operation.location,
                 quoted(operation.name) + " is what Slipway gives to each application",
                 "leave it out");
        }
        if (std::ranges::find(kSteering, operation.name) == std::end(kSteering)) return;
        warn("slipway-variable", operation.location,
             quoted(operation.name) +
                 " steers Slipway: not this launch, but all that the application launches",
             "leave it out, or set it where the application is started");
    }

    // --- commands

    void ofExecutable(const std::vector<Template>& command, std::string_view kind,
                      const Location& at) {
        auto path = literalText(command.front());
        if (!path || !at.source) return;
        const bool isName = fileNameOf(*path, surroundings_.rules) == *path;  // looked up on PATH
        if (isName || path->empty()) return;
        if (isRelativePath(*path, surroundings_.rules)) {
            path = joinPath(at.source->folder, *path, surroundings_.rules);
        }
        const bool isWindows = surroundings_.rules.platform == Platform::kWindows;
        const bool hasEnding =
            fileNameOf(*path, surroundings_.rules).find('.') != std::string::npos;
        if (isWindows && !hasEnding) return;  // an '.exe' is looked for, too
        const FileFacts facts = surroundings_.disk.facts(*path);
        const std::string what = "the " + std::string(kind) + " " + quoted(*path);
        if (facts.error != 0) {
            warn("command-missing", at, what + " is not there: " + errorText(facts.error));
        } else if (!isExecutableFile(facts)) {
            warn("command-missing", at, what + " is not executable",
                 isWindows ? "" : "chmod +x " + quoteForSh(*path));
        }
    }

    void ofPart(const Part& part, bool isHere) {
        ofCondition(part.when, part.location);
        ofOperations(part.environment);
        ofTexts(part.arguments, part.location);
        for (const LaunchFile& file : part.files) ofText(file.path, file.location);
        for (const BeforeCommand& each : part.before) {
            ofTexts(each.command, each.location);
            if (isHere) ofExecutable(each.command, "command", each.location);
        }
        for (const Companion& each : part.companions) {
            ofTexts(each.command, each.location);
            ofOperations(each.environment);
            if (isHere) ofExecutable(each.command, "companion", each.location);
        }
    }

    void ofIntegrations(const std::vector<Integration>& integrations, bool hasOwnPlaces = false) {
        hasOwnPlaces_ = hasOwnPlaces;
        for (const Integration& integration : integrations) ofIntegration(integration);
        hasOwnPlaces_ = false;
    }

    void ofIntegration(const Integration& integration) {
        constexpr auto kNone = static_cast<std::uint32_t>(-1);
        std::uint32_t elsewhere = kNone;  // the depth of the part that is another platform's
        for (const Part& part : integration.parts) {
            if (part.depth <= elsewhere) {
                elsewhere = isElsewhere(part.when, surroundings_.rules) ? part.depth : kNone;
            }
            ofPart(part, elsewhere == kNone);
        }
        const bool isHere = integration.parts.empty() ||
                            !isElsewhere(integration.parts.front().when, surroundings_.rules);
        for (const Requirement& each : integration.requirements) {
            const auto name = literalText(each.name);
            if (!name || !isHere || !isInForce()) continue;
            Names others = integrations_;
            std::erase(others, integration.name);
            unknown("integration", *name, others, integration.location,
                    quoted(integration.name) + " requires it, and is never applied");
        }
    }

    void ofApplication(const Application& application) {
        ofOperations(application.environment);
        ofTexts(application.arguments, application.location);
        for (const Command& command : application.commands) {
            ofOperations(command.environment);
            ofTexts(command.arguments, command.location);
        }
        for (const FindEntry& entry : application.find) ofText(entry.path, entry.location);
    }

    Studio& studio_;
    StudioExtent extent_;
    const Surroundings& surroundings_;
    Names plugins_;
    Names integrations_;
    Names applications_;
    Names commands_;
    Names places_;
    std::vector<std::string> beginnings_;  // of identifiers
    bool hasOwnPlaces_ = false;            // of a file whose [paths] are not those in force
    std::set<std::tuple<const Source*, std::uint32_t, std::string>> said_;
};

}  // namespace

void addDoubts(Studio& studio, StudioExtent extent, const Surroundings& surroundings) {
    Doubts(studio, extent, surroundings).add();
    warnOfNearManifests(studio.discovery, surroundings.disk, surroundings.rules,
                        studio.diagnostics);
}

}  // namespace slipway
