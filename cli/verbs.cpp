// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "cli/verbs.h"

#include "cli/shim_verbs.h"
#include "shim/compiler_process.h"
#include "shim/preparation.h"
#include "shim/refusal_notice.h"

namespace slipway {

std::span<const Verb> verbs() {
    static constexpr Verb kVerbs[] = {
        {"list", "applications, their installations, the shims in place", runList},
        {"run", "launches an application as its shim would", runRun},
        {"explain", "what a launch would be, and why each part of it is so", runExplain},
        {"why", "one variable's story: what it was, each operation on it, what it is", runWhy},
        {"env", "what a launch changes in the environment, for a shell to evaluate", runEnv},
        {"shell", "a shell, or one command, in the environment of a launch", runShell},
        {"check", "reads manifests strictly and says what is wrong with them", runCheck},
        {"doctor", "what is wrong on this host, why it matters, and what mends it", runDoctor},
        {"index", "publishes a plugin root, so that launches look at one file of it", runIndex},
        {"log", "the last launches on this host, and what was warned of", runLog},
        {"install", "makes shims for an application", runInstall},
        {"uninstall", "removes shims", runUninstall},
        {"status", "the shims there are, and what is wrong with them", runStatus},
        {"repair", "puts shims in order again", runRepair},
        {"plugin", "adds plugins to a root, removes them, lists them", runPlugin},
        {"deploy", "makes a folder on a share that needs nothing installed", runDeploy},
        {"freeze", "writes a launch to a ticket, for a render farm", runFreeze},
        {"submit", "hands a launch to a render farm", runSubmit},
        {"ticket", "shows a ticket, or what two of them differ in", runTicket},
        {"farm-exec", "launches what a ticket says, on a farm's worker", runFarmExec},
        {"import", "makes plugins from those of ftrack Connect", runImport},
        {"compare", "what differs from an environment captured elsewhere", runCompare},
        {"new", "a plugin to start from", runNew},
        {"schema", "the JSON Schema of manifests, configuration or tickets", runSchema},
        {"completion", "completion of this command line, for bash, zsh and fish", runCompletion},
        {"help", "says more about a verb", runHelp},
        {kCompileVerb, "compiles a catalogue for a shim", runCompileCatalogue, true},
        {kPrepareVerb, "prepares a launch for a shim", runPrepareLaunch, true},
        {kShowRefusalVerb, "shows on the desktop why a shim refused", runShowRefusal, true},
        {"complete", "what may stand at a place of this command line", runComplete, true},
    };
    return kVerbs;
}

}  // namespace slipway
