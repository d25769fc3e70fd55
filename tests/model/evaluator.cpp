// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/model/evaluator.h"

#include <algorithm>
#include <functional>
#include <set>

#include "tests/model/writer.h"
#include "tests/support/sandbox.h"

namespace slipway::model {

namespace {

using test::kHost;
using test::native;

using Maybe = std::optional<std::string>;
using Strings = std::vector<std::string>;

std::string lowered(std::string text) {
    for (char& c : text) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return text;
}

Strings split(const std::string& text, const std::string& separator) {
    Strings parts;
    std::size_t from = 0;
    for (std::size_t at; (at = text.find(separator, from)) != std::string::npos;) {
        parts.push_back(text.substr(from, at - from));
        from = at + separator.size();
    }
    parts.push_back(text.substr(from));
    return parts;
}

std::string join(const Strings& parts, const std::string& separator) {
    std::string text;
    for (std::size_t i = 0; i < parts.size(); ++i) text += (i == 0 ? "" : separator) + parts[i];
    return text;
}

bool matches(const std::string& text, const std::string& pattern) {
    if (pattern.empty()) return text.empty();
    if (pattern[0] == '*') {
        for (std::size_t i = 0; i <= text.size(); ++i) {
            if (matches(text.substr(i), pattern.substr(1))) return true;
        }
        return false;
    }
    return !text.empty() && text[0] == pattern[0] && matches(text.substr(1), pattern.substr(1));
}

// --- versions: numbers; `a`, `b`, `rc` and a number before their release; other letters and a
// number after it, as a further number

struct Version {
    std::vector<long> numbers;
    std::string pre;  // "a", "b", "rc"
    long preNumber = 0;
};

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

Version versionOf(const std::string& text) {
    Version version;
    for (std::size_t at = 0; at < text.size();) {
        std::string word;
        while (at < text.size() && !isDigit(text[at])) word += text[at++];
        std::string digits;
        while (at < text.size() && isDigit(text[at])) digits += text[at++];
        const long number = digits.empty() ? 0 : std::stol(digits);
        if (word == "a" || word == "b" || word == "rc") {
            version.pre = word;
            version.preNumber = number;
        } else {
            version.numbers.push_back(number);
        }
    }
    return version;
}

// Below 0, 0, above 0.
int compareVersions(const std::string& left, const std::string& right) {
    Version a = versionOf(left);
    Version b = versionOf(right);
    while (a.numbers.size() < b.numbers.size()) a.numbers.push_back(0);
    while (b.numbers.size() < a.numbers.size()) b.numbers.push_back(0);
    if (a.numbers != b.numbers) return a.numbers < b.numbers ? -1 : 1;
    if (a.pre.empty() != b.pre.empty()) return a.pre.empty() ? 1 : -1;
    if (a.pre != b.pre) return a.pre < b.pre ? -1 : 1;
    return a.preNumber < b.preNumber ? -1 : a.preNumber > b.preNumber ? 1 : 0;
}

// `15.1` is 15.1, 15.1.2, 15.1v3, never 15.10.
bool isWithin(const std::string& version, const std::string& asked) {
    const Version whole = versionOf(version);
    const Version part = versionOf(asked);
    if (part.numbers.size() > whole.numbers.size()) return false;
    if (!std::equal(part.numbers.begin(), part.numbers.end(), whole.numbers.begin())) return false;
    return part.pre.empty() || compareVersions(version, asked) == 0;
}

bool holds(const std::string& comparison, int order) {
    if (comparison == "=") return order == 0;
    if (comparison == "!=") return order != 0;
    if (comparison == "<") return order < 0;
    if (comparison == "<=") return order <= 0;
    if (comparison == ">") return order > 0;
    return order >= 0;
}

// On this platform; nothing where the table does not name it.
template <class T>
const T* ours(const Choice<T>& choice) {
    if (choice.platforms.empty()) return &choice.plain;
    const T* found = nullptr;
    for (const auto& [platform, value] : choice.platforms) {
        if (platform == kHost.name) return &value;
        if (platform == "default") found = &value;
    }
    return found;
}

// --- which plugins count

struct Found {
    const Plugin* plugin;
    std::size_t root;  // in the order of all that are searched
    std::string rootPath;
    std::string folder;
    std::string name;
    std::string version;
    bool aheadOfEmpty;
    bool broken;
};

class Model {
  public:
    Model(const Studio& studio, const Invocation& invocation, const World& world)
        : studio_(studio), invocation_(invocation), world_(world) {}

    Outcome outcome() {
        environment_ = world_.environment;
        for (const auto& [name, value] : invocation_.environment) environment_[name] = value;
        findPaths();
        // Which plugins count may depend on the mode, and the mode on what they say of the
        // application: pins see the mode that comes of it in the end. Trying both is simple.
        for (const char* assumed : {"interactive", "batch"}) {
            mode_ = assumed;
            gatherContext();
            matchPins();
            discover();
            collectIntegrations();
            mergeApplications();
            chooseMode();
            if (mode_ == assumed) break;
        }
        if (!chooseInstallation()) return {.exitCode = 127};
        nameApplication();
        select();
        for (const auto& [integration, found] : integrations_) {
            if (integration->required && failed_.contains(integration)) return {.exitCode = 125};
        }
        for (const Pin* pin : pins_) {
            for (const std::string& name : pin->require) {
                if (!isApplied(name)) return {.exitCode = 125};
            }
        }
        compose();
        return finished();
    }

  private:
    // --- configuration (1.3): the user's file is higher than the site's

    std::vector<const Configuration*> files() const { return {&studio_.user, &studio_.site}; }

    void findPaths() {
        for (const Configuration* file : files()) {
            for (const auto& [name, path] : file->paths) facts_.emplace("paths." + name, path);
        }
    }

    void gatherContext() {
        context_ = invocation_.context;
        std::map<std::string, std::string> event = invocation_.event;
        const auto rename = [&](const char* from, const char* to) {
            if (const auto entry = event.extract(from)) event[to] = entry.mapped();
        };
        rename("entityId", "id");
        rename("entityType", "type");
        const bool contradicts = std::ranges::any_of(event, [&](const auto& entry) {
            const auto known = context_.find(entry.first);
            return known != context_.end() && known->second != entry.second;
        });
        if (!contradicts) context_.insert(event.begin(), event.end());
        for (const Configuration* file : files()) {
            for (const ContextRule& rule : file->contexts) {
                if (isTrue(rule.when)) context_.insert(rule.set.begin(), rule.set.end());
            }
        }
    }

    void matchPins() {
        pins_.clear();
        for (const Configuration* file : files()) {
            for (const Pin& pin : file->pins) {
                if (!pin.when || isTrue(*pin.when)) pins_.push_back(&pin);
            }
        }
    }

    // "true", "false" or a version.
    std::string wishFor(const Found& found) const {
        for (const std::string& name : {lowered(found.name), std::string("*")}) {
            for (const Pin* pin : pins_) {
                for (const auto& [plugin, wish] : pin->plugins) {
                    if (lowered(plugin) == name) return wish;
                }
            }
        }
        return "true";
    }

    bool isExcluded(const Found& found) const {
        const std::string wish = wishFor(found);
        if (wish == "true" || wish == "false") return wish == "false";
        return !isWithin(found.version, wish);
    }

    // --- plugins (1.2)

    void discover() {
        active_.clear();
        std::vector<Found> all;
        std::size_t index = 0;
        const Roots& roots = studio_.roots;
        const auto search = [&](const Root& root, bool aheadOfEmpty) {
            if (root.exists) addPlugins(root, index, aheadOfEmpty, all);
            ++index;
        };
        const auto searchBelow = [&] {
            const auto& below = !roots.ftrack.empty()         ? roots.ftrack
                                : !studio_.pluginPath.empty() ? studio_.pluginPath
                                                              : roots.defaults;
            for (const Root& root : below) search(root, false);
        };
        for (std::size_t i = 0; i < roots.slipway.size(); ++i) {
            if (roots.emptyEntry == i) searchBelow();
            search(roots.slipway[i], roots.emptyEntry && i < *roots.emptyEntry);
        }
        if (roots.emptyEntry == roots.slipway.size()) searchBelow();
        chooseAmong(all);
    }

    void addPlugins(const Root& root, std::size_t index, bool aheadOfEmpty,
                    std::vector<Found>& all) const {
        const std::string rootPath = world_.folder + native("/" + root.folder);
        for (const Plugin& plugin : root.plugins) {
            const bool isAnyones = plugin.platform.empty() || plugin.platform == "noarch";
            if (!isAnyones && plugin.platform != kHost.name) continue;
            // What cannot be read has no name but its folder's.
            const bool isRead = plugin.damage == Damage::kNone || plugin.damage == Damage::kSchema;
            all.push_back(
                {.plugin = &plugin,
                 .root = index,
                 .rootPath = rootPath,
                 .folder = world_.folder + native("/" + pluginFolder(root, plugin)),
                 .name = isRead ? plugin.ownName.value_or(plugin.name) : plugin.name,
                 .version = isRead ? plugin.ownVersion.value_or(plugin.version) : plugin.version,
                 .aheadOfEmpty = aheadOfEmpty,
                 .broken = plugin.damage != Damage::kNone});
        }
    }

    void chooseAmong(const std::vector<Found>& all) {
        std::map<std::string, std::vector<Found>> byName;
        for (const Found& found : all) {
            if (!isExcluded(found)) byName[lowered(found.name)].push_back(found);
        }
        for (auto& [name, rivals] : byName) {
            const std::size_t first = std::ranges::min(rivals, {}, &Found::root).root;
            std::erase_if(rivals, [&](const Found& found) { return found.root != first; });
            const auto isRelease = [](const Found& found) {
                return versionOf(found.version).pre.empty();
            };
            if (!rivals.front().aheadOfEmpty && std::ranges::any_of(rivals, isRelease)) {
                std::erase_if(rivals, [&](const Found& found) { return !isRelease(found); });
            }
            const Found* best = &rivals.front();
            for (const Found& found : rivals) {
                const int order = compareVersions(found.version, best->version);
                const bool isOwn =
                    found.plugin->platform == kHost.name && best->plugin->platform == "noarch";
                if (order > 0 || (order == 0 && isOwn)) best = &found;
            }
            if (!best->broken) active_.push_back(*best);
        }
        std::ranges::stable_sort(active_, {}, [](const Found& found) {
            return std::pair{found.root, lowered(found.name)};
        });
    }

    // Of two integrations of one name the first plugin's counts.
    void collectIntegrations() {
        integrations_.clear();
        std::set<std::string> names;
        for (const Found& found : active_) {
            for (const Integration& integration : found.plugin->integrations) {
                if (names.insert(integration.name.value_or(found.name)).second) {
                    integrations_.emplace_back(&integration, &found);
                }
            }
        }
        std::ranges::stable_sort(
            integrations_, {}, [](const auto& each) { return each.first->priority.value_or(100); });
        // The configuration's after all plugins', the user's last.
        for (const Configuration* file : {&studio_.site, &studio_.user}) {
            for (const Integration& own : file->integrations) {
                integrations_.emplace_back(&own, &nobody_);
            }
        }
    }

    static std::string nameOf(const Integration& integration, const Found& found) {
        return integration.name.value_or(found.name);
    }

    // --- the application: key by key the first declaration that has it (1.4, Overrides)

    template <class T>
    struct Declared {
        T value;
        const Found* by = nullptr;
    };

    struct Merged {
        std::optional<Declared<Text>> identifier, variant, label, workingDirectory;
        std::optional<Declared<std::vector<Text>>> arguments, batch;
        std::map<std::string, Strings> groups;
        struct MergedCommand {
            std::optional<Declared<Text>> executable, identifier;
            std::optional<Declared<std::vector<Text>>> arguments;
            bool batch = false;
        };
        std::map<std::string, MergedCommand> commands;
        std::vector<Declared<Operation>> environment;
        std::optional<Declared<std::vector<Text>>> findArguments;
        std::string findFolder;
    };

    template <class T>
    static void take(std::optional<Declared<T>>& into, const std::optional<T>& value,
                     const Found& by) {
        if (value && !into) into = Declared<T>{*value, &by};
    }

    void mergeApplications() {
        merged_.clear();
        for (const Found& found : active_) {
            for (const Application& application : found.plugin->applications)
                merge(application, found);
        }
        for (const Installed& installed : installedApplications()) {
            const bool isCommand = std::ranges::count(installed.commands, invocation_.command) > 0;
            if (installed.application == invocation_.command || isCommand) installed_ = &installed;
        }
        application_ = &merged_.at(installed_->application);
    }

    void merge(const Application& from, const Found& by) {
        Merged& into = merged_[from.name];
        take(into.identifier, from.identifier, by);
        take(into.variant, from.variant, by);
        take(into.label, from.label, by);
        take(into.workingDirectory, from.workingDirectory, by);
        take(into.arguments, from.arguments, by);
        take(into.batch, from.batch, by);
        for (const auto& [name, members] : from.groups) into.groups.emplace(name, members);
        for (const auto& [name, command] : from.commands) {
            Merged::MergedCommand& merged = into.commands[name];
            take(merged.executable, command.executable, by);
            take(merged.identifier, command.identifier, by);
            if (!command.arguments.empty()) {
                take(merged.arguments, std::optional(command.arguments), by);
            }
            merged.batch = merged.batch || command.batch;
        }
        for (const Operation& operation : from.environment) {
            const bool isKnown = std::ranges::any_of(into.environment, [&](const auto& other) {
                return other.value.variable == operation.variable &&
                       other.value.operation == operation.operation;
            });
            if (!isKnown) into.environment.push_back({operation, &by});
        }
        if (from.findFolder && into.findFolder.empty()) {
            into.findFolder = *from.findFolder;
            into.findArguments = Declared<std::vector<Text>>{from.findArguments, &by};
        }
    }

    const Merged::MergedCommand* command() const {
        const auto found = application_->commands.find(invocation_.command);
        return found == application_->commands.end() ? nullptr : &found->second;
    }

    // --- the launch

    void chooseMode() {
        facts_["application.name"] = installed_->application;
        mode_ = "interactive";
        if (command() != nullptr && command()->batch) mode_ = "batch";
        if (application_->batch) {
            for (const Text& text : application_->batch->value) {
                const Maybe batch = expand(text, application_->batch->by);
                if (batch && std::ranges::count(invocation_.arguments, *batch) > 0) mode_ = "batch";
            }
        }
        if (!invocation_.mode.empty()) mode_ = invocation_.mode;
    }

    bool chooseInstallation() {
        std::string asked;
        for (const std::string& wish : split(invocation_.use, ",")) {
            const std::string start = installed_->application + "=";
            if (wish.starts_with(start)) asked = wish.substr(start.size());
        }
        const auto take = [&](const std::map<std::string, std::string>& use) {
            const auto wish = use.find(installed_->application);
            if (asked.empty() && wish != use.end()) asked = wish->second;
        };
        for (const Pin* pin : pins_) take(pin->use);
        for (const Configuration* file : files()) take(file->use);
        for (const std::string& version : installed_->versions) {
            if (!asked.empty() && !isWithin(version, asked)) continue;
            if (version_.empty() || compareVersions(version, version_) > 0) version_ = version;
        }
        return !version_.empty();
    }

    std::string executable(const std::string& name) const {
        return facts_.at("application.dir") + kHost.pathSeparator + name +
               std::string(kHost.executableSuffix);
    }

    void nameApplication() {
        facts_["application.dir"] =
            world_.folder + native("/" + application_->findFolder + "/" + installed_->application +
                                   version_ + "/bin");
        facts_["application.path"] = executable(installed_->application);
        facts_["application.version"] = version_;
        const Version parts = versionOf(version_);
        const char* const names[] = {"major", "minor", "patch"};
        for (std::size_t i = 0; i < parts.numbers.size() && i < 3; ++i) {
            facts_["application.version." + std::string(names[i])] =
                std::to_string(parts.numbers[i]);
        }
        const auto name = [&](const char* fact, const std::optional<Declared<Text>>& declared,
                              const Maybe& standard) {
            const Maybe value = declared ? expand(declared->value, declared->by) : standard;
            if (value) facts_[fact] = *value;
            return value;
        };
        const std::string& own = installed_->application;
        const Maybe variant = name("application.variant", application_->variant, version_);
        if (!name("application.label", application_->label, own)) facts_["application.label"] = own;
        auto identifier = application_->identifier;
        if (command() != nullptr && command()->identifier) identifier = command()->identifier;
        const Maybe standard = variant ? Maybe(own + "_" + *variant) : std::nullopt;
        if (!name("application.identifier", identifier, standard)) {
            facts_["application.identifier"] = own;
        }
    }

    // --- texts

    Maybe placeholder(const std::string& name, const Found* by) const {
        if (name == "plugin.dir") return by->folder;
        if (name == "plugin.name") return by->name;
        if (name == "plugin.root") return by->rootPath;
        if (name == "command") return invocation_.command;
        if (name == "home") return world_.home;
        if (name == "host") return world_.host;
        if (name == "platform") return std::string(kHost.name);
        if (name == "pathsep") return std::string{kHost.listSeparator};
        if (name == "launch.id") return kLaunchId;
        if (name == "launch.pid") return kProcessId;
        if (name == "launch.mode") return mode_;
        const auto in = [](const auto& map, const std::string& key) {
            const auto found = map.find(key);
            return found == map.end() ? std::nullopt : Maybe(found->second);
        };
        if (name.starts_with("env.")) return in(environment_, name.substr(4));
        if (name.starts_with("context.")) return in(context_, name.substr(8));
        return in(facts_, name);
    }

    Maybe expand(const Text& text, const Found* by) const {
        std::string result;
        for (const Piece& piece : text) {
            Maybe value = piece.name.empty() ? piece.literal : placeholder(piece.name, by);
            if (!value && piece.hasFallback) value = expand(piece.fallback, by);
            if (!value) return std::nullopt;
            result += *value;
        }
        return result;
    }

    // --- conditions

    bool isTrue(const Condition& condition) const {
        const auto each = [&](const Condition& operand) { return isTrue(operand); };
        switch (condition.kind) {
            case Condition::Kind::kAnd:
                return std::ranges::all_of(condition.operands, each);
            case Condition::Kind::kOr:
                return std::ranges::any_of(condition.operands, each);
            case Condition::Kind::kNot:
                return !isTrue(condition.operands.front());
            case Condition::Kind::kCompare:
                break;
        }
        const Maybe field = placeholder(condition.field, nullptr);
        const Maybe value = expand(condition.value, nullptr);
        if (!field || !value) return false;
        const bool isEquality = condition.comparison == "=" || condition.comparison == "!=";
        const bool isVersion =
            condition.field == "application.version" && value->find('*') == std::string::npos;
        if (!isEquality || isVersion) {
            return holds(condition.comparison, compareVersions(*field, *value));
        }
        return matches(lowered(*field), lowered(*value)) == (condition.comparison == "=");
    }

    // --- integrations: filter, require, group

    void select() {
        for (const auto& [integration, found] : integrations_) {
            const bool isWithout =
                lowered(invocation_.without) == lowered(nameOf(*integration, *found)) ||
                lowered(invocation_.without) == lowered(found->name);
            const auto& when = integration->part.when;
            if (!isWithout && (!when || isTrue(*when))) applied_.insert(integration);
        }
        const std::set<const Integration*> matched = applied_;
        for (bool changed = true; changed;) {
            changed = false;
            for (const auto& [integration, found] : integrations_) {
                if (!applied_.contains(integration) || isWhole(*integration, *found)) continue;
                applied_.erase(integration);
                if (!isOthers(nameOf(*integration, *found))) failed_.insert(integration);
                changed = true;
            }
        }
    }

    bool isApplied(const std::string& name) const {
        return std::ranges::any_of(integrations_, [&](const auto& each) {
            return nameOf(*each.first, *each.second) == name && applied_.contains(each.first);
        });
    }

    bool isWhole(const Integration& integration, const Found& found) const {
        for (const Requirement& requirement : integration.requirements) {
            if (!isApplied(requirement.name)) return false;
            for (const auto& [other, by] : integrations_) {
                if (nameOf(*other, *by) != requirement.name || requirement.comparison.empty())
                    continue;
                if (!holds(requirement.comparison,
                           compareVersions(by->version, requirement.version))) {
                    return false;
                }
            }
        }
        return isInWholeGroup(nameOf(integration, found));
    }

    // Whether groups name it, but none of this application's.
    bool isOthers(const std::string& name) const {
        if (application_->groups.empty()) return false;
        const auto names = [&](const auto& group) {
            return std::ranges::count(group.second, name) > 0;
        };
        if (std::ranges::any_of(application_->groups, names)) return false;
        return std::ranges::any_of(merged_, [&](const auto& application) {
            return std::ranges::any_of(application.second.groups, names);
        });
    }

    bool isInWholeGroup(const std::string& name) const {
        if (application_->groups.empty()) return true;
        if (isOthers(name)) return false;
        bool isNamed = false;
        for (const auto& [group, members] : application_->groups) {
            if (std::ranges::count(members, name) == 0) continue;
            isNamed = true;
            if (std::ranges::all_of(members, [&](const auto& each) { return isApplied(each); }))
                return true;
        }
        return !isNamed;
    }

    // --- the environment

    void compose() {
        for (const auto& [operation, by] : application_->environment) apply(operation, by);
        for (const auto& [integration, found] : integrations_) {
            if (applied_.contains(integration)) collect(integration->part, found);
        }
        for (const auto& [part, found] : parts_) {
            for (const Operation& operation : part->environment) apply(operation, found);
        }
        environment_["SLIPWAY_APPLICATION"] = facts_["application.identifier"];
        environment_["SLIPWAY_LAUNCH_ID"] = kLaunchId;
    }

    // Nothing is composed yet: conditions see the starting environment.
    void collect(const Part& part, const Found* found) {
        parts_.emplace_back(&part, found);
        for (const Part& inner : part.cases) {
            if (!inner.when || isTrue(*inner.when)) collect(inner, found);
        }
    }

    void apply(const Operation& operation, const Found* by) {
        const Value* value = ours(operation.value);
        if (value == nullptr) return;
        if (operation.operation == "unset") {
            environment_.erase(operation.variable);
            return;
        }
        Strings values;
        bool isAbsent = false;
        for (const Choice<Scalar>& element : value->elements) {
            const Scalar* scalar = ours(element);
            if (scalar == nullptr) continue;
            const Maybe text = expand(scalar->text, by);
            isAbsent = isAbsent || !text;
            if (text) values.push_back(*text);
        }
        const Maybe separator = operation.separator ? expand(*operation.separator, by)
                                                    : Maybe(std::string{kHost.listSeparator});
        if (!separator || (isAbsent && values.empty())) return;
        apply(operation.operation, operation.variable, values, *separator);
    }

    void apply(const std::string& operation, const std::string& variable, const Strings& values,
               const std::string& separator) {
        if (operation == "set") {
            environment_[variable] = join(values, separator);
            return;
        }
        Strings entries = split(join(values, separator), separator);
        std::erase(entries, "");
        const auto at = environment_.find(variable);
        if (operation == "pop") {
            if (at != environment_.end()) pop(at->first, entries, separator);
            return;
        }
        if (entries.empty()) return;
        const std::string was = at == environment_.end() ? "" : at->second;
        if (!was.empty())
            entries.insert(operation == "prepend" ? entries.end() : entries.begin(), was);
        environment_[variable] = join(entries, separator);
    }

    void pop(const std::string& variable, const Strings& patterns, const std::string& separator) {
        const auto comparable = [](std::string text) {
            std::ranges::replace(text, '\\', '/');
            return kHost.ignoresCase ? lowered(text) : text;
        };
        Strings entries = split(environment_[variable], separator);
        const std::size_t count = entries.size();
        std::erase_if(entries, [&](const std::string& entry) {
            return std::ranges::any_of(patterns, [&](const std::string& pattern) {
                return matches(comparable(entry), comparable(pattern));
            });
        });
        if (entries.size() == count) return;
        environment_[variable] = join(entries, separator);
        if (entries.empty()) environment_.erase(variable);
    }

    // --- the end

    Outcome finished() {
        Outcome outcome{.environment = environment_};
        outcome.executable = facts_["application.path"];
        if (command() != nullptr) {
            outcome.executable = executable(invocation_.command);
        }
        outcome.arguments = {outcome.executable};
        const auto add = [&](const std::vector<Text>& texts, const Found* by) {
            for (const Text& text : texts) {
                if (const Maybe argument = expand(text, by)) outcome.arguments.push_back(*argument);
            }
        };
        if (application_->findArguments) {
            add(application_->findArguments->value, application_->findArguments->by);
        }
        const auto& own = command() != nullptr ? command()->arguments : application_->arguments;
        if (own) add(own->value, own->by);
        for (const auto& [part, found] : parts_) add(part->arguments, found);
        outcome.arguments.insert(outcome.arguments.end(), invocation_.arguments.begin(),
                                 invocation_.arguments.end());
        if (application_->workingDirectory) {
            const auto& folder = *application_->workingDirectory;
            outcome.workingDirectory = expand(folder.value, folder.by).value_or("");
        }
        return outcome;
    }

    const Studio& studio_;
    const Invocation& invocation_;
    const World& world_;
    std::map<std::string, std::string> context_;
    std::vector<const Pin*> pins_;
    Found nobody_{.name = "(nobody)"};  // whose the configuration's integrations are
    std::vector<Found> active_;
    std::vector<std::pair<const Integration*, const Found*>> integrations_;
    std::map<std::string, Merged> merged_;
    const Installed* installed_ = nullptr;
    const Merged* application_ = nullptr;
    std::string mode_;
    std::string version_;
    std::map<std::string, std::string> facts_;
    Variables environment_;
    std::set<const Integration*> applied_;
    std::set<const Integration*> failed_;
    std::vector<std::pair<const Part*, const Found*>> parts_;
};

}  // namespace

bool VariableOrder::operator()(const std::string& left, const std::string& right) const {
    return kHost.ignoresCase ? lowered(left) < lowered(right) : left < right;
}

Outcome expectedOutcome(const Studio& studio, const Invocation& invocation, const World& world) {
    return Model(studio, invocation, world).outcome();
}

}  // namespace slipway::model
