// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "cli/manifest_check.h"
#include "cli/near_manifests.h"
#include "cli/planned_launch.h"
#include "cli/root_index.h"
#include "cli/syntax.h"
#include "cli/terminal.h"
#include "cli/verbs.h"
#include "installer/path_of.h"
#include "installer/plugin_store.h"
#include "manifests/plugin_draft.h"
#include "manifests/plugin_roots.h"
#include "manifests/published_index.h"
#include "resolver/text.h"
#include "resolver/version.h"

namespace slipway {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kArchiveEnding = ".zip";

int fail(const Surroundings& surroundings, const std::string& why) {
    surroundings.err << "slipway: " << printable(why) << "\n";
    return 1;
}

// The first that is searched, unless one is named; a default one may be missing still.
std::expected<PluginRoot, std::string> rootOf(const std::string& named,
                                              const Surroundings& surroundings) {
    if (!named.empty()) {
        const auto path = absolutePath(named, surroundings);
        if (path && fileType(surroundings.disk.facts(*path)) == FileType::kFolder) {
            return PluginRoot{.path = tidyPath(*path, surroundings.rules), .namedBy = "--root"};
        }
        return std::unexpected(inQuotes(named) + " is not a folder");
    }
    const Studio studio = studioOf(surroundings);
    if (!studio.discovery.roots.empty()) return studio.discovery.roots.front();
    return std::unexpected("there is no plugin root; say --root ROOT");
}

// NAME-VERSION[-PLATFORM]: an error is what is wrong with it.
std::expected<FolderName, std::string> checkedName(const std::string& name) {
    const auto parts = partsOf({.path = name, .isFolder = true});
    if (!parts) return std::unexpected(inQuotes(name) + " cannot name a plugin: " + parts.error());
    FolderName folder = parseFolderName(name);
    const bool isOne = parts->size() == 1 && !name.starts_with('.') && !name.starts_with('-');
    if (isOne && !folder.name.empty() && !folder.version.empty()) return folder;
    return std::unexpected(inQuotes(name) +
                           " does not say which version it is: a plugin is called NAME-VERSION or "
                           "NAME-VERSION-PLATFORM, as my-plugin-1.2.0-linux");
}

// What it is brought in, and its name.
struct Brought {
    PluginSourcePointer source;
    std::string name;
};

bool hasArchiveEnding(std::string_view name) {
    return name.size() > kArchiveEnding.size() &&
           equals(name.substr(name.size() - kArchiveEnding.size()), kArchiveEnding, Case::kIgnored);
}

std::expected<Brought, std::string> bring(const std::string& named,
                                          const Surroundings& surroundings) {
    const std::string path =
        tidyPath(absolutePath(named, surroundings).value_or(named), surroundings.rules);
    std::string name(fileNameOf(path, surroundings.rules));
    const FileType type = fileType(surroundings.disk.facts(path));
    if (type == FileType::kMissing) return std::unexpected(inQuotes(named) + " is not there");
    const bool isArchive = type == FileType::kFile && hasArchiveEnding(name);
    if (isArchive) name.resize(name.size() - kArchiveEnding.size());
    if (type != FileType::kFolder && !isArchive) {
        return std::unexpected(inQuotes(named) + " is neither a folder nor a .zip archive");
    }
    if (auto checked = checkedName(name); !checked) return std::unexpected(checked.error());
    auto source = isArchive ? openPluginArchive(path) : openPluginFolder(path);
    if (!source) return std::unexpected(inQuotes(named) + ": " + source.error());
    return Brought{*std::move(source), name};
}

std::string insteadOfThem(const std::string& folder, const Surroundings& surroundings) {
    const auto near = nearManifest(folder, surroundings.disk, surroundings.rules);
    return near ? ", but " + inQuotes(near->substr(folder.size() + 1)) : "";
}

// Errors of its manifest are why it is not taken in; warnings are said.
std::optional<std::string> whyNotTaken(const fs::path& folder, const Surroundings& surroundings) {
    std::vector<std::string> manifests;
    for (const std::string_view name : {kTomlManifest, kJsonManifest}) {
        std::error_code failed;
        if (fs::is_regular_file(folder / name, failed)) {
            manifests.push_back(utf8Of(folder / name));
        }
    }
    if (manifests.empty())
        return "it holds no slipway.toml and no slipway.json" +
               insteadOfThem(utf8Of(folder), surroundings);
    if (manifests.size() != 1) return "it holds both slipway.toml and slipway.json";
    const auto report = checkPaths(manifests, surroundings);
    if (!report) return report.error();
    if (report->diagnostics.empty()) return std::nullopt;
    surroundings.err << checkText(*report, surroundings.errScreen);
    if (report->count(Severity::kError) == 0) return std::nullopt;
    return "its manifest has errors";
}

// Where launches go by what was published they are to go by what is there now.
int renewIndex(const PluginRoot& root, const Surroundings& surroundings) {
    const std::string index = indexPath(root.path, surroundings.rules);
    if (fileType(surroundings.disk.facts(index)) == FileType::kMissing) return 0;
    const auto published = publishIndex(root.path, surroundings);
    if (!published) {
        return fail(surroundings,
                    "the index was not renewed, launches go by the old one: " + published.error());
    }
    surroundings.out << "index renewed: " << counted(published->plugins, "plugin") << "\n";
    return 0;
}

// Those of one name that are there, by their folders' names.
std::vector<std::string> foldersOf(const FolderName& wanted, const std::string& root,
                                   const Surroundings& surroundings) {
    std::vector<std::string> folders;
    const auto names = surroundings.disk.list(root);
    if (!names) return folders;
    for (const std::string& name : *names) {
        const FolderName folder = parseFolderName(name);
        const std::string path = joinPath(root, name, surroundings.rules);
        const bool isIt = equals(folder.name, wanted.name, Case::kIgnored) &&
                          (wanted.version.empty() || folder.version == wanted.version) &&
                          (wanted.platform.empty() || folder.platform == wanted.platform);
        if (isIt && fileType(surroundings.disk.facts(path)) == FileType::kFolder) {
            folders.push_back(name);
        }
    }
    return folders;
}

std::string listed(const std::vector<std::string>& names) {
    std::string text;
    for (const std::string& name : names) text += (text.empty() ? "" : ", ") + inQuotes(name);
    return text;
}

void sayOthers(const std::string& name, const PluginRoot& root, const Surroundings& surroundings) {
    const FolderName added = parseFolderName(name);
    std::vector<std::string> others = foldersOf({added.name, {}, {}}, root.path, surroundings);
    std::erase(others, name);
    if (others.empty()) return;
    surroundings.out << "also there: " << printable(listed(others))
                     << "; 'slipway plugin remove NAME-VERSION' removes one\n";
}

int add(const std::string& named, const std::string& rootName, const Surroundings& surroundings) {
    const auto root = rootOf(rootName, surroundings);
    if (!root) return wrongUsage(surroundings, root.error());
    auto brought = bring(named, surroundings);
    if (!brought) return fail(surroundings, "not added: " + brought.error());
    std::error_code failed;
    if (root->isDefault) fs::create_directories(pathOf(root->path), failed);
    auto stage = PluginStage::make(root->path);
    if (!stage) return fail(surroundings, "not added: " + stage.error());
    const auto unpacked = stage->unpack(*brought->source, brought->name);
    if (!unpacked) {
        return fail(surroundings, "not added: " + inQuotes(named) + ": " + unpacked.error());
    }
    if (const auto why = whyNotTaken(pathOf(stage->folderOf(brought->name)), surroundings)) {
        return fail(surroundings, "not added: " + inQuotes(named) + ": " + *why);
    }
    const auto placed = stage->place(brought->name);
    if (!placed) return fail(surroundings, "not added: " + placed.error());
    surroundings.out << (*placed ? "replaced " : "added ")
                     << printable(joinPath(root->path, brought->name, surroundings.rules)) << "\n";
    sayOthers(brought->name, *root, surroundings);
    return renewIndex(*root, surroundings);
}

int remove(const std::string& name, const std::string& rootName, const Surroundings& surroundings) {
    const auto root = rootOf(rootName, surroundings);
    if (!root) return wrongUsage(surroundings, root.error());
    auto folders = foldersOf(parseFolderName(name), root->path, surroundings);
    if (std::ranges::find(folders, name) != folders.end()) folders = {name};
    if (folders.empty()) {
        return fail(surroundings, "there is no plugin " + inQuotes(name) + " in " +
                                      inQuotes(root->path) + "; --root ROOT names another root");
    }
    if (folders.size() > 1) {
        return wrongUsage(surroundings, inQuotes(name) + " is " + listed(folders) + ": say which");
    }
    auto stage = PluginStage::make(root->path);
    if (!stage) return fail(surroundings, "not removed: " + stage.error());
    const auto taken = stage->take(folders.front());
    if (!taken) return fail(surroundings, "not removed: " + taken.error());
    surroundings.out << "removed "
                     << printable(joinPath(root->path, folders.front(), surroundings.rules))
                     << "\n";
    return renewIndex(*root, surroundings);
}

std::string_view stateOf(const Plugin& plugin) {
    if (plugin.shadowedBy) return "shadowed";
    if (plugin.excluded) return "excluded";
    return plugin.broken ? "broken" : "";
}

bool isListed(const Plugin& plugin, const Studio& studio, const std::string& root) {
    return root.empty() || studio.discovery.roots[plugin.root].path == root;
}

int list(const std::string& rootName, bool json, const Surroundings& surroundings) {
    std::string root;
    Studio studio = studioOf(surroundings);
    if (!rootName.empty()) {
        const auto named = rootOf(rootName, surroundings);
        if (!named) return wrongUsage(surroundings, named.error());
        root = named->path;
        const bool isSearched =
            std::ranges::find(studio.discovery.roots, root, &PluginRoot::path) !=
            studio.discovery.roots.end();
        if (!isSearched) studio = readStudio({*named}, hostOf(surroundings));
    }
    nlohmann::json plugins = nlohmann::json::array();
    std::string text;
    for (const Plugin& plugin : studio.discovery.plugins) {
        if (!isListed(plugin, studio, root)) continue;
        const std::string state(stateOf(plugin));
        plugins.push_back({{"name", plugin.name},
                           {"version", plugin.version},
                           {"platform", plugin.platform},
                           {"folder", plugin.folder},
                           {"root", studio.discovery.roots[plugin.root].path},
                           {"state", state.empty() ? "counts" : state}});
        text += printable(plugin.name + (plugin.version.empty() ? "" : " " + plugin.version)) +
                "  " + printable(plugin.folder) + (state.empty() ? "" : "  (" + state + ")") + "\n";
    }
    const nlohmann::json whole = {{"plugins", plugins}};
    surroundings.out << (json ? whole.dump(2) + "\n" : text);
    return 0;
}

}  // namespace

int runPlugin(const Surroundings& surroundings, Arguments arguments) {
    std::string root;
    bool json = false;
    const Syntax syntax{
        .verb = "plugin",
        .usage = "add ZIP|DIR | remove NAME[-VERSION] | list [--json], each with [--root ROOT]",
        .about =
            "'add' brings a plugin into a root: a folder, or a .zip archive, named as ftrack "
            "Connect names them, my-plugin-1.2.0-linux.zip. It is looked through first, unpacked "
            "beside what is there, and has its name only when it is whole; one of the same name is "
            "there until then. Other versions stay. 'remove' takes one away. Where the root has "
            "a published index, that is renewed.\n"
            "'list' says which plugins are found, and which of them do not count.",
        .options = {{"--root", "ROOT", "the plugin root; default: the first that is searched",
                     &root},
                    {"--json", "", "the list as JSON", &json}},
        .examples = {{"slipway plugin add my-plugin-1.2.0-linux.zip", ""}},
        .fewest = 1,
        .most = 2};
    const auto parsed = parse(syntax, arguments, surroundings);
    if (!parsed) return parsed.error();
    const std::vector<std::string>& words = parsed->positionals;
    if (words[0] == "add" && words.size() == 2) return add(words[1], root, surroundings);
    if (words[0] == "remove" && words.size() == 2) return remove(words[1], root, surroundings);
    if (words[0] == "list" && words.size() == 1) return list(root, json, surroundings);
    return wrongUsage(surroundings, "'plugin' is 'add ZIP|DIR', 'remove NAME[-VERSION]' or 'list'");
}

}  // namespace slipway
