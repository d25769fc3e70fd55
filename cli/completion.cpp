// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Completion on a command line. The scripts that shells evaluate only ask `slipway complete`, so
// they never know less than the verbs themselves.

#include <algorithm>
#include <sstream>

#include "cli/listing.h"
#include "cli/shell_format.h"
#include "cli/syntax.h"
#include "cli/verbs.h"
#include "farm/engine.h"
#include "manifests/wording.h"

namespace slipway {

namespace {

using Words = std::vector<std::string>;

struct CompletionScript {
    std::string_view shell;
    std::string_view text;
};

// bash parts words at '@', too: the words are taken from the line, and what stands ahead of the
// part that bash is about to replace is taken from the answers.
constexpr CompletionScript kScripts[] = {
    {"bash", R"sh(_slipway() {
    local -a words
    local line=${COMP_LINE:0:COMP_POINT}
    read -ra words <<<"$line"
    [[ $line != *[[:space:]] ]] || words+=("")
    local current=${words[${#words[@]} - 1]}
    local ahead=${current%"${COMP_WORDS[COMP_CWORD]}"}
    mapfile -t COMPREPLY < <(slipway complete -- "${words[@]:1}" 2>/dev/null)
    COMPREPLY=("${COMPREPLY[@]#"$ahead"}")
}
complete -o default -F _slipway slipway
)sh"},
    {"zsh", R"sh(_slipway() {
    local -a answers
    answers=(${(f)"$(slipway complete -- "${(@)words[2,CURRENT]}" 2>/dev/null)"})
    if (( $#answers )); then compadd -- $answers; else _files; fi
}
compdef _slipway slipway
)sh"},
    {"fish",
     R"sh(complete -c slipway -f -a '(slipway complete -- (commandline -opc)[2..] (commandline -ct) 2>/dev/null)'
complete -c slipway -F -n '__fish_seen_subcommand_from check run shell'
)sh"},
};

std::vector<std::string_view> shellNames() {
    std::vector<std::string_view> names;
    for (const CompletionScript& script : kScripts) names.push_back(script.shell);
    return names;
}

Words shells() {
    const std::vector<std::string_view> names = shellNames();
    return {names.begin(), names.end()};
}

Words verbNames() {
    Words names;
    for (const Verb& verb : verbs()) {
        if (!verb.hidden) names.emplace_back(verb.name);
    }
    return names;
}

Words formats() {
    Words names{"json"};
    for (const ShellFormat& format : shellFormats()) names.emplace_back(format.name);
    return names;
}

Words engineNames() {
    Words names;
    for (const Engine& engine : engines()) names.emplace_back(engine.name);
    return names;
}

// What is installed: commands, or with an '@' typed the versions of one.
Words applications(const std::string& current, const Surroundings& surroundings) {
    Words names;
    for (const ListedApplication& application : listApplications(surroundings).applications) {
        if (application.installations.empty()) continue;
        Words commands = application.commands;
        commands.push_back(application.name);
        for (const std::string& command : commands) {
            if (!current.starts_with(command + "@")) {
                names.push_back(command);
                continue;
            }
            for (const ListedInstallation& found : application.installations) {
                if (!found.version.empty()) names.push_back(command + "@" + found.version);
            }
        }
    }
    return names;
}

// As its help lists them.
Words optionsOf(const Verb& verb, const Surroundings& surroundings) {
    std::ostringstream help;
    const Words arguments{"--help"};
    verb.run({.arguments = arguments,
              .environment = surroundings.environment,
              .workingDirectory = surroundings.workingDirectory,
              .out = help,
              .err = surroundings.err,
              .outScreen = {},
              .errScreen = {},
              .disk = surroundings.disk,
              .rules = surroundings.rules,
              .definitions = surroundings.definitions,
              .launch = surroundings.launch},
             arguments);
    Words options;
    std::istringstream lines(help.str());
    for (std::string line; std::getline(lines, line);) {
        if (line.starts_with("  --")) options.push_back(line.substr(2, line.find(' ', 2) - 2));
    }
    return options;
}

// What stands at the place of the last word.
Words answers(const Words& words, const Surroundings& surroundings) {
    const auto verb = std::ranges::find(verbs(), words[0], &Verb::name);
    if (words.size() == 1) return verbNames();
    if (verb == verbs().end() || verb->hidden) return {};
    if (std::find(words.begin(), words.end() - 1, "--") != words.end() - 1) return {};
    const std::string& current = words.back();
    const std::string& previous = words[words.size() - 2];
    if (previous == "--format") return formats();
    if (previous == "--engine") return engineNames();
    if (previous == "--base") return {"inherit", "clean"};
    if (previous == "--verify") return {"strict", "frozen", "relaxed"};
    if (previous == "--app") return applications(current, surroundings);
    if (current.starts_with('-')) return optionsOf(*verb, surroundings);
    const std::string_view name = verb->name;
    if (name == "help") return verbNames();
    if (name == "schema") return {"manifest", "configuration", "ticket"};
    if (name == "ticket" && words.size() == 2) return {"show", "diff"};
    if (name == "completion") return shells();
    if (name == "new" && words.size() == 2) return {"plugin"};
    const bool isOfApplications = name == "explain" || name == "env" || name == "install" ||
                                  name == "freeze" || name == "submit" ||
                                  ((name == "run" || name == "shell") && words.size() == 2);
    return isOfApplications ? applications(current, surroundings) : Words{};
}

}  // namespace

int runCompletion(const Surroundings& surroundings, Arguments arguments) {
    const Syntax syntax{
        .verb = "completion",
        .usage = "SHELL",
        .about =
            "Prints what makes a shell complete the command line of 'slipway': verbs, options, "
            "applications and their versions.",
        .options = {},
        .examples = {{"eval \"$(slipway completion bash)\"", "in ~/.bashrc"},
                     {"eval \"$(slipway completion zsh)\"", "in ~/.zshrc, behind compinit"},
                     {"slipway completion fish | source", "in ~/.config/fish/config.fish"}},
        .fewest = 1,
        .most = 1};
    const auto parsed = parse(syntax, arguments, surroundings);
    if (!parsed) return parsed.error();
    const auto script =
        std::ranges::find(kScripts, parsed->positionals[0], &CompletionScript::shell);
    if (script == std::end(kScripts)) {
        return wrongUsage(surroundings, "there is completion for " + alternatives(shellNames()) +
                                            ", not for " + inQuotes(parsed->positionals[0]));
    }
    surroundings.out << script->text;
    return 0;
}

int runComplete(const Surroundings& surroundings, Arguments arguments) {
    const Words words(arguments.begin() + (arguments.empty() ? 0 : 1), arguments.end());
    if (words.empty()) return 0;
    for (const std::string& answer : answers(words, surroundings)) {
        if (answer.starts_with(words.back())) surroundings.out << answer << "\n";
    }
    return 0;
}

}  // namespace slipway
