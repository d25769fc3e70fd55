// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Spec 3.4: what is handed to a render farm, and how.

#include <algorithm>
#include <filesystem>

#include "tests/farm/farm_world.h"
#include "tests/support/script.h"

namespace slipway::test {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::HasSubstr;
using Json = nlohmann::json;

// `slipway submit maya@2024 WORDS…`, the job's folder in $SANDBOX/two words.
Command submission(const FarmWorld& world, const std::vector<std::string>& words) {
    std::vector<std::string> all{"submit", "maya@2024", "--output", (world / "two words").string()};
    all.insert(all.end(), words.begin(), words.end());
    return world.command(slipwayExecutable(), all);
}

TEST(Submitting, DryPrintsTheJobAndWritesNothing) {
    FarmWorld world;
    const auto submit = [&](std::vector<std::string> words) {
        words.insert(words.end(), {"--frames", "1-10", "--dry-run", "--", "{frame}"});
        return run(submission(world, words));
    };
    const std::string slipway = slipwayExecutable();
    for (const auto& [engine, written] : {std::pair("openjd", Json(slipway).dump()),
                                          {"deadline", "Executable=" + slipway + "\n"}}) {
        const Ended ended = submit({"--engine", engine});
        EXPECT_EQ(ended.code, 0) << ended;
        EXPECT_THAT(ended.output, HasSubstr("# submitted with\ndeadline"));
        EXPECT_THAT(ended.output, HasSubstr(written));
    }
    EXPECT_FALSE(fs::exists(world / "two words"));
    EXPECT_EQ(submit({"--engine", "opencue"}).code, 2);  // whose show?
    EXPECT_EQ(submit({"--engine", "qube"}).code, 2);
    EXPECT_EQ(submit({"--engine", "openjd", "--option", "x"}).code, 2);
    EXPECT_EQ(submit({"--engine", "deadline", "--option", "a=b\nPlugin=Python"}).code, 2);
}

// What a user pastes into a terminal, as a script.
fs::path pasted(const FarmWorld& world, const std::string& line) {
    const std::string start = kScriptEnding.empty() ? "#!/bin/sh\n" : "@";
    const Place script = world.write("pasted" + std::string(kScriptEnding), start + line);
    makeExecutable(script);
    return script;
}

// The probe as the engine's command: where no job's id is in what that prints, it is shown.
class SubmittingByTheProbe : public ::testing::Test {
  protected:
    SubmittingByTheProbe() {
        fs::create_directory(world / "tools");
        fs::copy_file(probeExecutable(), world / "tools/deadlinecommand$EXE");
        world.set("PATH", "$SANDBOX/tools");
    }
    void expectTold(const std::optional<Report>& report) const {
        ASSERT_TRUE(report);
        const std::vector<std::string>& words = report->arguments;
        ASSERT_THAT(words, ::testing::SizeIs(3));
        const fs::path job = fs::path(words[1]).parent_path();
        EXPECT_EQ(job.parent_path(), world / "two words");
        EXPECT_EQ(words[1], (job / "job_info.job").string());
        EXPECT_EQ(words[2], (job / "plugin_info.job").string());
    }
    FarmWorld world;
};

TEST_F(SubmittingByTheProbe, TellsTheEnginesCommandWhereTheJobIs) {
    const Ended ended = run(submission(world, {"--engine", "deadline"}));
    EXPECT_EQ(ended.code, 0) << ended;
    const auto report = readReport(ended.output);
    expectTold(report);
    EXPECT_TRUE(fs::exists(report->arguments[1])) << report->arguments[1];
    EXPECT_THAT(readFile(report->arguments[2]), HasSubstr("farm-exec <QUOTE>"));
}

TEST_F(SubmittingByTheProbe, PrintsACommandThatAShellTakesAsItStands) {
    const Ended dry = run(submission(world, {"--engine", "deadline", "--dry-run"}));
    const std::string line = dry.output.substr(dry.output.find("\ndeadlinecommand ") + 1);
    expectTold(test::launch(world.command(pasted(world, line))).report);
}

TEST(Submitting, PrintsTheIdThatTheEngineGaveTheJob) {
    FarmWorld world;
    const std::string& path = *std::ranges::find_if(
        world.environment(), [](const auto& entry) { return entry.starts_with("PATH="); });
    world.set("PATH", "$SANDBOX/tools:" + path.substr(5));
    writeScript(world, "tools/deadlinecommand", {.says = "Deadline Command\nJobID=5f0c"});
    const Ended ended = run(submission(world, {"--engine", "deadline"}));
    EXPECT_EQ(ended.code, 0) << ended;
    EXPECT_EQ(ended.output, "5f0c\n");
    EXPECT_THAT(ended.errors, HasSubstr("'deadlinecommand -GetJob 5f0c'"));
    writeScript(world, "tools/deadlinecommand", {.complains = "no such pool", .code = 3});
    const Ended refused = run(submission(world, {"--engine", "deadline"}));
    EXPECT_EQ(refused.code, 1);
    EXPECT_THAT(refused.errors,
                AllOf(HasSubstr("no such pool"), HasSubstr("ended with exit code 3")));
}

TEST(Submitting, SaysWhatIsMissingWhereTheEnginesCommandIs) {
    FarmWorld world;
    world.set("PATH", "$SANDBOX/work");
    const Ended ended = world.slipway(
        {"submit", "maya", "--engine", "deadline", "--output", (world / "jobs").string()});
    EXPECT_EQ(ended.code, 1);
    EXPECT_THAT(ended.errors, HasSubstr("no 'deadlinecommand' on PATH"));
}

}  // namespace
}  // namespace slipway::test
