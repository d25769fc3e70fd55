// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <limits>

#include "cli/deployment.h"
#include "cli/planned_launch.h"
#include "cli/syntax.h"
#include "cli/terminal.h"
#include "cli/verbs.h"
#include "cli/wanted_shims.h"
#include "installer/path_of.h"
#include "manifests/diagnostic.h"
#include "manifests/trust_check.h"

namespace slipway {

namespace {

struct DeployOptions {
    std::string to;
    std::string builds;
    bool all = false;
    bool lists = false;
};

std::vector<ApplicationRequest> allKnown(const Studio& studio) {
    std::vector<ApplicationRequest> requests;
    for (const Application& application : studio.applications) {
        requests.push_back({application.name, {}});
    }
    return requests;
}

std::vector<WantedShim> wantedShims(const std::vector<std::string>& names, bool all,
                                    const Surroundings& surroundings) {
    const Studio studio = studioOf(surroundings);
    std::vector<ApplicationRequest> requests;
    if (all) requests = allKnown(studio);
    for (const std::string& name : names) {
        const auto request = parseApplicationRequest(name);
        if (!request) throw NotDeployed{request.error()};
        if (!request->version.empty()) {
            throw NotDeployed{inQuotes(name) +
                              ": shims of a deployment are of no version; pin one in "
                              "slipway-site.toml"};
        }
        requests.push_back(*request);
    }
    auto wanted = shimsOfApplications(requests, studio, surroundings);
    if (!wanted) throw NotDeployed{wanted.error().front()};
    return std::move(wanted->shims);
}

// Those are links, which Windows' users may not make and its shares not show.
void tellWhatIsLeft(const Deployment& deployment, const std::string& id,
                    const Surroundings& surroundings) {
    for (const std::string& platform : deployment.leftToOthers(id)) {
        const bool isThere = deployment.isDeployedFor(platform);
        surroundings.out << "left to do on " << (platform == "mac" ? "macOS" : "Linux") << ": "
                         << (isThere ? "'slipway deploy DIR --switch " + printable(id) +
                                           "' leads its shims, which are links, to this version\n"
                                     : "'slipway deploy DIR APP…' makes its shims, which are "
                                       "links\n");
    }
}

void tell(const Deployment::Switched& switched, const Deployment& deployment,
          const Surroundings& surroundings) {
    const std::string before = switched.before.empty() || switched.before == switched.now
                                   ? std::string()
                                   : "; before: " + switched.before;
    surroundings.out << "current: " << printable(switched.now + before) << "\n";
    for (const std::string_view platform : kDeployedPlatforms) {
        if (!deployment.isDeployedFor(platform)) continue;
        surroundings.out << "on PATH of workstations: "
                         << printable(utf8Of(deployment.shimsOf(platform))) << "\n";
    }
    tellWhatIsLeft(deployment, switched.now, surroundings);
}

// Whoever deploys trusts what is his own; nobody else does so for that.
void warnOfDistrust(const std::string& folder, const Surroundings& surroundings) {
    if (!surroundings.user) return;
    Host host = hostOf(surroundings);
    const Policy policy = readStudio(host).configuration.policy;
    host.user = 0;
    TrustCheck trust(host);
    trust.follow(policy);
    const auto distrust = trust.of(joinPath(folder, "slipway-site.toml", surroundings.rules));
    if (!distrust) return;
    surroundings.err
        << "slipway: warning: launches of other users will leave out its configuration "
           "and plugins: "
        << printable(inQuotes(distrust->path) + " " + distrust->reason + "; " + distrust->advice +
                     ", or " + inQuotes(folder) +
                     " in trusted_roots, in the system's configuration of each "
                     "workstation")
        << "\n";
}

int listVersions(const Deployment& deployment, const Surroundings& surroundings) {
    const std::vector<std::string> versions = deployment.versions();
    if (versions.empty()) throw NotDeployed{"nothing is deployed there"};
    for (const std::string& version : versions) {
        surroundings.out << printable(version)
                         << (version == deployment.current() ? "  (current)" : "") << "\n";
    }
    return 0;
}

}  // namespace

int runDeploy(const Surroundings& surroundings, Arguments arguments) {
    DeployOptions options;
    const Syntax syntax{
        .verb = "deploy",
        .usage = "DIR [APP… | --all] | DIR --switch VERSION | DIR --list",
        .about =
            "Makes a folder on a share of which a workstation needs one entry in PATH, and nothing "
            "installed: this version of Slipway beside those that were deployed before, a shim for "
            "each command of each APP, a plugin root and a slipway-site.toml of its own. What runs "
            "keeps its version; one name is switched at the end. --switch leads back, or forth.\n"
            "--builds takes other platforms' executables along, from PATH/linux, PATH/mac and "
            "PATH/windows, as their packages have them in 'bin'. What was deployed of a platform "
            "of which there is no build now stays. Shims for Linux and macOS are links: on Windows "
            "those are left to do there.",
        .options = {{"--all", "", "shims for all applications that manifests make known",
                     &options.all},
                    {"--builds", "PATH", "where other platforms' executables are", &options.builds},
                    {"--switch", "VERSION", "makes one that is there the current one", &options.to},
                    {"--list", "", "the versions that are there", &options.lists}},
        .examples = {{"slipway deploy /net/studio/slipway maya nuke", ""}},
        .fewest = 1,
        .most = std::numeric_limits<std::size_t>::max()};
    const auto parsed = parse(syntax, arguments, surroundings);
    if (!parsed) return parsed.error();
    if (parsed->positionals[0].empty()) return wrongUsage(surroundings, "DIR is empty");
    const auto folder = absolutePath(parsed->positionals[0], surroundings);
    if (!folder) return wrongUsage(surroundings, "there is no working directory any more");
    const std::vector<std::string> names(parsed->positionals.begin() + 1,
                                         parsed->positionals.end());
    const bool isOnlyOne = !options.lists || (options.to.empty() && names.empty() && !options.all &&
                                              options.builds.empty());
    const bool isDeploying = !names.empty() || options.all || !options.builds.empty();
    if (!isOnlyOne || (!options.to.empty() && isDeploying)) {
        return wrongUsage(surroundings, "--switch and --list take nothing but DIR");
    }
    const auto builds =
        options.builds.empty() ? std::nullopt : absolutePath(options.builds, surroundings);
    const std::string place = tidyPath(*folder, surroundings.rules);
    Deployment deployment(pathOf(place), surroundings);
    try {
        if (options.lists) return listVersions(deployment, surroundings);
        Deployment::Switched switched;
        if (!options.to.empty()) {
            switched = deployment.switchTo(options.to);
        } else {
            switched = deployment.deploy(wantedShims(names, options.all, surroundings),
                                         builds.value_or(options.builds));
        }
        tell(switched, deployment, surroundings);
        warnOfDistrust(place, surroundings);
        return 0;
    } catch (const NotDeployed& wrong) {
        surroundings.err << "slipway: not deployed: " << printable(wrong.message) << "\n";
        return 1;
    }
}

}  // namespace slipway
