// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "manifests/plugin_draft.h"

#include <algorithm>
#include <cerrno>

#include "manifests/document.h"

namespace slipway {

namespace {

struct ManifestFile {
    std::string path;
    FileFacts facts;

    bool isAbsent() const { return facts.error == ENOENT || facts.error == ENOTDIR; }
};

Format formatOf(std::string_view path) {
    return path.ends_with(".json") ? Format::kJson : Format::kToml;
}

PluginDraft emptyDraft(const PluginPlace& place, const std::string& path) {
    PluginDraft draft;
    draft.plugin = {.name = place.name.name,
                    .version = place.name.version,
                    .platform = place.name.platform,
                    .root = place.root,
                    .folder = place.folder,
                    .manifestPath = path};
    draft.source = std::make_shared<Source>();
    draft.source->path = path;
    draft.source->folder = place.folder;
    return draft;
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

// A manifest's own name and version win over the folder's.
void takeIdentity(const Node& document, Plugin& plugin) {
    const PluginIdentity identity = readPluginIdentity(document);
    if (identity.name && !identity.name->empty()) plugin.name = *identity.name;
    if (identity.version && !identity.version->empty()) plugin.version = *identity.version;
}

void readSource(PluginDraft& draft, const FileFacts& facts, Disk& disk) {
    auto content = disk.read(draft.source->path, kLargestSource);
    if (!content) return addProblem(draft, "unreadable", whyUnreadable(facts, content.error()));
    draft.source->text = std::move(content->text);
    auto document = readDocument(draft.source, formatOf(draft.source->path));
    if (!document) return draft.problems.add(document.error());
    takeIdentity(*document, draft.plugin);
    draft.document = std::move(*document);
}

void readTrusted(PluginDraft& draft, const PluginPlace& place, const FileFacts& facts,
                 TrustCheck* trust, Disk& disk) {
    draft.isSaid = place.distrust.has_value();
    auto distrust = place.distrust;
    if (!distrust && trust != nullptr) distrust = trust->of(draft.source->path);
    if (!distrust) return readSource(draft, facts, disk);
    addProblem(draft, "untrusted", describe(*distrust), distrust->advice);
}

PluginDraft readDraft(const PluginPlace& place, const ManifestFile& file, TrustCheck* trust,
                      Disk& disk) {
    PluginDraft draft = emptyDraft(place, file.path);
    readTrusted(draft, place, file.facts, trust, disk);
    const Plugin& plugin = draft.plugin;
    draft.source->plugin = PluginFacts{plugin.name, plugin.version, place.folder, place.rootPath};
    return draft;
}

PluginDraft draftOfTwoManifests(const PluginPlace& place, const std::string& path) {
    PluginDraft draft = emptyDraft(place, path);
    addProblem(draft, "two-manifests", "has a slipway.json beside it, a plugin has one manifest",
               "remove one of the two");
    return draft;
}

// A folder may hold the name of a manifest and no manifest: a link whose target is gone.
PluginDraft draftOfDanglingLink(const PluginPlace& place, const std::string& path) {
    PluginDraft draft = emptyDraft(place, path);
    addProblem(draft, "unreadable", "is a link that leads nowhere");
    return draft;
}

// The manifests that a folder has by name. The one look at the folder
// stands for every manifest that it does not have, and for its rights. One that may be entered and
// not listed is asked for both.
std::vector<ManifestFile> manifestsIn(const std::string& folder, Disk& disk,
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
    return files;
}

std::string leftOut(const Plugin& plugin, std::ptrdiff_t errors) {
    std::string text = "plugin '" + plugin.name + "' is left out";
    if (errors > 1) text += ", with " + std::to_string(errors) + " errors";
    return text;
}

bool isError(const Diagnostic& diagnostic) {
    return diagnostic.severity == Severity::kError;
}

// A launch says one line of a broken plugin, and nothing of one that would not count anyway.
void reportProblems(const PluginDraft& draft, Diagnostics& diagnostics) {
    const auto errors = std::ranges::count_if(draft.problems.list(), isError);
    bool isSaid = draft.plugin.isPassedOver() || draft.isSaid;
    for (Diagnostic diagnostic : draft.problems.list()) {
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

}  // namespace

std::optional<PluginDraft> readPluginDraft(const PluginPlace& place, TrustCheck* trust, Disk& disk,
                                           const PlatformRules& rules) {
    if (!place.file.empty()) {
        return readDraft(place, {place.file, disk.facts(place.file)}, trust, disk);
    }
    const std::vector<ManifestFile> files = manifestsIn(place.folder, disk, rules);
    if (files.empty()) return std::nullopt;
    const auto there = std::ranges::find_if_not(files, &ManifestFile::isAbsent);
    if (there == files.end()) return draftOfDanglingLink(place, files.front().path);
    const auto isThere = [](const ManifestFile& file) { return file.facts.error == 0; };
    if (std::ranges::count_if(files, isThere) == 2) {
        return draftOfTwoManifests(place, files.front().path);
    }
    return readDraft(place, *there, trust, disk);
}

void finishPlugin(PluginDraft& draft, const std::shared_ptr<const Places>& places,
                  const PlatformRules& rules, Diagnostics& diagnostics) {
    draft.source->places = places;
    if (draft.document && !draft.plugin.isPassedOver()) {
        draft.plugin.manifest = readManifest(*draft.document, rules, draft.problems);
    }
    draft.plugin.broken = draft.problems.hasErrors();
    if (draft.plugin.broken) draft.plugin.manifest = {};
    reportProblems(draft, diagnostics);
}

}  // namespace slipway
