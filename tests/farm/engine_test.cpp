// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// What is made for each engine, by the rules that the engine publishes.

#include "farm/engine.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <regex>

#include "tests/farm/farm_job.h"

namespace slipway {
namespace {

using test::behind;
using test::job;
using test::textOf;
using test::with;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using testing::SizeIs;
using Json = nlohmann::json;

TEST(Engines, RunTheSameLine) {
    for (const Engine& engine : engines()) {
        const auto submission =
            engine.submission(engine.name == "opencue" ? with(job(), {{"show", "bunny"}}) : job());
        std::string all;
        for (const JobFile& file : submission.value().files) all += file.text;
        EXPECT_THAT(all, HasSubstr("farm-exec")) << engine.name;
        EXPECT_THAT(all, HasSubstr(job().ticketId)) << engine.name;
        EXPECT_THAT(all, HasSubstr("0-24")) << engine.name;
    }
}

TEST(Engines, AreHandedJobsAsThePlatformHereDoes) {
    const FarmJob here = {.folder = "P:\\jobs\\1", .here = kWindowsRules};
    EXPECT_THAT(deadlineSubmission(here)->commands.front(),
                ElementsAre("deadlinecommand", "P:\\jobs\\1\\job_info.job",
                            "P:\\jobs\\1\\plugin_info.job"));
    EXPECT_EQ(openjdSubmission(here)->commands.back().back(), "P:\\jobs\\1\\template.json");
    const auto opencue = opencueSubmission(with(here, {{"show", "bunny"}}));
    EXPECT_EQ(opencue->commands.front().front(), "python");
    EXPECT_EQ(opencue->commands.front().back(), "P:\\jobs\\1\\job.xml");
}

TEST(Engines, AreToldAsTheyAreNamed) {
    const auto id = [](std::string_view engine, std::string_view printed) {
        return std::ranges::find(engines(), engine, &Engine::name)->jobId(printed).value_or("none");
    };
    EXPECT_EQ(id("slurm", "1234\n"), "1234");
    EXPECT_EQ(id("slurm", "1234;cluster\n"), "1234");
    EXPECT_EQ(id("slurm", "error\n"), "none");
    EXPECT_EQ(id("deadline", "Deadline Command\nJobID=5f0c\r\nThe job was submitted"), "5f0c");
    EXPECT_EQ(id("openjd", "Submitted\nJob creation completed successfully\njob-0123abc\n"),
              "job-0123abc");
}

TEST(SlurmJob, IsAScriptForAnArray) {
    const auto submission = slurmSubmission(behind(with(job(), {{"partition", "farm"}})));
    const std::string script = textOf(submission, "job.sh");
    EXPECT_EQ(script,
              "#!/bin/sh\n"
              "#SBATCH --job-name=\"bunny s010\"\n"
              "#SBATCH --array=\"0-24\"\n"
              "#SBATCH --output=\"/net/jobs/it's here/slurm-%A_%a.log\"\n"
              "#SBATCH --requeue\n"
              "#SBATCH --dependency=\"afterok:4711\"\n"
              "#SBATCH --partition=\"farm\"\n"
              "exec '/opt/slipway/bin/slipway' 'farm-exec' '/net/jobs/it'\\''s here/launch.ticket' "
              "'--sha256' '" +
                  std::string(64, 'a') + "' --task \"$SLURM_ARRAY_TASK_ID\"\n");
}

TEST(SlurmJob, OfOneTaskIsNoArray) {
    const std::string script = textOf(slurmSubmission(job(0)), "job.sh");
    EXPECT_THAT(script, Not(HasSubstr("--array")));
    EXPECT_THAT(script, Not(HasSubstr("--task")));
}

TEST(SlurmJob, IsRefusedForWorkersOnWindows) {
    EXPECT_THAT(slurmSubmission(job(25, kWindowsRules)).error(), HasSubstr("--platform linux"));
}

TEST(SlurmJob, TakesNoVariableOfTheSubmitters) {
    const auto submission = slurmSubmission(job());
    EXPECT_EQ(textOf(submission, "environment"),
              std::string("PATH=/usr/local/bin:/usr/bin:/bin\0", 34));
    EXPECT_THAT(submission->commands.front(),
                testing::Contains("--export-file=/net/jobs/it's here/environment"));
    EXPECT_FALSE(slurmSubmission(with(job(), {{"export", "ALL"}})));
    EXPECT_FALSE(slurmSubmission(with(job(), {{"array", "0-3"}})));
}

// The rules are those of "Template Schemas [Version: 2023-09]" of the Open Job Description
// specifications, without extensions, as far as what is made here can break them.
void expectOpenJobDescription(const Json& json) {
    EXPECT_EQ(json["specificationVersion"], "jobtemplate-2023-09");  // 1.1
    const std::string name = json["name"];
    EXPECT_TRUE(!name.empty() && name.size() <= 128) << name;  // 1.1.1
    EXPECT_FALSE(hasControlCharacter(name));
    for (const auto& [key, value] : json.items()) {
        EXPECT_TRUE(key == "specificationVersion" || key == "name" || key == "steps") << key;
    }
    ASSERT_THAT(json["steps"], SizeIs(1));  // 1.1: at least one
    const Json& step = json["steps"][0];
    for (const auto& [key, value] : step.items()) {  // 3
        EXPECT_TRUE(key == "name" || key == "script" || key == "parameterSpace" ||
                    key == "hostRequirements")
            << key;
    }
    const std::string stepName = step["name"];
    EXPECT_TRUE(!stepName.empty() && stepName.size() <= 64);
    const Json& run = step["script"]["actions"]["onRun"];
    EXPECT_EQ(run["command"].get<std::string>().find('\n'), std::string::npos);
    EXPECT_FALSE(run["command"].get<std::string>().empty());
    EXPECT_GE(run["args"].size(), 1U);
    for (const Json& argument : run["args"]) EXPECT_TRUE(argument.is_string());
    if (!step.contains("parameterSpace")) return;
    const Json& parameters = step["parameterSpace"]["taskParameterDefinitions"];
    ASSERT_TRUE(parameters.size() >= 1 && parameters.size() <= 16);
    EXPECT_EQ(parameters[0]["type"], "INT");
    const std::string parameter = parameters[0]["name"], range = parameters[0]["range"];
    EXPECT_TRUE(std::regex_match(parameter, std::regex("[A-Za-z_][A-Za-z0-9_]*"))) << parameter;
    EXPECT_TRUE(std::regex_match(range, std::regex("[0-9]+(-[0-9]+)?"))) << range;
}

TEST(OpenJobDescription, FollowsTheRulesOf2023September) {
    for (const std::size_t tasks : {0, 1, 25}) {
        const Json json = Json::parse(textOf(openjdSubmission(job(tasks)), "template.json"));
        expectOpenJobDescription(json);
        const Json& arguments = json["steps"][0]["script"]["actions"]["onRun"]["args"];
        EXPECT_EQ(arguments[0], "farm-exec");
        EXPECT_EQ(arguments.back() == "{{Task.Param.Task}}", tasks > 0);
    }
}

TEST(OpenJobDescription, AsksForAmountsOfAWorker) {
    const auto submission = openjdSubmission(with(job(), {{"amount.worker.vcpu", "4"}}));
    const Json json = Json::parse(textOf(submission, "template.json"));
    expectOpenJobDescription(json);
    EXPECT_EQ(json["steps"][0]["hostRequirements"]["amounts"][0],
              (Json{{"name", "amount.worker.vcpu"}, {"min", 4.0}}));
}

TEST(OpenJobDescription, RefusesWhatItCannotSay) {
    EXPECT_FALSE(openjdSubmission(behind(job())));
    EXPECT_FALSE(openjdSubmission(with(job(), {{"priority", "50"}})));
    EXPECT_FALSE(openjdSubmission(with(job(), {{"amount.worker.vcpu", "many"}})));
    FarmJob braces = job();
    braces.ticketPath = "/net/{{x}}/launch.ticket";
    EXPECT_FALSE(openjdSubmission(braces));
}

TEST(OpenCueJob, BelongsToAShowAndTakesKnownOptionsOnly) {
    EXPECT_THAT(opencueSubmission(job()).error(), HasSubstr("--option show=NAME"));
    EXPECT_FALSE(opencueSubmission(with(job(), {{"show", "x"}, {"colour", "red"}})));
}

// OpenCue's workers on Windows write it into a batch file.
TEST(OpenCueJob, HasTheCommandAsTheWorkersShellTakesIt) {
    const auto command = [](const PlatformRules& workers) {
        return textOf(opencueSubmission(with(job(25, workers), {{"show", "bunny"}})), "job.xml");
    };
    const std::string rest = " --task #FRAME_START#</cmd>";
    EXPECT_THAT(command(kLinuxRules),
                HasSubstr("<cmd>'/opt/slipway/bin/slipway' 'farm-exec' "
                          "'/net/jobs/it'\\''s here/launch.ticket' '--sha256' '" +
                          job().ticketId + "'" + rest));
    EXPECT_THAT(command(kWindowsRules),
                HasSubstr("<cmd>&quot;/opt/slipway/bin/slipway&quot; &quot;farm-exec&quot; "
                          "&quot;/net/jobs/it's here/launch.ticket&quot; &quot;--sha256&quot; "
                          "&quot;" +
                          job().ticketId + "&quot;" + rest));
}

TEST(OpenCueJob, IsRefusedWhereWorkersWouldChangeAPath) {
    FarmJob odd = with(job(25, kWindowsRules), {{"show", "bunny"}});
    odd.ticketPath = "P:\\R&D\\launch.ticket";
    EXPECT_THAT(opencueSubmission(odd).error(), HasSubstr("'P:\\R&D\\launch.ticket'"));
}

TEST(DeadlineJob, IsAJobInfoAndAPluginInfo) {
    const auto submission =
        deadlineSubmission(behind(with(job(), {{"Pool", "cpu"}, {"Priority", "60"}})));
    EXPECT_EQ(textOf(submission, "job_info.job"),
              "Plugin=CommandLine\nName=bunny s010\nUserName=jo\nFrames=0-24\nChunkSize=1\n"
              "JobDependencies=4711\nPool=cpu\nPriority=60\n");
    EXPECT_EQ(textOf(submission, "plugin_info.job"),
              "Executable=/opt/slipway/bin/slipway\n"
              "Arguments=farm-exec <QUOTE>/net/jobs/it's here/launch.ticket<QUOTE> --sha256 " +
                  std::string(64, 'a') +
                  " --task <STARTFRAME>\nShellExecute=False\nSingleFramesOnly=True\n");
}

TEST(DeadlineJob, TakesNoVariableOfTheSubmitters) {
    EXPECT_FALSE(deadlineSubmission(with(job(), {{"EnvironmentKeyValue0", "A=b"}})));
    EXPECT_FALSE(deadlineSubmission(with(job(), {{"IncludeEnvironment", "true"}})));
    EXPECT_FALSE(deadlineSubmission(with(job(), {{"ChunkSize", "5"}})));
    EXPECT_FALSE(deadlineSubmission(with(job(), {{"frames", "9"}})));
}

}  // namespace
}  // namespace slipway
