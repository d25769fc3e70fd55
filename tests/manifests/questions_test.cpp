// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "manifests/questions.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/support/fake_disk.h"

namespace slipway {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class QuestionsTest : public testing::Test {
  protected:
    explicit QuestionsTest(const PlatformRules& rules = kLinuxRules)
        : disk(rules), host{.disk = disk, .rules = rules, .variables = variables()} {}

    Template parsed(std::string_view text) {
        Diagnostics mistakes;
        auto result = parseTemplate(text, {}, host.rules, mistakes);
        EXPECT_TRUE(result) << text;
        return result.value_or(Template{});
    }
    std::optional<std::string> text(std::string_view text) {
        return Questions(host).text(parsed(text));
    }
    std::optional<std::string> path(std::string_view text) {
        diagnostics = {};
        return Questions(host).path(parsed(text), {}, diagnostics);
    }
    std::string said() const {
        return diagnostics.list().empty() ? "" : diagnostics.list().front().message;
    }

    static Variables variables() {
        return [](std::string_view name) -> std::optional<std::string> {
            if (name == "HOME") return "/home/ada";
            if (name == "USER") return "ada";
            if (name == "SHOW") return "/show/../other";
            if (name == "EMPTY") return "";
            return std::nullopt;
        };
    }

    test::FakeDisk disk;
    Host host;
    Diagnostics diagnostics;
};

TEST_F(QuestionsTest, AreNotAskedOfWhatTheHostKnows) {
    Questions questions(host);
    EXPECT_EQ(questions.text(parsed("{home}/{user}/{env.SHOW}{env.EMPTY}")),
              "/home/ada/ada//show/../other");
    EXPECT_EQ(questions.text(parsed("{env.NONE:-none}{paths.none:-/x}")), "none/x");
    EXPECT_EQ(questions.text(parsed("{env.NONE:-{paths.none:-{user}}}")), "ada");
    EXPECT_EQ(questions.text(parsed("{env.NONE}/{context.project}")), std::nullopt);
    EXPECT_EQ(questions.text(parsed("{paths.none}/{context.project}")), std::nullopt);
    EXPECT_TRUE(questions.holds({}));
    EXPECT_THAT(questions.unanswered(), IsEmpty());
}

TEST_F(QuestionsTest, AreAskedOnceOfWhatOnlyTheLaunchKnows) {
    Questions questions(host);
    for (int round = 0; round < 2; ++round) {
        EXPECT_EQ(questions.text(parsed("{home}/{context.project}")), std::nullopt);
        EXPECT_EQ(questions.text(parsed("{host}")), std::nullopt);
    }
    std::vector<std::string> ids;
    for (const Question& question : questions.unanswered()) ids.push_back(question.id);
    EXPECT_THAT(ids, ElementsAre("/home/ada/{context.project}", "{host}"));
}

TEST_F(QuestionsTest, AreAnsweredByTheLaunchAbsenceIncluded) {
    host.answers = {{"{context.project}", "bunny"}, {"{context.shot}", std::nullopt}};
    Questions questions(host);
    EXPECT_EQ(questions.text(parsed("{context.project}")), "bunny");
    EXPECT_EQ(questions.text(parsed("{context.shot}")), std::nullopt);
    EXPECT_THAT(questions.unanswered(), IsEmpty());
}

TEST_F(QuestionsTest, TellOfAPathWhatIsAbsent) {
    host.answers = {{"/p/{context.project}", std::nullopt}};
    EXPECT_EQ(path("/p/{context.project}"), std::nullopt);
    EXPECT_EQ(said(), "'/p/{context.project}' is left out, {context.project} is absent");
    EXPECT_FALSE(diagnostics.list().front().concernsLaunch);
    EXPECT_EQ(path("{paths.projcts}/{env.NONE}"), std::nullopt);
    EXPECT_EQ(
        said(),
        "'{paths.projcts}/{env.NONE}' is left out, no [paths] has 'projcts' for this platform");
    EXPECT_EQ(path("{env.NONE}/{env.SHOW:-x}/{env.NO}"), std::nullopt);
    EXPECT_THAT(said(), HasSubstr("is left out, {env.NONE} or {env.NO} is absent"));
    EXPECT_EQ(path("/x/{env.SHOW:-x}/{env.NONE:-{env.NO}}"), std::nullopt);
    EXPECT_THAT(said(), HasSubstr("is left out, {env.NO} is absent"));
}

TEST_F(QuestionsTest, TakeNoPathThatAContextLeadsUpwards) {
    for (const char* hostile : {"/p/../../etc/x", "/p/../x", "/p/a/../x", "/p//../x",
                                "/p/bunny/../../x", "/p//x", "/p/./x"}) {
        host.answers = {{"/p/{context.project}/x", hostile}};
        EXPECT_EQ(path("/p/{context.project}/x"), std::nullopt) << hostile;
        EXPECT_THAT(said(), HasSubstr(hostile));
        EXPECT_TRUE(diagnostics.list().front().concernsLaunch);
    }
    host.answers = {{"/p/.{context.project}/x", "/p/../x"}};
    EXPECT_EQ(path("/p/.{context.project}/x"), std::nullopt) << "half of it is written";
}

TEST_F(QuestionsTest, TakeAPathThatIsWrittenToLeadUpwards) {
    host.answers = {{"/p/../q/{context.project}", "/p/../q/bunny"},
                    {"/show/../other/{context.project}", "/show/../other/bunny"},
                    {"/p/{context.project}", "/p/..bunny/a..b/..."},
                    {"/p/{context.part:-}/q", "/p//q"}};
    EXPECT_EQ(path("/p/{context.part:-}/q"), "/p//q") << "empty as it is written";
    EXPECT_EQ(path("/p/../q/{context.project}"), "/p/../q/bunny");
    EXPECT_EQ(path("{env.SHOW}/{context.project}"), "/show/../other/bunny");
    EXPECT_EQ(path("/p/{context.project}"), "/p/..bunny/a..b/...") << "names may hold dots";
    EXPECT_EQ(said(), "");
}

class QuestionsOnWindows : public QuestionsTest {
  protected:
    QuestionsOnWindows() : QuestionsTest(kWindowsRules) {}
};

TEST_F(QuestionsOnWindows, TakeNoPathThatAContextLeadsUpwardsByEitherSlash) {
    const std::string pattern = "\\\\filesrv\\p\\{context.project}";
    host.answers = {{pattern, "\\\\filesrv\\p\\..\\secret"}};
    EXPECT_EQ(path(pattern), std::nullopt);
    host.answers = {{pattern, "\\\\filesrv\\p\\a/../../secret"}};
    EXPECT_EQ(path(pattern), std::nullopt);
    host.answers = {{pattern, "\\\\filesrv\\p\\bunny"}};
    EXPECT_EQ(path(pattern), "\\\\filesrv\\p\\bunny");
}

}  // namespace
}  // namespace slipway
