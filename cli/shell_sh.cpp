// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// POSIX shells: dash, bash, zsh, ksh and their like.

#include <algorithm>

#include "cli/shell_format.h"
#include "manifests/wording.h"
#include "resolver/text.h"

namespace slipway {

namespace {

// Variables of a shell's own that cannot be set, or not to any value: zsh and dash give up the
// whole script at the first of them.
constexpr std::string_view kShellsOwn[] = {
    "ARGC",
    "BASHOPTS",
    "BASHPID",
    "BASH_ARGC",
    "BASH_ARGV",
    "BASH_LINENO",
    "BASH_SOURCE",
    "BASH_VERSINFO",
    "DIRSTACK",
    "EGID",
    "EPOCHREALTIME",
    "EPOCHSECONDS",
    "EUID",
    "FUNCNAME",
    "GID",
    "GROUPS",
    "HISTCMD",
    "KSH_VERSION",
    "LINENO",
    "OPTIND",
    "PPID",
    "RANDOM",
    "SECONDS",
    "SHELLOPTS",
    "SHLVL",
    "SRANDOM",
    "TTYIDLE",
    "UID",
    "USERNAME",
    "ZSH_EVAL_CONTEXT",
    "ZSH_SUBSHELL",
    "_",
    "aliases",
    "argv",
    "builtins",
    "cdpath",
    "commands",
    "dirstack",
    "dis_aliases",
    "dis_builtins",
    "dis_functions",
    "dis_functions_source",
    "dis_galiases",
    "dis_patchars",
    "dis_reswords",
    "dis_saliases",
    "errnos",
    "fignore",
    "fpath",
    "funcfiletrace",
    "funcsourcetrace",
    "funcstack",
    "functions",
    "functions_source",
    "functrace",
    "galiases",
    "history",
    "historywords",
    "jobdirs",
    "jobstates",
    "jobtexts",
    "keymaps",
    "mailpath",
    "manpath",
    "module_path",
    "modules",
    "nameddirs",
    "options",
    "parameters",
    "patchars",
    "path",
    "pipestatus",
    "psvar",
    "reswords",
    "saliases",
    "signals",
    "status",
    "sysparams",
    "termcap",
    "terminfo",
    "userdirs",
    "usergroups",
    "watch",
    "widgets",
    "zsh_eval_context",
    "zsh_scheduled_events",
};
static_assert(std::ranges::is_sorted(kShellsOwn));

}  // namespace

ShellCommand shCommand(const VariableChange& change) {
    if (!isPlainName(change.name)) {
        return {"", "is left out: a POSIX shell cannot have a variable of that name"};
    }
    if (std::ranges::binary_search(kShellsOwn, change.name)) {
        return {"", "is left out: some POSIX shells keep that name for themselves"};
    }
    const std::string name(change.name);
    if (!change.after) return {"unset " + name, ""};
    return {"export " + name + "=" + quoteForSh(*change.after), ""};
}

}  // namespace slipway
