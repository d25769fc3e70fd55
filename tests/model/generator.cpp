// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/model/generator.h"

#include <algorithm>
#include <array>
#include <random>
#include <set>

#include "tests/support/sandbox.h"

namespace slipway::model {

namespace {

using test::kHost;
using test::list;

using Words = std::vector<std::string>;

const std::string kHere{kHost.name};
const std::string kElsewhere{kHost.elsewhere};

// Few names of everything, so that things meet.
const Words kVariables{"PATHS", "LIST", "EMPTY", "PLAIN", "FRESH", "OTHER"};
const Words kIntegrations{"core", "menu", "render", "review", "publish", "x9"};
const Words kPlugins{"core", "tools", "pipeline", "frame-work", "Tools", "lighting", "menu", "x9"};
const Words kPluginVersions{"1.0", "1.2", "1.10", "2.0", "2.0rc1", "2.0b2", "3.0a1"};
const Words kPaths{"projects", "tools", "gone"};
const Words kContextKeys{"project", "shot", "id", "type"};
// Whether sources contradict one another by case alone nobody says where folders have none.
const Words kContextValues{"bunny", kHost.ignoresCase ? "duck" : "BUNNY", "sq010", "a b", "Ω-7"};
const Words kValues{"a",        "b",        "/opt/x",    "/opt/x/lib", "/opt/y",
                    "\\opt\\x", "",         list("a:b"), list(":"),    "x y",
                    "$HOME",    "quo\"te'", "a;b",       "brace",      "é\\n\n tab\t"};

// No text, where an argument need not be one.
const std::string kOddArgument = kHere == "windows" ? "\xc3\xbf" : "\xff";
// Where the sandbox has ftrack's folder of the user.
const std::string kConnectFolder = kHere == "windows"
                                       ? "home/.local/share/ftrack/ftrack-connect-plugins"
                                       : "home/.local/share/ftrack-connect-plugins";

// std::uniform_int_distribution differs between libraries.
class Dice {
  public:
    explicit Dice(std::uint64_t seed) : engine_(seed) {}

    std::size_t below(std::size_t count) { return static_cast<std::size_t>(engine_() % count); }
    bool in(std::size_t count) { return below(count) == 0; }  // once in `count` times
    template <class T>
    const T& of(const std::vector<T>& list) {
        return list[below(list.size())];
    }

  private:
    std::mt19937_64 engine_;
};

Text literal(std::string text) {
    return {{.literal = std::move(text)}};
}

std::string inOtherCase(std::string text) {
    for (char& c : text) {
        const bool isLetter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (isLetter) c = static_cast<char>(c ^ ('a' ^ 'A'));
    }
    return text;
}

class Generator {
  public:
    explicit Generator(std::uint64_t seed) : dice_(seed) {}

    Scenario scenario() {
        Scenario scenario;
        scenario.studio.roots = roots();
        if (dice_.in(3)) scenario.studio.pluginPath.push_back({"configured", true, plugins()});
        if (dice_.in(2)) scenario.studio.user = configuration("user");
        if (dice_.in(3)) scenario.studio.site = configuration("site");
        for (std::size_t i = 0; i < 3; ++i) scenario.launches.push_back(invocation());
        return scenario;
    }

  private:
    // --- names

    // Now and then in another case, where that is the same.
    std::string spelled(const std::string& name) {
        return kHost.ignoresCase && dice_.in(2) ? inOtherCase(name) : name;
    }
    std::string variable() { return spelled(dice_.of(kVariables)); }

    // --- texts

    Text text() {
        Text result;
        for (std::size_t i = 1 + dice_.below(3); i > 0; --i) {
            result.push_back(dice_.in(2) ? Piece{.literal = dice_.of(kValues)} : placeholder());
        }
        return result;
    }

    Piece placeholder(std::size_t depth = 0) {
        static const Words kNames{"application.name",
                                  "application.identifier",
                                  "application.label",
                                  "application.variant",
                                  "application.version",
                                  "application.version.major",
                                  "application.version.minor",
                                  "application.version.patch",
                                  "application.path",
                                  "application.dir",
                                  "command",
                                  "home",
                                  "platform",
                                  "pathsep",
                                  "host",
                                  "launch.id",
                                  "launch.pid",
                                  "launch.mode"};
        static const Words kOfPlugin{"plugin.dir", "plugin.name", "plugin.root"};
        Piece piece;
        switch (dice_.below(ofPlugin_ ? 6 : 5)) {
            case 0:
                piece.name = "context." + dice_.of(kContextKeys);
                break;
            case 1:
            case 2:
                piece.name = "env." + variable();
                break;
            case 3:
                piece.name = dice_.of(kNames);
                break;
            case 4:
                piece.name = "paths." + dice_.of(kPaths);
                break;
            default:
                piece.name = dice_.of(kOfPlugin);
        }
        if (depth < 2 && dice_.in(3)) {
            piece.hasFallback = true;
            if (!dice_.in(4)) piece.fallback.push_back({.literal = dice_.of(kValues)});
            if (dice_.in(3)) piece.fallback.push_back(placeholder(depth + 1));
        }
        return piece;
    }

    template <class T, class Make>
    Choice<T> choice(Make make, bool alwaysForHere = false) {
        Choice<T> result;
        if (!dice_.in(5)) {
            result.plain = make();
            return result;
        }
        for (const std::string& platform : {kElsewhere, std::string("macos")}) {
            if (dice_.in(2)) result.platforms.emplace_back(platform, make());
        }
        const bool isDefault = dice_.in(2);
        if (alwaysForHere || result.platforms.empty() || dice_.in(2)) {
            result.platforms.emplace_back(isDefault ? "default" : kHere, make());
        }
        if (isDefault && dice_.in(3)) result.platforms.emplace_back(kHere, make());
        return result;
    }

    // --- operations

    Scalar scalar() {
        if (dice_.in(8)) {
            return {Scalar::Kind::kInteger, literal(std::to_string(int(dice_.below(99)) - 9))};
        }
        if (dice_.in(9)) return {Scalar::Kind::kBoolean, literal(dice_.in(2) ? "1" : "0")};
        return {Scalar::Kind::kText, text()};
    }

    Value value() {
        Value result;
        result.isList = dice_.in(2);
        const std::size_t count = result.isList ? dice_.below(4) : 1;
        for (std::size_t i = 0; i < count; ++i) {
            result.elements.push_back(result.isList ? choice<Scalar>([&] { return scalar(); })
                                                    : Choice<Scalar>{.plain = scalar()});
        }
        return result;
    }

    // What is popped: mostly something that may be there.
    Value popped() {
        static const Words kPatterns{"a",     "b",         "/opt/x/*", "/opt/*",
                                     "*/lib", list("a:b"), "\\opt\\x", "x*"};
        Value result{.isList = dice_.in(2)};
        for (std::size_t i = result.isList ? dice_.below(3) : 1; i > 0; --i) {
            Text text = dice_.in(4) ? Text{placeholder()} : literal(spelled(dice_.of(kPatterns)));
            result.elements.push_back({.plain = {Scalar::Kind::kText, std::move(text)}});
        }
        return result;
    }

    Operation operation() {
        static const Words kOperations{"prepend", "append", "set", "pop", "unset", ""};
        Operation result{.variable = variable(), .operation = dice_.of(kOperations)};
        const bool pops = result.operation == "pop";
        result.value = choice<Value>([&] { return pops ? popped() : value(); });
        if (result.operation != "unset" && dice_.in(4)) {
            static const Words kSeparators{";", " ", ", ", ":"};
            result.separator = dice_.in(4) ? Text{placeholder()} : literal(dice_.of(kSeparators));
            // An empty separator parts nothing: what a list with one is, nobody says.
            if (result.separator->front().literal.empty())
                result.separator->push_back({.literal = "|"});
        }
        return result;
    }

    // One key of `env` stands once in a table.
    std::vector<Operation> operations() {
        std::vector<Operation> result;
        std::set<std::pair<std::string, std::string>> keys;
        for (std::size_t i = dice_.below(5); i > 0; --i) {
            Operation next = operation();
            if (keys.insert({next.variable, next.operation}).second) result.push_back(next);
        }
        return result;
    }

    // --- conditions

    Condition condition(std::size_t depth) {
        Condition result;
        if (depth < 2 && dice_.in(3)) {
            static const std::vector<Condition::Kind> kKinds{
                Condition::Kind::kAnd, Condition::Kind::kOr, Condition::Kind::kNot};
            result.kind = dice_.of(kKinds);
            const std::size_t count = result.kind == Condition::Kind::kNot ? 1 : 2 + dice_.below(2);
            for (std::size_t i = 0; i < count; ++i) result.operands.push_back(condition(depth + 1));
            return result;
        }
        static const std::vector<Condition (Generator::*)()> kComparisons{
            &Generator::ofName, &Generator::ofVersion, &Generator::ofContext,
            &Generator::ofVariable, &Generator::ofPlatform};
        return (this->*dice_.of(kComparisons))();
    }

    std::string equality() { return dice_.in(3) ? "!=" : "="; }

    Condition ofName() {
        static const Words kFields{"application.name",  "application.identifier",
                                   "application.label", "application.variant",
                                   "command",           "application.path",
                                   "application.dir"};
        static const Words kNames{"alpha",    "ALPHA*", "beta",       "*a*", "alpha_2.0",
                                  "beta_15*", "*bin*",  "alpha-tool", "2.*", "nothing"};
        return {.field = dice_.of(kFields),
                .comparison = equality(),
                .value = literal(dice_.of(kNames))};
    }

    Condition ofVersion() {
        static const Words kOrders{"<", "<=", ">", ">=", "=", "!="};
        static const Words kVersions{"1.9",   "1.10",   "2",      "2.0",  "2.0rc1", "2.0rc2",
                                     "2.0.1", "15.1v3", "15.1v9", "15.2", "9"};
        Condition result{.field = "application.version",
                         .comparison = dice_.of(kOrders),
                         .value = literal(dice_.of(kVersions))};
        if (dice_.in(6)) result.comparison = "=", result.value = literal("2*");
        if (dice_.in(6)) result.field = "application.version.major";
        return result;
    }

    Condition ofContext() {
        Condition result{.field = "context." + dice_.of(kContextKeys),
                         .comparison = equality(),
                         .value = literal(dice_.of(kContextValues))};
        if (dice_.in(4)) result.value = {{.name = "env." + variable()}};
        return result;
    }

    Condition ofVariable() {
        static const Words kPatterns{"*", "a*", "*b", "/opt/*", "x y", "none"};
        return {.field = "env." + variable(),
                .comparison = equality(),
                .value = literal(dice_.of(kPatterns))};
    }

    Condition ofPlatform() {
        if (dice_.in(3)) {
            return {.field = "launch.mode",
                    .comparison = equality(),
                    .value = literal(dice_.in(2) ? "batch" : "Interactive")};
        }
        return {.field = "platform",
                .comparison = equality(),
                .value = literal(dice_.in(3) ? kElsewhere : inOtherCase(kHere))};
    }

    // --- integrations

    Part part(std::size_t depth) {
        Part result;
        if (depth > 0 || dice_.in(2)) result.when = condition(0);
        result.environment = operations();
        for (std::size_t i = dice_.in(3) ? 1 + dice_.below(2) : 0; i > 0; --i) {
            result.arguments.push_back(text());
        }
        for (std::size_t i = depth < 3 && dice_.in(3) ? 1 + dice_.below(2) : 0; i > 0; --i) {
            result.cases.push_back(part(depth + 1));
        }
        return result;
    }

    Requirement requirement() {
        static const Words kOrders{">=", "<", "=", "!=", "<=", ">"};
        Requirement result{.name = dice_.of(kIntegrations)};
        if (dice_.in(2))
            result.comparison = dice_.of(kOrders), result.version = dice_.of(kPluginVersions);
        return result;
    }

    Integration integration() {
        Integration result;
        if (!dice_.in(4)) result.name = dice_.of(kIntegrations);
        if (dice_.in(2)) result.priority = int(dice_.below(5)) * 50 - 50;
        result.required = dice_.in(12);
        for (std::size_t i = dice_.in(3) ? 1 + dice_.below(2) : 0; i > 0; --i) {
            result.requirements.push_back(requirement());
        }
        result.part = part(0);
        return result;
    }

    // --- applications

    std::vector<Text> texts() {
        std::vector<Text> result;
        for (std::size_t i = dice_.below(3); i > 0; --i) result.push_back(text());
        return result;
    }

    // Of the application's own facts only those made before the one it is for.
    Text name(const Words& made) {
        Text result = literal(dice_.of(Words{"x", "alpha_", "Label ", "v"}));
        result.push_back({.name = dice_.of(made)});
        if (dice_.in(4)) result.push_back({.name = "context.project", .hasFallback = dice_.in(2)});
        return result;
    }

    Application application() {
        Application result{.name = dice_.of(installedApplications()).application};
        if (dice_.in(4))
            result.variant = name({"application.version", "application.version.major"});
        if (dice_.in(4)) result.label = name({"application.variant", "application.version"});
        if (dice_.in(4)) result.identifier = name({"application.variant", "application.label"});
        if (dice_.in(6))
            result.workingDirectory = Text{{.name = dice_.in(2) ? "home" : "env.NOWHERE"}};
        if (dice_.in(3)) result.arguments = texts();
        if (dice_.in(4)) result.batch = {literal("-b"), Text{{.name = "env.PLAIN"}}};
        for (const char* group : {"first", "second"}) {
            if (!dice_.in(5)) continue;
            for (std::size_t i = dice_.below(3); i > 0; --i) {
                result.groups[group].push_back(dice_.of(kIntegrations));
            }
            if (result.groups[group].empty()) result.groups.erase(group);
        }
        // How operations of several declarations on one variable follow one another nobody says.
        static const Words kOwn{"APPLICATION_SET.set", "APPLICATION_LIST.append",
                                "APPLICATION_FRONT.prepend", "APPLICATION_OFF.unset"};
        for (const std::string& key : kOwn) {
            if (!dice_.in(5)) continue;
            const std::size_t dot = key.find('.');
            Operation own{.variable = key.substr(0, dot), .operation = key.substr(dot + 1)};
            own.value = choice<Value>([&] { return value(); }, true);
            result.environment.push_back(std::move(own));
        }
        for (const Installed& installed : installedApplications()) {
            if (installed.application != result.name) continue;
            for (const std::string& name : installed.commands) {
                if (dice_.in(4)) result.commands[name] = command();
            }
        }
        return result;
    }

    Command command() {
        Command result;
        if (dice_.in(4)) result.identifier = name({"application.name", "application.version"});
        result.arguments = texts();
        result.batch = dice_.in(3);
        return result;
    }

    // --- plugins and roots

    Plugin plugin() {
        Plugin result{.name = dice_.of(kPlugins), .version = dice_.of(kPluginVersions)};
        if (dice_.in(6)) result.version.clear();
        static const Words kPlatforms{kHere, "noarch", kElsewhere};
        if (!result.version.empty() && dice_.in(4)) result.platform = dice_.of(kPlatforms);
        if (dice_.in(8)) result.ownName = dice_.of(kPlugins);
        if (dice_.in(8)) result.ownVersion = dice_.of(kPluginVersions);
        result.format = dice_.in(2) ? Format::kJson : Format::kToml;
        result.oneFile = dice_.in(6);
        static const std::vector<Damage> kDamages{Damage::kSyntax, Damage::kSchema,
                                                  Damage::kTwoManifests};
        if (dice_.in(12)) result.damage = dice_.of(kDamages);
        if (result.damage == Damage::kTwoManifests) result.oneFile = false;
        for (std::size_t i = dice_.below(3); i > 0; --i)
            result.integrations.push_back(integration());
        nameApart(result);
        if (dice_.in(3)) result.applications.push_back(application());
        return result;
    }

    // Of two integrations of one name in one plugin nobody says which counts.
    static void nameApart(Plugin& plugin) {
        std::set<std::string> names;
        std::erase_if(plugin.integrations, [&](const Integration& integration) {
            return !names.insert(integration.name.value_or(plugin.ownName.value_or(plugin.name)))
                        .second;
        });
    }

    std::vector<Plugin> plugins() {
        std::vector<Plugin> result;
        for (std::size_t i = dice_.below(6); i > 0; --i) add(plugin(), result);
        return result;
    }

    // Two of one name and version in one root are one too many, unless their platforms differ.
    static void add(Plugin plugin, std::vector<Plugin>& plugins) {
        const auto lowered = [](std::string text) {
            std::ranges::transform(text, text.begin(),
                                   [](unsigned char c) { return std::tolower(c); });
            return text;
        };
        const auto key = [&](const Plugin& each) {
            // A broken text does not tell its own name.
            const bool tells = each.damage == Damage::kNone || each.damage == Damage::kSchema;
            return std::pair{lowered(tells ? each.ownName.value_or(each.name) : each.name),
                             tells ? each.ownVersion.value_or(each.version) : each.version};
        };
        for (const Plugin& other : plugins) {
            const bool isPair = (plugin.platform == kHere && other.platform == "noarch") ||
                                (plugin.platform == "noarch" && other.platform == kHere);
            const bool sameFile = lowered(plugin.name) == lowered(other.name) &&
                                  plugin.version == other.version &&
                                  plugin.platform == other.platform;
            if (sameFile || (key(plugin) == key(other) && !isPair)) return;
        }
        plugins.push_back(std::move(plugin));
    }

    // The plugin without which there is nothing to launch.
    Root definitions() {
        Plugin plugin{.name = "zz-definitions"};
        for (const Installed& installed : installedApplications()) {
            Application application{.name = installed.application, .findFolder = "opt"};
            for (const std::string& command : installed.commands) application.commands[command];
            if (dice_.in(3)) application.findArguments = texts();
            plugin.applications.push_back(std::move(application));
        }
        return {.folder = "definitions", .plugins = {std::move(plugin)}};
    }

    Roots roots() {
        Roots result;
        for (const char* folder : {"studio", "show", "user"}) {
            if (!dice_.in(3)) result.slipway.push_back({folder, !dice_.in(12), plugins()});
        }
        result.slipway.push_back(definitions());
        if (dice_.in(2)) result.ftrack.push_back({"connect", true, plugins()});
        if (dice_.in(2))
            result.defaults.push_back({"home/.local/share/slipway/plugins", true, plugins()});
        if (dice_.in(2)) result.defaults.push_back({kConnectFolder, true, plugins()});
        if (dice_.in(3)) result.emptyEntry = dice_.below(result.slipway.size() + 1);
        return result;
    }

    // --- configuration

    // What may be asked before there is an installation.
    Condition early(bool ofContext) {
        switch (dice_.below(ofContext ? 4 : 2)) {
            case 0:
                return ofVariable();
            case 1:
                return ofPlatform();
            default:
                return this->ofContext();
        }
    }

    Pin pin() {
        Pin result;
        if (dice_.in(2)) result.when = early(true);
        for (const Installed& installed : installedApplications()) {
            if (dice_.in(3)) result.use[installed.application] = dice_.of(installed.versions);
        }
        if (dice_.in(10)) result.use["alpha"] = "1";
        for (std::size_t i = dice_.below(3); i > 0; --i) {
            std::string name = dice_.of(kPlugins);
            if (name == "Tools") name = "*";
            result.plugins[name] = dice_.in(3)   ? "false"
                                   : dice_.in(3) ? "true"
                                                 : dice_.of(kPluginVersions);
        }
        if (result.plugins.contains("*")) result.plugins["*"] = dice_.in(5) ? "false" : "true";
        // The definitions stay.
        if (result.plugins.contains("*")) result.plugins["zz-definitions"] = "true";
        if (dice_.in(10)) result.require.push_back(dice_.of(kIntegrations));
        return result;
    }

    Configuration configuration(const std::string& whose) {
        Configuration result;
        for (const std::string& name : kPaths) {
            if (name != "gone" && dice_.in(2)) result.paths[name] = "/" + whose + "/" + name;
        }
        for (const Installed& installed : installedApplications()) {
            if (dice_.in(4)) result.use[installed.application] = dice_.of(installed.versions);
        }
        for (std::size_t i = dice_.below(3); i > 0; --i) result.pins.push_back(pin());
        for (std::size_t i = dice_.below(2); i > 0; --i) {
            ContextRule rule{.when = early(false)};
            rule.set[dice_.of(kContextKeys)] = dice_.of(kContextValues);
            result.contexts.push_back(std::move(rule));
        }
        if (dice_.in(3)) {
            ofPlugin_ = false;
            Integration own = integration();
            own.name = whose + "-own";
            own.priority.reset();
            result.integrations.push_back(std::move(own));
            ofPlugin_ = true;
        }
        return result;
    }

    // --- launches

    Invocation invocation() {
        const Installed& installed = dice_.of(installedApplications());
        Invocation result{.command = installed.application};
        if (dice_.in(4)) result.command = dice_.of(installed.commands);
        for (std::size_t i = dice_.below(3); i > 0; --i) {
            result.arguments.push_back(
                dice_.of(Words{"-b", "-x", "", "a b", "{home}", kOddArgument}));
        }
        for (const std::string& name : kVariables) {
            if (name == "FRESH" || dice_.in(4)) continue;
            result.environment[spelled(name)] =
                name == "EMPTY" ? ""
                                : list(dice_.of(Words{"a", "a:b", "/opt/x:/opt/x/lib:/usr", "x y",
                                                      ":a:", "b"}));
        }
        if (dice_.in(2)) {
            for (const std::string& key : kContextKeys) {
                if (dice_.in(2)) result.context[key] = dice_.of(kContextValues);
            }
        }
        if (dice_.in(4)) {
            result.event["project"] = dice_.of(kContextValues);
            if (dice_.in(2)) result.event["entityId"] = dice_.of(kContextValues);
            if (dice_.in(2)) result.event["entityType"] = dice_.of(kContextValues);
        }
        if (dice_.in(3)) result.without = dice_.of(kIntegrations);
        if (dice_.in(3)) {
            result.use = installed.application + "=" + dice_.of(installed.versions);
            if (dice_.in(4)) result.use += ",other=3";
            if (dice_.in(8)) result.use = installed.application + "=77";
            if (dice_.in(4)) result.use = dice_.in(2) ? "alpha=2" : "beta=15";
        }
        if (dice_.in(4)) result.mode = dice_.in(2) ? "batch" : "interactive";
        result.shim = spelled(result.command);
        return result;
    }

    Dice dice_;
    bool ofPlugin_ = true;  // whether there is one that {plugin.dir} may stand for
};

// --- smaller scenarios

template <class Visit>
void forEachPlugin(Studio& studio, Visit visit) {
    for (auto* list : {&studio.roots.slipway, &studio.roots.ftrack, &studio.roots.defaults}) {
        for (Root& root : *list) {
            if (root.folder != "definitions") visit(root);
        }
    }
    for (Root& root : studio.pluginPath) visit(root);
}

class Shrinker {
  public:
    explicit Shrinker(const Scenario& scenario) : scenario_(scenario) {}

    std::vector<Scenario> results() {
        Scenario& at = scenario_;
        without(at.launches, 1);
        forEachPlugin(at.studio, [&](Root& root) { plugins(root); });
        for (Invocation& launch : at.launches) invocation(launch);
        for (Configuration* file : {&at.studio.user, &at.studio.site}) configuration(*file);
        return std::move(results_);
    }

  private:
    template <class T>
    void without(std::vector<T>& list, std::size_t least = 0) {
        if (list.size() <= least) return;
        for (std::size_t i = 0; i < list.size(); ++i) {
            T removed = std::move(list[i]);
            list.erase(list.begin() + static_cast<std::ptrdiff_t>(i));
            results_.push_back(scenario_);
            list.insert(list.begin() + static_cast<std::ptrdiff_t>(i), std::move(removed));
        }
    }

    template <class T>
    void reset(T& value, bool isWorthIt) {
        if (!isWorthIt) return;
        T was = std::exchange(value, T{});
        results_.push_back(scenario_);
        value = std::move(was);
    }

    void plugins(Root& root) {
        without(root.plugins);
        for (Plugin& plugin : root.plugins) {
            without(plugin.integrations);
            without(plugin.applications);
            for (Integration& integration : plugin.integrations) {
                without(integration.requirements);
                reset(integration.required, integration.required);
                reset(integration.priority, integration.priority.has_value());
                part(integration.part);
            }
            for (Application& application : plugin.applications) {
                without(application.environment);
                reset(application.groups, !application.groups.empty());
                reset(application.commands, !application.commands.empty());
                reset(application.arguments, application.arguments.has_value());
                reset(application.batch, application.batch.has_value());
                reset(application.label, application.label.has_value());
                reset(application.identifier, application.identifier.has_value());
                reset(application.variant, application.variant.has_value());
                reset(application.workingDirectory, application.workingDirectory.has_value());
            }
        }
    }

    void configuration(Configuration& file) {
        without(file.pins);
        without(file.contexts);
        without(file.integrations);
        reset(file.use, !file.use.empty());
        reset(file.paths, !file.paths.empty());
        for (Pin& pin : file.pins) {
            reset(pin.use, !pin.use.empty());
            reset(pin.plugins, !pin.plugins.empty());
            reset(pin.require, !pin.require.empty());
            reset(pin.when, pin.when.has_value());
        }
        for (Integration& integration : file.integrations) part(integration.part);
    }

    void part(Part& part) {
        without(part.environment);
        without(part.arguments);
        without(part.cases);
        reset(part.when, part.when.has_value());
        for (Part& inner : part.cases) this->part(inner);
    }

    void invocation(Invocation& launch) {
        without(launch.arguments);
        reset(launch.context, !launch.context.empty());
        reset(launch.event, !launch.event.empty());
        reset(launch.without, !launch.without.empty());
        reset(launch.use, !launch.use.empty());
        reset(launch.mode, !launch.mode.empty());
        reset(launch.environment, !launch.environment.empty());
    }

    Scenario scenario_;
    std::vector<Scenario> results_;
};

}  // namespace

const std::vector<Installed>& installedApplications() {
    static const std::vector<Installed> kInstalled{
        {"alpha", {"1.9", "1.10", "2.0", "2.0rc1", "2.0.1"}, {"alpha-tool"}},
        {"beta", {"15.1v3", "15.1v10", "15.2"}, {"beta-render"}}};
    return kInstalled;
}

Scenario randomScenario(std::uint64_t seed) {
    return Generator(seed).scenario();
}

std::vector<Scenario> smaller(const Scenario& scenario) {
    return Shrinker(scenario).results();
}

}  // namespace slipway::model
