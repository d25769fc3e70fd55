// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Freezing and executing by the built executables.

#include <sys/stat.h>

#include <filesystem>
#include <fstream>

#include "farm/digest.h"
#include "tests/farm/farm_world.h"
#include "tests/support/system_calls.h"

namespace slipway::test {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;
using Json = nlohmann::json;

std::vector<std::string> tail(const Launch& launch) {
    return {launch.report->arguments.begin() + 1, launch.report->arguments.end()};
}

TEST(FarmExec, BecomesTheApplicationThatWasFrozen) {
    FarmWorld world;
    const std::string id = world.freeze({}, {"-batch", "two words", "it's"});
    const Launch launch = world.execute({"--sha256", id});
    ASSERT_TRUE(launch.report) << launch;
    EXPECT_EQ(launch.said(), "");
    EXPECT_EQ(launch.report->ownPath, world / "opt/maya2024/bin/maya");
    EXPECT_THAT(tail(launch), ElementsAre("-batch", "two words", "it's"));
    EXPECT_EQ(launch.report->pid, launch.ended.pid);
    EXPECT_EQ(launch.report->workingDirectory, world / "work");
}

TEST(FarmExec, ComposesTheEnvironmentOnTheWorkersOwn) {
    FarmWorld world;
    world.set("SITE", "submitters");
    world.freeze();
    const Launch launch = world.execute();
    EXPECT_EQ(launch["STUDIO"], world.expand("$SANDBOX/studio/tools-1.0/data"));
    EXPECT_EQ(launch["TOOL_PATH"], world.expand("$SANDBOX/studio/tools-1.0/a:"
                                                "$SANDBOX/studio/tools-1.0/b:/worker/tools"));
    EXPECT_EQ(launch["WHO"], "render@lon");
    EXPECT_EQ(launch["SLIPWAY_APPLICATION"], "maya_2024");
}

TEST(FarmExec, NeedsNoManifest) {
    FarmWorld world;
    world.freeze();
    fs::remove_all(world / "studio");
    fs::remove_all(world / "config.toml");
    EXPECT_EQ(world.execute()["STUDIO"], world.expand("$SANDBOX/studio/tools-1.0/data"));
}

TEST(FarmExec, StartsFromNextToNothingWhereTheBaseIsClean) {
    FarmWorld world;
    world.freeze({"--base", "clean"});
    const Launch launch = world.execute();
    EXPECT_EQ(launch["TOOL_PATH"],
              world.expand("$SANDBOX/studio/tools-1.0/a:$SANDBOX/studio/tools-1.0/b"));
    EXPECT_EQ(launch["PATH"], "/usr/bin:/bin");
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
    EXPECT_EQ(launch.report->ownPath, world / "opt/maya2024/bin/maya");
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
    fs::remove(world / "opt/maya2024/bin/maya");
    world.write("opt/maya2024/bin/maya", "#!/bin/sh\nexit 42\n");
    makeExecutable(world / "opt/maya2024/bin/maya");
    world.freeze();
    EXPECT_EQ(run(world.farmExec()).code, 42);
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
    EXPECT_EQ(frozen["STUDIO"], world.expand("$SANDBOX/studio/tools-1.0/data"));
    EXPECT_EQ(frozen.said(), "");
    const Launch relaxed = world.execute({"--verify", "relaxed"});
    EXPECT_EQ(relaxed["STUDIO"], world.expand("$SANDBOX/studio/tools-1.0/data"));
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
    EXPECT_EQ(json["paths"]["studio"]["windows"], Json{"S:\\studio"});
    EXPECT_THAT(json["platforms"].dump(), Not(HasSubstr(world.expand("$SANDBOX/studio"))));
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

TEST(Freezing, WritesWhatOthersMayRead) {
    FarmWorld world;
    Command command =
        world.command(slipwayExecutable(), {"freeze", "maya", "-o", world.ticket().string()});
    command.prepare = [] { ::umask(077); };
    ASSERT_EQ(run(command).code, 0);
    EXPECT_EQ(fs::status(world.ticket()).permissions(),
              fs::perms::owner_read | fs::perms::owner_write | fs::perms::group_read |
                  fs::perms::others_read);
}

TEST(Freezing, ReplacesNothingThatIsNoFile) {
    FarmWorld world;
    fs::create_directories(world / "work");
    const auto freeze = [&](const fs::path& output) {
        return run(world.command(slipwayExecutable(), {"freeze", "maya", "-o", output.string()}));
    };
    ASSERT_EQ(::mkfifo((world / "work/fifo").c_str(), 0600), 0);
    const Ended refused = freeze(world / "work/fifo");
    EXPECT_EQ(refused.code, 1) << refused;
    EXPECT_TRUE(fs::is_fifo(world / "work/fifo"));
    EXPECT_EQ(freeze("-").code, 2);
    const Ended nowhere = freeze(world / "nowhere/a.ticket");
    EXPECT_EQ(nowhere.code, 1);
    EXPECT_THAT(nowhere.errors, HasSubstr("there is no folder"));
    fs::create_symlink(world.ticket(), world / "work/link");
    EXPECT_EQ(freeze(world / "work/link").code, 0);
    EXPECT_TRUE(fs::is_symlink(world / "work/link"));
    EXPECT_TRUE(fs::is_regular_file(world.ticket()));
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

TEST(Tickets, AreValidBySchema) {
    FarmWorld world;
    world.plugin("studio/more-1.0",
                 "slipway = 1\n[integration.env]\nGONE.unset = true\nLIST.append = ['a']\n"
                 "[[integration.before]]\ncommand = ['/bin/true']\nwhere = 'worker'\n"
                 "[[integration.file]]\npath = '{home}/x'\ncontent = {a = '{user}'}\n"
                 "mode = '0600'\n[[integration.companion]]\ncommand = ['/bin/true']\n"
                 "env = {A = 'b'}\n");
    world.set("SLIPWAY_CONTEXT", R"({"project": "bunny"})");
    world.freeze({"--frames", "1-10", "--expires", "7d", "--secret", "A_TOKEN"}, {"{frame}"});
    const Ended schema = world.slipway({"schema", "ticket"});
    world.write("schema.json", schema.output);
    const Ended ended =
        run(world.command(program("python3"),
                          {"-c",
                           "import json, sys\nfrom jsonschema import Draft202012Validator as V\n"
                           "s, t = (json.load(open(p)) for p in sys.argv[1:])\nV.check_schema(s)\n"
                           "V(s).validate(t)\nt['hold'] = 1\nassert not V(s).is_valid(t)",
                           (world / "schema.json").string(), world.ticket().string()}));
    EXPECT_EQ(ended.code, 0) << ended;
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

// --- submitting

TEST(Submitting, DryPrintsTheJobAndWritesNothing) {
    FarmWorld world;
    const auto submit = [&](const std::vector<std::string>& more) {
        std::vector<std::string> words{"submit",
                                       "maya@2024",
                                       "--frames",
                                       "1-10",
                                       "--dry-run",
                                       "--output",
                                       (world / "jobs").string()};
        words.insert(words.end(), more.begin(), more.end());
        words.insert(words.end(), {"--", "{frame}"});
        return world.slipway(words);
    };
    for (const char* engine : {"slurm", "openjd", "deadline"}) {
        const Ended ended = submit({"--engine", engine});
        EXPECT_EQ(ended.code, 0) << ended;
        EXPECT_THAT(ended.output, HasSubstr("# submitted with\n"));
        EXPECT_THAT(ended.output, HasSubstr(slipwayExecutable().string()));
    }
    EXPECT_FALSE(fs::exists(world / "jobs"));
    EXPECT_EQ(submit({"--engine", "opencue"}).code, 2);  // whose show?
    EXPECT_EQ(submit({"--engine", "qube"}).code, 2);
    EXPECT_EQ(submit({"--engine", "slurm", "--option", "x"}).code, 2);
    EXPECT_EQ(submit({"--engine", "slurm", "--option", "a=b\n#SBATCH --uid=0"}).code, 2);
}

TEST(Submitting, WritesPathsAsWorkersOfAnotherPlatformHaveThem) {
    FarmWorld world;
    world.write("config.toml",
                "[paths.studio]\nlinux = \"$SANDBOX/studio\"\nwindows = 'S:\\studio'\n"
                "[paths.work]\nlinux = \"$SANDBOX/work\"\nwindows = 'W:\\work'\n");
    world.plugin("studio/definitions-maya",
                 "slipway = 1\n[[application]]\nname = 'maya'\n[application.find]\n"
                 "linux = ['$SANDBOX/opt/maya{version}/bin/maya']\n"
                 "windows = ['C:\\maya{version}\\maya.exe']\n");
    const auto submit = [&](const std::vector<std::string>& more) {
        std::vector<std::string> words{"submit",    "maya@2024",   "--engine", "deadline",
                                       "--dry-run", "--directory", "inherit"};
        words.insert(words.end(), more.begin(), more.end());
        return world.slipway(words);
    };
    const std::string jobs = (world / "work/jobs").string();
    const Ended ended = submit(
        {"--output", jobs, "--platform", "windows", "--slipway", "{paths.studio}/bin/slipway.exe"});
    EXPECT_EQ(ended.code, 0) << ended;
    EXPECT_THAT(ended.output, HasSubstr("Executable=S:\\studio/bin/slipway.exe"));
    EXPECT_THAT(ended.output, HasSubstr("W:\\work/jobs/slipway-"));
    EXPECT_THAT(submit({"--output", jobs, "--platform", "windows"}).errors,
                HasSubstr("windows workers do not see '"));
    EXPECT_THAT(submit({"--output", (world / "jobs").string(), "--platform", "windows"}).errors,
                HasSubstr("--output: windows workers do not see '"));
    EXPECT_THAT(submit({"--output", jobs, "--slipway", "{paths.studio}/bin/slipway"}).output,
                HasSubstr("Executable=" + (world / "studio/bin/slipway").string()));
    EXPECT_EQ(submit({"--platform", "amiga"}).code, 2);
}

TEST(Submitting, SaysWhatIsMissingWhereTheEnginesCommandIs) {
    FarmWorld world;
    world.set("PATH", "$SANDBOX/work");
    const Ended ended = world.slipway(
        {"submit", "maya", "--engine", "deadline", "--output", (world / "jobs").string()});
    EXPECT_EQ(ended.code, 1);
    EXPECT_THAT(ended.errors, HasSubstr("no 'deadlinecommand' on PATH"));
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
    EXPECT_EQ(launch.report->pid, launch.ended.pid);
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

// One task's looks at a share: the ticket, once, and nothing else there.
TEST(FarmExec, TouchesNothingButTicketAndApplicationWhenFrozen) {
    FarmWorld world;
    world.freeze();
    const Traced traced = trace(world.farmExec());
    ASSERT_EQ(traced.ended.code, 0) << traced.ended;
    int ticket = 0;
    for (const SystemCall& call : traced.untilTheApplication()) {
        if (!call.path.starts_with(world.folder().string())) continue;
        if (call.path.starts_with((world / "opt").string())) continue;
        if (call.path.starts_with((world / "worker").string())) continue;  // its own home
        if (call.name == "execve" || call.name == "chdir" || call.name == "getcwd") continue;
        EXPECT_EQ(call.path, world.ticket()) << call;
        ++ticket;
    }
    EXPECT_LE(ticket, 2);  // its type, its content
    EXPECT_TRUE(named(traced.calls, {"flock"}).empty());
}

TEST(FarmExec, ReadsEachManifestOnceWhenStrict) {
    FarmWorld world;
    world.freeze();
    const Traced traced = trace(world.farmExec({"--verify", "strict"}));
    ASSERT_EQ(traced.ended.code, 0) << traced.ended;
    int reads = 0;
    for (const SystemCall& call : named(traced.untilTheApplication(), {"openat"})) {
        if (call.path.starts_with((world / "studio").string())) ++reads;
    }
    EXPECT_EQ(reads, static_cast<int>(world.tree()["manifests"].size()));
}

TEST(FarmExec, FiveHundredAtOnceAllSucceed) {
    FarmWorld world;
    world.freeze({"--frames", "1-500"}, {"{frame}"});
    world.write(
        "many.sh",
        "i=0\nwhile [ $i -lt 500 ]; do\n"
        "    \"$1\" farm-exec \"$2\" --task $i >\"$3/$i\" 2>&1 || echo $i >>\"$3/failed\" &\n"
        "    i=$((i + 1))\ndone\nwait\n");
    world.makeFolder("out");
    Command command = world.farmExec();
    command.executable = "/bin/sh";
    command.arguments = {"sh", (world / "many.sh").string(), slipwayExecutable().string(),
                         world.ticket().string(), (world / "out").string()};
    command.timeLimit = std::chrono::seconds(240);
    ASSERT_EQ(run(command).code, 0);
    EXPECT_FALSE(fs::exists(world / "out/failed")) << readFile(world / "out/failed");
    for (int task : {0, 250, 499}) {
        const auto report = readReport(readFile(world / "out" / std::to_string(task)));
        ASSERT_TRUE(report) << task;
        EXPECT_EQ(report->arguments.back(), std::to_string(task + 1));
    }
}

}  // namespace
}  // namespace slipway::test
