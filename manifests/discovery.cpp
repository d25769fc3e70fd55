// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "manifests/discovery.h"

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <compare>
#include <deque>
#include <iterator>
#include <map>
#include <unordered_map>
#include <utility>

#include "manifests/parallel.h"
#include "manifests/plugin_draft.h"
#include "manifests/published_index.h"
#include "manifests/wording.h"
#include "resolver/text.h"
#include "resolver/version.h"

namespace slipway {

namespace {

using Drafts = std::vector<PluginDraft>;
// A draft that is worked on must stay where it is.
using GrowingDrafts = std::deque<PluginDraft>;
using OrderedDrafts = std::vector<PluginDraft*>;

std::string lowered(std::string text) {
    std::ranges::transform(text, text.begin(), lower);
    return text;
}

std::string whyMissing(int error) {
    if (error == ENOENT) return "is not there";
    if (error == ENOTDIR) return "is not a folder";
    if (error == ETIMEDOUT) return "does not answer";
    return "cannot be read: " + errorText(error);
}

const PlatformRules& targetRules(const PluginSearch& search, const PlatformRules& rules) {
    return search.target != nullptr ? search.target->rules : rules;
}

// The platform's own first, `noarch` last.
int platformRank(const Plugin& plugin, const PlatformRules& rules) {
    if (plugin.platform == rules.folderName) return 0;
    return plugin.platform.empty() ? 1 : 2;
}

std::weak_ordering compareNames(std::string_view left, std::string_view right) {
    return std::lexicographical_compare_three_way(
        left.begin(), left.end(), right.begin(), right.end(), [](char a, char b) {
            return static_cast<unsigned char>(lower(a)) <=> static_cast<unsigned char>(lower(b));
        });
}

// By root, name and version, highest first; what is still alike by platform and path.
bool standsBefore(const Plugin& left, const Plugin& right, const PlatformRules& rules) {
    if (left.root != right.root) return left.root < right.root;
    if (const auto order = compareNames(left.name, right.name); order != 0) return order < 0;
    const auto order = compareVersions(right.version, left.version);
    if (order != 0) return order < 0;
    const int rank = platformRank(left, rules);
    const int otherRank = platformRank(right, rules);
    return rank != otherRank ? rank < otherRank : left.manifestPath < right.manifestPath;
}

// Finds and reads the plugins of all roots. Looking is this thread's affair; what was found is read
// by others meanwhile.
class RootReader {
  public:
    RootReader(const PluginSearch& search, Disk& disk, const PlatformRules& rules,
               Diagnostics& diagnostics)
        : search_(search),
          disk_(disk),
          rules_(rules),
          diagnostics_(diagnostics),
          tasks_(disk.otherThreads()) {}

    void read(const PluginRoot& root, std::size_t index) {
        distrust_.reset();
        unusableIndex_.clear();
        if (search_.readsIndexes && readPublished(root, index)) return;
        const auto names = disk_.list(root.path);
        const FileFacts facts = names ? factsWithin(root) : FileFacts{.error = names.error()};
        if (facts.error != 0) return reportMissing(root, facts.error);
        if (isRepeated(root, index, facts)) return;
        if (!unusableIndex_.empty()) reportIndex(root);
        distrust_ = search_.trust != nullptr ? search_.trust->ofRoot(root.path) : std::nullopt;
        const std::size_t before = drafts_.size();
        disk_.stayNear(root.path);
        for (PluginPlace& place : placesIn(root, *names, disk_, rules_)) {
            place.root = index;
            place.distrust = distrust_;
            addFrom(place);
        }
        disk_.stayNear({});
        if (drafts_.size() == before) return warnIfEmptied(root);
        if (distrust_) reportUntrusted(root);
    }

    // All of them, read, in their order; they stay here, since they are large.
    OrderedDrafts finish() {
        tasks_.finish();
        OrderedDrafts order;
        order.reserve(drafts_.size());
        for (PluginDraft& draft : drafts_) order.push_back(&draft);
        const auto isBefore = [&](const PluginDraft* left, const PluginDraft* right) {
            return standsBefore(left->plugin, right->plugin, targetRules(search_, rules_));
        };
        // As folders are listed is nearly always their order.
        if (!std::ranges::is_sorted(order, isBefore)) std::ranges::sort(order, isBefore);
        return order;
    }

    // As Discovery has them.
    std::vector<std::size_t> published;
    std::vector<std::size_t> repeated;

  private:
    // False where there is no index, or none to go by: then the root is read as if there were none.
    bool readPublished(const PluginRoot& root, std::size_t index) {
        const std::string path = indexPath(root.path, rules_);
        const FileFacts facts = disk_.facts(path);
        if (facts.error == ENOENT || facts.error == ENOTDIR) return false;
        if (facts.error == 0 && isRepeated(root, index, facts)) return true;
        const auto content = trustedIndex(root, path);
        if (!content) return false;
        const auto plugins = parseIndex(*content, rules_);
        if (!plugins) return indexFails(plugins.error());
        auto found = draftsOf(*plugins, root, index);
        if (!found) return indexFails("is damaged");
        published.push_back(index);
        if (found->empty()) warnIfEmptied(root);
        for (PluginDraft& draft : *found) add(std::move(draft));
        return true;
    }

    // Nothing where one of them is no draft.
    std::optional<Drafts> draftsOf(std::vector<IndexedPlugin> plugins, const PluginRoot& root,
                                   std::size_t index) const {
        const auto placeOfPlugin = [&](const IndexedPlugin& plugin) {
            PluginPlace place =
                placeOf(root, plugin.entry, plugin.entry == plugin.manifest, rules_);
            place.root = index;
            return place;
        };
        std::erase_if(plugins, [&](const IndexedPlugin& plugin) {
            return !isForPlatform(placeOfPlugin(plugin).name, targetRules(search_, rules_));
        });
        Drafts all(plugins.size());
        std::atomic<bool> areWhole = true;
        inParallel(plugins.size(), [&](std::size_t i) {
            auto draft = publishedDraft(plugins[i], placeOfPlugin(plugins[i]), rules_);
            if (draft) all[i] = std::move(*draft);
            if (!draft) areWhole = false;
        });
        if (!areWhole) return std::nullopt;
        return all;
    }

    std::optional<std::string> trustedIndex(const PluginRoot& root, const std::string& path) {
        if (search_.trust != nullptr) {
            if (search_.trust->ofRoot(root.path)) return std::nullopt;  // said of the root
            if (const auto distrust = search_.trust->of(path)) {
                unusableIndex_ = describe(*distrust);
                distrustedIndex_ = true;
                return std::nullopt;
            }
        }
        auto content = disk_.read(path, kLargestIndex);
        if (content) return std::move(content->text);
        indexFails("cannot be read: " + errorText(content.error()));
        return std::nullopt;
    }

    bool indexFails(std::string why) {
        unusableIndex_ = std::move(why);
        distrustedIndex_ = false;
        return false;
    }

    // What is not to be trusted may be there to hide what is: so a farm stops at it.
    void reportIndex(const PluginRoot& root) {
        diagnostics_.add(
            {.severity = Severity::kWarning,
             .code = distrustedIndex_ ? "untrusted" : "index-unusable",
             .message = "index '" + indexPath(root.path, rules_) + "' " + unusableIndex_,
             .hint = "the root's plugins are read one by one; to publish it again: "
                     "slipway index " +
                     quoteForShell(root.path, rules_),
             .location = {},
             .leavesOut = distrustedIndex_});
    }

    // A folder may be listed and yet not be entered. Said once, not of every plugin in it.
    FileFacts factsWithin(const PluginRoot& root) {
        return disk_.facts(joinPath(root.path, ".", rules_));
    }

    // One folder named twice, through a link: its plugins would seem to shadow themselves. Known by
    // the folder or, where there is one, by its index: nothing is looked at for this alone.
    bool isRepeated(const PluginRoot& root, std::size_t index, const FileFacts& facts) {
        if (facts.inode == 0) return false;  // a file system without any
        const auto [known, isNew] = seen_.try_emplace({facts.device, facts.inode}, &root);
        if (isNew) return false;
        repeated.push_back(index);
        reportRepeated(root, *known->second);
        return true;
    }

    void reportRepeated(const PluginRoot& root, const PluginRoot& first) {
        diagnostics_.add({.severity = Severity::kWarning,
                          .code = "root-repeated",
                          .message = "plugin root '" + root.path + "' is the same folder as '" +
                                     first.path + "'",
                          .hint = "named by " + root.namedBy + "; it is searched once",
                          .location = {},
                          .concernsLaunch = false});
    }

    // Another platform's is passed over before anything of it is looked at.
    void addFrom(const PluginPlace& place) {
        if (!isForPlatform(place.name, targetRules(search_, rules_))) return;
        if (auto draft = loadPluginDraft(place, search_.trust, disk_, rules_)) {
            add(std::move(*draft));
        }
    }

    // It is read even where it may turn out not to count, which few do: so its tree is gone again
    // before the next one needs the memory.
    void add(PluginDraft draft) {
        PluginDraft& added = drafts_.emplace_back(std::move(draft));
        tasks_.add([&added, this] {
            parsePluginDraft(added);
            read(added);
            added.document.reset();
        });
    }

    void read(PluginDraft& draft) const {
        if (search_.target != nullptr) return readPluginFor(*search_.target, draft);
        readPlugin(draft, search_.places, rules_);
    }

    // The folder that a share is to be mounted on is there, and empty.
    void warnIfEmptied(const PluginRoot& root) {
        if (root.isDefault || !search_.inhabited.contains(root.path)) return;
        diagnostics_.add({.severity = Severity::kWarning,
                          .code = "root-empty",
                          .message = "plugin root '" + root.path + "' is empty, and was not before",
                          .hint = "is its share mounted? named by " + root.namedBy,
                          .location = {},
                          .leavesOut = true});
    }

    // Once, not of every plugin in it.
    void reportUntrusted(const PluginRoot& root) {
        diagnostics_.add({.severity = Severity::kWarning,
                          .code = "untrusted",
                          .message = "plugin root '" + root.path + "' " + describe(*distrust_),
                          .hint = distrust_->advice + "; its plugins are left out",
                          .location = {},
                          .leavesOut = true});
    }

    void reportMissing(const PluginRoot& root, int error) {
        if (root.isDefault && (error == ENOENT || error == ENOTDIR)) return;
        const std::string_view file = fileNameOf(root.path, rules_);
        const bool isManifest = error == ENOTDIR && isManifestName(file);
        diagnostics_.add({.severity = Severity::kWarning,
                          .code = "root-missing",
                          .message = "plugin root '" + root.path + "' " +
                                     (isManifest ? "is a manifest" : whyMissing(error)),
                          .hint = "named by " + root.namedBy +
                                  (isManifest ? "; name the folder that it is in"
                                              : "; its plugins are left out"),
                          .location = {},
                          .leavesOut = true});
    }

    const PluginSearch& search_;
    // Of the root that is being read:
    std::optional<Distrust> distrust_;
    std::string unusableIndex_;  // why; empty: there is none, or it is usable
    bool distrustedIndex_ = false;
    Disk& disk_;
    const PlatformRules& rules_;
    Diagnostics& diagnostics_;
    std::map<std::pair<std::uint64_t, std::uint64_t>, const PluginRoot*> seen_;  // device, inode
    GrowingDrafts drafts_;
    ParallelTasks tasks_;  // last: what it works on must outlive it
};

std::optional<PluginWish> wishFor(const PluginSearch& search, const Plugin& plugin) {
    return search.wishes ? search.wishes(plugin.name) : std::nullopt;
}

bool isWished(const Plugin& plugin, const PluginWish& wish) {
    if (wish.wish != PluginPin::Wish::kVersion) return wish.wish == PluginPin::Wish::kAny;
    return isVersionWithin(plugin.version, wish.version);
}

bool isSameGroup(const Plugin& left, const Plugin& right) {
    return left.root == right.root && compareNames(left.name, right.name) == 0;
}

// Decides which plugin of each name counts (spec 1.2). The drafts are in their order.
class Shadowing {
  public:
    Shadowing(const OrderedDrafts& drafts, const PluginSearch& search)
        : drafts_(drafts), search_(search) {}

    void decide() {
        for (std::size_t begin = 0; begin < drafts_.size();) {
            const std::size_t end = endOfGroup(begin);
            exclude(begin, end);
            decideGroup(begin, end);
            begin = end;
        }
    }

  private:
    // Plugins of one name in one root.
    std::size_t endOfGroup(std::size_t begin) const {
        std::size_t end = begin + 1;
        while (end < drafts_.size() && isSameGroup(plugin(begin), plugin(end))) ++end;
        return end;
    }

    void exclude(std::size_t begin, std::size_t end) {
        const auto wish = wishFor(search_, plugin(begin));
        for (std::size_t i = begin; wish && i < end; ++i) {
            drafts_[i]->plugin.excluded = !isWished(plugin(i), *wish);
        }
    }

    void decideGroup(std::size_t begin, std::size_t end) {
        const std::optional<std::size_t> winner = winnerOf(begin, end);
        if (!winner) return;
        const auto entry = winners_.try_emplace(lowered(plugin(begin).name), *winner).first;
        for (std::size_t i = begin; i < end; ++i) {
            if (i != entry->second && !plugin(i).excluded) {
                drafts_[i]->plugin.shadowedBy = entry->second;
            }
        }
    }

    std::optional<std::size_t> winnerOf(std::size_t begin, std::size_t end) const {
        std::optional<std::size_t> highest;
        for (std::size_t i = begin; i < end; ++i) {
            if (plugin(i).excluded) continue;
            if (!isPrerelease(plugin(i).version) || takesPrereleases(plugin(i))) return i;
            if (!highest) highest = i;
        }
        return highest;
    }

    bool takesPrereleases(const Plugin& plugin) const {
        if (search_.roots[plugin.root].aheadOfEmpty) return true;
        const auto wish = wishFor(search_, plugin);
        return wish && isPrerelease(wish->version);
    }

    const Plugin& plugin(std::size_t index) const { return drafts_[index]->plugin; }

    const OrderedDrafts& drafts_;
    const PluginSearch& search_;
    std::unordered_map<std::string, std::size_t> winners_;
};

std::string versionWords(const Plugin& plugin) {
    return plugin.version.empty() ? "without a version" : plugin.version;
}

// "1.2 - Copy", "1.2.bak": a folder that somebody put aside, beside the one that it is a copy of.
bool isCopyOf(std::string_view version, std::string_view original) {
    if (!version.starts_with(original)) return false;
    const std::string rest = lowered(std::string(version.substr(original.size())));
    constexpr std::string_view kMarks[] = {" ", "~", "(", "copy", "bak", "old", "orig", "save"};
    return std::ranges::any_of(kMarks, [&](auto mark) { return rest.contains(mark); });
}

std::string whyShadowed(const Plugin& loser, const Plugin& winner) {
    if (loser.root != winner.root) return "the earlier root wins, whatever the version";
    const auto order = compareVersions(loser.version, winner.version);
    if (order > 0) return "a pre-release counts only where there is no release";
    if (order < 0 && isCopyOf(winner.version, loser.version)) {
        return "the highest version wins, and '" + winner.version + "' looks like a copy of it";
    }
    if (order < 0) return "the highest version wins";
    return loser.platform != winner.platform ? "of equal versions the platform's own wins"
                                             : "of equal versions the first by path wins";
}

// "/etc/slipway/config.toml:12"
std::string placeOf(const Location& location) {
    return location.source ? location.source->path + ":" + std::to_string(location.line) : "";
}

void reportShadowed(const PluginDraft& loser, const Plugin& winner, Diagnostics& diagnostics) {
    const Plugin& plugin = loser.plugin;
    diagnostics.add({.severity = Severity::kWarning,
                     .code = "plugin-shadowed",
                     .message = "plugin '" + plugin.name + "' " + versionWords(plugin) +
                                " is shadowed by " + versionWords(winner) + " in '" +
                                winner.manifestPath + "'",
                     .hint = whyShadowed(plugin, winner),
                     .location = {loser.source},
                     .concernsLaunch = false});
}

void reportExcluded(const PluginDraft& draft, const PluginWish& wish, Diagnostics& diagnostics) {
    const std::string asked =
        wish.wish == PluginPin::Wish::kNone ? "none of it" : "'" + wish.version + "'";
    diagnostics.add({.severity = Severity::kWarning,
                     .code = "plugin-excluded",
                     .message = "plugin '" + draft.plugin.name + "' " + versionWords(draft.plugin) +
                                " does not count",
                     .hint = "the pin at " + placeOf(wish.location) + " asks for " + asked,
                     .location = {draft.source},
                     .concernsLaunch = false});
}

// A version that a pin asks for and that is nowhere.
void reportMissingVersions(const OrderedDrafts& drafts, const PluginSearch& search,
                           Diagnostics& diagnostics) {
    const auto isExcluded = [](const PluginDraft* draft) { return draft->plugin.excluded; };
    if (std::ranges::none_of(drafts, isExcluded)) return;
    std::map<std::string, std::string> found;  // of the plugins of which every one is excluded
    for (const PluginDraft* draft : drafts) {
        const Plugin& plugin = draft->plugin;
        std::string& versions = found[lowered(plugin.name)];
        if (!versions.empty()) versions += ", ";
        versions += plugin.version.empty() ? "one without a version" : plugin.version;
    }
    for (const PluginDraft* draft : drafts) {
        if (!draft->plugin.excluded) found.erase(lowered(draft->plugin.name));
    }
    for (const PluginDraft* draft : drafts) {
        const Plugin& plugin = draft->plugin;
        const auto versions = found.extract(lowered(plugin.name));
        const auto wish = wishFor(search, plugin);
        if (versions.empty() || !wish || wish->wish != PluginPin::Wish::kVersion) continue;
        diagnostics.add({.severity = Severity::kWarning,
                         .code = "plugin-version-missing",
                         .message = "there is no plugin '" + plugin.name + "' " + wish->version +
                                    "; found: " + versions.mapped(),
                         .hint = "the plugin is left out",
                         .location = wish->location,
                         .leavesOut = true});
    }
}

void reportPassedOver(const OrderedDrafts& drafts, const PluginSearch& search,
                      Diagnostics& diagnostics) {
    for (const PluginDraft* draft : drafts) {
        if (const auto by = draft->plugin.shadowedBy) {
            reportShadowed(*draft, drafts[*by]->plugin, diagnostics);
        } else if (draft->plugin.excluded) {
            reportExcluded(*draft, *wishFor(search, draft->plugin), diagnostics);
        }
    }
    reportMissingVersions(drafts, search, diagnostics);
}

}  // namespace

Discovery discoverPlugins(PluginSearch search, Disk& disk, const PlatformRules& rules,
                          Diagnostics& diagnostics) {
    RootReader reader(search, disk, rules, diagnostics);
    for (std::size_t i = 0; i < search.roots.size(); ++i) reader.read(search.roots[i], i);
    const OrderedDrafts drafts = reader.finish();
    Shadowing(drafts, search).decide();
    for (PluginDraft* draft : drafts) {
        if (draft->plugin.isPassedOver()) forgetManifest(*draft);
        reportProblems(*draft, diagnostics);
    }
    reportPassedOver(drafts, search, diagnostics);
    Discovery discovery{.roots = std::move(search.roots),
                        .plugins = {},
                        .published = std::move(reader.published),
                        .repeated = std::move(reader.repeated)};
    discovery.plugins.reserve(drafts.size());
    for (PluginDraft* draft : drafts) discovery.plugins.push_back(std::move(draft->plugin));
    return discovery;
}

}  // namespace slipway
