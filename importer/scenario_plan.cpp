// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "importer/scenario_plan.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>
#include <random>
#include <set>

#include "importer/filter.h"
#include "resolver/text.h"
#include "resolver/version.h"

namespace slipway::ftrack {

namespace {

constexpr std::size_t kMostVersions = 24;
constexpr std::size_t kMostTexts = 16;
constexpr std::size_t kMixed = 24;

std::string hexText(std::uint32_t number, std::size_t digits) {
    std::string text;
    for (; text.size() < digits; number /= 16) {
        text.insert(text.begin(), "0123456789abcdef"[number % 16]);
    }
    return text;
}

std::string madeUuid(std::uint32_t seed) {
    std::mt19937 random(seed);
    const auto part = [&](std::size_t digits) {
        return hexText(static_cast<std::uint32_t>(random()), digits);
    };
    std::string text = part(8) + "-" + part(4) + "-4" + part(3);
    return text + "-a" + part(3) + "-" + part(8) + part(4);
}

// What a hook can tell launches apart by.
struct Choices {
    std::vector<LaunchedApplication> applications;
    std::vector<std::string> variables;
    std::vector<std::string> texts;   // that variables are compared with
    std::vector<std::string> fields;  // as survey
    std::vector<std::string> platforms;
};

std::string nameOf(std::string pattern) {
    std::erase(pattern, '*');
    while (pattern.ends_with('_') || pattern.ends_with('-')) pattern.pop_back();
    return pattern.empty() ? "maya" : pattern;
}

bool isOpen(const std::string& pattern) {
    return pattern.empty() || pattern.find('*') != std::string::npos;
}

// As Connect has them: "2024", and "2024 [framework]" of another launch configuration.
void setVariant(LaunchedApplication& application, const std::string& variant) {
    const std::string was = application.variant;
    application.variant = variant;
    if (application.identifier.ends_with("_" + was)) {
        application.identifier.resize(application.identifier.size() - was.size());
        application.identifier += variant;
    }
}

LaunchedApplication applicationOf(const std::string& pattern, const std::string& version) {
    const std::string name = nameOf(pattern);
    LaunchedApplication application{.name = name, .version = version};
    application.variant = version + " [framework]";
    application.identifier = isOpen(pattern) ? name + "_" + application.variant : pattern;
    application.label = "Label of " + name;
    return application;
}

std::optional<long> numberOf(const std::string& text) {
    long number = 0;
    const auto end = text.data() + text.size();
    const auto [at, failed] = std::from_chars(text.data(), end, number);
    if (failed != std::errc() || at == text.data()) return std::nullopt;
    return number;
}

void note(std::vector<std::string>& list, const std::string& text) {
    if (std::ranges::find(list, text) == list.end()) list.push_back(text);
}

// At each version that something is compared with, and on both sides of it. Others, unlike any
// number that a hook would hold, so that they are recognised.
std::vector<std::string> versionsAround(const std::vector<std::string>& numbers, bool forLearning) {
    std::vector<std::string> versions = forLearning
                                            ? std::vector<std::string>{"2187.43.19", "3041.57.23"}
                                            : std::vector<std::string>{"2791.67.29", "3319.83.41"};
    for (const std::string& each : numbers) {
        const auto number = numberOf(each);
        if (!number) continue;
        const bool isLong = each.find('.') != std::string::npos;
        if (isLong) note(versions, each + (forLearning ? ".37" : ".41"));
        if (forLearning) {
            note(versions, each);
            if (isLong) note(versions, std::to_string(*number) + ".97.3");
            note(versions, std::to_string(*number) + ".37.11");
            note(versions, std::to_string(*number + 1) + ".53.17");
            if (*number > 1) note(versions, std::to_string(*number - 1) + ".61.29");
        } else {
            note(versions, std::to_string(*number) + ".41.13");
            note(versions, std::to_string(*number + 2) + ".71.31");
            if (*number > 1) note(versions, std::to_string(*number - 1) + ".47.39");
        }
    }
    for (const char* each : {"15.1v3", "2024.2", "20.5.278", "4.2.1"}) {
        if (!forLearning) note(versions, each);
    }
    return versions;
}

void addApplications(const Filter& filter, const std::vector<std::string>& numbers,
                     bool forLearning, Choices& choices) {
    std::vector<std::string> patterns = filter.identifiers();
    if (patterns.empty()) patterns = {"", "nuke*"};
    std::vector<std::string> bounds = filter.versions();
    bounds.insert(bounds.end(), numbers.begin(), numbers.end());
    for (const std::string& pattern : patterns) {
        std::size_t count = 0;
        for (const std::string& version : versionsAround(bounds, forLearning)) {
            Scenario scenario;
            scenario.application = applicationOf(pattern, version);
            if (!filter.holds(scenario) || count == kMostVersions) continue;
            const bool isThere = std::ranges::find(choices.applications, scenario.application) !=
                                 choices.applications.end();
            if (!isThere) choices.applications.push_back(scenario.application);
            ++count;
        }
    }
}

Choices choicesOf(const std::vector<Recording>& known, bool forLearning) {
    Choices choices{.platforms = {"linux"}};
    const Recording& survey = known.front();
    choices.texts = survey.texts;
    choices.fields = survey.fields;
    if (choices.texts.size() > kMostTexts) choices.texts.resize(kMostTexts);
    if (!survey.platformLines.empty()) choices.platforms = {"linux", "windows", "macos"};
    std::set<std::string> expressions;
    for (const Recording& recording : known) {
        for (const std::string& each : recording.read) note(choices.variables, each);
        for (const SubscriptionRecord& each : recording.subscriptions) {
            if (each.topic == SubscriptionRecord::Topic::kOther) continue;
            if (!expressions.insert(each.expression).second) continue;
            if (const auto filter = readFilter(each.expression)) {
                addApplications(*filter, survey.numbers, forLearning, choices);
            }
        }
    }
    return choices;
}

// Makes scenarios, each with texts of its own.
class Series {
  public:
    Series(const Choices& choices, const Stage& stage, std::uint32_t seed)
        : choices_(choices), stage_(stage), seed_(seed), random_(seed) {}

    Scenario plain(std::size_t application) {
        ++seed_;
        Scenario scenario;
        scenario.seed = seed_;
        scenario.original = stage_.original;
        scenario.place = stage_.places[0];
        scenario.home = stage_.scratch + "/homes/jo-7" + std::to_string(seed_ % 3);
        scenario.temporary = stage_.scratch + "/tmp-7" + std::to_string(seed_ % 2);
        scenario.application = choices_.applications[application % choices_.applications.size()];
        scenario.application.label = "Label 7" + std::to_string(seed_);
        setPath(scenario.application);
        scenario.launchId = madeUuid(seed_ * 31);
        scenario.selection = SelectedEntity{madeUuid(seed_ * 47), "Task"};
        scenario.user = stage_.user.empty() ? named({"jo-", "Ann_", "MAX-"}) : stage_.user;
        scenario.host = stage_.host.empty() ? named({"desk-", "WS_", "Box-"}) : stage_.host;
        setEnvironment(scenario);
        return scenario;
    }

    void setVariable(Scenario& scenario, const std::string& name,
                     std::optional<std::string> value) {
        scenario.environment.erase(name);
        if (value) scenario.environment[name] = *value;
    }

    // Compared as hooks compare it with that text.
    std::vector<std::string> textsAround(const std::string& text) const {
        const std::string own = "7" + std::to_string(seed_);
        return {text, text + own, "x" + own + text, "x" + own + text + own};
    }

    // Nothing where that field cannot hold it.
    std::optional<Scenario> withText(const std::string& field, const std::string& text) {
        Scenario scenario = plain(1);
        if (field == "user" && stage_.user.empty()) {
            scenario.user = text;
            scenario.environment["USER"] = scenario.environment["LOGNAME"] = text;
        } else if (field == "host" && stage_.host.empty()) {
            scenario.host = text;
        } else if (field == "label") {
            scenario.application.label = text;
        } else if (field == "variant") {
            setVariant(scenario.application, text);
        } else if (field == "type" && scenario.selection) {
            scenario.selection->type = text;
        } else if (field == "identifier") {
            const std::string& name = scenario.application.name;
            scenario.application.identifier = text.starts_with(name) ? text : name + text;
        } else {
            return std::nullopt;
        }
        return scenario;
    }

    std::string made(const std::string& name) const {
        return "/studio-7" + std::to_string(seed_) + "/" + name;
    }

    // Everything that a hook could find a variable to be.
    // An empty one is only compared: no manifest is to be written around it.
    std::vector<std::optional<std::string>> valuesOf(const std::string& name) const {
        std::vector<std::optional<std::string>> values = {std::nullopt, made(name),
                                                          "73" + std::to_string(seed_)};
        for (const std::string& text : choices_.texts) {
            values.emplace_back(text);
            values.emplace_back(made(name) + text);
            values.emplace_back(text + made(name));
        }
        if (!stage_.isForLearning) values.emplace_back("");
        return values;
    }

    // A mixture of everything.
    Scenario mixed() {
        Scenario scenario = plain(pick(choices_.applications.size()));
        scenario.place = stage_.places[pick(stage_.places.size())];
        scenario.platform = choices_.platforms[pick(choices_.platforms.size())];
        if (pick(2) == 0) setVariant(scenario.application, scenario.application.version);
        if (pick(3) == 0) scenario.selection.reset();
        if (scenario.selection && pick(4) == 0) scenario.selection->type = "AssetVersion";
        for (const std::string& name : choices_.variables) {
            const auto values = valuesOf(name);
            setVariable(scenario, name, values[pick(3) == 0 ? pick(values.size()) : pick(2)]);
        }
        return scenario;
    }

  private:
    // No part of it is the same in all launches.
    std::string named(std::initializer_list<const char*> stems) const {
        return std::data(stems)[seed_ % stems.size()] + std::string("7") + std::to_string(seed_);
    }

    void setPath(LaunchedApplication& application) const {
        std::string folder = application.name;
        std::ranges::replace(folder, '/', '_');
        application.path = stage_.scratch + "/applications/7" + std::to_string(seed_) + "/" +
                           folder + "-x/bin/" + folder;
    }

    std::size_t pick(std::size_t count) { return random_() % std::max<std::size_t>(count, 1); }

    void setEnvironment(Scenario& scenario) const {
        scenario.environment = {{"HOME", scenario.home},   {"TMPDIR", scenario.temporary},
                                {"USER", scenario.user},   {"LOGNAME", scenario.user},
                                {"PATH", "/usr/bin:/bin"}, {"LANG", "C.UTF-8"}};
        for (const char* name : {"FTRACK_SERVER", "FTRACK_API_USER", "FTRACK_API_KEY"}) {
            scenario.environment[name] = "made-7" + std::to_string(seed_) + "-" + name;
        }
        for (const std::string& name : choices_.variables) {
            scenario.environment.try_emplace(name, made(name));
        }
    }

    const Choices& choices_;
    const Stage& stage_;
    std::uint32_t seed_;
    std::mt19937 random_;
};

// Connect does not ask them, so they are not to fail, or to write anything.
void skipOthers(const std::vector<Recording>& known, std::vector<Scenario>& scenarios) {
    std::set<std::string> expressions;
    for (const Recording& recording : known) {
        for (const SubscriptionRecord& each : recording.subscriptions) {
            expressions.insert(each.expression);
        }
    }
    for (const std::string& expression : expressions) {
        const auto filter = readFilter(expression);
        for (Scenario& each : scenarios) {
            if (!filter || !filter->holds(each)) each.skipped.push_back(expression);
        }
    }
}

}  // namespace

Scenario surveyScenario(const Stage& stage, const std::vector<std::string>& variables) {
    Choices choices{.applications = {applicationOf("maya*", "2187.43.19")},
                    .variables = variables,
                    .texts = {},
                    .fields = {},
                    .platforms = {"linux"}};
    Scenario scenario = Series(choices, stage, 7).plain(0);
    scenario.isSurvey = true;
    return scenario;
}

namespace {

// Each field that the hook goes by is once what the hook may compare it with. Of many, how people
// compare most comes first.
void addTexts(const Choices& choices, Series& series, std::vector<Scenario>& scenarios) {
    constexpr std::size_t kMostWithTexts = 96;
    const std::size_t most = scenarios.size() + kMostWithTexts;
    for (std::size_t way = 0; way < series.textsAround("").size(); ++way) {
        for (const std::string& field : choices.fields) {
            for (const std::string& text : choices.texts) {
                auto scenario = series.withText(field, series.textsAround(text)[way]);
                if (scenario && scenarios.size() < most) scenarios.push_back(*std::move(scenario));
            }
        }
    }
}

// The same question is asked in every launch: some of the launches are enough.
constexpr std::size_t kMostLaunchesOfLine = 4;
constexpr std::size_t kMostOtherwise = 96;

}  // namespace

std::vector<Scenario> scenariosOtherwise(const std::vector<Recording>& known) {
    std::vector<Scenario> scenarios;
    std::map<std::uint32_t, std::size_t> launches;  // by line
    for (const Recording& recording : known) {
        if (recording.scenario.isSurvey) continue;
        std::set<std::string> asked;
        for (const Question& each : recording.questions) {
            if (launches[each.line] < kMostLaunchesOfLine) asked.insert(each.what);
        }
        if (asked.empty() || scenarios.size() > kMostOtherwise) continue;
        for (const Question& each : recording.questions) ++launches[each.line];
        Scenario again = recording.scenario;
        scenarios.push_back(again);  // as it is, by the same order of sets
        for (const std::string& each : asked) {
            again.otherwise = {each};
            scenarios.push_back(again);
        }
        again.otherwise = {"*"};
        if (asked.size() > 1) scenarios.push_back(again);
    }
    return scenarios;
}

std::vector<Scenario> scenariosToLearn(const std::vector<Recording>& known, const Stage& stage) {
    const Choices choices = choicesOf(known, true);
    std::vector<Scenario> scenarios;
    if (choices.applications.empty()) return scenarios;
    Series series(choices, stage, 100);
    for (std::size_t i = 0; i < choices.applications.size(); ++i) {
        scenarios.push_back(series.plain(i));
        scenarios.push_back(series.plain(i));
        scenarios.back().selection.reset();
        LaunchedApplication& application = scenarios.back().application;
        setVariant(application, application.version);
    }
    addTexts(choices, series, scenarios);
    scenarios.push_back(series.plain(0));
    scenarios.back().place = stage.places.back();
    for (const std::string& platform : choices.platforms) {
        scenarios.push_back(series.plain(1));
        scenarios.back().platform = platform;
    }
    for (const std::string& name : choices.variables) {
        for (const auto& value : series.valuesOf(name)) {
            scenarios.push_back(series.plain(1));
            series.setVariable(scenarios.back(), name, value);
        }
    }
    for (std::size_t i = 0; i < kMixed; ++i) scenarios.push_back(series.mixed());
    skipOthers(known, scenarios);
    return scenarios;
}

std::vector<Scenario> scenariosToCompare(const std::vector<Recording>& known, const Stage& stage) {
    const Choices choices = choicesOf(known, false);
    std::vector<Scenario> scenarios;
    if (choices.applications.empty()) return scenarios;
    Series series(choices, stage, 9000);
    constexpr std::size_t kMostCompared = 24;
    for (std::size_t i = 0; i < choices.applications.size() && i < kMostCompared / 2; ++i) {
        scenarios.push_back(series.plain(i));
        if (i % 2 == 0) continue;
        LaunchedApplication& application = scenarios.back().application;
        setVariant(application, application.version);
    }
    while (scenarios.size() < kMostCompared) scenarios.push_back(series.mixed());
    addTexts(choices, series, scenarios);
    for (Scenario& each : scenarios) each.platform = "linux";  // what the resolver here is
    skipOthers(known, scenarios);
    return scenarios;
}

}  // namespace slipway::ftrack
