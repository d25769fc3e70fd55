// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// The verbs of `slipway VERB`: a file each, a row each in the table of verbs.cpp.

#pragma once

#include <span>
#include <string>
#include <string_view>

#include "cli/surroundings.h"

namespace slipway {

using Arguments = std::span<const std::string>;

struct Verb {
    std::string_view name;
    std::string_view help;  // one line, as `slipway help` lists it
    // Gets what follows the verb's name; returns the exit code (spec 2.7).
    int (*run)(const Surroundings& surroundings, Arguments arguments);
    bool hidden = false;  // for Slipway's own use: not listed, not suggested
};

std::span<const Verb> verbs();

int runCheck(const Surroundings& surroundings, Arguments arguments);
int runPrepareLaunch(const Surroundings& surroundings, Arguments arguments);
int runCompare(const Surroundings& surroundings, Arguments arguments);
int runCompileCatalogue(const Surroundings& surroundings, Arguments arguments);
int runComplete(const Surroundings& surroundings, Arguments arguments);
int runCompletion(const Surroundings& surroundings, Arguments arguments);
int runDoctor(const Surroundings& surroundings, Arguments arguments);
int runEnv(const Surroundings& surroundings, Arguments arguments);
int runExplain(const Surroundings& surroundings, Arguments arguments);
int runFarmExec(const Surroundings& surroundings, Arguments arguments);
int runDeploy(const Surroundings& surroundings, Arguments arguments);
int runPlugin(const Surroundings& surroundings, Arguments arguments);
int runFreeze(const Surroundings& surroundings, Arguments arguments);
int runHelp(const Surroundings& surroundings, Arguments arguments);
int runImport(const Surroundings& surroundings, Arguments arguments);
int runIndex(const Surroundings& surroundings, Arguments arguments);
int runInstall(const Surroundings& surroundings, Arguments arguments);
int runList(const Surroundings& surroundings, Arguments arguments);
int runLog(const Surroundings& surroundings, Arguments arguments);
int runNew(const Surroundings& surroundings, Arguments arguments);
int runRun(const Surroundings& surroundings, Arguments arguments);
int runSchema(const Surroundings& surroundings, Arguments arguments);
int runShell(const Surroundings& surroundings, Arguments arguments);
int runShowRefusal(const Surroundings& surroundings, Arguments arguments);
int runSubmit(const Surroundings& surroundings, Arguments arguments);
int runTicket(const Surroundings& surroundings, Arguments arguments);
int runUninstall(const Surroundings& surroundings, Arguments arguments);
int runWhy(const Surroundings& surroundings, Arguments arguments);

}  // namespace slipway
