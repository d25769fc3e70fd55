// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "cli/root_index.h"

#include <algorithm>
#include <iterator>

#include "cli/index_file.h"
#include "cli/planned_launch.h"
#include "cli/syntax.h"
#include "manifests/published_index.h"

namespace slipway {

namespace {

using Drafts = std::vector<PluginDraft>;

// All plugins of a root, another platform's among them.
std::expected<Drafts, std::string> readRoot(const PluginRoot& root, TrustCheck* trust,
                                            const Surroundings& surroundings) {
    const auto names = surroundings.disk.list(root.path);
    if (!names) return std::unexpected(inQuotes(root.path) + ": " + errorText(names.error()));
    std::optional<Distrust> distrust;
    if (trust != nullptr) distrust = trust->ofRoot(root.path);
    if (distrust) {
        return std::unexpected(inQuotes(root.path) + " " + describe(*distrust) + "; " +
                               distrust->advice);
    }
    Drafts drafts;
    for (const PluginPlace& place : placesIn(root, *names, surroundings.disk, surroundings.rules)) {
        auto draft = readPluginDraft(place, trust, surroundings.disk, surroundings.rules);
        if (draft) drafts.push_back(std::move(*draft));
    }
    return drafts;
}

// As a launch of this user would see it.
std::expected<Drafts, std::string> readRoot(const std::string& root, const Studio& studio,
                                            const Surroundings& surroundings) {
    const Host host = hostOf(surroundings);
    TrustCheck trust(host);
    trust.follow(studio.configuration.policy);
    return readRoot({.path = root, .namedBy = "the command line"}, &trust, surroundings);
}

// What launches would say of the plugins.
std::vector<Diagnostic> problemsOf(Drafts& drafts, const Studio& studio,
                                   const PlatformRules& rules) {
    Diagnostics diagnostics;
    for (PluginDraft& draft : drafts) {
        readPlugin(draft, studio.configuration.places, rules);
        reportProblems(draft, diagnostics);
    }
    return diagnostics.list();
}

using Plugins = std::vector<IndexedPlugin>;

std::vector<std::string> entriesMissingIn(const Plugins& plugins, const Plugins& those) {
    std::vector<std::string> names;
    for (const IndexedPlugin& plugin : those) {
        const bool isThere =
            std::ranges::binary_search(plugins, plugin.entry, {}, &IndexedPlugin::entry);
        if (!isThere) names.emplace_back(plugin.entry.empty() ? plugin.manifest : plugin.entry);
    }
    return names;
}

IndexDifferences differencesBetween(const Plugins& before, const Plugins& now) {
    IndexDifferences differences{.added = entriesMissingIn(before, now),
                                 .changed = {},
                                 .removed = entriesMissingIn(now, before)};
    for (const IndexedPlugin& plugin : now) {
        const auto old = std::ranges::lower_bound(before, plugin.entry, {}, &IndexedPlugin::entry);
        if (old == before.end() || old->entry != plugin.entry) continue;
        if (old->manifest == plugin.manifest && old->digest == plugin.digest) continue;
        differences.changed.emplace_back(plugin.entry.empty() ? plugin.manifest : plugin.entry);
    }
    return differences;
}

// Nothing where one of the two is no index.
std::optional<IndexDifferences> differencesBetween(const std::string& before,
                                                   const std::string& now,
                                                   const PlatformRules& rules) {
    const auto published = parseIndex(before, rules);
    const auto current = parseIndex(now, rules);
    if (!published || !current) return std::nullopt;
    return differencesBetween(*published, *current);
}

void addNames(std::string& text, std::string_view what, const std::vector<std::string>& names) {
    constexpr std::size_t kMost = 5;
    if (names.empty()) return;
    if (!text.empty()) text += "; ";
    text += std::string(what) + ": ";
    for (std::size_t i = 0; i < std::min(kMost, names.size()); ++i) {
        if (i != 0) text += ", ";
        text += names[i];
    }
    if (names.size() > kMost) text += " and " + std::to_string(names.size() - kMost) + " more";
}

}  // namespace

std::string describe(const IndexDifferences& differences) {
    std::string text;
    addNames(text, "added", differences.added);
    addNames(text, "changed", differences.changed);
    addNames(text, "removed", differences.removed);
    return text;
}

std::expected<PublishedIndex, std::string> publishIndex(const std::string& root,
                                                        const Surroundings& surroundings) {
    auto lock = IndexLock::take(root);
    if (!lock) return std::unexpected(lock.error());
    const Studio studio = studioOf(surroundings);
    auto drafts = readRoot(root, studio, surroundings);
    if (!drafts) return std::unexpected(drafts.error());
    const PlatformRules& rules = surroundings.rules;
    PublishedIndex published{.root = root, .file = indexPath(root, rules)};
    const auto before = surroundings.disk.read(published.file, kLargestIndex);
    if (drafts->empty() && !before) {  // most likely another folder is meant
        return std::unexpected(inQuotes(root) + " holds no plugin: nothing is published");
    }
    const std::string index = printIndex(*drafts, rules);
    const auto replaced = lock->replace(index);
    if (!replaced) return std::unexpected(replaced.error());
    const std::string empty = printIndex({}, rules);
    published.plugins = drafts->size();
    published.differences =
        differencesBetween(before ? before->text : empty, index, rules)
            .value_or(differencesBetween(empty, index, rules).value_or(IndexDifferences{}));
    published.diagnostics = problemsOf(*drafts, studio, rules);
    return published;
}

std::optional<IndexDifferences> sincePublished(const std::string& root,
                                               const Surroundings& surroundings) {
    const PlatformRules& rules = surroundings.rules;
    const auto index = surroundings.disk.read(indexPath(root, rules), kLargestIndex);
    if (!index) return std::nullopt;
    const auto drafts = readRoot(root, studioOf(surroundings), surroundings);
    if (!drafts) return std::nullopt;
    return differencesBetween(index->text, printIndex(*drafts, rules), rules);
}

}  // namespace slipway
