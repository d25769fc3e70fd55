// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "manifests/plugin_roots.h"

#include <algorithm>
#include <optional>
#include <set>
#include <span>
#include <string_view>

#include "resolver/text.h"

namespace slipway {

namespace {

using Roots = std::vector<PluginRoot>;

// A variable that lists roots.
struct ListVariable {
    std::string_view name;
    bool emptyStandsForTheRest;  // an empty entry: what would be searched without the variable
};

// The first that names any root replaces those behind it, and the defaults.
constexpr ListVariable kLists[] = {
    {.name = "SLIPWAY_PLUGIN_PATH", .emptyStandsForTheRest = true},
    {.name = "FTRACK_CONNECT_PLUGIN_PATH", .emptyStandsForTheRest = false},
};

// What one list says: its roots, and where among them its first empty entry stands.
struct NamedRoots {
    Roots roots;
    std::optional<std::size_t> empty;
};

// The user's folder for data of applications.
std::optional<std::string> dataFolder(const PlatformRules& rules, const Variables& variables) {
    if (rules.platform == Platform::kWindows) return nonEmpty(variables, "LOCALAPPDATA");
    if (rules.platform == Platform::kLinux) {
        const auto folder = nonEmpty(variables, "XDG_DATA_HOME");
        if (folder && isAbsolutePath(*folder, rules)) return folder;
    }
    const auto home = homeFolder(rules, variables);
    if (!home) return std::nullopt;
    const bool isMacos = rules.platform == Platform::kMacos;
    return joinPath(*home, isMacos ? "Library/Application Support" : ".local/share", rules);
}

// On Windows paths are one that differ in case or in the way their separators lean.
std::string identity(std::string path, const PlatformRules& rules) {
    if (rules.platform != Platform::kWindows) return path;
    std::ranges::transform(path, path.begin(), [](char c) { return c == '/' ? '\\' : lower(c); });
    return path;
}

Roots withoutRepeats(Roots roots, const PlatformRules& rules) {
    std::set<std::string> seen;
    std::erase_if(roots, [&](const PluginRoot& root) {
        return !seen.insert(identity(root.path, rules)).second;
    });
    return roots;
}

// The entries of a list that is parted as PATH is. On Windows quotes keep a separator within an
// entry; they are none of it, and go last (withoutQuotes).
template <class Visit>
void forEachPath(std::string_view list, const PlatformRules& rules, Visit&& visit) {
    bool isQuoted = false;
    std::size_t begin = 0;
    for (std::size_t i = 0; i < list.size(); ++i) {
        if (list[i] == '"' && rules.platform == Platform::kWindows) isQuoted = !isQuoted;
        if (list[i] != rules.listSeparator || isQuoted) continue;
        visit(list.substr(begin, i - begin));
        begin = i + 1;
    }
    visit(list.substr(begin));
}

std::string withoutQuotes(std::string_view path, const PlatformRules& rules) {
    std::string plain(path);
    if (rules.platform == Platform::kWindows) std::erase(plain, '"');
    return plain;
}

PluginRoot defaultRoot(std::string_view data, std::string_view below, const PlatformRules& rules) {
    return {.path = tidyPath(joinPath(data, below, rules), rules),
            .namedBy = "default",
            .isDefault = true};
}

class RootFinder {
  public:
    RootFinder(const std::vector<ConfiguredPath>& configured, const PlatformRules& rules,
               const Variables& variables, Diagnostics& diagnostics)
        : configured_(configured),
          rules_(rules),
          variables_(variables),
          diagnostics_(diagnostics) {}

    Roots roots(std::span<const ListVariable> lists) {
        if (lists.empty()) return configuredOrDefaults();
        const std::optional<std::string> value = variables_(lists.front().name);
        NamedRoots named = value ? read(*value, lists.front()) : NamedRoots{};
        if (named.roots.empty()) return roots(lists.subspan(1));
        if (named.empty) insert(roots(lists.subspan(1)), named.roots, *named.empty);
        return std::move(named.roots);
    }

  private:
    NamedRoots read(std::string_view value, const ListVariable& list) {
        NamedRoots named;
        forEachPath(value, rules_, [&](std::string_view entry) {
            if (!entry.empty()) {
                addEntry(entry, list, named.roots);
            } else if (list.emptyStandsForTheRest && !named.empty) {
                named.empty = named.roots.size();
            }
        });
        return named;
    }

    // A variable within the entry may itself hold a list.
    void addEntry(std::string_view entry, const ListVariable& list, Roots& roots) {
        const std::string expanded = expandPath(entry, rules_, variables_);
        forEachPath(expanded, rules_, [&](std::string_view written) {
            const std::string path = withoutQuotes(written, rules_);
            if (isAbsolutePath(path, rules_)) {
                roots.push_back({tidyPath(path, rules_), std::string(list.name)});
            } else if (!path.empty()) {
                reportRelative(path, list);
            }
        });
    }

    void reportRelative(std::string_view path, const ListVariable& list) {
        const bool hasReference = path.find_first_of("$%") != std::string_view::npos;
        diagnostics_.lack("root-relative", {},
                          "'" + std::string(path) + "' in " + std::string(list.name) +
                              " is no absolute path and is passed over",
                          hasReference
                              ? "the variable in it is not set"
                              : "plugins are never searched for relative to the working folder");
    }

    static void insert(const Roots& rest, Roots& roots, std::size_t empty) {
        const auto at = roots.begin() + static_cast<std::ptrdiff_t>(empty);
        std::for_each(roots.begin(), at, [](PluginRoot& root) { root.aheadOfEmpty = true; });
        roots.insert(at, rest.begin(), rest.end());
    }

    Roots configuredOrDefaults() const {
        NamedRoots named;
        for (const ConfiguredPath& path : configured_) {
            if (!path.path.empty()) {
                named.roots.push_back({path.path, namedBy(path)});
            } else if (!named.empty) {
                named.empty = named.roots.size();
            }
        }
        if (named.roots.empty()) return defaults();
        if (named.empty) insert(defaults(), named.roots, *named.empty);
        return std::move(named.roots);
    }

    static std::string namedBy(const ConfiguredPath& path) {
        const Source* source = path.location.source.get();
        return "plugin_path" + (source != nullptr ? " of '" + source->path + "'" : "");
    }

    Roots defaults() const { return defaultPluginRoots(rules_, variables_); }

    const std::vector<ConfiguredPath>& configured_;
    const PlatformRules& rules_;
    const Variables& variables_;
    Diagnostics& diagnostics_;
};

}  // namespace

Roots defaultPluginRoots(const PlatformRules& rules, const Variables& variables) {
    const std::optional<std::string> data = dataFolder(rules, variables);
    if (!data || !isAbsolutePath(*data, rules)) return {};
    if (rules.platform == Platform::kWindows) {
        return {defaultRoot(*data, "slipway\\plugins", rules),
                defaultRoot(*data, "ftrack\\ftrack-connect-plugins", rules)};
    }
    return {defaultRoot(*data, "slipway/plugins", rules),
            defaultRoot(*data, "ftrack-connect-plugins", rules)};
}

Roots findPluginRoots(const std::vector<ConfiguredPath>& configured, const PlatformRules& rules,
                      const Variables& variables, Diagnostics& diagnostics) {
    RootFinder finder(configured, rules, variables, diagnostics);
    return withoutRepeats(finder.roots(kLists), rules);
}

}  // namespace slipway
