// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "resolver/environment.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <initializer_list>
#include <string>
#include <vector>

namespace slipway {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using Kind = OperationKind;

class EnvironmentTest : public testing::Test {
  protected:
    Environment& start(std::vector<const char*> entries, const PlatformRules& rules = kLinuxRules) {
        entries_ = std::move(entries);
        return environment_.emplace(arena_, rules, entries_);
    }
    void apply(Kind kind, std::string_view name, std::vector<std::string_view> values,
               std::string_view separator = ":") {
        environment_->apply(kind, name, values, separator);
    }
    std::vector<std::string> block() const {
        const auto block = environment_->block();
        EXPECT_EQ(block.data()[block.size()], nullptr);
        return {block.begin(), block.end()};
    }

    Arena arena_;
    std::vector<const char*> entries_;
    std::optional<Environment> environment_;
};

TEST_F(EnvironmentTest, PrependPutsTheValueAheadOfWhatItWas) {
    start({"P=old"});
    apply(Kind::kPrepend, "P", {"new"});
    EXPECT_EQ(environment_->get("P"), "new:old");
}

TEST_F(EnvironmentTest, PrependAndAppendGiveJustTheValueWhereItWasUnsetOrEmpty) {
    start({"EMPTY="});
    apply(Kind::kPrepend, "UNSET", {"a"});
    apply(Kind::kAppend, "EMPTY", {"b"});
    EXPECT_EQ(environment_->get("UNSET"), "a");
    EXPECT_EQ(environment_->get("EMPTY"), "b");
}

TEST_F(EnvironmentTest, AppendPutsTheValueBehindWithTheSeparatorThatIsGiven) {
    start({"M=a"});
    apply(Kind::kAppend, "M", {"b", "c"}, ";");
    EXPECT_EQ(environment_->get("M"), "a;b;c");
}

TEST_F(EnvironmentTest, PrependingOrAppendingNeverMakesAnEmptyEntry) {
    start({"P=old"});
    apply(Kind::kPrepend, "P", {"", "a::b", ":"});
    EXPECT_EQ(environment_->get("P"), "a:b:old");
}

TEST_F(EnvironmentTest, WithNothingLeftToAddTheVariableStaysAsItWas) {
    start({});
    apply(Kind::kPrepend, "UNSET", {"", ":"});
    apply(Kind::kAppend, "UNSET", {});
    EXPECT_EQ(environment_->get("UNSET"), std::nullopt);
    EXPECT_THAT(environment_->changes().changes, IsEmpty());
}

TEST_F(EnvironmentTest, EmptyEntriesThatWereThereStay) {
    start({"P=a::b"});
    apply(Kind::kAppend, "P", {"c"});
    EXPECT_EQ(environment_->get("P"), "a::b:c");
}

TEST_F(EnvironmentTest, SetMayMakeAVariableEmptyWhichIsNotUnset) {
    start({"A=x", "B=y"});
    apply(Kind::kSet, "A", {""});
    apply(Kind::kUnset, "B", {"ignored"});
    EXPECT_EQ(environment_->get("A"), "");
    EXPECT_EQ(environment_->get("B"), std::nullopt);
    EXPECT_THAT(block(), ElementsAre("A="));
}

TEST_F(EnvironmentTest, PopTakesEveryEqualEntryAway) {
    start({"P=a:b:a:c"});
    apply(Kind::kPop, "P", {"a", "c"});
    EXPECT_EQ(environment_->get("P"), "b");
}

TEST_F(EnvironmentTest, PopOfTheLastEntryTakesTheVariableAway) {
    start({"P=a"});
    apply(Kind::kPop, "P", {"a"});
    EXPECT_EQ(environment_->get("P"), std::nullopt);
}

TEST_F(EnvironmentTest, PopWithAStarTakesWhatLiesBeneath) {
    start({"P=/conda/lib:/usr/lib:/conda/bin:/condax"});
    apply(Kind::kPop, "P", {"/conda/*"});
    EXPECT_EQ(environment_->get("P"), "/usr/lib:/condax");
}

TEST_F(EnvironmentTest, PopOfWhatIsNotThereChangesNothing) {
    start({"P=a:b"});
    apply(Kind::kPop, "P", {"c"});
    apply(Kind::kPop, "UNSET", {"c"});
    EXPECT_THAT(environment_->changes().changes, IsEmpty());
}

TEST_F(EnvironmentTest, PopTakesSlashesForAlikeAndOnWindowsLettersToo) {
    start({"P=C:\\Tools\\Bin;D:\\x"}, kWindowsRules);
    apply(Kind::kPop, "P", {"c:/tools/bin"}, ";");
    EXPECT_EQ(environment_->get("P"), "D:\\x");
    start({"P=/Tools"});
    apply(Kind::kPop, "P", {"/tools"});
    EXPECT_EQ(environment_->get("P"), "/Tools");
}

TEST_F(EnvironmentTest, OnWindowsNamesThatDifferInCaseAreOneVariableSpeltAsItWas) {
    start({"Path=C:\\a"}, kWindowsRules);
    apply(Kind::kAppend, "PATH", {"C:\\b"}, ";");
    EXPECT_THAT(block(), ElementsAre("Path=C:\\a;C:\\b"));
    start({"Path=a"});
    apply(Kind::kSet, "PATH", {"b"});
    EXPECT_THAT(block(), ElementsAre("Path=a", "PATH=b"));
}

TEST_F(EnvironmentTest, EntriesThatNobodyTouchesPassAsTheyAre) {
    const std::vector<const char*> strange = {"A=1",       "noequals", "",         "A=2",
                                              "=C:=C:\\x", "=odd",     "B=\xff\n", "C="};
    start(strange);
    apply(Kind::kSet, "NEW", {"n"});
    EXPECT_THAT(block(), ElementsAre("A=1", "noequals", "", "A=2", "=C:=C:\\x", "=odd", "B=\xff\n",
                                     "C=", "NEW=n"));
}

TEST_F(EnvironmentTest, AChangedVariableKeepsItsPlaceAndLosesItsDuplicates) {
    start({"A=1", "B=2", "A=3"});
    apply(Kind::kAppend, "A", {"x"});
    EXPECT_THAT(block(), ElementsAre("A=1:x", "B=2"));
}

TEST_F(EnvironmentTest, AVariableThatComesBackToWhatItWasIsNoChange) {
    start({"A=1"});
    apply(Kind::kSet, "A", {"2"});
    apply(Kind::kSet, "A", {"1"});
    EXPECT_THAT(environment_->changes().changes, IsEmpty());
    EXPECT_EQ(environment_->starting("A"), "1");
}

TEST_F(EnvironmentTest, HoldsAsManyNewVariablesAsThereAre) {
    start({"A=1"});
    std::vector<std::string> names;
    for (int i = 0; i < 5000; ++i) names.push_back("NAME_" + std::to_string(i));
    for (const std::string& name : names) environment_->set(name, name);
    for (const std::string& name : names) ASSERT_EQ(environment_->get(name), name);
    EXPECT_EQ(environment_->get("A"), "1");
    EXPECT_EQ(block().size(), 5001U);
}

}  // namespace
}  // namespace slipway
