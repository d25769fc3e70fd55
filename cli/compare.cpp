// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>

#include "cli/planned_launch.h"
#include "cli/secrets.h"
#include "cli/syntax.h"
#include "cli/verbs.h"
#include "manifests/diagnostic.h"
#include "resolver/text.h"

namespace slipway {

namespace {

using Json = nlohmann::ordered_json;
using Variables = std::map<std::string, std::string>;

constexpr std::uint64_t kLargestCapture = 8 * 1024 * 1024;

// What another shell, or the launch itself, has of its own.
constexpr std::string_view kPassing[] = {"_", "SHLVL", "PWD", "OLDPWD", "LINES", "COLUMNS"};

bool isPassing(std::string_view name) {
    return name.starts_with("SLIPWAY_") || std::ranges::find(kPassing, name) != std::end(kPassing);
}

void addEntry(std::string_view entry, Variables& variables) {
    const std::size_t equals = entry.find('=', 1);
    if (equals == std::string_view::npos) return;
    variables[std::string(entry.substr(0, equals))] = entry.substr(equals + 1);
}

std::optional<Variables> fromJson(const std::string& text) {
    const Json json = Json::parse(text, nullptr, false);
    if (!json.is_object()) return std::nullopt;
    Variables variables;
    for (const auto& [name, value] : json.items()) {
        if (!value.is_string()) return std::nullopt;
        variables[name] = value.get<std::string>();
    }
    return variables;
}

// As `env -0` prints it. Lines alone do not say where a value ends.
std::optional<Variables> captured(const std::string& text) {
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    if (first != std::string::npos && text[first] == '{') return fromJson(text);
    if (text.find('\0') == std::string::npos) return std::nullopt;
    Variables variables;
    forEachEntry(text, std::string_view("\0", 1),
                 [&](std::string_view entry) { addEntry(entry, variables); });
    return variables;
}

struct Difference {
    std::string name;
    std::optional<std::string> slipway;
    std::optional<std::string> captured;
    bool isSlipways = false;  // a plugin changes it
};

std::optional<std::string> valueIn(const Variables& variables, const std::string& name) {
    const auto found = variables.find(name);
    return found == variables.end() ? std::nullopt : std::optional(found->second);
}

Variables environmentOf(const LaunchPlan& plan) {
    Variables variables;
    for (const char* const* each = plan.environment.data(); *each != nullptr; ++each) {
        addEntry(*each, variables);
    }
    return variables;
}

// Those that plugins change come first.
std::vector<Difference> differencesOf(const LaunchPlan& plan, const Variables& capture) {
    const Variables own = environmentOf(plan);
    std::set<std::string> names;
    std::set<std::string> changed;
    for (const auto& [name, value] : own) names.insert(name);
    for (const auto& [name, value] : capture) names.insert(name);
    for (const VariableChange& each : plan.changes) changed.insert(std::string(each.name));
    std::vector<Difference> differences;
    for (const std::string& name : names) {
        Difference difference{name, valueIn(own, name), valueIn(capture, name),
                              changed.contains(name)};
        if (isPassing(name) || difference.slipway == difference.captured) continue;
        differences.push_back(std::move(difference));
    }
    std::ranges::stable_partition(differences, &Difference::isSlipways);
    return differences;
}

std::vector<std::string> entriesOf(const std::optional<std::string>& value,
                                   const PlatformRules& rules) {
    std::vector<std::string> entries;
    forEachEntry(value.value_or(""), std::string_view(&rules.listSeparator, 1),
                 [&](std::string_view each) { entries.emplace_back(each); });
    return entries;
}

// Of lists only the entries that one of them has alone.
std::string entriesText(const Difference& difference, const PlatformRules& rules) {
    const std::vector<std::string> own = entriesOf(difference.slipway, rules);
    const std::vector<std::string> other = entriesOf(difference.captured, rules);
    std::string text;
    const auto put = [&](const auto& from, const auto& without, std::string_view heading) {
        for (const std::string& each : from) {
            const bool isShared = std::ranges::find(without, each) != without.end();
            if (!isShared) text += "  " + std::string(heading) + printable(each) + "\n";
        }
    };
    put(other, own, "captured alone: ");
    put(own, other, "Slipway alone:  ");
    if (text.empty()) text = "  the same entries in another order, or another number of times\n";
    return text;
}

bool isList(const Difference& difference, const PlatformRules& rules) {
    const auto holds = [&](const std::optional<std::string>& value) {
        return value && value->find(rules.listSeparator) != std::string::npos;
    };
    return difference.slipway && difference.captured &&
           (holds(difference.slipway) || holds(difference.captured));
}

std::string valueText(const Difference& difference, const std::optional<std::string>& value,
                      const Secrets& secrets) {
    return value ? printable(secrets.hideValue(difference.name, *value)) : "(unset)";
}

std::string textOf(const Difference& difference, const PlatformRules& rules,
                   const Secrets& secrets) {
    std::string text = printable(difference.name) + "\n";
    if (isList(difference, rules) && !isSecretName(difference.name)) {
        return text + entriesText(difference, rules);
    }
    return text + "  captured: " + valueText(difference, difference.captured, secrets) + "\n" +
           "  Slipway:  " + valueText(difference, difference.slipway, secrets) + "\n";
}

std::string textOf(const std::vector<Difference>& differences, const PlatformRules& rules,
                   const Secrets& secrets) {
    if (differences.empty()) return "the same\n";
    std::string text;
    bool isOthers = false;
    for (const Difference& each : differences) {
        if (!each.isSlipways && !isOthers) {
            text += (text.empty() ? "" : "\n") + std::string("Of no plugin here:\n\n");
            isOthers = true;
        }
        text += textOf(each, rules, secrets);
    }
    return text;
}

Json valueJson(const Difference& difference, const std::optional<std::string>& value,
               const Secrets& secrets) {
    return value ? Json(secrets.hideValue(difference.name, *value)) : Json();
}

std::string jsonOf(const std::vector<Difference>& differences, const Secrets& secrets) {
    Json list = Json::array();
    for (const Difference& each : differences) {
        list.push_back({{"name", each.name},
                        {"captured", valueJson(each, each.captured, secrets)},
                        {"slipway", valueJson(each, each.slipway, secrets)},
                        {"changed_by_a_plugin", each.isSlipways}});
    }
    return Json{{"differences", list}}.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace

int runCompare(const Surroundings& surroundings, Arguments arguments) {
    std::string application;
    bool json = false;
    const Syntax syntax{
        .verb = "compare",
        .usage = "ENVFILE --app APP[@VERSION] [--json]",
        .about =
            "Says in which variables a launch of APP differs from an environment that was captured "
            "in an application that runs, launched in another way. ENVFILE is what 'env -0' prints "
            "there, or an object of JSON.\n"
            "Variables that a plugin changes come first. The exit code is 1 where anything "
            "differs.",
        .options = {{"--app", "APP[@VERSION]", "the application to compare", &application},
                    {"--json", "", "as JSON", &json}},
        .examples = {{"slipway compare /tmp/maya.env --app maya@2024", ""},
                     {"import json, os; json.dump(dict(os.environ), open('/tmp/maya.env', 'w'))",
                      "in the Python of an application"}},
        .fewest = 1,
        .most = 1};
    const auto parsed = parse(syntax, arguments, surroundings);
    if (!parsed) return parsed.error();
    if (application.empty()) return wrongUsage(surroundings, "--app APP is missing");
    const auto request = parseApplicationRequest(application);
    if (!request) return wrongUsage(surroundings, request.error());
    const std::string& file = parsed->positionals[0];
    const auto path = absolutePath(file, surroundings);
    if (!path) return wrongUsage(surroundings, "there is no working directory any more");
    const auto content = surroundings.disk.read(*path, kLargestCapture);
    if (!content) {
        return wrongUsage(surroundings,
                          inQuotes(file) + " cannot be read: " + errorText(content.error()));
    }
    const auto capture = captured(content->text);
    if (!capture) {
        return wrongUsage(surroundings, inQuotes(file) +
                                            " is neither what 'env -0' prints nor an object of "
                                            "JSON whose values are texts");
    }

    const std::vector<std::string> none;
    PlannedLaunch launch(*request, none, Extent::kLaunch, surroundings);
    const LaunchPlan plan = launch.evaluate().plan;
    sayRemarks(launch, plan, surroundings);
    sayNotPrepared(plan, surroundings);
    if (plan.outcome != Outcome::kLaunch) return codeOfAnswer(launch, plan.outcome);
    const std::vector<Difference> differences = differencesOf(plan, *capture);
    Secrets secrets(SecretNames(launch.catalogue()));
    for (const Difference& each : differences) {
        secrets.learn(each.name, each.captured.value_or(""));
        secrets.learn(each.name, each.slipway.value_or(""));
    }
    surroundings.out << (json ? jsonOf(differences, secrets)
                              : textOf(differences, surroundings.rules, secrets));
    return differences.empty() ? 0 : 1;
}

}  // namespace slipway
