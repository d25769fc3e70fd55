// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "resolver/context_sources.h"

#include "resolver/context_path.h"
#include "resolver/path.h"
#include "resolver/text.h"

namespace slipway {

namespace {

class ContextGatherer {
  public:
    ContextGatherer(const Catalogue& catalogue, const Invocation& invocation,
                    const PlatformRules& rules, World& world, LaunchFacts& facts, Remarks& remarks,
                    Arena& arena)
        : catalogue_(catalogue),
          invocation_(invocation),
          rules_(rules),
          world_(world),
          facts_(facts),
          remarks_(remarks),
          arena_(arena),
          entries_(arena),
          paths_(rules, arena) {}

    bool run() {
        addPathRules();
        addVariable();
        addFtracks();
        if (!paths_.empty()) addFirstArgument();
        add("the enclosing launch", invocation_.enclosingContext);
        if (!paths_.empty()) addWorkingDirectory();
        addRules();
        return agrees_;
    }

  private:
    std::string_view starting(std::string_view name) {
        const Fact fact = facts_.fact(PieceKind::kEnv, name);
        return fact.state == Fact::State::kKnown ? fact.text : std::string_view{};
    }

    void addVariable() {
        const std::string_view json = starting("SLIPWAY_CONTEXT");
        if (json.empty()) return;
        std::string_view error;
        std::string_view passedOver;
        const auto context = readContext(json, "SLIPWAY_CONTEXT", arena_, error, &passedOver);
        if (!context) {
            remarks_.lack("context",
                          {"SLIPWAY_CONTEXT is left out, it is not a JSON object: ", error});
            return;
        }
        if (!passedOver.empty()) {
            remarks_.lack("context", {"SLIPWAY_CONTEXT: '", passedOver,
                                      "' is passed over, a key of the context has a plain value"});
        }
        add("SLIPWAY_CONTEXT", context->entries);
    }

    void addFtracks() {
        const std::string_view id = starting("FTRACK_CONTEXTID");
        const ContextEntry entry{"id", id, "FTRACK_CONTEXTID"};
        if (!id.empty()) add("FTRACK_CONTEXTID", {&entry, 1});
        const std::string_view event = starting("FTRACK_CONNECT_EVENT");
        if (event.empty()) return;
        std::string_view error;
        if (const auto context = readConnectEvent(event, "FTRACK_CONNECT_EVENT", arena_, error)) {
            add("FTRACK_CONNECT_EVENT", context->entries);
        } else {
            remarks_.lack("context", {"FTRACK_CONNECT_EVENT is left out, it is not base64 of a "
                                      "JSON object: ",
                                      error});
        }
    }

    void addPathRules() {
        for (const catalogue::ContextRule& rule : catalogue_.list(catalogue_.header().contexts)) {
            for (const catalogue::Template& pattern : catalogue_.list(rule.paths)) {
                paths_.add(catalogue_, pattern, facts_);
            }
        }
    }

    void addFirstArgument() {
        for (const char* argument : invocation_.arguments) {
            const bool isAbsolute = isAbsolutePath(argument, rules_);
            const std::string_view path = isAbsolute ? argument : fromWorkingDirectory(argument);
            const auto entries = paths_.match(path).entries;
            // A relative argument is a path only where something stands there.
            if (entries.empty() || (!isAbsolute && !world_.exists(path))) continue;
            return add(arena_.join({"the argument '", argument, "'"}), entries);
        }
    }

    std::string_view fromWorkingDirectory(std::string_view argument) {
        if (argument.empty() || argument.front() == '-') return {};
        if (!workingDirectory_) workingDirectory_ = world_.workingDirectory();
        if (workingDirectory_->empty()) return {};
        return arena_.join(
            {*workingDirectory_, std::string_view{&rules_.pathSeparator, 1}, argument});
    }

    void addWorkingDirectory() {
        if (!workingDirectory_) workingDirectory_ = world_.workingDirectory();
        auto entries = paths_.match(*workingDirectory_).entries;
        if (entries.empty()) entries = paths_.match(calledByTheShell()).entries;
        add("the working directory", entries);
    }

    // The system knows a folder by one name. Who came through a link sees another, and the place
    // may be written down as that.
    std::string_view calledByTheShell() {
        const std::string_view name = starting("PWD");
        if (!isAbsolutePath(name, rules_) || paths_.match(name).entries.empty()) return {};
        return world_.isWorkingDirectory(name) ? name : std::string_view{};
    }

    // Where names are without case a folder in two spellings says the same.
    void add(std::string_view source, std::span<const ContextEntry> entries) {
        const Case letters = rules_.namesIgnoreCase ? Case::kIgnored : Case::kMatters;
        for (const ContextEntry& entry : entries) {
            const auto known = facts_.context.get(entry.key);
            if (!known || equals(*known, entry.value, letters)) continue;
            agrees_ = false;
            remarks_.warn("context-contradiction",
                          {source, " is left out, it says context.", entry.key, " is '",
                           entry.value, "', and ", sourceOf(entry.key), " says '", *known, "'"});
            return;
        }
        for (const ContextEntry& entry : entries) addEntry({entry.key, entry.value, source});
    }

    std::string_view sourceOf(std::string_view key) const {
        for (const ContextEntry& entry : entries_) {
            if (entry.key == key) return entry.source;
        }
        return {};
    }

    void addEntry(const ContextEntry& entry) {
        if (facts_.context.get(entry.key)) return;
        entries_.push(entry);
        facts_.context.entries = entries_.span();
    }

    // A rule sees what those before it have set.
    void addRules() {
        for (const catalogue::ContextRule& rule : catalogue_.list(catalogue_.header().contexts)) {
            if (rule.set.count == 0) continue;
            if (evaluateCondition(catalogue_, rule.when, facts_).truth != Truth::kTrue) continue;
            for (const catalogue::Setting& setting : catalogue_.list(rule.set)) {
                addSetting(setting, placeOf(rule));
            }
        }
    }

    std::string_view placeOf(const catalogue::ContextRule& rule) {
        return arena_.join(
            {catalogue_.text(rule.origin.file), ":", arena_.decimal(rule.origin.line)});
    }

    void addSetting(const catalogue::Setting& setting, std::string_view source) {
        std::string_view absent;
        const Value value = expandTemplate(catalogue_, setting.value, facts_, arena_, absent);
        if (value) addEntry({catalogue_.text(setting.key), *value, source});
    }

    const Catalogue& catalogue_;
    const Invocation& invocation_;
    const PlatformRules& rules_;
    World& world_;
    LaunchFacts& facts_;
    Remarks& remarks_;
    Arena& arena_;
    ArenaVector<ContextEntry> entries_;
    ContextPathMatcher paths_;
    std::optional<std::string_view> workingDirectory_;  // once it was asked for
    bool agrees_ = true;
};

}  // namespace

bool gatherContext(const Catalogue& catalogue, const Invocation& invocation,
                   const PlatformRules& rules, World& world, LaunchFacts& facts, Remarks& remarks,
                   Arena& arena) {
    if (invocation.context) {
        facts.context = *invocation.context;
        return true;
    }
    return ContextGatherer(catalogue, invocation, rules, world, facts, remarks, arena).run();
}

}  // namespace slipway
