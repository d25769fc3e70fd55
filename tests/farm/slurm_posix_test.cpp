// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// On a real Slurm of two workers (tests/support/slurm-cluster).

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <thread>

#include "tests/farm/farm_world.h"

namespace slipway::test {
namespace {

namespace fs = std::filesystem;
using std::chrono::seconds;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr seconds kPatience{180};

class Slurm : public ::testing::Test {
  protected:
    Slurm() {
        world.set("PATH", "/usr/bin:/bin");
        world.set("SLURM_CONF", "$SANDBOX/cluster/slurm.conf");
        world.write("cluster/prolog",
                    "#!/bin/sh\necho export STUDIO=workers\necho export TOOL_PATH=/worker/tools\n"
                    "echo export SITE=lon\necho export USER=render\n"
                    "echo export HOME=$SANDBOX/worker\n");
        const Ended ended = cluster("start");
        EXPECT_EQ(ended.code, 0) << ended;
    }
    ~Slurm() override { cluster("stop"); }

    Ended cluster(const char* action) const {
        const std::string script = SLIPWAY_TEST_SOURCE "/tests/support/slurm-cluster";
        return run(world.command("/usr/bin/bash", {script, action, (world / "cluster").string()}));
    }

    // The job's id.
    std::string submit(std::vector<std::string> words, const std::vector<std::string>& arguments) {
        words.insert(words.begin(), "submit");
        words.insert(words.end(), {"--engine", "slurm", "--output", (world / "jobs").string()});
        words.push_back("--");
        words.insert(words.end(), arguments.begin(), arguments.end());
        Command command = world.command(slipwayExecutable(), words);
        command.workingDirectory = world / "work";
        const Ended ended = run(command);
        EXPECT_EQ(ended.code, 0) << ended;
        EXPECT_THAT(ended.errors, HasSubstr("squeue --jobs"));
        return ended.output.substr(0, ended.output.find('\n'));
    }

    // What Slurm knows of a job, a line for each task that has begun.
    std::string job(const std::string& id) const {
        return run(world.command(program("scontrol"), {"show", "job", id, "--oneliner"})).output;
    }

    // Polled: Slurm's own waiting takes longer.
    template <class Holds>
    bool becomes(Holds&& holds) const {
        const auto end = std::chrono::steady_clock::now() + kPatience;
        while (std::chrono::steady_clock::now() < end) {
            if (holds()) return true;
            std::this_thread::sleep_for(std::chrono::milliseconds(100));
        }
        return false;
    }
    bool ends(const std::string& id) const {
        return becomes([&] {
            const std::string state = job(id);
            return !state.empty() && state.find("JobState=PENDING") == std::string::npos &&
                   state.find("JobState=RUNNING") == std::string::npos &&
                   state.find("JobState=COMPLETING") == std::string::npos &&
                   state.find("JobState=CONFIGURING") == std::string::npos;
        });
    }

    // All that the job's tasks said.
    std::string said() const {
        std::string text;
        if (!fs::exists(world / "jobs")) return text;
        for (const auto& entry : fs::recursive_directory_iterator(world / "jobs")) {
            if (entry.path().extension() == ".log") text += readFile(entry.path());
        }
        return text;
    }

    // maya is a shell script.
    void mayaDoes(const std::string& script) const {
        const fs::path maya = world / "opt/maya2024/bin/maya";
        fs::remove(maya);
        world.write("opt/maya2024/bin/maya", "#!/bin/sh\n" + script + "\n");
        makeExecutable(maya);
    }

    FarmWorld world;
};

nlohmann::json ticketIn(const fs::path& folder) {
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        if (entry.path().extension() == ".ticket") {
            return nlohmann::json::parse(readFile(entry.path()));
        }
    }
    return {};
}

std::vector<std::string> filesHolding(const fs::path& folder, const std::string& text) {
    std::vector<std::string> found;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        if (!entry.is_regular_file()) continue;
        if (readFile(entry.path()).find(text) != std::string::npos) found.push_back(entry.path());
    }
    return found;
}

// Renders a frame of next to nothing, and writes down the digest of what the ticket sets.
constexpr const char* kScene = R"(
import bpy, hashlib, json, os
scene = bpy.context.scene
scene.render.engine = 'CYCLES'
scene.cycles.samples = 1
scene.cycles.use_denoising = False  # Debian's Blender is built without
scene.render.resolution_x = scene.render.resolution_y = 16
names = ('STUDIO', 'TOOL_PATH')
text = json.dumps({name: os.environ.get(name) for name in names}, sort_keys=True,
                  separators=(',', ':'))
with open('OUT/digest-{first}', 'w') as file:
    file.write(hashlib.sha256(text.encode()).hexdigest())
)";

TEST_F(Slurm, RendersEveryFrameInTheEnvironmentThatWasFrozen) {
    program("blender");
    world.integration("studio/tools-1.0",
                      "STUDIO.set = '{plugin.dir}/data'\n"
                      "TOOL_PATH.prepend = ['{plugin.dir}/a', '{plugin.dir}/b']\n");
    world.set("STUDIO_API_KEY", "geheim-0815-4711");
    const std::string out = (world.makeFolder("work/out")).string();
    std::string scene = kScene;
    scene.replace(scene.find("OUT"), 3, out);
    const std::string id = submit(
        {"blender", "--frames", "1-12", "--chunk", "4", "--base", "clean"},
        {"-b", "--factory-startup", "--python-exit-code", "1", "--python-expr", scene, "-o",
         out + "/frame_####", "-F", "PNG", "-x", "1", "-s", "{first}", "-e", "{last}", "-a"});
    ASSERT_TRUE(ends(id)) << job(id);
    for (int frame = 1; frame <= 12; ++frame) {
        const std::string number = std::to_string(frame);
        const std::string name = "frame_" + std::string(4 - number.size(), '0') + number + ".png";
        EXPECT_TRUE(fs::exists(fs::path(out) / name)) << name << "\n" << said();
    }
    const nlohmann::json ticket = ticketIn(world / "jobs");
    for (const char* first : {"1", "5", "9"}) {
        EXPECT_EQ(readFile(fs::path(out) / ("digest-" + std::string(first))),
                  ticket["platforms"]["linux"]["digest"]);
    }
    EXPECT_THAT(job(id), Not(HasSubstr("JobState=FAILED")));
    for (const char* folder : {"cluster", "jobs", "work"}) {
        EXPECT_TRUE(filesHolding(world / folder, "geheim-0815").empty()) << folder;
    }
}

TEST_F(Slurm, SeesTheExitCodeOfTheApplication) {
    mayaDoes("exit 42");
    const std::string id = submit({"maya@2024"}, {});
    ASSERT_TRUE(ends(id));
    EXPECT_THAT(job(id), HasSubstr("ExitCode=42:0")) << said();
}

TEST_F(Slurm, InheritsTheWorkersEnvironmentAndNothingOfTheSubmitters) {
    world.set("ONLY_HERE", "submitters");
    mayaDoes("echo \"<$TOOL_PATH|$WHO|$ONLY_HERE>\"");
    const std::string id = submit({"maya@2024"}, {});
    ASSERT_TRUE(ends(id));
    EXPECT_THAT(said(),
                HasSubstr(world.expand("<$SANDBOX/studio/tools-1.0/a:$SANDBOX/studio/tools-1.0/b:"
                                       "/worker/tools|")));
    EXPECT_THAT(said(), HasSubstr("@lon|>"));
}

TEST_F(Slurm, EndsBlenderItselfWhenTheJobIsCancelled) {
    program("blender");
    const fs::path file = world / "work/pid";
    const std::string id = submit({"blender"}, {"-b", "--python-expr",
                                                "import os, time\nopen('" + file.string() +
                                                    "x', 'w').write(str(os.getpid()))\n"
                                                    "os.rename('" +
                                                    file.string() + "x', '" + file.string() +
                                                    "')\n"
                                                    "time.sleep(600)"});
    ASSERT_TRUE(becomes([&] { return fs::exists(file); })) << said() << job(id);
    const fs::path process = "/proc/" + readFile(file);
    EXPECT_EQ(fs::read_symlink(process / "exe"), fs::canonical(program("blender")));
    run(world.command(program("scancel"), {id}));
    EXPECT_TRUE(becomes([&] { return !fs::exists(process); }));
    EXPECT_TRUE(ends(id));
    EXPECT_THAT(job(id), HasSubstr("JobState=CANCELLED"));
}

TEST_F(Slurm, TriesAgainWhatMayRunLater) {
    mayaDoes("echo rendered");
    const std::string id = submit({"maya@2024", "--verify", "strict", "--option", "hold="}, {});
    fs::rename(world / "studio", world / "away");
    run(world.command(program("scontrol"), {"release", id}));
    ASSERT_TRUE(becomes([&] { return said().find("(exit 75") != std::string::npos; }))
        << said() << job(id);
    fs::rename(world / "away", world / "studio");
    ASSERT_TRUE(becomes([&] { return job(id).find("JobState=COMPLETED") != std::string::npos; }))
        << job(id);
    EXPECT_THAT(job(id), Not(HasSubstr("Restarts=0")));
}

TEST_F(Slurm, StopsAStrictTicketWhoseManifestChangedAndNotAFrozenOne) {
    mayaDoes("echo rendered");
    const auto submitThenChange = [&](const char* how) {
        const std::string id =
            submit({"maya@2024", "--verify", how, "--option", "hold="}, {std::string("-") + how});
        return id;
    };
    const std::string strict = submitThenChange("strict");
    const std::string frozen = submitThenChange("frozen");
    world.integration("studio/tools-1.0", "STUDIO.set = 'another'\n");
    for (const std::string& id : {strict, frozen}) {
        run(world.command(program("scontrol"), {"release", id}));
    }
    ASSERT_TRUE(ends(strict) && ends(frozen));
    EXPECT_THAT(job(strict), HasSubstr("ExitCode=78:0"));
    EXPECT_THAT(job(frozen), HasSubstr("ExitCode=0:0"));
}

}  // namespace
}  // namespace slipway::test
