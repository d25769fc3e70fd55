// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "importer/presence.h"

#include <gmock/gmock.h>

#include <functional>

namespace slipway::ftrack {
namespace {

using ::testing::Optional;

// Launches of all kinds.
std::vector<Scenario> launches() {
    std::vector<Scenario> all;
    for (const char* version : {"2021.5", "2022", "2022.37.11", "2023.1"}) {
        for (const char* show : {"", "bunny", "bunny&"}) {
            for (const bool hasContext : {true, false}) {
                Scenario scenario;
                scenario.application.name = "maya";
                scenario.application.identifier = "maya_2024";
                scenario.application.version = version;
                if (*show != '\0') scenario.environment["SHOW"] = show;
                if (hasContext) scenario.selection = SelectedEntity{"id", "Task"};
                all.push_back(scenario);
            }
        }
    }
    return all;
}

std::optional<std::string> conditionOf(const std::function<bool(const Scenario&)>& isPresent) {
    const std::vector<Scenario> scenarios = launches();
    std::vector<Presence> presence;
    for (const Scenario& each : scenarios) {
        presence.push_back(isPresent(each) ? Presence::kPresent : Presence::kAbsent);
    }
    return conditionFor(presence, atomsFor(scenarios, {"SHOW"}, {}, {"&"}));
}

TEST(Presence, AsksNothingOfWhatIsAlwaysThere) {
    EXPECT_THAT(conditionOf([](const Scenario&) { return true; }), Optional(std::string()));
}

TEST(Presence, FindsTheContext) {
    EXPECT_THAT(conditionOf([](const Scenario& each) { return each.selection.has_value(); }),
                Optional(std::string("context.id = *")));
    EXPECT_THAT(conditionOf([](const Scenario& each) { return !each.selection; }),
                Optional(std::string("not context.id = *")));
}

TEST(Presence, FindsTheVersionAtWhichSomethingBegins) {
    EXPECT_THAT(
        conditionOf([](const Scenario& each) { return each.application.version >= "2022"; }),
        Optional(std::string("application.version >= 2022")));
    EXPECT_THAT(conditionOf([](const Scenario& each) { return each.application.version < "2022"; }),
                Optional(std::string("application.version < 2022")));
}

TEST(Presence, TellsAVersionFromWhatIsAboveIt) {
    EXPECT_THAT(conditionOf([](const Scenario& each) { return each.application.version > "2022"; }),
                Optional(std::string("application.version > 2022")));
}

TEST(Presence, FindsAVariableAndWhatItEndsIn) {
    EXPECT_THAT(conditionOf([](const Scenario& each) { return each.environment.contains("SHOW"); }),
                Optional(std::string("env.SHOW = *")));
    EXPECT_THAT(conditionOf([](const Scenario& each) {
                    return each.environment.contains("SHOW") &&
                           each.environment.at("SHOW").ends_with("&");
                }),
                Optional(std::string("env.SHOW = *&")));
}

TEST(Presence, JoinsTwoConditions) {
    EXPECT_THAT(conditionOf([](const Scenario& each) {
                    return each.selection && each.environment.contains("SHOW");
                }),
                Optional(std::string("context.id = * and env.SHOW = *")));
}

TEST(Presence, GivesUpOnWhatNoConditionSays) {
    int count = 0;
    EXPECT_EQ(conditionOf([&](const Scenario&) { return count++ % 5 == 3; }), std::nullopt);
}

TEST(Presence, MindsOnlyWhatMakesADifference) {
    const std::vector<Scenario> scenarios = launches();
    std::vector<Presence> presence(scenarios.size(), Presence::kEither);
    presence.back() = Presence::kPresent;
    EXPECT_THAT(conditionFor(presence, {}), Optional(std::string()));
}

}  // namespace
}  // namespace slipway::ftrack
