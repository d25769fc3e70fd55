// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Spec 1.4: what manifests say, and what the application finds.

#include <gmock/gmock.h>

#include <algorithm>
#include <optional>
#include <regex>

#include "tests/support/sandbox.h"

namespace slipway::test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

using Value = std::optional<std::string>;
const Value kUnset = std::nullopt;

// One operation in one way of writing it: `VARIABLE` before the launch, `env` (TOML, below
// `[integration.env]`), `VARIABLE` as the application finds it. Colons are the platform's
// separator.
struct Operation {
    const char* name;
    Value before;
    const char* env;
    Value after;
};

void PrintTo(const Operation& operation, std::ostream* stream) {
    *stream << operation.env;
}

class EnvironmentOperation : public ::testing::TestWithParam<Operation> {};

TEST_P(EnvironmentOperation, GivesTheApplicationItsValue) {
    MayaSandbox world;
    const Value before = GetParam().before.transform(list);
    if (before) world.set("VARIABLE", *before);
    world.integration("studio/one-1.0", list(GetParam().env));
    const Launch launched = world.maya();
    ASSERT_TRUE(launched.report) << launched;
    EXPECT_EQ(launched["VARIABLE"], GetParam().after.transform(list));
    EXPECT_EQ(launched.said(), "");
}

const auto kOperations = ::testing::Values(
    Operation{"PrependGoesInFront", "was", "VARIABLE.prepend = 'new'", "new:was"},
    Operation{"PrependToUnset", kUnset, "VARIABLE.prepend = 'new'", "new"},
    Operation{"PrependToEmpty", "", "VARIABLE.prepend = 'new'", "new"},
    Operation{"AppendGoesBehind", "was", "VARIABLE.append = 'new'", "was:new"},
    Operation{"AppendToUnset", kUnset, "VARIABLE.append = 'new'", "new"},
    Operation{"AppendToEmpty", "", "VARIABLE.append = 'new'", "new"},
    Operation{"SetReplaces", "was", "VARIABLE.set = 'new'", "new"},
    Operation{"SetToNothingIsEmptyNotUnset", "was", "VARIABLE.set = ''", ""},
    Operation{"SetToNothingWhereUnset", kUnset, "VARIABLE.set = ''", ""},
    Operation{"UnsetRemoves", "was", "VARIABLE.unset = true", kUnset},
    Operation{"UnsetIgnoresItsValue", "was", "VARIABLE.unset = 'anything'", kUnset},
    Operation{"UnsetOfUnset", kUnset, "VARIABLE.unset = true", kUnset},
    Operation{"NoOperationIsAppend", "was", "VARIABLE = 'new'", "was:new"},

    Operation{"QuotedKey", "was", "'VARIABLE.prepend' = 'new'", "new:was"},
    Operation{"TableOfOperations", "was", "[integration.env.VARIABLE]\nprepend = 'new'", "new:was"},
    Operation{"InlineTableOfOperations", "was", "VARIABLE = { prepend = 'new' }", "new:was"},
    Operation{"TableOfTwoOperationsInOrder", "was", "VARIABLE = { set = 'a', prepend = 'b' }",
              "b:a"},
    Operation{"TableOfTwoOperationsInTheOtherOrder", "was",
              "VARIABLE = { prepend = 'b', set = 'a' }", "a"},
    Operation{"DottedKeysInOrder", "was", "VARIABLE.set = 'a'\nVARIABLE.append = 'b'", "a:b"},
    Operation{"DottedKeysInTheOtherOrder", "was", "VARIABLE.append = 'b'\nVARIABLE.set = 'a'", "a"},
    Operation{"QuotedAndUnquotedInOrder", "was", "VARIABLE.set = 'a'\n'VARIABLE.append' = 'b'",
              "a:b"},

    Operation{"ListIsJoined", "was", "VARIABLE.prepend = ['a', 'b']", "a:b:was"},
    Operation{"ListAppended", "was", "VARIABLE.append = ['a', 'b']", "was:a:b"},
    Operation{"ListSet", "was", "VARIABLE.set = ['a', 'b']", "a:b"},
    Operation{"Integer", kUnset, "VARIABLE.set = 42", "42"},
    Operation{"NegativeInteger", kUnset, "VARIABLE.set = -1", "-1"},
    Operation{"True", kUnset, "VARIABLE.set = true", "1"},
    Operation{"False", kUnset, "VARIABLE.set = false", "0"},
    Operation{"ListOfMixedKinds", kUnset, "VARIABLE.set = ['a', 1, true, false]", "a:1:1:0"},
    Operation{"Separator", "was", "VARIABLE.append = { value = 'new', separator = ';' }",
              "was;new"},
    Operation{"SeparatorOfAList", "was",
              "VARIABLE.prepend = { value = ['a', 'b'], separator = ' ' }", "a b was"},
    Operation{"PlatformTable", kUnset,
              "VARIABLE.set = { $PLATFORM = 'this', $ELSEWHERE = 'e', macos = 'm' }", "this"},
    Operation{"PlatformTableWithDefault", kUnset,
              "VARIABLE.set = { $ELSEWHERE = 'e', default = 'd' }", "d"},
    Operation{"PlatformTableWithoutThisPlatform", "was", "VARIABLE.set = { $ELSEWHERE = 'e' }",
              "was"},

    Operation{"EmptyElementsOfAListAreDropped", "was", "VARIABLE.append = ['', 'a', '', 'b', '']",
              "was:a:b"},
    Operation{"EmptyElementsOfATextAreDropped", "was", "VARIABLE.prepend = ':a::b:'", "a:b:was"},
    Operation{"NothingLeftLeavesTheVariable", "was", "VARIABLE.append = ''", "was"},
    Operation{"NothingLeftLeavesItUnset", kUnset, "VARIABLE.prepend = ['', '']", kUnset},
    Operation{"NothingLeftLeavesItEmpty", "", "VARIABLE.append = ':'", ""},
    Operation{"ItsOwnEmptyElementsStay", ":was:", "VARIABLE.append = 'new'", ":was::new"},

    Operation{"PopRemovesAnEntry", "a:b:c", "VARIABLE.pop = 'b'", "a:c"},
    Operation{"PopRemovesEveryEqualEntry", "b:a:b", "VARIABLE.pop = 'b'", "a"},
    Operation{"PopOfSeveral", "a:b:c:d", "VARIABLE.pop = ['b', 'd']", "a:c"},
    Operation{"PopOfAJoinedText", "a:b:c:d", "VARIABLE.pop = 'b:d'", "a:c"},
    Operation{"PopOfNoEntry", "a:b", "VARIABLE.pop = 'c'", "a:b"},
    Operation{"PopOfAPartOfAnEntry", "ab:b", "VARIABLE.pop = 'a'", "ab:b"},
    Operation{"PopOfTheLastEntryUnsets", "a", "VARIABLE.pop = 'a'", kUnset},
    Operation{"PopOfUnset", kUnset, "VARIABLE.pop = 'a'", kUnset},
    Operation{"PopWithAWildcard", "/c/lib:/c/bin/x:/usr", "VARIABLE.pop = '/c/*'", "/usr"},
    Operation{"PopWithAWildcardInside", "/a/x/lib:/a/y/lib:/a/y/bin", "VARIABLE.pop = '/a/*/lib'",
              "/a/y/bin"},
    Operation{"PopOfEverything", "a:b", "VARIABLE.pop = '*'", kUnset},
    Operation{"PopTakesSlashesForAlike", "\\c\\lib:/usr", "VARIABLE.pop = '/c/lib'", "/usr"},
    Operation{"PopBySeparator", "a;b;c", "VARIABLE.pop = { value = 'b', separator = ';' }", "a;c"});

INSTANTIATE_TEST_SUITE_P(Written, EnvironmentOperation, kOperations,
                         [](const auto& test) { return test.param.name; });

// ---- order ----

TEST(EnvironmentOrder, IsThatOfWritingNotOfTheAlphabet) {
    MayaSandbox world;
    world.integration("studio/one-1.0",
                      "ZULU.set = 'z'\n"
                      "SEEN_1.set = '{env.ZULU}{env.ALPHA:-none}'\n"
                      "ALPHA.set = 'a'\n"
                      "SEEN_0.set = '{env.ZULU}{env.ALPHA:-none}'\n"
                      "BRAVO.set = '{env.SEEN_0}{env.SEEN_1}'\n");
    const Launch launched = world.maya();
    EXPECT_EQ(launched["SEEN_1"], "znone");
    EXPECT_EQ(launched["SEEN_0"], "za");
    EXPECT_EQ(launched["BRAVO"], "zaznone");
}

TEST(EnvironmentOrder, IsThatOfWritingInJsonToo) {
    MayaSandbox world;
    world.jsonPlugin("studio/one-1.0", R"({"slipway": 1, "integration": {"env": {
        "ZULU.set": "z", "SEEN_1.set": "{env.ZULU}{env.ALPHA:-none}",
        "ALPHA": {"set": "a"}, "SEEN_0.set": "{env.ZULU}{env.ALPHA:-none}",
        "LIST": {"append": "x", "set": "y"}}}})");
    const Launch launched = world.maya();
    EXPECT_EQ(launched["SEEN_1"], "znone") << launched;
    EXPECT_EQ(launched["SEEN_0"], "za");
    EXPECT_EQ(launched["LIST"], "y");
}

std::string named(const std::string& name, const std::string& more = {}) {
    return "[[integration]]\nname = '" + name + "'\n" + more + "\nenv.ORDER.append = '" + name +
           "'\n";
}

TEST(EnvironmentOrder, LowerPriorityIsAppliedFirst) {
    MayaSandbox world;
    world.plugin("studio/a-1.0", "slipway = 1\n" + named("late", "priority = 200"));
    world.plugin("studio/b-1.0", "slipway = 1\n" + named("usual"));
    world.plugin("studio/c-1.0", "slipway = 1\n" + named("early", "priority = 40"));
    world.plugin("studio/d-1.0", "slipway = 1\n" + named("hundred", "priority = 100"));
    world.plugin("studio/e-1.0", "slipway = 1\n" + named("first", "priority = -5"));
    EXPECT_EQ(world.maya()["ORDER"], list("first:early:usual:hundred:late"));
}

TEST(EnvironmentOrder, AtOnePriorityIsByRootThenPluginNameThenFile) {
    MayaSandbox world;
    world.set("SLIPWAY_PLUGIN_PATH", "$SANDBOX/z-first:$SANDBOX/studio");
    world.plugin("studio/alpha-1.0", "slipway = 1\n" + named("in-second-root"));
    world.plugin("z-first/bravo-1.0",
                 "slipway = 1\n" + named("z-written-first") + named("a-written-second"));
    world.plugin("z-first/alpha-1.0", "slipway = 1\n[plugin]\nname = 'zulu'\n" + named("by-name"));
    EXPECT_EQ(world.maya()["ORDER"],
              list("z-written-first:a-written-second:by-name:in-second-root"));
}

// ---- placeholders ----

class Placeholders : public ::testing::Test {
  protected:
    // What a variable is set to by `text`.
    Value valueOf(const std::string& text) {
        world.integration("studio/my-plugin-1.2.3", "VALUE.set = '" + text + "'");
        launched.emplace(world.maya());
        return (*launched)["VALUE"];
    }
    MayaSandbox world;
    std::optional<Launch> launched;
};

TEST_F(Placeholders, TellOfThePlugin) {
    EXPECT_EQ(valueOf("{plugin.dir}|{plugin.name}|{plugin.version}|{plugin.root}"),
              world.expand("$SANDBOX/studio/my-plugin-1.2.3|my-plugin|1.2.3|$SANDBOX/studio"));
}

TEST_F(Placeholders, TellOfTheApplication) {
    EXPECT_EQ(valueOf("{application.name}|{application.identifier}|{application.variant}|"
                      "{application.version}|{command}"),
              "maya|maya_2024|2024|2024|maya");
    EXPECT_EQ(valueOf("{application.path}|{application.dir}"),
              world.expand("$SANDBOX/opt/maya2024/bin/maya$EXE|$SANDBOX/opt/maya2024/bin"));
}

TEST_F(Placeholders, TellThePartsOfAVersion) {
    world.installation("maya", "2024.3.1");
    EXPECT_EQ(valueOf("{application.version.major}|{application.version.minor}|"
                      "{application.version.patch}"),
              "2024|3|1");
}

TEST_F(Placeholders, TellTheContext) {
    world.set("SLIPWAY_CONTEXT", R"({"id": "t-1", "project": "bünny", "frame": 12})");
    EXPECT_EQ(valueOf("{context.id}|{context.project}|{context.frame}"), "t-1|bünny|12");
}

TEST_F(Placeholders, TellOfTheLaunch) {
    const Value id = valueOf("{launch.id}");
    ASSERT_TRUE(id);
    EXPECT_TRUE(std::regex_match(
        *id, std::regex("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")))
        << *id;
    EXPECT_EQ(id, (*launched)["SLIPWAY_LAUNCH_ID"]);
    const Value twice = valueOf("{launch.id}{launch.id}");
    const Value next = (*launched)["SLIPWAY_LAUNCH_ID"];
    EXPECT_EQ(twice, *next + *next);
    EXPECT_NE(id, next) << "two launches, two ids";
}

TEST_F(Placeholders, TellOfTheHostAndItsUser) {
    world.set(kHost.name == "windows" ? "USERNAME" : "USER", "ann");
    EXPECT_EQ(valueOf("{platform}|{pathsep}|{user}|{home}|{host}"),
              world.expand("$PLATFORM|") + kHost.listSeparator + "|ann|" +
                  (world / "home").string() + "|" + hostName());
}

TEST_F(Placeholders, DoubledBracesAreBraces) {
    EXPECT_EQ(valueOf("{{home}} {{}} }}{{ {{{platform}}}"),
              world.expand("{home} {} }{ {$PLATFORM}"));
}

TEST_F(Placeholders, ADefaultStandsForWhatIsAbsent) {
    EXPECT_EQ(valueOf("{env.NO_SUCH:-text}|{context.id:-no task}|{context.id:-}|{env.A:-a:-b}"),
              "text|no task||a:-b");
}

TEST_F(Placeholders, ADefaultDoesNotStandForWhatIsThereAndEmpty) {
    world.set("EMPTY", "");
    EXPECT_EQ(valueOf("[{env.EMPTY:-text}]"), "[]");
}

TEST_F(Placeholders, AnEnvironmentVariableIsTheOneComposedSoFar) {
    world.set("PATH_LIKE", "start");
    world.integration("studio/my-plugin-1.2.3",
                      "PATH_LIKE.prepend = 'a'\nVALUE.set = '{env.PATH_LIKE}'\n"
                      "PATH_LIKE.append = 'b'\n");
    const Launch ended = world.maya();
    EXPECT_EQ(ended["VALUE"], list("a:start"));
    EXPECT_EQ(ended["PATH_LIKE"], list("a:start:b"));
}

TEST_F(Placeholders, AnAbsentOneLeavesTheOperationOut) {
    EXPECT_EQ(valueOf("{context.id}"), kUnset);
    EXPECT_TRUE(launched->report) << *launched;
    EXPECT_EQ(launched->said(), "") << "absence is no fault";
    EXPECT_EQ(valueOf("before {env.NO_SUCH} after"), kUnset);
}

TEST_F(Placeholders, AnAbsentOneLeavesAVariableAsItWas) {
    world.set("VALUE", "as it was");
    EXPECT_EQ(valueOf("{context.id}"), "as it was");
}

TEST_F(Placeholders, AnAbsentOneInAListLeavesItsEntryOut) {
    world.integration("studio/my-plugin-1.2.3", "VALUE.set = ['a', '{context.id}', 'b']");
    EXPECT_EQ(world.maya()["VALUE"], list("a:b"));
}

TEST_F(Placeholders, AreNotLookedForInWhatTheyStandFor) {
    world.set("BRACES", "{home}{{$HOME}}`id`");
    EXPECT_EQ(valueOf("{env.BRACES}"), "{home}{{$HOME}}`id`");
}

TEST_F(Placeholders, AnUnknownOneIsAnErrorOfItsPlugin) {
    EXPECT_EQ(valueOf("{aplication.name}"), kUnset);
    ASSERT_TRUE(launched->report) << *launched;
    EXPECT_THAT(launched->said(), HasSubstr(native("my-plugin-1.2.3/slipway.toml:4:")));
    EXPECT_THAT(launched->said(), HasSubstr("aplication.name"));
}

// ---- both formats ----

// The environment that a plugin leads to, less what differs at each launch.
std::vector<std::string> environmentOf(const Launch& launched) {
    std::vector<std::string> environment = launched.report.value().environment;
    std::erase_if(environment, [](const std::string& entry) {
        return entry.starts_with("SLIPWAY_LAUNCH_ID=") || entry.starts_with("SLIPWAY_SESSION=");
    });
    return environment;
}

TEST(JsonAndToml, SayTheSame) {
    MayaSandbox world;
    world.set("SLIPWAY_CONTEXT", R"({"id": "t-1"})");
    world.plugin("studio/one-1.0", R"(
slipway = 1
[plugin]
name = "one"
version = "2.5"
[[integration]]
name = "first"
priority = 40
when = "application.identifier = maya* and application.version >= 2021"
arguments = ["-first", "{plugin.version}"]
[integration.env]
PYTHONPATH.prepend = ["{plugin.dir}/dependencies", "{plugin.dir}/resource/bootstrap"]
MAYA_SCRIPT_PATH = "{plugin.dir}/resource/bootstrap"
FTRACK_MAYA_VERSION.set = "{application.version.major}"
FTRACK_CONTEXTID.set = "{context.id}"
NESTED = { set = 1, append = { value = [true, "x"], separator = ";" } }
"A.DOTTED.set" = "\u00e4\u0001\"\\"
[[integration]]
name = "second"
when = "not application.name = maya"
env.NEVER.set = "x"
)");
    const Launch toml = world.maya({"scene.ma"});
    ASSERT_TRUE(toml.report) << toml;
    std::filesystem::remove(world / "studio/one-1.0/slipway.toml");
    world.jsonPlugin("studio/one-1.0", R"({
"slipway": 1, "plugin": {"name": "one", "version": "2.5"},
"integration": [
 {"name": "first", "priority": 40,
  "when": "application.identifier = maya* and application.version >= 2021",
  "arguments": ["-first", "{plugin.version}"],
  "env": {
   "PYTHONPATH": {"prepend": ["{plugin.dir}/dependencies", "{plugin.dir}/resource/bootstrap"]},
   "MAYA_SCRIPT_PATH": "{plugin.dir}/resource/bootstrap",
   "FTRACK_MAYA_VERSION.set": "{application.version.major}",
   "FTRACK_CONTEXTID.set": "{context.id}",
   "NESTED": {"set": 1, "append": {"value": [true, "x"], "separator": ";"}},
   "A.DOTTED.set": "\u00e4\u0001\"\\"}},
 {"name": "second", "when": "not application.name = maya", "env": {"NEVER.set": "x"}}]})");
    const Launch json = world.maya({"scene.ma"});
    ASSERT_TRUE(json.report) << json;
    EXPECT_EQ(environmentOf(toml), environmentOf(json));
    EXPECT_EQ(toml.report->arguments, json.report->arguments);
    EXPECT_EQ(toml["NESTED"], "1;1;x");
    EXPECT_EQ(toml["A.DOTTED"], "\u00e4\x01\"\\");
    EXPECT_EQ(toml["NEVER"], kUnset);
    EXPECT_THAT(toml.report->arguments,
                ElementsAre(world.executable(), "-first", "2.5", "scene.ma"));
    EXPECT_EQ(toml.said() + json.said(), "");
}

TEST(JsonAndToml, TheShapeOfFtracksOwnHooksIsAManifest) {
    MayaSandbox world;
    world.set("PYTHONPATH", "/was");
    world.jsonPlugin("studio/ftrack-example-integration-0.0.0", R"({"slipway": 1,
 "integration": {"name": "ftrack-example-integration", "version": "0.0.0",
   "env": {"FTRACK_EVENT_PLUGIN_PATH.prepend": "{plugin.dir}/hook",
           "PYTHONPATH.prepend": ["{plugin.dir}/dependencies"],
           "VERSION.set": "{plugin.version}",
           "FTRACK_CONTEXTID.set": "{context.id}"}}})");
    const Launch launched = world.maya();
    const std::string folder = world / "studio/ftrack-example-integration-0.0.0";
    EXPECT_EQ(launched["FTRACK_EVENT_PLUGIN_PATH"], folder + "/hook") << launched;
    EXPECT_EQ(launched["PYTHONPATH"], folder + list("/dependencies:/was"));
    EXPECT_EQ(launched["VERSION"], "0.0.0");
    EXPECT_EQ(launched["FTRACK_CONTEXTID"], kUnset);
    EXPECT_EQ(launched.said(), "");
}

// ---- context, arguments, variables of the launch ----

TEST(Context, ThatIsNoJsonObjectIsLeftOutWithAWarning) {
    for (const char* text : {"not json", "[1]", "{\"id\": ", "\xff"}) {
        MayaSandbox world;
        world.integration("studio/one-1.0", "ID.set = '{context.id:-none}'\nPLAIN.set = 'x'");
        world.set("SLIPWAY_CONTEXT", text);
        const Launch launched = world.maya();
        EXPECT_EQ(launched["ID"], "none") << launched;
        EXPECT_EQ(launched["PLAIN"], "x");
        EXPECT_THAT(launched.said(), HasSubstr("SLIPWAY_CONTEXT"));
    }
}

TEST(Context, ChangesFromLaunchToLaunchWithoutAnyFileChanging) {
    MayaSandbox world;
    world.integration("studio/one-1.0", "ID.set = '{context.id:-none}'");
    warmCache(world);
    for (const char* id : {"a", "b", "c"}) {
        world.set("SLIPWAY_CONTEXT", "{\"id\": \"" + std::string(id) + "\"}");
        EXPECT_EQ(world.maya()["ID"], id);
    }
    world.unset("SLIPWAY_CONTEXT");
    EXPECT_EQ(world.maya()["ID"], "none");
}

TEST(Arguments, OfIntegrationsStandInTheirOrderAheadOfTheUsersOwn) {
    MayaSandbox world;
    world.plugin("studio/late-1.0",
                 "slipway = 1\n[[integration]]\npriority = 50\narguments = ['-c', '{home}']\n");
    world.plugin("studio/early-1.0",
                 "slipway = 1\n[[integration]]\npriority = 10\n"
                 "arguments = ['-a', '', '{context.id}', '{env.SO_FAR}']\n"
                 "env.SO_FAR.set = 'early'\n");
    world.integration("studio/zulu-1.0", "SO_FAR.append = 'finished'");
    const Launch launched = world.maya({"-user", "{home}"});
    ASSERT_TRUE(launched.report) << launched;
    EXPECT_THAT(launched.report->arguments,
                ElementsAre(world.executable(), "-a", "", list("early:finished"), "-c",
                            world / "home", "-user", "{home}"));
}

TEST(Arguments, OfTheApplicationStandAheadOfItsIntegrations) {
    MayaSandbox world;
    world.plugin("studio/definitions-maya", R"(
slipway = 1
[[application]]
name = "maya"
arguments = ["-application"]
find = ['$SANDBOX/opt/maya{version}/bin/maya$EXE']
env.FROM.set = "application"
)");
    world.plugin("studio/one-1.0",
                 "slipway = 1\n[[integration]]\npriority = -1000\narguments = ['-one']\n"
                 "env.FROM.append = 'integration'\n");
    const Launch launched = world.maya({"-user"});
    ASSERT_TRUE(launched.report) << launched;
    EXPECT_THAT(launched.report->arguments,
                ElementsAre(world.executable(), "-application", "-one", "-user"));
    EXPECT_EQ(launched["FROM"], list("application:integration"));
}

TEST(LaunchVariables, AreTheLaunchsIdAndTheApplicationsIdentifier) {
    MayaSandbox world;
    const Launch launched = world.maya();
    EXPECT_EQ(launched["SLIPWAY_APPLICATION"], "maya_2024");
    EXPECT_TRUE(launched["SLIPWAY_LAUNCH_ID"]);
}

TEST(LaunchVariables, OfAnotherLaunchAreReplaced) {
    MayaSandbox world;
    world.set("SLIPWAY_APPLICATION", "nuke_15");
    world.set("SLIPWAY_LAUNCH_ID", "other");
    const Launch launched = world.maya();
    ASSERT_TRUE(launched.report) << launched;
    EXPECT_EQ(launched["SLIPWAY_APPLICATION"], "maya_2024");
    EXPECT_NE(launched["SLIPWAY_LAUNCH_ID"], "other");
    EXPECT_EQ(std::ranges::count_if(
                  launched.report->environment,
                  [](const std::string& entry) { return entry.starts_with("SLIPWAY_LAUNCH_ID="); }),
              1);
}

TEST(LaunchVariables, AreTheOnlyOnesOfSlipwaysThatAreAdded) {
    Sandbox world;
    world.application("maya", {"2024"});
    world.install({"maya"});
    const Launch launched = world.launch("maya");
    ASSERT_TRUE(launched.report) << launched;
    for (const std::string& entry : launched.report->environment) {
        if (!entry.starts_with("SLIPWAY_") || entry.starts_with("SLIPWAY_PLUGIN_PATH=")) continue;
        EXPECT_TRUE(entry.starts_with("SLIPWAY_LAUNCH_ID=") ||
                    entry.starts_with("SLIPWAY_APPLICATION=") ||
                    entry.starts_with("SLIPWAY_SESSION="))
            << entry;
    }
}

}  // namespace
}  // namespace slipway::test
