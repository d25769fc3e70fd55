// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "manifests/condition.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "tests/support/documents.h"

namespace slipway {
namespace {

using slipway::testing::printed;
using slipway::testing::toolsLocation;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

using Kind = catalogue::ConditionNode::Kind;

std::string shownField(const ConditionNode& node) {
    return std::string(pieceName(node.field)) + node.key;
}

// The tree with every operator's operands in brackets: `[[a = 1 and b = 2] or not c = 3]`.
std::string shown(const Condition& condition, std::size_t index) {
    const ConditionNode& node = condition.nodes.at(index);
    switch (node.kind) {
        case Kind::kTrue:
            return "true";
        case Kind::kNot:
            return "not " + shown(condition, node.left);
        case Kind::kAnd:
            return "[" + shown(condition, node.left) + " and " + shown(condition, node.right) + "]";
        case Kind::kOr:
            return "[" + shown(condition, node.left) + " or " + shown(condition, node.right) + "]";
        case Kind::kCompare:
            return shownField(node) + " " + std::string(comparisonName(node.comparison)) + " " +
                   templateText(node.value);
    }
    return "?";
}

std::size_t depth(const Condition& condition, std::size_t index) {
    const ConditionNode& node = condition.nodes.at(index);
    if (node.kind == Kind::kTrue || node.kind == Kind::kCompare) return 1;
    const std::size_t left = depth(condition, node.left);
    return 1 + (node.kind == Kind::kNot ? left : std::max(left, depth(condition, node.right)));
}

Condition parsed(std::string_view text) {
    Diagnostics diagnostics;
    const auto condition = parseCondition(text, toolsLocation(), kLinuxRules, diagnostics);
    EXPECT_THAT(printed(diagnostics), IsEmpty());
    return condition.value_or(Condition{});
}

std::string tree(std::string_view text) {
    const Condition condition = parsed(text);
    return condition.nodes.empty() ? "(nothing)" : shown(condition, condition.nodes.size() - 1);
}

std::string said(std::string_view text) {
    Diagnostics diagnostics;
    parseCondition(text, toolsLocation(), kLinuxRules, diagnostics);
    if (diagnostics.list().size() != 1) return "(not one message)";
    Diagnostic only = diagnostics.list().front();
    only.location = {};
    return oneLine(only);
}

std::string mistake(std::string_view text) {
    Diagnostics diagnostics;
    EXPECT_EQ(parseCondition(text, toolsLocation(), kLinuxRules, diagnostics), std::nullopt);
    return said(text);
}

TEST(Condition, ComparesAFieldWithAValue) {
    EXPECT_EQ(tree("application.name = maya"), "application.name = maya");
    EXPECT_EQ(tree("application.version >= 2021"), "application.version >= 2021");
}

TEST(Condition, HasSixComparisons) {
    EXPECT_EQ(tree("user = a"), "user = a");
    EXPECT_EQ(tree("user != a"), "user != a");
    EXPECT_EQ(tree("user < a"), "user < a");
    EXPECT_EQ(tree("user <= a"), "user <= a");
    EXPECT_EQ(tree("user > a"), "user > a");
    EXPECT_EQ(tree("user >= a"), "user >= a");
}

TEST(Condition, NeedsNoSpacesAroundComparisons) {
    EXPECT_EQ(tree("application.version>=2021"), "application.version >= 2021");
    EXPECT_EQ(tree("application.identifier=maya*"), "application.identifier = maya*");
}

TEST(Condition, TakesAnySpacesBetweenItsParts) {
    EXPECT_EQ(tree("\n  user =\ta\n  and\r\n  host = b  "), "[user = a and host = b]");
}

TEST(Condition, KnowsTheFieldsOfTheSpecification) {
    for (const char* field :
         {"application.name", "application.identifier", "application.label", "application.variant",
          "application.version", "application.version.major", "application.version.minor",
          "application.version.patch", "application.path", "application.dir", "command",
          "context.shot", "env.HOME", "host", "user"}) {
        EXPECT_EQ(tree(std::string(field) + " = x"), std::string(field) + " = x");
    }
    EXPECT_EQ(tree("platform = linux"), "platform = linux");
    EXPECT_EQ(tree("launch.mode = farm"), "launch.mode = farm");
}

TEST(Condition, KeepsTheKeyOfAField) {
    EXPECT_EQ(parsed("context.task-type = Comp").nodes.at(0).key, "task-type");
    EXPECT_EQ(parsed("env.A.B = 1").nodes.at(0).key, "A.B");
}

TEST(Condition, TakesBareValuesAsPeopleWriteThem) {
    EXPECT_EQ(tree("application.version = 15.1v3"), "application.version = 15.1v3");
    EXPECT_EQ(tree("host = lon-*"), "host = lon-*");
    EXPECT_EQ(tree(R"(application.path = C:\Maya\bin)"), R"(application.path = C:\Maya\bin)");
    EXPECT_EQ(tree("application.path = /usr/autodesk/*"), "application.path = /usr/autodesk/*");
    EXPECT_EQ(tree("user = jörg@lon,+_"), "user = jörg@lon,+_");
    EXPECT_EQ(tree("user = -1"), "user = -1");
}

TEST(Condition, EndsABareValueAtAParenthesis) {
    EXPECT_EQ(tree("(user = a)"), "user = a");
    EXPECT_EQ(tree("(user = a)and(host = b)"), "[user = a and host = b]");
}

TEST(Condition, TakesQuotedValuesWhole) {
    EXPECT_EQ(tree("application.label = \"Maya (safe)\""), "application.label = Maya (safe)");
    EXPECT_EQ(tree("application.label = 'a \"b\" and c = d'"),
              "application.label = a \"b\" and c = d");
    EXPECT_EQ(tree("context.shot = ''"), "context.shot = ");
    EXPECT_EQ(tree(R"(application.path = 'C:\Program Files\*')"),
              R"(application.path = C:\Program Files\*)");
    EXPECT_EQ(tree("context.word = 'and'"), "context.word = and");
}

TEST(Condition, BindsNotTightestAndOrLoosest) {
    EXPECT_EQ(tree("user = a or user = b and not user = c"),
              "[user = a or [user = b and not user = c]]");
    EXPECT_EQ(tree("not user = a and user = b"), "[not user = a and user = b]");
    EXPECT_EQ(tree("(user = a or user = b) and user = c"), "[[user = a or user = b] and user = c]");
    EXPECT_EQ(tree("not (user = a or user = b)"), "not [user = a or user = b]");
}

TEST(Condition, TakesKeywordsInAnyCase) {
    EXPECT_EQ(tree("user = a AND NOT host = b Or host = c"),
              "[[user = a and not host = b] or host = c]");
}

TEST(Condition, CancelsDoubleNegation) {
    EXPECT_EQ(tree("not not user = a"), "user = a");
    EXPECT_EQ(tree("not not not user = a"), "not user = a");
}

TEST(Condition, DropsALeadingDataOfFtracks) {
    EXPECT_EQ(tree("data.application.identifier=maya*"), "application.identifier = maya*");
    EXPECT_EQ(tree("data.context.id = 7"), "context.id = 7");
}

TEST(Condition, TakesFtracksSubscriptionsUnchanged) {
    EXPECT_EQ(tree("topic=ftrack.connect.application.discover and "
                   "data.application.identifier=maya*"
                   " and data.application.version >= 2021"),
              "[true and [application.identifier = maya* and application.version >= 2021]]");
    EXPECT_EQ(tree("topic=ftrack.connect.application.launch"), "true");
    EXPECT_EQ(tree("topic = \"ftrack.connect.application.launch\""), "true");
}

TEST(Condition, KnowsNoOtherTopic) {
    EXPECT_EQ(mistake("topic=ftrack.update"),
              "error: no launch has what is asked for by 'topic=ftrack.update'; the topic can be "
              "'ftrack.connect.application.discover' or 'ftrack.connect.application.launch'");
    EXPECT_EQ(mistake("topic != ftrack.connect.application.launch").substr(0, 20),
              "error: no launch has");
}

TEST(Condition, KeepsWhatWasWritten) {
    const Condition condition = parsed("data.application.version>=2021 and  user = 'a b'");
    EXPECT_EQ(condition.source, "data.application.version>=2021 and  user = 'a b'");
    EXPECT_EQ(condition.nodes.at(0).source, "data.application.version>=2021");
    EXPECT_EQ(condition.nodes.at(1).source, "user = 'a b'");
}

TEST(Condition, HasOperandsAheadOfTheirOperators) {
    const Condition condition =
        parsed("not (user = a or user = b) and (user = c or not user = d) or user = e");
    for (std::size_t i = 0; i < condition.nodes.size(); ++i) {
        const ConditionNode& node = condition.nodes[i];
        if (node.kind == Kind::kCompare) continue;
        EXPECT_LT(node.left, i);
        EXPECT_LT(node.kind == Kind::kNot ? node.left : node.right, i);
    }
}

TEST(Condition, PutsKnownPlaceholdersIntoItsValues) {
    EXPECT_EQ(tree("env.TOOLS = {plugin.name}"), "env.TOOLS = tools");
    EXPECT_EQ(tree("application.path = {home}/*"), "application.path = {home}/*");
    EXPECT_EQ(tree("env.SITE = '{env.DESK:-no one}'"), "env.SITE = {env.DESK:-no one}");
    EXPECT_EQ(mistake("env.SITE = {hots}"),
              "error: unknown placeholder '{hots}'; did you mean '{host}'?");
}

TEST(Condition, SaysWhichFieldIsMeant) {
    EXPECT_EQ(mistake("application.verison >= 2021"),
              "error: unknown field 'application.verison' in 'application.verison >= 2021'; did "
              "you mean 'application.version'?");
    EXPECT_EQ(mistake("contxt.shot = 1"),
              "error: unknown field 'contxt.shot' in 'contxt.shot = 1'; did you mean "
              "'context.shot'?");
    EXPECT_EQ(mistake("context = 1"),
              "error: unknown field 'context' in 'context = 1'; did you mean 'context.KEY'?");
    EXPECT_EQ(mistake("colour = red"),
              "error: unknown field 'colour' in 'colour = red'; fields are application.*, command, "
              "context.*, env.*, platform, host, user and launch.mode");
}

TEST(Condition, SaysWhatIsMissingAndWhere) {
    EXPECT_EQ(mistake("application.version >="),
              "error: expected a value after 'application.version >=', found the end");
    EXPECT_EQ(mistake("application.version 2021"),
              "error: expected '=', '!=', '<', '<=', '>' or '>=' after 'application.version', "
              "found '2021'");
    EXPECT_EQ(mistake("user = a host = b"),
              "error: expected 'and', 'or' or the end after 'user = a', found 'host'");
    EXPECT_EQ(mistake("user = a and"),
              "error: expected a field such as 'application.version' after 'user = a and', found "
              "the end");
    EXPECT_EQ(mistake("= maya"),
              "error: expected a field such as 'application.version' at the beginning, found '='");
    EXPECT_EQ(mistake("(user = a"),
              "error: expected 'and', 'or' or ')' after '(user = a', found the end");
    EXPECT_EQ(mistake("user = a)"),
              "error: expected 'and', 'or' or the end after 'user = a', found ')'");
    EXPECT_EQ(mistake("()"),
              "error: expected a field such as 'application.version' after '(', found ')'");
    EXPECT_EQ(mistake("user = and host = b"),
              "error: expected a value after 'user =', found 'and'; put it in quotes if it is one");
}

TEST(Condition, KnowsTheWordsOfOtherLanguages) {
    EXPECT_EQ(mistake("user = a && host = b"),
              "error: expected 'and', 'or' or the end after 'user = a', found '&&'; write 'and'");
    EXPECT_EQ(mistake("user = a || host = b"),
              "error: expected 'and', 'or' or the end after 'user = a', found '||'; write 'or'");
    EXPECT_EQ(mistake("! user = a"),
              "error: expected a field such as 'application.version' at the beginning, found '!'; "
              "write 'not'");
    EXPECT_EQ(mistake("user == a"),
              "error: expected '=', '!=', '<', '<=', '>' or '>=' after 'user', found '=='");
}

TEST(Condition, AsksForQuotesWhereAValueHoldsWhatWouldEndIt) {
    EXPECT_EQ(mistake("application.label = Maya(safe)"),
              "error: expected 'and', 'or' or the end after 'application.label = Maya', found '('; "
              "put a value that holds such a character in quotes");
    EXPECT_EQ(mistake("env.A = b=c"),
              "error: expected 'and', 'or' or the end after 'env.A = b', found '='; put a value "
              "that holds such a character in quotes");
    EXPECT_EQ(mistake("user = 'maya*"), "error: a quote is not closed: ''maya*'");
    EXPECT_EQ(mistake("user = it's"), "error: a quote is not closed: ''s'");
}

TEST(Condition, CannotBeEmpty) {
    EXPECT_EQ(mistake(""),
              "error: the condition is empty; leave 'when' out where it always applies");
    EXPECT_EQ(mistake("  \n"),
              "error: the condition is empty; leave 'when' out where it always applies");
}

TEST(Condition, WarnsOfValuesThatAFieldNeverHas) {
    EXPECT_EQ(said("platform = darwin"),
              "warning: no platform is called 'darwin'; did you mean 'macos'?");
    EXPECT_EQ(said("platform != win32"),
              "warning: no platform is called 'win32'; did you mean 'windows'?");
    EXPECT_EQ(said("launch.mode = gui"),
              "warning: no launch mode is called 'gui'; there are 'interactive', 'batch' or "
              "'farm'");
    EXPECT_EQ(tree("platform = WIN*"), "platform = WIN*");
}

TEST(Condition, OfAMegabyteOfParenthesesIsRefused) {
    EXPECT_EQ(mistake(std::string(1 << 20, '(')), "error: parentheses are nested deeper than 64");
}

TEST(Condition, MayNestParenthesesAsDeepAsTables) {
    const std::string open(64, '(');
    const std::string close(64, ')');
    EXPECT_EQ(tree(open + "user = a" + close), "user = a");
}

TEST(Condition, OfAMegabyteOfNotsIsOneNegation) {
    std::string text;
    for (int i = 0; i < 260001; ++i) text += "not ";
    EXPECT_EQ(tree(text + "user = a"), "not user = a");
}

TEST(Condition, OfAMegabyteOfComparisonsIsAShallowTree) {
    std::string text = "user = a";
    for (int i = 0; i < 80000; ++i) text += i % 2 == 0 ? " and user = b" : " or user = c";
    const Condition condition = parsed(text);
    EXPECT_EQ(std::ranges::count(condition.nodes, Kind::kCompare, &ConditionNode::kind), 80001);
    EXPECT_LT(depth(condition, condition.nodes.size() - 1), 40);
}

}  // namespace
}  // namespace slipway
