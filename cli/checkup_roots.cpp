// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <cerrno>

#include "cli/checkup.h"
#include "cli/remedy.h"
#include "cli/root_index.h"
#include "cli/syntax.h"
#include "cli/terminal.h"
#include "manifests/paths.h"
#include "manifests/wording.h"

namespace slipway {

namespace {

using Roots = std::vector<PluginRoot>;

std::size_t pluginsIn(const Discovery& discovery, std::size_t root) {
    return static_cast<std::size_t>(std::ranges::count(discovery.plugins, root, &Plugin::root));
}

bool isRepeated(std::size_t root, const Discovery& discovery) {
    return std::ranges::find(discovery.repeated, root) != discovery.repeated.end();
}

void examineRoot(const PluginRoot& root, std::size_t plugins, const Surroundings& surroundings,
                 Checkup& checkup) {
    const auto names = surroundings.disk.list(root.path);
    const int error = names ? surroundings.disk.facts(root.path + "/.").error : names.error();
    const std::string from = root.isDefault ? "a default" : "from " + root.namedBy;
    const bool isAbsent = error == ENOENT || error == ENOTDIR;
    const std::string state = error == 0 ? counted(plugins, "plugin")
                              : isAbsent ? "not there"
                                         : errorText(error);
    checkup.facts.push_back({"plugins", root.path + ": " + state + ", " + from});
    if (root.isDefault && (error == 0 || isAbsent)) return;
    if (error != 0) {
        checkup.findings.push_back(
            {Severity::kError, isAbsent ? "root-missing" : "root-unreadable",
             "plugin root " + inQuotes(root.path) +
                 (isAbsent ? " is not there" : " cannot be read: " + errorText(error)),
             "none of its plugins is loaded; strict and farm launches stop",
             isAbsent ? "mount it, or take it out of " + root.namedBy
                      : showingRightsOf(root.path, surroundings.rules)});
    } else if (plugins == 0) {
        checkup.findings.push_back({Severity::kWarning, "root-empty",
                                    "plugin root " + inQuotes(root.path) + " holds no plugin",
                                    "a share that is not mounted looks like this, too",
                                    "mount it, or take it out of " + root.namedBy});
    }
}

void examineIndex(const PluginRoot& root, const Surroundings& surroundings, Checkup& checkup) {
    const auto since = sincePublished(root.path, surroundings);
    const bool isOutdated = since && !since->none();
    checkup.facts.push_back(
        {"plugins", root.path + ": launches go by its index" + (isOutdated ? ", outdated" : "")});
    if (!isOutdated) return;
    checkup.findings.push_back(
        {Severity::kWarning, "index-outdated",
         "the index of " + inQuotes(root.path) + " does not fit any more: " + describe(*since),
         "launches go by the index, not by what is there now",
         "slipway index " + quoteForShell(root.path, surroundings.rules)});
}

bool isSearched(const PluginRoot& root, const Roots& roots) {
    return std::ranges::find(roots, root.path, &PluginRoot::path) != roots.end();
}

std::string namesOf(const std::vector<Plugin>& plugins) {
    constexpr std::size_t kMost = 5;
    std::string names;
    for (const Plugin& plugin : plugins) {
        if (&plugin == &plugins[std::min(kMost, plugins.size() - 1)] && plugins.size() > kMost) {
            return names + " and " + std::to_string(plugins.size() - kMost) + " more";
        }
        if (!names.empty()) names += ", ";
        names += plugin.name + (plugin.version.empty() ? "" : " " + plugin.version);
    }
    return names;
}

// Plugins of roots that are there by default and that others have replaced (spec 1.2).
void examineLeftOver(const PluginRoot& root, const Studio& studio, const Surroundings& surroundings,
                     Checkup& checkup) {
    Diagnostics ofNoConcern;
    const Discovery found =
        discoverPlugins({.roots = {root}}, surroundings.disk, surroundings.rules, ofNoConcern);
    if (found.plugins.empty()) return;
    const Roots& roots = studio.discovery.roots;
    const std::string namedBy = roots.empty() ? "" : roots.front().namedBy;
    checkup.findings.push_back(
        {Severity::kNote, "plugins-left-over",
         counted(found.plugins.size(), "plugin") + " in " + inQuotes(root.path) +
             " not searched: " + namesOf(found.plugins),
         namedBy + " names other roots, which replace the default ones",
         namedBy == "SLIPWAY_PLUGIN_PATH" ? appendingNothingTo(namedBy, surroundings.rules)
                                          : "remove them, or add the folder to " + namedBy});
}

}  // namespace

void examineRoots(const Studio& studio, const Surroundings& surroundings, Checkup& checkup) {
    const Roots& roots = studio.discovery.roots;
    for (std::size_t i = 0; i < roots.size(); ++i) {
        if (isRepeated(i, studio.discovery)) continue;  // examineSources said so
        examineRoot(roots[i], pluginsIn(studio.discovery, i), surroundings, checkup);
    }
    for (const std::size_t root : studio.discovery.published) {
        examineIndex(roots[root], surroundings, checkup);
    }
    for (const PluginRoot& root :
         defaultPluginRoots(surroundings.rules, variablesOf(surroundings))) {
        if (!isSearched(root, roots)) examineLeftOver(root, studio, surroundings, checkup);
    }
}

}  // namespace slipway
