// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// The compiler and the evaluator together: manifests in, a launch plan out.

#include "manifests/compiler.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <list>
#include <map>
#include <string>
#include <vector>

#include "resolver/evaluator.h"
#include "tests/support/fake_disk.h"

namespace slipway {
namespace {

using test::FakeDisk;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

class FixedWorld final : public World {
  public:
    std::string_view host() override { return "lon-042"; }
    std::string_view user() override { return "ada"; }
    std::string_view home() override { return "/home/ada"; }
    std::string_view launchTime() override { return "2026-01-02T03:04:05Z"; }
    std::string_view processId() override { return "4711"; }
    std::string_view commandOnPath(std::string_view command) override {
        return command == "onpath" ? "/usr/bin/onpath" : "";
    }
};

// Which integrations were decided how, as "name status: reason".
class Decisions final : public Observer {
  public:
    void integrationDecided(const catalogue::Integration& integration, IntegrationStatus status,
                            std::string_view reason) override {
        static constexpr const char* kStatus[] = {"applied", "skipped", "failed"};
        std::string text(catalogue_.text(integration.name));
        text += std::string(" ") + kStatus[static_cast<int>(status)];
        if (!reason.empty()) text += ": " + std::string(reason);
        list.push_back(text);
    }
    explicit Decisions(const Catalogue& catalogue) : catalogue_(catalogue) {}
    std::vector<std::string> list;

  private:
    const Catalogue& catalogue_;
};

class Launches : public testing::Test {
  protected:
    Launches() {
        disk_.writeExecutable("/opt/app4.2/bin/app");
        disk_.writeExecutable("/opt/app4.10/bin/app");
        disk_.write("/plugins/app/slipway.toml", R"(
slipway = 1
[[application]]
name = "app"
find = ["/opt/app{version}/bin/app"]
batch = ["-b"]
[application.commands]
apppy = {}
apprender = { executable = "../tools/render", arguments = ["-r"], mode = "batch" }
)");
    }

    void plugin(const std::string& folder, const std::string& toml) {
        disk_.write("/plugins/" + folder + "/slipway.toml", "slipway = 1\n" + toml);
    }

    std::vector<std::byte> compile(std::string_view command, Extent extent) {
        disk_.age();
        const auto variables = [this](std::string_view name) -> std::optional<std::string> {
            const auto found = variables_.find(std::string(name));
            if (found == variables_.end()) return std::nullopt;
            return found->second;
        };
        return compileCatalogue(
            command, extent,
            {.disk = disk_, .rules = *rules_, .variables = variables, .definitions = definitions_});
    }

    // Evaluates with both extents: what a shim launches and what `explain` tells never differ.
    const Evaluation& launch(std::string_view command, std::vector<const char*> arguments = {}) {
        arguments_ = std::move(arguments);
        evaluation_ = evaluateWith(command, Extent::kAll);
        const Evaluation shims = evaluateWith(command, Extent::kLaunch);
        EXPECT_EQ(texts(shims.plan.environment), texts(evaluation_.plan.environment));
        EXPECT_EQ(texts(shims.plan.arguments), texts(evaluation_.plan.arguments));
        EXPECT_EQ(shims.plan.executable, evaluation_.plan.executable);
        EXPECT_EQ(messages(shims), messages(evaluation_));
        return evaluation_;
    }

    Evaluation evaluateWith(std::string_view command, Extent extent) {
        blocks_.push_back(compile(command, extent));
        const auto catalogue = Catalogue::open(blocks_.back());
        EXPECT_TRUE(catalogue.has_value());
        entries_.clear();
        for (const auto& [name, value] : variables_) {
            entries_.push_back(texts_.emplace_back(name + "=" + value).c_str());
        }
        const Invocation invocation{.command = command,
                                    .arguments = arguments_,
                                    .environment = entries_,
                                    .requestedVersion = requested_,
                                    .boundVersion = bound_,
                                    .recordedTarget = recorded_,
                                    .launchId = "11111111-2222-4333-8444-555555555555"};
        Decisions decisions(*catalogue);
        Evaluation evaluation =
            evaluate(*catalogue, invocation, *rules_, world_, arena_, &decisions);
        if (extent == Extent::kAll) decisions_ = decisions.list;
        return evaluation;
    }

    static std::vector<std::string> texts(std::span<const char* const> texts) {
        return {texts.begin(), texts.end()};
    }
    static std::vector<std::string> messages(const Evaluation& evaluation) {
        std::vector<std::string> messages;
        for (const Remark& remark : evaluation.plan.remarks) {
            messages.emplace_back(remark.message);
        }
        return messages;
    }
    std::optional<std::string> variable(const std::string& name) const {
        for (const std::string entry : evaluation_.plan.environment) {
            if (entry.starts_with(name + "=")) return entry.substr(name.size() + 1);
        }
        return std::nullopt;
    }
    std::vector<std::string> arguments() const { return texts(evaluation_.plan.arguments); }

    FakeDisk disk_;
    const PlatformRules* rules_ = &kLinuxRules;
    std::vector<BuiltinDefinition> definitions_;
    std::map<std::string, std::string> variables_{{"SLIPWAY_PLUGIN_PATH", "/plugins"},
                                                  {"HOME", "/home/ada"}};
    std::string requested_, bound_, recorded_;
    FixedWorld world_;
    Arena arena_;
    std::list<std::vector<std::byte>> blocks_;
    std::vector<const char*> arguments_;
    std::list<std::string> texts_;  // of every evaluation: plans point into them
    std::vector<const char*> entries_;
    std::vector<std::string> decisions_;
    Evaluation evaluation_;
};

TEST_F(Launches, TakeTheNewestInstallation) {
    const Evaluation& evaluation = launch("app");
    EXPECT_EQ(evaluation.plan.outcome, Outcome::kLaunch);
    EXPECT_EQ(evaluation.plan.executable, "/opt/app4.10/bin/app");
    EXPECT_EQ(evaluation.application.identifier, "app_4.10");
    EXPECT_THAT(arguments(), ElementsAre("/opt/app4.10/bin/app"));
}

TEST_F(Launches, OfACommandWithAnEmptyExecutableTakeTheMainOne) {
    plugin("tool", "[[application]]\nname = 'app'\n[application.commands.tool]\nexecutable = ''\n");
    EXPECT_EQ(launch("tool").plan.executable, "/opt/app4.10/bin/app");
    rules_ = &kWindowsRules;
    EXPECT_FALSE(compile("tool", Extent::kLaunch).empty());
}

TEST_F(Launches, AreOfTheIntelHalfWhereTheirEntrySaysSoOnAMac) {
    disk_.writeExecutable("/opt/intel1.0/app");
    plugin("intel",
           "[[application]]\nname = 'intel'\n"
           "find = [{ path = '/opt/intel{version}/app', rosetta = true }]\n");
    EXPECT_FALSE(launch("intel").plan.rosetta);
    rules_ = &kMacosRules;
    EXPECT_TRUE(launch("intel").plan.rosetta);
    EXPECT_FALSE(launch("app").plan.rosetta);
}

TEST_F(Launches, GoByTheCommandLineThenTheShimThenTheVariable) {
    variables_["SLIPWAY_USE"] = "other=1,app=4.2";
    EXPECT_EQ(launch("app").plan.executable, "/opt/app4.2/bin/app");
    bound_ = "4.10";
    EXPECT_EQ(launch("app").plan.executable, "/opt/app4.10/bin/app");
    requested_ = "4.2";
    EXPECT_EQ(launch("app").plan.executable, "/opt/app4.2/bin/app");
}

TEST_F(Launches, OfAVersionThatIsNotThereListTheOnesThatAre) {
    requested_ = "5";
    const Evaluation& evaluation = launch("app");
    EXPECT_EQ(evaluation.plan.outcome, Outcome::kNotFound);
    EXPECT_THAT(messages(evaluation), ElementsAre("no app 5 is installed (asked for by the "
                                                  "command line); found: 4.10, 4.2"));
}

TEST_F(Launches, OfAnUnknownCommandGoByTheRecordThenByPath) {
    EXPECT_EQ(launch("onpath").plan.executable, "/usr/bin/onpath");
    recorded_ = "/srv/real";
    EXPECT_EQ(launch("onpath").plan.executable, "/srv/real");
    recorded_ = "";
    EXPECT_EQ(launch("nowhere").plan.outcome, Outcome::kNotFound);
}

TEST_F(Launches, OfAnotherCommandTakeTheExecutableBesideTheMainOne) {
    EXPECT_EQ(launch("apppy").plan.executable, "/opt/app4.10/bin/apppy");
    const Evaluation& evaluation = launch("apprender", {"x"});
    EXPECT_EQ(evaluation.plan.executable, "/opt/app4.10/bin/../tools/render");
    EXPECT_EQ(evaluation.mode, LaunchMode::kBatch);
    EXPECT_THAT(arguments(), ElementsAre("/opt/app4.10/bin/../tools/render", "-r", "x"));
}

TEST_F(Launches, AreBatchOnesByTheApplicationsArguments) {
    EXPECT_EQ(launch("app", {"-x"}).mode, LaunchMode::kInteractive);
    EXPECT_EQ(launch("app", {"-x", "-b"}).mode, LaunchMode::kBatch);
    variables_["SLIPWAY_MODE"] = "farm";
    EXPECT_EQ(launch("app", {"-b"}).mode, LaunchMode::kFarm);
}

TEST_F(Launches, ApplyIntegrationsByPriorityThenByPluginName) {
    plugin("b", "[integration]\nname = \"b\"\npriority = 10\nenv = { P = \"b\" }");
    plugin("c", "[integration]\nname = \"c\"\nenv = { P = \"c\" }");
    plugin("a", "[integration]\nname = \"a\"\nenv = { P = \"a\" }");
    launch("app");
    EXPECT_EQ(variable("P"), "b:a:c");
}

TEST_F(Launches, ApplyTheApplicationsOwnVariablesFirst) {
    plugin("zapp", "[[application]]\nname = \"app\"\nenv = { \"P.set\" = \"own\" }");
    plugin("a", "[integration]\npriority = -5\nenv = { P = \"a\" }");
    variables_["P"] = "start";
    launch("app");
    EXPECT_EQ(variable("P"), "own:a");
}

TEST_F(Launches, LeaveOutWhatItsConditionExcludesAndSayWhy) {
    plugin("old", "[integration]\nwhen = \"application.version < 4.5\"\nenv = { P = \"x\" }");
    launch("app");
    EXPECT_EQ(variable("P"), std::nullopt);
    EXPECT_THAT(decisions_, Contains("old skipped: when application.version < 4.5: "
                                     "application.version is '4.10'"));
}

TEST_F(Launches, ExpandEveryPlaceholder) {
    plugin("all-1.5", R"([integration.env]
A.set = "{plugin.dir}|{plugin.name}|{plugin.version}|{plugin.root}"
B.set = "{application.name}|{application.identifier}|{application.label}|{application.variant}"
C.set = "{application.version}|{application.version.major}|{application.version.minor}"
D.set = "{application.path}|{application.dir}|{command}"
E.set = "{context.project}|{env.HOME}|{platform}|{host}|{user}|{home}|{pathsep}"
F.set = "{launch.id}|{launch.time}|{launch.pid}|{launch.mode}"
G.set = "{{literal}}|{context.none:-default {context.project}}"
)");
    variables_["SLIPWAY_CONTEXT"] = R"({"project": "bunny"})";
    launch("app");
    EXPECT_EQ(variable("A"), "/plugins/all-1.5|all|1.5|/plugins");
    EXPECT_EQ(variable("B"), "app|app_4.10|app|4.10");
    EXPECT_EQ(variable("C"), "4.10|4|10");
    EXPECT_EQ(variable("D"), "/opt/app4.10/bin/app|/opt/app4.10/bin|app");
    EXPECT_EQ(variable("E"), "bunny|/home/ada|linux|lon-042|ada|/home/ada|:");
    EXPECT_EQ(variable("F"),
              "11111111-2222-4333-8444-555555555555|2026-01-02T03:04:05Z|4711|"
              "interactive");
    EXPECT_EQ(variable("G"), "{literal}|default bunny");
}

TEST_F(Launches, LeaveOutWhatNeedsAnAbsentPlaceholderAndNothingElse) {
    plugin("p", R"([integration.env]
ONE.set = "{context.id}"
LIST.set = ["a", "{context.id}", "b"]
ALL.append = ["{context.id}", "{env.NOT_THERE}"]
OTHER.set = "x"
)");
    variables_["ALL"] = "was";
    launch("app");
    EXPECT_EQ(variable("ONE"), std::nullopt);
    EXPECT_EQ(variable("LIST"), "a:b");
    EXPECT_EQ(variable("ALL"), "was");
    EXPECT_EQ(variable("OTHER"), "x");
}

TEST_F(Launches, SeeTheEnvironmentAsComposedSoFarInVariablesAndAsFinishedInArguments) {
    plugin("p", R"([integration]
arguments = ["{env.A}", "{env.ABSENT}"]
[integration.env]
B.set = "{env.A:-none}"
A.set = "1"
C.set = "{env.A}"
)");
    plugin("q", "[integration]\nenv = { \"A.set\" = \"2\" }");
    launch("app", {"user"});
    EXPECT_EQ(variable("B"), "none");
    EXPECT_EQ(variable("C"), "1");
    EXPECT_THAT(arguments(), ElementsAre("/opt/app4.10/bin/app", "2", "user"));
}

TEST_F(Launches, JudgeConditionsByTheStartingEnvironment) {
    plugin("a", "[integration]\npriority = 1\nenv = { \"FLAG.set\" = \"on\" }");
    plugin("b", "[integration]\nwhen = \"env.FLAG = on\"\nenv = { B = \"x\" }");
    plugin("c",
           "[integration]\nenv = { C = \"c\" }\n[[integration.case]]\nwhen = \"env.FLAG = "
           "on\"\nenv = { C = \"case\" }");
    launch("app");
    EXPECT_EQ(variable("FLAG"), "on");
    EXPECT_EQ(variable("B"), std::nullopt);
    EXPECT_EQ(variable("C"), "c");
}

TEST_F(Launches, AddACaseBehindItsIntegrationWhereItsConditionHolds) {
    plugin("c", R"([integration]
env = { C = "own" }
[[integration.case]]
when = "application.version >= 4.5"
arguments = ["-new"]
env = { C = "new" }
[[integration.case]]
when = "application.version < 4.5"
env = { C = "old" }
)");
    launch("app");
    EXPECT_EQ(variable("C"), "own:new");
    EXPECT_THAT(arguments(), ElementsAre("/opt/app4.10/bin/app", "-new"));
}

TEST_F(Launches, LeaveOutAnIntegrationThatLacksWhatItRequiresAndWhateverRestsOnIt) {
    plugin("core-1.9", "[integration]");
    plugin("mid", "[integration]\nrequires = [\"core >= 2.0\"]\nenv = { P = \"mid\" }");
    plugin("top", "[integration]\nrequires = [\"mid\"]\nenv = { P = \"top\" }");
    plugin("lone", "[integration]\nrequires = [\"nobody\"]");
    plugin("peak", "[integration]\nrequires = [\"top\"]");
    plugin("above", "[integration]\nrequires = [\"peak\"]");
    launch("app");
    EXPECT_EQ(variable("P"), std::nullopt);
    EXPECT_THAT(decisions_, Contains("core applied"));
    EXPECT_THAT(decisions_, Contains("mid failed: requires 'core >= 2.0', but it is 1.9"));
    EXPECT_THAT(decisions_, Contains("top failed: requires 'mid', which is not applied: requires "
                                     "'core >= 2.0', but it is 1.9"));
    for (const char* far : {"peak failed: requires 'top'", "above failed: requires 'peak'"}) {
        EXPECT_THAT(decisions_, Contains(std::string(far) +
                                         ", which is not applied; at the end of the chain stands "
                                         "'mid': requires 'core >= 2.0', but it is 1.9"));
    }
    EXPECT_THAT(messages(evaluation_), Contains("integration 'lone' is left out: requires "
                                                "'nobody', which no plugin has"));
}

TEST_F(Launches, DoNotAskForWhatOtherApplicationsGroupThoughItIsRequired) {
    plugin("core", "[[integration]]\nname = 'core'\nrequired = true\nrequires = ['core > 9']\n");
    plugin("groups",
           "[[application]]\nname = 'app'\nintegrations = { own = ['own'] }\n"
           "[[application]]\nname = 'other'\nintegrations = { g = ['core'] }\n");
    EXPECT_EQ(launch("app").plan.outcome, Outcome::kLaunch);
}

TEST_F(Launches, RequireEachOtherInACircleAndApply) {
    plugin("a", "[integration]\nrequires = [\"b\"]\nenv = { P = \"a\" }");
    plugin("b", "[integration]\nrequires = [\"a\"]\nenv = { P = \"b\" }");
    launch("app");
    EXPECT_EQ(variable("P"), "a:b");
}

TEST_F(Launches, RefuseWhereARequiredIntegrationCannotBeApplied) {
    plugin("must", "[integration]\nrequired = true\nrequires = [\"nobody\"]");
    const Evaluation& evaluation = launch("app");
    EXPECT_EQ(evaluation.plan.outcome, Outcome::kRefused);
    EXPECT_THAT(messages(evaluation), ElementsAre("integration 'must' is required and cannot be "
                                                  "applied: requires 'nobody', which no plugin "
                                                  "has"));
}

TEST_F(Launches, GiveAnApplicationWithGroupsItsCompleteGroupsAndWhatNoGroupNames) {
    plugin("groups", R"([[application]]
name = "app"
integrations = { whole = ["w1", "w2"], broken = ["b1", "gone"], both = ["b1x", "w1"] }
[[application]]
name = "other"
integrations = { other = ["others"] }
)");
    for (const char* name : {"w1", "w2", "b1", "free", "others"}) {
        plugin(name, "[integration]\nenv = { P = \"" + std::string(name) + "\" }");
    }
    launch("app");
    EXPECT_EQ(variable("P"), "free:w1:w2");
    EXPECT_THAT(decisions_,
                Contains("b1 failed: group 'broken' lacks 'gone', which no plugin has"));
    EXPECT_THAT(decisions_, Contains("others skipped: in no group of this application"));
}

TEST_F(Launches, KnowWhatADefinitionSaysOfAnApplicationThatAPluginAddsACommandTo) {
    definitions_ = {{"applications/painter.toml",
                     "slipway = 1\n[[application]]\nname = 'painter'\n"
                     "find = ['/opt/painter{version}/bin/painter']\nenv = { CANVAS = 'linen' }\n"}};
    disk_.writeExecutable("/opt/painter3/bin/painter");
    disk_.writeExecutable("/opt/painter3/bin/easel");
    plugin("easel", "[[application]]\nname = 'painter'\n[application.commands]\neasel = {}\n");
    EXPECT_EQ(launch("easel").plan.outcome, Outcome::kLaunch);
    EXPECT_EQ(variable("CANVAS"), "linen");
}

TEST_F(Launches, LeaveToAnApplicationOfADefinitionWhatItsGroupsName) {
    definitions_ = {{"applications/painter.toml",
                     "slipway = 1\n[[application]]\nname = 'painter'\n"
                     "integrations = { brushes = ['brush'] }\n"}};
    plugin("brush", "[integration]\nenv = { P = 'brush' }");
    plugin("groups", "[[application]]\nname = 'app'\nintegrations = { own = ['own'] }\n");
    launch("app");
    EXPECT_EQ(variable("P"), std::nullopt);
}

TEST_F(Launches, LeaveOutWhatTheUserNames) {
    plugin("a-1",
           "[[integration]]\nname = \"one\"\nenv = { P = \"1\" }\n[[integration]]\nname = "
           "\"two\"\nenv = { P = \"2\" }");
    plugin("b", "[integration]\nenv = { P = \"b\" }");
    variables_["SLIPWAY_WITHOUT"] = "Two,B";
    launch("app");
    EXPECT_EQ(variable("P"), "1");
}

TEST_F(Launches, CountTheEarlierOfTwoIntegrationsOfOneName) {
    disk_.write("/first/zz/slipway.toml",
                "slipway = 1\n[integration]\nname = \"same\"\nenv = { P = \"first\" }");
    plugin("aa", "[integration]\nname = \"same\"\nenv = { P = \"second\" }");
    variables_["SLIPWAY_PLUGIN_PATH"] = "/first:/plugins";
    launch("app");
    EXPECT_EQ(variable("P"), "first");
    EXPECT_THAT(messages(evaluation_), IsEmpty());
}

TEST_F(Launches, SayOnceAndOnOneLineWhatIsBrokenAndGoOn) {
    plugin("broken", "[integration]\npriority = \"high\"");
    plugin("fine", "[integration]\nenv = { P = \"fine\" }");
    const Evaluation& evaluation = launch("app");
    EXPECT_EQ(evaluation.plan.outcome, Outcome::kLaunch);
    EXPECT_EQ(variable("P"), "fine");
    ASSERT_THAT(messages(evaluation), Not(IsEmpty()));
    EXPECT_THAT(messages(evaluation)[0], HasSubstr("/plugins/broken/slipway.toml:3:"));
    EXPECT_THAT(messages(evaluation)[0], Not(HasSubstr("\n")));
}

TEST_F(Launches, StopAtAnythingWhereStrict) {
    variables_["SLIPWAY_STRICT"] = "1";
    EXPECT_EQ(launch("app").plan.outcome, Outcome::kLaunch);
    plugin("broken", "[integration");
    EXPECT_EQ(launch("app").plan.outcome, Outcome::kRefused);
}

TEST_F(Launches, AreNeverMadeAsIfATicketHadNotBeenAskedFor) {
    variables_["SLIPWAY_TICKET"] = "/farm/shot.ticket";
    const Evaluation& evaluation = launch("app");
    EXPECT_EQ(evaluation.plan.outcome, Outcome::kRefused);
    EXPECT_THAT(messages(evaluation), ElementsAre(HasSubstr("SLIPWAY_TICKET")));
}

TEST_F(Launches, SayWhichSteeringVariablesDoNothing) {
    variables_["SLIPWAY_CONFIG"] = "/etc/other.toml";
    variables_["SLIPWAY_STRICT"] = "yes";
    const Evaluation& evaluation = launch("app");
    EXPECT_EQ(evaluation.plan.outcome, Outcome::kLaunch);
    EXPECT_THAT(messages(evaluation), ElementsAre(HasSubstr("SLIPWAY_CONFIG"), HasSubstr("'yes'")));
}

TEST_F(Launches, LeaveIdentifierAndLaunchIdBehind) {
    launch("app");
    EXPECT_EQ(variable("SLIPWAY_APPLICATION"), "app_4.10");
    EXPECT_EQ(variable("SLIPWAY_LAUNCH_ID"), "11111111-2222-4333-8444-555555555555");
}

TEST_F(Launches, GoOnWithoutAContextThatIsNotJson) {
    variables_["SLIPWAY_CONTEXT"] = "{broken";
    const Evaluation& evaluation = launch("app");
    EXPECT_EQ(evaluation.plan.outcome, Outcome::kLaunch);
    EXPECT_THAT(messages(evaluation), ElementsAre(HasSubstr("SLIPWAY_CONTEXT")));
}

TEST_F(Launches, LookOnlyAtVariablesThatAreThenWitnesses) {
    const std::vector<std::byte> block = compile("app", Extent::kLaunch);
    const auto catalogue = Catalogue::open(block);
    ASSERT_TRUE(catalogue);
    std::vector<std::string> names;
    for (const auto& witness : catalogue->list(catalogue->header().variables)) {
        names.emplace_back(catalogue->text(witness.name));
    }
    EXPECT_THAT(names, Contains("SLIPWAY_PLUGIN_PATH"));
}

TEST_F(Launches, KeepOutOfTheShimsCatalogueWhatCannotApply) {
    plugin("never", "[integration]\nwhen = \"application.name = other\"");
    plugin("perhaps", "[integration]\nwhen = \"context.project = x and application.version > 4\"");
    const std::vector<std::byte> block = compile("app", Extent::kLaunch);
    const auto catalogue = Catalogue::open(block);
    ASSERT_TRUE(catalogue);
    const auto integrations = catalogue->list(catalogue->header().integrations);
    ASSERT_EQ(integrations.size(), 1U);
    EXPECT_EQ(catalogue->text(integrations[0].name), "perhaps");
}

TEST_F(Launches, RefuseADamagedCatalogueWhateverBitIsFlipped) {
    const std::vector<std::byte> block = compile("app", Extent::kLaunch);
    ASSERT_TRUE(Catalogue::open(block));
    for (std::size_t bit = 0; bit < block.size() * 8; ++bit) {
        std::vector<std::byte> damaged = block;
        damaged[bit / 8] ^= std::byte{static_cast<unsigned char>(1U << (bit % 8))};
        ASSERT_FALSE(Catalogue::open(damaged)) << "bit " << bit;
    }
    for (std::size_t size = 0; size < block.size(); ++size) {
        ASSERT_FALSE(Catalogue::open(std::span(block).first(size))) << "size " << size;
    }
}

}  // namespace
}  // namespace slipway
