// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Freezing and executing by the built executables.

#include <filesystem>
#include <fstream>

#include "tests/farm/farm_world.h"

namespace slipway::test {
namespace {

namespace fs = std::filesystem;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;
using Json = nlohmann::json;

std::vector<std::string> tail(const Launch& launch) {
    return {launch.report->arguments.begin() + 1, launch.report->arguments.end()};
}

// What the plugin `tools` says, on a worker.
std::string data(const FarmWorld& world) {
    return world.thawed("studio", "tools-1.0/data");
}
std::string tools(const FarmWorld& world) {
    return world.thawed("studio", "tools-1.0/a") + kHost.listSeparator +
           world.thawed("studio", "tools-1.0/b");
}

TEST(FarmExec, BecomesTheApplicationThatWasFrozen) {
    FarmWorld world;
    const std::string id = world.freeze({}, {"-batch", "two words", "it's"});
    const Launch launch = world.execute({"--sha256", id});
    ASSERT_TRUE(launch.report) << launch;
    EXPECT_EQ(launch.said(), "");
    EXPECT_EQ(launch.report->ownPath, world.executable("maya", "2024"));
    EXPECT_THAT(tail(launch), ElementsAre("-batch", "two words", "it's"));
    EXPECT_EQ(launch.report->workingDirectory, world / "work");
}

TEST(FarmExec, ComposesTheEnvironmentOnTheWorkersOwn) {
    FarmWorld world;
    world.set("SITE", "submitters");
    world.freeze();
    const Launch launch = world.execute();
    EXPECT_EQ(launch["STUDIO"], data(world));
    EXPECT_EQ(launch["TOOL_PATH"], tools(world) + kHost.listSeparator + "/worker/tools");
    EXPECT_EQ(launch["WHO"], "render@lon");
    EXPECT_EQ(launch["SLIPWAY_APPLICATION"], "maya_2024");
}

TEST(FarmExec, NeedsNoManifest) {
    FarmWorld world;
    world.freeze();
    fs::remove_all(world / "studio");
    fs::remove_all(world / "config.toml");
    EXPECT_EQ(world.execute()["STUDIO"], data(world));
}

TEST(FarmExec, StartsFromNextToNothingWhereTheBaseIsClean) {
    FarmWorld world;
    world.freeze({"--base", "clean"});
    const Launch launch = world.execute();
    EXPECT_EQ(launch["TOOL_PATH"], tools(world));
    EXPECT_THAT(world.farmExec().environment, Contains("PATH=" + launch["PATH"].value_or("")));
    EXPECT_EQ(launch["SITE"], std::nullopt);
}

// What SLIPWAY_WITHOUT and its like say on a worker is not about this launch.
TEST(FarmExec, IsSteeredByNoVariableOfTheWorkers) {
    FarmWorld world;
    world.freeze();
    Command command = world.farmExec();
    for (const char* entry :
         {"SLIPWAY_WITHOUT=tools", "SLIPWAY_USE=maya=2023", "SLIPWAY_MODE=batch",
          "SLIPWAY_CONTEXT={", "SLIPWAY_TICKET=/nowhere"}) {
        command.environment.emplace_back(entry);
    }
    const Launch launch = test::launch(command);
    ASSERT_TRUE(launch.report) << launch;
    EXPECT_EQ(launch.report->ownPath, world.executable("maya", "2024"));
    EXPECT_NE(launch["STUDIO"], std::nullopt);
    EXPECT_EQ(launch["SLIPWAY_TICKET"], std::nullopt);
}

TEST(FarmExec, FillsInTheFramesOfItsTask) {
    FarmWorld world;
    world.freeze({"--frames", "1-10", "--chunk", "4"}, {"-f", "{frame}", "{first}:{last}", "{x}"});
    EXPECT_THAT(tail(world.execute({"--task", "0"})), ElementsAre("-f", "1,2,3,4", "1:4", "{x}"));
    EXPECT_THAT(tail(world.execute({"--task", "2"})), ElementsAre("-f", "9,10", "9:10", "{x}"));
    for (const std::vector<std::string>& options :
         std::vector<std::vector<std::string>>{{}, {"--task", "3"}, {"--task", "x"}}) {
        const Ended ended = run(world.farmExec(options));
        EXPECT_EQ(ended.code, 78) << ended;
        EXPECT_THAT(ended.errors, HasSubstr("task"));
    }
}

TEST(FarmExec, TakesTheCallersArgumentsWhereThereAreAny) {
    FarmWorld world;
    world.freeze({}, {"-frozen"});
    EXPECT_THAT(tail(world.execute({"--", "-s", "1"})), ElementsAre("-s", "1"));
}

TEST(FarmExec, EndsAsTheApplicationDoes) {
    FarmWorld world;
    world.freeze();
    Command command = world.farmExec();
    command.environment.emplace_back("PROBE_EXIT=42");
    EXPECT_EQ(run(command).code, 42);
}

// --- what cannot run

struct Case {
    int code;
    std::string reason;
};

void expectRefused(const FarmWorld& world, const std::vector<std::string>& options, Case expected) {
    const Ended ended = run(world.farmExec(options));
    EXPECT_EQ(ended.code, expected.code) << ended;
    EXPECT_EQ(ended.output, "");
    EXPECT_THAT(ended.errors, HasSubstr(expected.reason));
    EXPECT_THAT(ended.errors, StartsWith("slipway: ticket '"));
    EXPECT_EQ(std::ranges::count(ended.errors, '\n'), 1) << ended;
    EXPECT_THAT(ended.errors, HasSubstr("(exit " + std::to_string(expected.code) + ": "));
}

TEST(FarmExec, RefusesATicketThatIsNotTheOneSubmitted) {
    FarmWorld world;
    world.freeze();
    expectRefused(world, {"--sha256", std::string(64, '0')}, {78, "not the ticket"});
}

TEST(FarmExec, RefusesATicketThatWasChanged) {
    FarmWorld world;
    world.freeze({}, {"-a"});
    Json json = world.tree();
    json["arguments"][0] = "-b";
    world.write("work/shot.ticket", json.dump());
    expectRefused(world, {}, {78, "changed since it was frozen"});
}

TEST(FarmExec, RefusesWhatIsNoTicketOrTooLarge) {
    FarmWorld world;
    world.write("work/shot.ticket", "");
    expectRefused(world, {}, {78, "not whole"});
    std::ofstream(world.ticket()) << std::string(9 << 20, ' ');
    expectRefused(world, {}, {78, "larger than any ticket"});
    fs::remove(world.ticket());
    expectRefused(world, {}, {78, "cannot be read"});
    fs::remove_all(world / "work");
    expectRefused(world, {}, {75, "is the share mounted?"});
}

TEST(FarmExec, RefusesAnExpiredTicket) {
    FarmWorld world;
    world.freeze({"--expires", "2020-01-01"});
    expectRefused(world, {}, {78, "expired at 2020-01-01T00:00:00Z"});
    world.freeze({"--expires", "7d"});
    EXPECT_TRUE(world.execute().report);
}

TEST(Freezing, TakesNoExpiryThatIsNoTimeOfTheCalendar) {
    FarmWorld world;
    for (const char* text : {"2026-13-01", "2027-02-29", "2026-12-01T24:00:00Z", "0d", "soon"}) {
        const Ended ended = world.tryFreeze({"--expires", text}, {});
        EXPECT_EQ(ended.code, 2) << text;
        EXPECT_THAT(ended.errors, HasSubstr("not '" + std::string(text) + "'"));
    }
}

TEST(FarmExec, RefusesWhereTheVersionIsNotInstalledAndListsThoseThatAre) {
    FarmWorld world;
    world.freeze();
    fs::remove_all(world / "opt/maya2024");
    expectRefused(world, {}, {78, "there is no maya 2024 here; found: 2023"});
}

// The same, but a place of the ticket's is not there, which may be why.
TEST(FarmExec, SaysTryLaterWhereAPlaceIsNotMounted) {
    FarmWorld world;
    world.freeze();
    fs::remove_all(world / "opt/maya2024");
    fs::remove_all(world / "studio");
    expectRefused(world, {}, {75, "({paths.studio}) is not there: is it mounted?"});
    world.makeFolder("studio");  // a mount point that nothing is mounted on
    expectRefused(world, {}, {75, "({paths.studio}) is empty: is it mounted?"});
}

TEST(FarmExec, SaysTryLaterWhereTheWorkingDirectoryIsNotMounted) {
    FarmWorld world;
    world.freeze();
    fs::rename(world.ticket(), world / "shot.ticket");
    fs::remove_all(world / "work");
    Command command = world.farmExec();
    command.arguments[2] = (world / "shot.ticket").string();
    const Ended ended = run(command);
    EXPECT_EQ(ended.code, 75) << ended;
    EXPECT_THAT(ended.errors, HasSubstr("{paths.work}"));
}

TEST(FarmExec, IsStrictAboutManifestsWhereItIsAskedTo) {
    FarmWorld world;
    world.freeze();
    EXPECT_TRUE(world.execute({"--verify", "strict"}).report);
    world.integration("studio/tools-1.0", "STUDIO.set = 'another'\n");
    expectRefused(world, {"--verify", "strict"}, {78, "has changed since it was frozen"});
    const Launch frozen = world.execute();
    EXPECT_EQ(frozen["STUDIO"], data(world));
    EXPECT_EQ(frozen.said(), "");
    const Launch relaxed = world.execute({"--verify", "relaxed"});
    EXPECT_EQ(relaxed["STUDIO"], data(world));
    EXPECT_THAT(relaxed.said(), HasSubstr("has changed since it was frozen"));
    fs::remove_all(world / "studio");
    expectRefused(world, {"--verify", "strict"}, {75, "is it mounted?"});
}

// --- secrets

TEST(Freezing, RefusesWhatLooksLikeASecret) {
    FarmWorld world;
    world.integration("studio/keys-1.0", "LICENSE_TOKEN.set = 'geheim-4711'\n");
    const Ended ended = world.tryFreeze({}, {});
    EXPECT_EQ(ended.code, 1);
    EXPECT_THAT(ended.errors, HasSubstr("LICENSE_TOKEN looks like a secret"));
    EXPECT_THAT(ended.errors, HasSubstr("--secret LICENSE_TOKEN"));
    EXPECT_THAT(ended.errors, Not(HasSubstr("geheim")));
    EXPECT_FALSE(fs::exists(world.ticket()));
}

TEST(Freezing, LeavesSecretsToTheWorkersEnvironment) {
    FarmWorld world;
    world.integration("studio/keys-1.0", "LICENSE_TOKEN.set = 'geheim-4711'\n");
    world.freeze({"--secret", "LICENSE_TOKEN"});
    EXPECT_THAT(readFile(world.ticket()), Not(HasSubstr("geheim")));
    expectRefused(world, {}, {78, "LICENSE_TOKEN is not set here"});
    Command command = world.farmExec();
    command.environment.emplace_back("LICENSE_TOKEN=the-workers");
    EXPECT_EQ(test::launch(command)["LICENSE_TOKEN"], "the-workers");
}

TEST(Freezing, LeavesSecretsToAFileThatTheWorkerReads) {
    FarmWorld world;
    world.freeze({"--secret", world.expand("LICENSE_TOKEN=$SANDBOX/work/token")});
    EXPECT_EQ(world.tree()["secrets"][0]["file"], "{paths.work}/token");
    expectRefused(world, {}, {78, "the file of LICENSE_TOKEN"});
    world.write("work/token", "from-a-file\n");
    EXPECT_EQ(world.execute()["LICENSE_TOKEN"], "from-a-file");
}

TEST(Freezing, FindsSecretsOfTheEnvironmentWhereverTheyStand) {
    FarmWorld world;
    world.set("STUDIO_TOKEN", "geheim-4711");
    EXPECT_THAT(world.tryFreeze({}, {"--with=geheim-4711"}).errors,
                HasSubstr("the value of STUDIO_TOKEN stands in it"));
    EXPECT_THAT(world.tryFreeze({}, {"--api-token=x"}).errors, HasSubstr("it gives a secret"));
    EXPECT_THAT(world.tryFreeze({}, {"--api-token", "x"}).errors, HasSubstr("it gives a secret"));
    EXPECT_EQ(world.tryFreeze({}, {"--api-token", "--x"}).code, 0);
    world.integration("studio/keys-1.0", "PLAIN.set = 'see geheim-4711'\n");
    EXPECT_THAT(world.tryFreeze({}, {}).errors, HasSubstr("PLAIN looks like a secret"));
}

// A worker's own, which the ticket only names.
TEST(Freezing, TakesWhatOnlyTheWorkerKnowsForNoSecret) {
    FarmWorld world;
    world.set("FARM_TOKEN", "geheim-4711");
    world.integration("studio/keys-1.0", "RENDER_TOKEN.set = '{env.FARM_TOKEN}'\n");
    world.freeze();
    EXPECT_THAT(readFile(world.ticket()), Not(HasSubstr("geheim")));
    Command command = world.farmExec();
    command.environment.emplace_back("FARM_TOKEN=the-workers");
    EXPECT_EQ(test::launch(command)["RENDER_TOKEN"], "the-workers");
}

// --- what a ticket is

TEST(Freezing, WritesPathsByTheirPlaces) {
    FarmWorld world;
    world.freeze({}, {world.expand("--out=$SANDBOX/work/x.exr"), "/elsewhere"});
    const Json json = world.tree();
    EXPECT_EQ(json["arguments"], (Json{"--out={paths.work}/x.exr", "/elsewhere"}));
    EXPECT_EQ(json["working_directory"], "{paths.work}");
    EXPECT_EQ(json["paths"]["studio"][kHost.elsewhere], Json{studioElsewhere()});
    const std::string studio = Json(std::string(world / "studio")).dump();
    EXPECT_THAT(json["platforms"].dump(), Not(HasSubstr(studio.substr(0, studio.size() - 1))));
}

TEST(Freezing, LeavesConditionsOnTheWorkerToTheWorker) {
    FarmWorld world;
    world.plugin("studio/hosts-1.0", R"(slipway = 1
[[integration]]
when = "application.name = maya and env.SITE = lon"
[integration.env]
HERE.set = "london"
[[integration]]
name = "never"
when = "launch.mode = interactive and env.SITE = lon"
[integration.env]
HERE.set = "never"
)");
    world.freeze();
    const std::string text = readFile(world.ticket());
    EXPECT_THAT(text, HasSubstr("env.SITE = 'lon'"));
    EXPECT_THAT(text, Not(HasSubstr("never")));
    EXPECT_EQ(world.execute()["HERE"], "london");
    Command command = world.farmExec();
    command.environment.emplace_back("SITE=par");
    std::erase(command.environment, "SITE=lon");
    EXPECT_EQ(test::launch(command)["HERE"], std::nullopt);
}

TEST(Freezing, EvaluatesTheContext) {
    FarmWorld world;
    world.set("SLIPWAY_CONTEXT", R"({"project": "bunny"})");
    world.integration("studio/ctx-1.0", "PROJECT.set = '{context.project}'\n");
    world.freeze();
    world.unset("SLIPWAY_CONTEXT");
    EXPECT_EQ(world.execute()["PROJECT"], "bunny");
    EXPECT_THAT(world.tree()["platforms"].dump(), HasSubstr("bunny"));
}

TEST(Freezing, OfTheSameLaunchGivesTheSameTicket) {
    FarmWorld world;
    const std::string id = world.freeze({}, {"-a"});
    EXPECT_EQ(world.freeze({}, {"-a"}), id);
    EXPECT_NE(world.freeze({}, {"-b"}), id);
}

TEST(Freezing, SaysWhereNoTicketCanBeWritten) {
    FarmWorld world;
    const auto freeze = [&](const fs::path& output) {
        return run(world.command(slipwayExecutable(), {"freeze", "maya", "-o", output.string()}));
    };
    EXPECT_EQ(freeze("-").code, 2);
    const Ended nowhere = freeze(world / "nowhere/a.ticket");
    EXPECT_EQ(nowhere.code, 1);
    EXPECT_THAT(nowhere.errors, HasSubstr("there is no folder"));
    const Ended folder = freeze(world / "work");
    EXPECT_EQ(folder.code, 1);
    EXPECT_THAT(folder.errors, HasSubstr("cannot be written"));
    EXPECT_TRUE(fs::is_empty(world / "work"));
}

TEST(Freezing, RefusesFramesThatNobodyFillsIn) {
    FarmWorld world;
    EXPECT_THAT(world.tryFreeze({}, {"-f", "{frame}"}).errors, HasSubstr("no --frames"));
}

TEST(Freezing, StopsWhereAManifestIsBroken) {
    FarmWorld world;
    world.plugin("studio/broken-1.0", "slipway = ");
    EXPECT_NE(world.tryFreeze({}, {}).code, 0);
    EXPECT_FALSE(fs::exists(world.ticket()));
}

TEST(Tickets, AreShownWithWhereEachChangeComesFrom) {
    FarmWorld world;
    world.freeze({"--frames", "1-10"}, {"-f", "{frame}"});
    const Ended ended = world.slipway({"ticket", "show", world.ticket().string()});
    EXPECT_EQ(ended.code, 0);
    EXPECT_THAT(ended.output, HasSubstr("STUDIO set  {paths.studio}/tools-1.0/data  ← "
                                        "{paths.studio}/tools-1.0/slipway.toml:"));
    EXPECT_THAT(ended.output, HasSubstr("1-10: 10 frames in 10 tasks"));
}

TEST(Tickets, AreComparedLineByLine) {
    FarmWorld world;
    world.freeze({}, {"-a"});
    fs::copy_file(world.ticket(), world / "other.ticket");
    const auto diff = [&] {
        return world.slipway(
            {"ticket", "diff", (world / "other.ticket").string(), world.ticket().string()});
    };
    EXPECT_EQ(diff().code, 0);
    EXPECT_EQ(diff().output, "");
    world.freeze({}, {"-b"});
    EXPECT_EQ(diff().code, 1);
    EXPECT_THAT(diff().output, HasSubstr("-   arguments    -a\n+   arguments    -b\n"));
}

// --- by a shim

TEST(ShimWithATicket, ExecutesIt) {
    FarmWorld world;
    world.install({"maya"});
    const std::string id = world.freeze({}, {"-frozen"});
    world.set("SLIPWAY_TICKET", world.ticket().string());
    world.set("SLIPWAY_TICKET_SHA256", id);
    const Launch launch = world.launch("maya");
    ASSERT_TRUE(launch.report) << launch;
    EXPECT_THAT(tail(launch), ElementsAre("-frozen"));
    EXPECT_EQ(launch["SLIPWAY_TICKET"], std::nullopt);
    EXPECT_THAT(tail(world.launch("maya", {"-s", "5", "a b"})), ElementsAre("-s", "5", "a b"));
}

TEST(ShimWithATicket, RefusesOneOfAnotherCommandOrId) {
    FarmWorld world;
    world.application("nuke", {"15.1"});
    world.install({"maya", "nuke"});
    world.freeze();
    world.set("SLIPWAY_TICKET", world.ticket().string());
    EXPECT_EQ(world.launch("nuke").ended.code, 78);
    world.set("SLIPWAY_TICKET_SHA256", "0");
    EXPECT_EQ(world.launch("maya").ended.code, 78);
}

// --- at scale

TEST(FarmExec, ADozenAtOnceAllSucceed) {
    FarmWorld world;
    world.freeze({"--frames", "1-5"}, {"{frame}"});
    for (const Launch& launch : launchAtOnce(world.farmExec({"--task", "3"}), 12)) {
        ASSERT_TRUE(launch.report) << launch;
        EXPECT_EQ(launch.report->arguments.back(), "4");
    }
}

}  // namespace
}  // namespace slipway::test
