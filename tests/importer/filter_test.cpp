// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "importer/filter.h"

#include <gmock/gmock.h>

namespace slipway::ftrack {
namespace {

using ::testing::ElementsAre;

std::string textOf(const std::string& expression) {
    const auto filter = readFilter(expression);
    return filter ? filter->text : "wrong: " + filter.error();
}

Scenario launchOf(const std::string& identifier, const std::string& version) {
    Scenario scenario;
    scenario.application.identifier = identifier;
    scenario.application.version = version;
    return scenario;
}

TEST(Filter, LeavesOutTheTopicAndWritesWhatRemainsAsPeopleDo) {
    EXPECT_EQ(textOf("topic=ftrack.connect.application.launch and "
                     "data.application.identifier=maya* and data.application.version >= 2021"),
              "application.identifier = maya* and application.version >= 2021");
}

TEST(Filter, IsEmptyWhereOnlyTheTopicIsAskedFor) {
    EXPECT_EQ(textOf("topic=ftrack.connect.application.launch"), "");
}

TEST(Filter, KeepsParenthesesThatMean) {
    EXPECT_EQ(textOf("topic=ftrack.connect.application.discover and "
                     "(data.application.identifier=a* or data.application.identifier=b*) and not "
                     "data.application.version < 14"),
              "(application.identifier = a* or application.identifier = b*) and not "
              "application.version < 14");
}

TEST(Filter, ComparesAsLaunchesDo) {
    const auto filter = readFilter(
        "topic=ftrack.connect.application.launch and "
        "data.application.identifier=rv* and "
        "data.application.version >= \"4.2\"");
    ASSERT_TRUE(filter);
    EXPECT_TRUE(filter->holds(launchOf("rv_4.10", "4.10")));
    EXPECT_FALSE(filter->holds(launchOf("rv_4.1", "4.1.9")));
    EXPECT_FALSE(filter->holds(launchOf("marvelous_5", "5")));
    EXPECT_THAT(filter->identifiers(), ElementsAre("rv*"));
    EXPECT_THAT(filter->versions(), ElementsAre("4.2"));
}

TEST(Filter, SaysWhatCannotBeRead) {
    EXPECT_EQ(textOf("topic=ftrack.connect.application.launch and (").substr(0, 7), "wrong: ");
    EXPECT_EQ(textOf("topic=ftrack.action.launch").substr(0, 7), "wrong: ");
}

}  // namespace
}  // namespace slipway::ftrack
