// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "manifests/plugin_draft.h"

#include <algorithm>
#include <cerrno>
#include <iterator>

#include "manifests/document.h"

namespace slipway {

namespace {

struct ManifestFile {
    std::string path;
    FileFacts facts;

    bool isAbsent() const { return facts.error == ENOENT || facts.error == ENOTDIR; }
};

// NAME of `NAME.slipway.toml` and `NAME.slipway.json`; else an empty text.
std::string_view nameOfOneFile(std::string_view file) {
    for (std::string_view ending : {".slipway.toml", ".slipway.json"}) {
        if (file.ends_with(ending)) return file.substr(0, file.size() - ending.size());
    }
    return {};
}

bool holdsManifest(const FolderNames& names) {
    return std::ranges::binary_search(names, kTomlManifest) ||
           std::ranges::binary_search(names, kJsonManifest);
}

Format formatOf(std::string_view path) {
    return path.ends_with(".json") ? Format::kJson : Format::kToml;
}

// In the unit people know, rounded up, with a decimal where it matters: "1.1 MB", "200 MB".
std::string megabytes(std::uint64_t bytes) {
    constexpr std::uint64_t kTenth = (1 << 20) / 10;
    const std::uint64_t tenths = bytes / kTenth + (bytes % kTenth == 0 ? 0 : 1);
    const std::string whole = std::to_string(tenths / 10);
    return (tenths >= 100 ? whole : whole + "." + std::to_string(tenths % 10)) + " MB";
}

std::string_view kindOf(FileType type) {
    switch (type) {
        case FileType::kFolder:
            return "a folder";
        case FileType::kFifo:
            return "a FIFO";
        case FileType::kSocket:
            return "a socket";
        default:
            return "a device";
    }
}

std::string whyUnreadable(const FileFacts& facts, int error) {
    const FileType type = fileType(facts);
    if (error == EINVAL && type != FileType::kMissing && type != FileType::kFile) {
        return "is " + std::string(kindOf(type)) + ", not a file";
    }
    if (error == EFBIG) {
        return "is " + megabytes(facts.size) + ", a manifest has at most 1 MB";
    }
    return "cannot be read: " + errorText(error);
}

void addProblem(PluginDraft& draft, std::string code, std::string message, std::string hint = {}) {
    draft.problems.error(std::move(code), {draft.source}, std::move(message), std::move(hint));
}

void loadSource(PluginDraft& draft, const FileFacts& facts, Disk& disk) {
    auto content = disk.read(draft.source->path, kLargestSource);
    if (!content) return addProblem(draft, "unreadable", whyUnreadable(facts, content.error()));
    draft.source->text = std::move(content->text);
}

void loadTrusted(PluginDraft& draft, const PluginPlace& place, const FileFacts& facts,
                 TrustCheck* trust, Disk& disk) {
    draft.isSaid = place.distrust.has_value();
    auto distrust = place.distrust;
    if (!distrust && trust != nullptr) distrust = trust->ofManifest(draft.source->path);
    if (!distrust) return loadSource(draft, facts, disk);
    addProblem(draft, "untrusted", describe(*distrust), distrust->advice);
}

PluginDraft loadDraft(const PluginPlace& place, const ManifestFile& file, TrustCheck* trust,
                      Disk& disk) {
    PluginDraft draft = emptyDraft(place, file.path);
    loadTrusted(draft, place, file.facts, trust, disk);
    return draft;
}

PluginDraft draftOfTwoManifests(const PluginPlace& place, const std::string& path) {
    PluginDraft draft = emptyDraft(place, path);
    addProblem(draft, "two-manifests", "has a slipway.json beside it, a plugin has one manifest",
               "remove one of the two");
    return draft;
}

// There may be the name of a manifest and no manifest, or of a folder and no folder: a link whose
// target is gone.
PluginDraft draftOfDanglingLink(const PluginPlace& place, const std::string& path) {
    PluginDraft draft = emptyDraft(place, path);
    addProblem(draft, "unreadable", "is a link that leads nowhere");
    return draft;
}

// What may be a plugin, and cannot be told to be none.
std::optional<PluginDraft> draftOfUnknown(const PluginPlace& place, int error, Disk& disk) {
    const bool isAnother = error == 0 || error == ENOTDIR || error == EACCES || error == EPERM;
    if (isAnother || disk.entry(place.folder).facts.error == ENOENT) return std::nullopt;
    if (error == ENOENT) return draftOfDanglingLink(place, place.folder);
    PluginDraft draft = emptyDraft(place, place.folder);
    addProblem(draft, "unreadable", "cannot be read: " + errorText(error));
    return draft;
}

struct ListedManifests {
    std::vector<ManifestFile> files;
    int error = 0;  // errno, where the folder cannot be listed
};

// The manifests that a folder has by name. The one look at the folder
// stands for every manifest that it does not have, and for its rights. One that may be entered and
// not listed is asked for both.
ListedManifests manifestsListedIn(const std::string& folder, Disk& disk,
                                  const PlatformRules& rules) {
    const auto names = disk.list(joinPath(folder, ".", rules));  // nothing where it is a file
    std::vector<ManifestFile> files;
    for (const std::string_view name : {kTomlManifest, kJsonManifest}) {
        const bool isNamed = names ? std::ranges::binary_search(*names, name)
                                   : names.error() == EACCES || names.error() == EPERM;
        if (!isNamed) continue;
        const std::string path = joinPath(folder, name, rules);
        ManifestFile file{path, disk.facts(path)};
        if (names || !file.isAbsent()) files.push_back(std::move(file));
    }
    return {std::move(files), names ? 0 : names.error()};
}

// Nearly every folder in a root is a plugin with one manifest: two looks at names cost less than a
// listing. Nothing where it is not.
std::optional<ManifestFile> onlyManifestIn(const std::string& folder, Disk& disk,
                                           const PlatformRules& rules) {
    Disk& own = disk.ofPlugins();
    if (fileType(own.entry(folder).facts) != FileType::kFolder) return std::nullopt;
    own.facts(folder);  // ahead of what is in it: so it stands for the manifest that is missing
    const std::string toml = joinPath(folder, kTomlManifest, rules);
    const std::string json = joinPath(folder, kJsonManifest, rules);
    const int tomlError = own.entry(toml).facts.error;
    const int jsonError = own.entry(json).facts.error;
    if (tomlError == 0 && jsonError == ENOENT) return ManifestFile{toml, disk.facts(toml)};
    if (jsonError == 0 && tomlError == ENOENT) return ManifestFile{json, disk.facts(json)};
    return std::nullopt;
}

std::string leftOut(const Plugin& plugin, std::ptrdiff_t errors) {
    std::string text = "plugin '" + plugin.name + "' is left out";
    if (errors > 1) text += ", with " + std::to_string(errors) + " errors";
    return text;
}

bool isError(const Diagnostic& diagnostic) {
    return diagnostic.severity == Severity::kError;
}

}  // namespace

bool isManifestName(std::string_view file) {
    return file == kTomlManifest || file == kJsonManifest || !nameOfOneFile(file).empty();
}

PluginPlace placeOf(const PluginRoot& root, std::string_view entry, bool isOneFile,
                    const PlatformRules& rules) {
    const std::string path = entry.empty() ? root.path : joinPath(root.path, entry, rules);
    const std::string_view folderName = entry.empty() ? fileNameOf(root.path, rules) : entry;
    return {.entry = std::string(entry),
            .name = parseFolderName(isOneFile ? nameOfOneFile(entry) : folderName),
            .rootPath = root.path,
            .folder = isOneFile ? root.path : path,
            .file = isOneFile ? path : std::string()};
}

std::vector<PluginPlace> placesIn(const PluginRoot& root, const FolderNames& names, Disk& disk,
                                  const PlatformRules& rules) {
    if (holdsManifest(names)) return {placeOf(root, {}, false, rules)};
    std::vector<PluginPlace> places;
    places.reserve(names.size());
    for (const std::string& name : names) {
        if (name.starts_with('.')) continue;
        const bool isOneFile =
            !nameOfOneFile(name).empty() &&
            fileType(disk.facts(joinPath(root.path, name, rules))) != FileType::kFolder;
        places.push_back(placeOf(root, name, isOneFile, rules));
    }
    return places;
}

PluginDraft emptyDraft(const PluginPlace& place, const std::string& manifest) {
    PluginDraft draft;
    draft.entry = place.entry;
    draft.plugin = {.name = place.name.name,
                    .version = place.name.version,
                    .platform = place.name.platform,
                    .root = place.root,
                    .folder = place.folder,
                    .manifestPath = manifest};
    draft.source = std::make_shared<Source>();
    draft.source->path = manifest;
    draft.source->folder = place.folder;
    draft.source->plugin =
        PluginFacts{place.name.name, place.name.version, place.folder, place.rootPath};
    return draft;
}

void identify(PluginDraft& draft) {
    Plugin& plugin = draft.plugin;
    const PluginIdentity identity = readPluginIdentity(*draft.document);
    if (identity.name && !identity.name->empty()) plugin.name = *identity.name;
    if (identity.version && !identity.version->empty()) plugin.version = *identity.version;
    draft.source->plugin->name = plugin.name;
    draft.source->plugin->version = plugin.version;
}

std::optional<PluginDraft> loadPluginDraft(const PluginPlace& place, TrustCheck* trust, Disk& disk,
                                           const PlatformRules& rules) {
    if (!place.file.empty()) {
        return loadDraft(place, {place.file, disk.facts(place.file)}, trust, disk);
    }
    const auto only = onlyManifestIn(place.folder, disk, rules);
    if (only && !only->isAbsent()) {
        return loadDraft(place, *only, trust, disk);
    }
    const auto [files, error] = manifestsListedIn(place.folder, disk, rules);
    if (files.empty()) return draftOfUnknown(place, error, disk);
    const auto there = std::ranges::find_if_not(files, &ManifestFile::isAbsent);
    if (there == files.end()) return draftOfDanglingLink(place, files.front().path);
    const auto isThere = [](const ManifestFile& file) { return file.facts.error == 0; };
    if (std::ranges::count_if(files, isThere) == 2) {
        return draftOfTwoManifests(place, files.front().path);
    }
    return loadDraft(place, *there, trust, disk);
}

void parsePluginDraft(PluginDraft& draft) {
    if (draft.document || draft.problems.hasErrors()) return;
    auto document = readDocument(draft.source, formatOf(draft.source->path));
    if (!document) return draft.problems.add(document.error());
    draft.document = std::move(*document);
    identify(draft);
}

std::optional<PluginDraft> readPluginDraft(const PluginPlace& place, TrustCheck* trust, Disk& disk,
                                           const PlatformRules& rules) {
    auto draft = loadPluginDraft(place, trust, disk, rules);
    if (draft) parsePluginDraft(*draft);
    return draft;
}

void readPlugin(PluginDraft& draft, const std::shared_ptr<const Places>& places,
                const PlatformRules& rules) {
    draft.source->places = places;
    if (draft.document) {
        draft.plugin.manifest = readManifest(*draft.document, rules, draft.mistakes);
    }
    draft.plugin.broken = draft.problems.hasErrors() || draft.mistakes.hasErrors();
    if (draft.plugin.broken) draft.plugin.manifest = {};
}

void readPluginFor(const Target& target, PluginDraft& draft) {
    const auto translate = [&](std::string& path) { path = target.path(path).value_or(path); };
    translate(draft.source->folder);
    if (auto& facts = draft.source->plugin) {
        translate(facts->folder);
        translate(facts->root);
    }
    readPlugin(draft, target.places, target.rules);
}

void forgetManifest(PluginDraft& draft) {
    draft.plugin.manifest = {};
    draft.mistakes = {};
    draft.plugin.broken = draft.problems.hasErrors();
}

// A launch says one line of a broken plugin, and nothing of one that would not count anyway.
void reportProblems(const PluginDraft& draft, Diagnostics& diagnostics) {
    std::vector<Diagnostic> all = draft.problems.list();
    std::ranges::copy(draft.mistakes.list(), std::back_inserter(all));
    const auto errors = std::ranges::count_if(all, isError);
    bool isSaid = draft.plugin.isPassedOver() || draft.isSaid;
    for (Diagnostic& diagnostic : all) {
        const bool isFirst = isError(diagnostic) && !isSaid;
        if (draft.plugin.isPassedOver() || errors > 0) diagnostic.concernsLaunch = isFirst;
        if (isFirst) {
            if (!diagnostic.hint.empty()) diagnostic.hint += "; ";
            diagnostic.hint += leftOut(draft.plugin, errors);
            isSaid = true;
        }
        diagnostics.add(std::move(diagnostic));
    }
}

}  // namespace slipway
