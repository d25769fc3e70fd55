// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// What is printed for a shell is evaluated by that shell, and the environment of a process that it
// starts is read back.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

#include "cli/shell_format.h"
#include "tests/support/process.h"
#include "tests/support/sandbox.h"

namespace slipway {
namespace {

using testing::HasSubstr;

std::string allBytesButNul() {
    std::string bytes;
    for (int c = 1; c < 256; ++c) bytes += static_cast<char>(c);
    return bytes;
}

// Every value that has ever been a shell's trap.
std::map<std::string, std::string> hardValues() {
    const std::string values[] = {"",
                                  "plain",
                                  " leading and trailing ",
                                  "it's",
                                  "''",
                                  "a''b",
                                  "'",
                                  "\\",
                                  "\\'",
                                  "ends with \\",
                                  "\"double\"",
                                  "$HOME ${HOME} $(id) `id`",
                                  "!",
                                  "a!b !! !$ \"!\"",
                                  "%PATH% %% %",
                                  "^&|<>()",
                                  "line\nbreak",
                                  "\n",
                                  "\nends\n\n",
                                  "carriage\r\nreturn\r",
                                  "tab\tand \x01\x1b[31m\x7f",
                                  "~",
                                  "~root/x:~/y",
                                  "=ls",
                                  "a:=ls",
                                  "-n",
                                  "--",
                                  "#x",
                                  "*?[a]{b,c}",
                                  "a=b",
                                  ";exit 3;",
                                  "\\n\\x41\\u00e9",
                                  "b\u00fcnny \u65e5\u672c \U0001F3AC",
                                  "\u2018typographic\u2019 \u201Aquotes\u201B",
                                  "\uF600\uF6FF\uFDD0",
                                  "\xff\xfe not UTF-8 \xc3",
                                  "a:b",
                                  "a::b:",
                                  ":",
                                  std::string(100'000, 'x'),
                                  allBytesButNul()};
    std::map<std::string, std::string> named;
    for (const std::string& value : values) named["V" + std::to_string(named.size())] = value;
    return named;
}

// A shell, as it is started for a script, and the format that it evaluates.
struct Shell {
    std::string name;
    std::vector<std::string> arguments;
    std::string format = "sh";
    std::string locale = "C.UTF-8";
};
std::ostream& operator<<(std::ostream& stream, const Shell& shell) {
    stream << shell.name;
    for (const std::string& argument : shell.arguments) stream << " " << argument;
    return stream << " in " << shell.locale;
}

std::map<std::string, std::string> entriesOf(const std::string& block) {
    std::map<std::string, std::string> variables;
    for (std::size_t at = 0; at < block.size();) {
        const std::size_t end = block.find('\0', at);
        const std::string entry = block.substr(at, end - at);
        const std::size_t equal = entry.find('=');
        variables[entry.substr(0, equal)] = entry.substr(equal + 1);
        at = end + 1;
    }
    return variables;
}

class EvaluatedBy : public testing::TestWithParam<Shell> {
  protected:
    // The environment of a process that the shell starts after `script`, which it is given on
    // stdin: one line to type, evaluating all.
    std::map<std::string, std::string> after(const std::string& script) {
        const Shell& shell = GetParam();
        world_.write("script", script);
        test::Command command = world_.command(test::program(shell.name), shell.arguments);
        command.arguments.front() = shell.name;
        command.environment.push_back("LC_ALL=" + shell.locale);
        command.environment.push_back("GONE=here");
        command.workingDirectory = world_.folder();
        command.input = evaluation() + "\n/usr/bin/env -0\n";
        const test::Ended ended = test::run(command);
        EXPECT_EQ(ended.code, 0) << ended;
        errors_ = ended.errors;
        const std::size_t last = ended.output.rfind('\0');
        return entriesOf(last == std::string::npos ? "" : ended.output.substr(0, last + 1));
    }

    // As the table of formats says, for a file instead of the verb.
    std::string evaluation() const {
        std::string line(shellFormatNamed(GetParam().format)->use);
        const std::size_t verb = line.find("COMMAND");
        return line.replace(verb, 7, "/bin/cat script");
    }

    ShellScript scriptOf(const std::vector<VariableChange>& changes) const {
        return scriptFor(*shellFormatNamed(GetParam().format), {changes});
    }

    test::Sandbox world_;
    std::string errors_;
};

TEST_P(EvaluatedBy, EveryValueReachesAProcessByteForByte) {
    const auto values = hardValues();
    std::vector<VariableChange> changes;
    for (const auto& [name, value] : values) changes.push_back({name, std::nullopt, value});
    const ShellScript script = scriptOf(changes);
    EXPECT_TRUE(script.remarks.empty());
    const auto environment = after(script.text);
    for (const auto& [name, value] : values) {
        ASSERT_TRUE(environment.contains(name)) << value << errors_;
        EXPECT_EQ(environment.at(name), value);
    }
}

TEST_P(EvaluatedBy, ListsReachAProcessByteForByte) {
    const std::vector<VariableChange> changes = {{"MANPATH", std::nullopt, ":/man::/x:"},
                                                 {"PYTHONPATH", "/a", "/b c:/it's::/a"},
                                                 {"MAYA_SCRIPT_PATH", std::nullopt, ""},
                                                 {"CDPATH", std::nullopt, ".:/mnt"},
                                                 {"PATH", "/bin", "/no such:/usr/bin:/bin"}};
    const ShellScript script = scriptOf(changes);
    EXPECT_TRUE(script.remarks.empty());
    const auto environment = after(script.text);
    for (const VariableChange& change : changes) {
        ASSERT_TRUE(environment.contains(std::string(change.name))) << errors_;
        EXPECT_EQ(environment.at(std::string(change.name)), *change.after);
    }
}

TEST_P(EvaluatedBy, UnsetIsNotEmpty) {
    const auto environment =
        after(scriptOf({{"GONE", "here", std::nullopt}, {"EMPTY", std::nullopt, ""}}).text);
    EXPECT_FALSE(environment.contains("GONE"));
    EXPECT_EQ(environment.at("EMPTY"), "");
}

TEST_P(EvaluatedBy, NamesThatItCannotHaveAreLeftOutAndNothingElse) {
    std::vector<VariableChange> changes;
    const std::vector<std::string> names = {"A.B",
                                            "A-B",
                                            "A%B",
                                            "BASH_FUNC_x%%",
                                            "ProgramFiles(x86)",
                                            "1A",
                                            "A B",
                                            "",
                                            "A\nB",
                                            "A'B",
                                            "A$B",
                                            "A;exit 3",
                                            "b\u00fc",
                                            "\xff",
                                            "A[1]",
                                            "PWD+",
                                            "UID",
                                            "EUID",
                                            "PPID",
                                            "SHELLOPTS",
                                            "BASHOPTS",
                                            "BASH_VERSINFO",
                                            "LINENO",
                                            "OPTIND",
                                            "status",
                                            "path",
                                            "argv",
                                            "commands",
                                            "pipestatus",
                                            "HISTCMD",
                                            "history",
                                            "ZSH_SUBSHELL",
                                            "parameters",
                                            "_"};
    changes.push_back({"FIRST", std::nullopt, "1"});
    for (const std::string& name : names) {
        changes.push_back({name, std::nullopt, "x"});
        changes.push_back({name, "x", std::nullopt});
    }
    changes.push_back({"LAST", std::nullopt, "2"});
    const ShellScript script = scriptOf(changes);
    const auto environment = after(script.text);
    EXPECT_EQ(environment.at("FIRST"), "1");
    EXPECT_EQ(environment.at("LAST"), "2");
    EXPECT_EQ(errors_, "") << "a shell that complains was given what it does not take";
    for (const std::string& odd : {std::string("A.B"), std::string("status"), std::string("_")}) {
        EXPECT_EQ(std::ranges::count(script.remarks, odd, &ShellScript::Remark::name), 2) << odd;
    }
}

INSTANTIATE_TEST_SUITE_P(
    Shells, EvaluatedBy,
    testing::Values(Shell{"sh", {}}, Shell{"dash", {}}, Shell{"dash", {"-e", "-u"}},
                    Shell{"bash", {}}, Shell{"bash", {"--posix"}}, Shell{"bash", {}, "sh", "C"},
                    Shell{"zsh", {"-f"}}, Shell{"zsh", {"-f", "-o", "rcquotes", "-u", "-e"}},
                    Shell{"zsh", {"-f"}, "sh", "C"}, Shell{"mksh", {}},
                    Shell{"fish", {"--no-config"}, "fish"},
                    Shell{"fish", {"--no-config"}, "fish", "C"}),
    [](const auto& test) { return test.param.name + std::to_string(test.index); });

// Interactive shells expand history where a line is read, which what is evaluated never is.
TEST(EvaluatedInteractively, ExclamationMarksAreNoHistory) {
    for (const Shell& shell : {Shell{"bash", {"--norc", "-i"}}, Shell{"zsh", {"-f", "-i"}}}) {
        test::Sandbox world;
        const std::vector<VariableChange> changes = {{"BANG", std::nullopt, "a!b !! it's !x"}};
        world.write("script", scriptFor(*shellFormatNamed("sh"), {changes}).text);
        test::Command command = world.command(test::program(shell.name), shell.arguments);
        command.workingDirectory = world.folder();
        command.input = "eval \"$(cat script)\"\n/usr/bin/env | grep BANG=\n";
        EXPECT_THAT(test::run(command).output, HasSubstr("BANG=a!b !! it's !x\n")) << shell;
    }
}

TEST(EvaluatedByFish, EvalOfTheWholeWorksLikeSource) {
    test::Sandbox world;
    const std::vector<VariableChange> changes = {{"A", std::nullopt, "1\n\n 2"},
                                                 {"B", std::nullopt, "'"}};
    world.write("script", scriptFor(*shellFormatNamed("fish"), {changes}).text);
    test::Command command = world.command(test::program("fish"), {"--no-config"});
    command.workingDirectory = world.folder();
    command.input = "eval (cat script)\n/usr/bin/env -0\n";
    auto environment = entriesOf(test::run(command).output);
    EXPECT_EQ(environment["A"], "1\n\n 2");
    EXPECT_EQ(environment["B"], "'");
}

}  // namespace
}  // namespace slipway
