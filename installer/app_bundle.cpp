// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "installer/app_bundle.h"

#include <plist/plist.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string_view>

#include "installer/content_of.h"
#include "installer/launcher_files.h"
#include "installer/path_of.h"
#include "installer/workplace.h"
#include "resolver/text.h"

namespace slipway {

namespace {

namespace fs = std::filesystem;
using Outcome = PlannedShim::Outcome;
using Kind = Change::Kind;

constexpr const char* kShim = "SlipwayShim";  // by which Slipway knows its own
constexpr const char* kMade = "SlipwayFoldersMade";
constexpr std::string_view kListFile = "/Contents/Info.plist";
constexpr std::string_view kScriptFile = "/Contents/MacOS/launch";
constexpr std::string_view kIconFile = "/Contents/Resources/icon.icns";
// The parser recurses: in so much text nothing is nested deep enough to exhaust the stack.
constexpr std::size_t kLargestList = 128 * 1024;

// --- property lists

struct FreeList {
    void operator()(plist_t list) const { plist_free(list); }
};
using PropertyList = std::unique_ptr<void, FreeList>;
struct FreeText {
    void operator()(char* text) const { std::free(text); }
};
using OwnedText = std::unique_ptr<char, FreeText>;

void setText(const PropertyList& list, const char* key, const std::string& text) {
    plist_dict_set_item(list.get(), key, plist_new_string(text.c_str()));
}

std::string xmlOf(const PropertyList& list) {
    char* text = nullptr;
    std::uint32_t size = 0;
    plist_to_xml(list.get(), &text, &size);
    const OwnedText owner(text);
    return std::string(text, size);
}

PropertyList listIn(const std::string& text) {
    plist_t list = nullptr;
    if (text.size() > kLargestList) return nullptr;
    plist_from_xml(text.data(), static_cast<std::uint32_t>(text.size()), &list);
    PropertyList owner(list);
    return list != nullptr && plist_get_node_type(list) == PLIST_DICT ? std::move(owner) : nullptr;
}

std::string textIn(const PropertyList& list, const char* key) {
    plist_t value = plist_dict_get_item(list.get(), key);
    if (value == nullptr || plist_get_node_type(value) != PLIST_STRING) return {};
    char* text = nullptr;
    plist_get_string_val(value, &text);
    const OwnedText owner(text);
    return text == nullptr ? "" : text;
}

std::size_t numberIn(const PropertyList& list, const char* key) {
    plist_t value = plist_dict_get_item(list.get(), key);
    if (value == nullptr || plist_get_node_type(value) != PLIST_UINT) return 0;
    std::uint64_t number = 0;
    plist_get_uint_val(value, &number);
    return number;
}

// What macOS tells applications by: letters, digits, '-' and '.'.
std::string identifierOf(const std::string& name) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string identifier = "org.slipway.launcher.";
    for (char c : name) {
        if (isLetter(c) || isDigit(c)) {
            identifier += c;
            continue;
        }
        const auto byte = static_cast<unsigned char>(c);
        identifier += {'-', kDigits[byte / 16], kDigits[byte % 16]};
    }
    return identifier;
}

// --- what belongs to one

bool hasIcon(const Launcher& launcher) {
    return launcher.icon.starts_with('/') && launcher.icon.ends_with(".icns");
}

std::string scriptOf(const std::string& shim) {
    std::string quoted = "'";
    for (char c : shim) c == '\'' ? quoted += "'\\''" : quoted += c;
    return "#!/bin/sh\nexec " + quoted + "' \"$@\"\n";
}

std::string bundleName(const std::string& label) {
    std::string name = onOneLine(label);
    std::ranges::replace(name, '/', '-');
    std::ranges::replace(name, ':', '-');  // Finder's own '/'
    if (name.starts_with('.')) name.front() = '_';
    return name + ".app";
}

struct OwnBundle {
    std::string path;
    std::string shim;
    std::size_t made;
};

std::optional<OwnBundle> ownBundle(const std::string& path) {
    const PropertyList list = listIn(contentOf(path + std::string(kListFile)).value_or(""));
    const std::string shim = list ? textIn(list, kShim) : "";
    if (shim.empty()) return std::nullopt;
    return OwnBundle{path, shim, numberIn(list, kMade)};
}

std::vector<OwnBundle> ownBundlesIn(const std::string& folder) {
    std::vector<OwnBundle> bundles;
    for (const std::string& name : namesIn(folder).value_or(std::vector<std::string>{})) {
        if (!name.ends_with(".app")) continue;
        if (auto bundle = ownBundle(folder + "/" + name)) bundles.push_back(*std::move(bundle));
    }
    std::ranges::sort(bundles, {}, &OwnBundle::path);
    return bundles;
}

std::size_t mostMade(const std::vector<OwnBundle>& bundles) {
    std::size_t made = 0;
    for (const OwnBundle& bundle : bundles) made = std::max(made, bundle.made);
    return made;
}

class Planner {
  public:
    explicit Planner(const std::string& folder)
        : folder_(folder),
          made_(std::max(foldersMadeFor(folder), mostMade(ownBundlesIn(folder)))) {}

    void add(const Launcher& launcher) {
        const std::string name = freeName(launcher);
        const std::string path = folder_ + "/" + name;
        if (const auto why = whyNotInText(launcher.shim)) {
            return refuse("no bundle can start " + quote(launcher.shim) + ": " + std::string(*why) +
                          "; another folder works (--to)");
        }
        const bool wasThere = isTaken(path);
        if (wasThere && !ownBundle(path)) {
            return refuse(quote(path) + " is not Slipway's and stays as it is");
        }
        const std::size_t before = plan_.changes.size();
        write(path, launcher);
        const bool isChanged = plan_.changes.size() != before;
        plan_.launchers.push_back({name, !wasThere   ? Outcome::kMade
                                         : isChanged ? Outcome::kRenewed
                                                     : Outcome::kAsItWas});
    }

    PlannedChanges result() && {
        if (!problems_.empty()) return std::unexpected(std::move(problems_));
        return std::move(plan_);
    }

  private:
    // Two of one label are told apart by what is typed.
    std::string freeName(const Launcher& launcher) const {
        const std::string name = bundleName(launcher.label);
        const auto hasIt = [&](const PlannedShim& other) { return other.name == name; };
        if (std::ranges::none_of(plan_.launchers, hasIt)) return name;
        return bundleName(launcher.label + " (" + launcher.name + ")");
    }

    void write(const std::string& path, const Launcher& launcher) {
        file(Kind::kScript, path + std::string(kScriptFile), scriptOf(launcher.shim));
        if (hasIcon(launcher)) {
            if (auto icon = contentOf(launcher.icon)) {
                file(Kind::kEntry, path + std::string(kIconFile), *std::move(icon));
            }
        }
        // Last: from then on it is a bundle.
        file(Kind::kEntry, path + std::string(kListFile), formatBundleList(launcher, made_));
    }

    void file(Kind kind, const std::string& path, std::string text) {
        std::vector<Change> folders;
        Problems problems = addMissingFolders(folderOfPath(path), folders);
        problems_.insert(problems_.end(), problems.begin(), problems.end());
        for (Change& folder : folders) {
            const bool isPlanned = std::ranges::find(plan_.changes, folder) != plan_.changes.end();
            if (!isPlanned) plan_.changes.push_back(std::move(folder));
        }
        auto before = contentOf(path);
        if (before != text)
            plan_.changes.push_back({kind, path, std::move(before), std::move(text)});
    }

    void refuse(std::string why) { problems_.push_back(std::move(why)); }

    const std::string& folder_;
    const std::size_t made_;
    ShimPlan plan_;
    Problems problems_;
};

void addRemoval(const std::string& path, std::vector<Change>& changes) {
    const auto remove = [&](Kind kind, std::string_view file) {
        if (auto text = contentOf(path + std::string(file))) {
            changes.push_back({kind, path + std::string(file), *std::move(text), {}});
        }
    };
    remove(Kind::kEntry, kListFile);
    remove(Kind::kEntry, kIconFile);
    remove(Kind::kScript, kScriptFile);
    for (const char* folder : {"/Contents/Resources", "/Contents/MacOS", "/Contents", ""}) {
        if (isTaken(path + folder)) changes.push_back({Kind::kFolder, path + folder, "", {}});
    }
}

}  // namespace

// No CFBundleDocumentTypes: documents come as Apple events, which a line of shell does not hear.
std::string formatBundleList(const Launcher& launcher, std::size_t made) {
    const PropertyList list(plist_new_dict());
    setText(list, "CFBundleInfoDictionaryVersion", "6.0");
    setText(list, "CFBundlePackageType", "APPL");
    setText(list, "CFBundleIdentifier", identifierOf(launcher.name));
    setText(list, "CFBundleName", onOneLine(launcher.label));
    setText(list, "CFBundleExecutable", fs::path(kScriptFile).filename().string());
    if (hasIcon(launcher)) {
        setText(list, "CFBundleIconFile", fs::path(kIconFile).filename().string());
    }
    plist_dict_set_item(list.get(), "NSHighResolutionCapable", plist_new_bool(1));
    // Of a script macOS cannot know for which processor it is, and would offer to install Rosetta.
    plist_t processors = plist_new_array();
    plist_array_append_item(processors, plist_new_string("arm64"));
    plist_array_append_item(processors, plist_new_string("x86_64"));
    plist_dict_set_item(list.get(), "LSArchitecturePriority", processors);
    setText(list, kShim, launcher.shim);
    plist_dict_set_item(list.get(), kMade, plist_new_uint(made));
    return xmlOf(list);
}

std::optional<std::string> appBundleFolder(const VariableOf& variable, bool isSystems) {
    if (isSystems) return "/Applications/Slipway";
    const auto home = variable("HOME");
    if (!home || !home->starts_with('/')) return std::nullopt;
    return *home + "/Applications/Slipway";
}

std::vector<FoundLauncher> appBundlesIn(const std::string& folder) {
    std::vector<FoundLauncher> found;
    for (const OwnBundle& bundle : ownBundlesIn(folder))
        found.push_back({bundle.path, bundle.shim});
    return found;
}

PlannedChanges planAppBundles(const std::string& folder, const std::vector<Launcher>& launchers) {
    Planner planner(folder);
    for (const Launcher& launcher : launchers) planner.add(launcher);
    return std::move(planner).result();
}

PlannedChanges planAppBundleRemoval(const std::string& folder,
                                    const std::vector<std::string>& shims) {
    ShimPlan plan;
    const std::vector<OwnBundle> bundles = ownBundlesIn(folder);
    for (const OwnBundle& bundle : bundles) {
        if (std::ranges::find(shims, bundle.shim) == shims.end()) continue;
        addRemoval(bundle.path, plan.changes);
        plan.launchers.push_back({bundle.path.substr(folder.size() + 1), Outcome::kRemoved});
    }
    if (!plan.launchers.empty() && plan.launchers.size() == bundles.size()) {
        addFolderRemovals(folder, mostMade(bundles), plan.changes);
    }
    return plan;
}

}  // namespace slipway
