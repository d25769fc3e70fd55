// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// What of freezing and executing takes modes, links, FIFOs, exec, strace(1), hundreds of processes.

#include <sys/stat.h>

#include <filesystem>

#include "tests/farm/farm_world.h"
#include "tests/support/system_calls.h"

namespace slipway::test {
namespace {

namespace fs = std::filesystem;

TEST(FarmExec, IsTheApplicationsProcess) {
    FarmWorld world;
    const std::string id = world.freeze();
    const Launch launch = world.execute();
    ASSERT_TRUE(launch.report) << launch;
    EXPECT_EQ(launch.report->pid, launch.ended.pid);
    world.install({"maya"});
    world.set("SLIPWAY_TICKET", world.ticket().string());
    world.set("SLIPWAY_TICKET_SHA256", id);
    const Launch byShim = world.launch("maya");
    ASSERT_TRUE(byShim.report) << byShim;
    EXPECT_EQ(byShim.report->pid, byShim.ended.pid);
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
    fs::create_symlink(world.ticket(), world / "work/link");
    EXPECT_EQ(freeze(world / "work/link").code, 0);
    EXPECT_TRUE(fs::is_symlink(world / "work/link"));
    EXPECT_TRUE(fs::is_regular_file(world.ticket()));
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
