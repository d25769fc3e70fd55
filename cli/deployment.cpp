// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "cli/deployment.h"

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <random>

#include "cli/syntax.h"
#include "farm/digest.h"
#include "installer/content_of.h"
#include "installer/files.h"
#include "installer/in_place_plan.h"
#include "installer/path_of.h"
#include "installer/shim_folder.h"
#include "installer/windows_subsystem.h"
#include "manifests/diagnostic.h"
#include "shim/marker.h"
#include "slipway_version.h"

namespace slipway {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kWindows = "windows";
constexpr const char* kSite = "slipway-site.toml";
constexpr const char* kCurrent = "current";
constexpr const char* kVersions = "versions";
// What a studio begins with.
constexpr std::string_view kSiteText =
    "# The configuration of every computer that has this folder's shims on PATH. Relative paths "
    "are\n"
    "# relative to this file.\n"
    "plugin_path = [\"plugins\", \"\"]\n";
// What stands beside the shims.
constexpr std::string_view kIncludingText = "include = [\"../slipway-site.toml\"]\n";
// What still runs from a file of another name, on Windows.
constexpr std::string_view kAside = ".slipway-old-";
// What is not whole yet.
constexpr std::string_view kBeside = ".slipway-new-";

std::vector<std::string> executablesOf(std::string_view platform) {
    if (platform != kWindows) return {"slipway", "slipway-shim"};
    return {"slipway.exe", "slipway-shim.exe", "slipway-shimw.exe"};
}

[[noreturn]] void fail(const std::string& what, const fs::path& path, const std::error_code& why) {
    throw NotDeployed{"cannot " + what + " " + inQuotes(utf8Of(path)) + ": " + why.message()};
}

[[noreturn]] void giveUp(const fs::path& beside, const std::string& what, const fs::path& path,
                         const std::error_code& why) {
    std::error_code ofNoConcern;
    fs::remove_all(beside, ofNoConcern);
    fail(what, path, why);
}

[[noreturn]] void refuse(const fs::path& path, const char* expected) {
    throw NotDeployed{inQuotes(utf8Of(path)) + " is there, and no " + expected +
                      " of a deployment"};
}

std::string bytesOf(const fs::path& path) {
    if (auto bytes = contentOf(utf8Of(path))) return *std::move(bytes);
    throw NotDeployed{"cannot read " + inQuotes(utf8Of(path))};
}

fs::path besideOf(const fs::path& path) {
    return path.parent_path() / (std::string(kBeside) + std::to_string(std::random_device{}()));
}

// A server that loses its power keeps what it has of a name, and none of what is behind it.
void sync(const fs::path& folder) {
    const int error = HostFiles().sync(utf8Of(folder));
    if (error != 0) fail("write", folder, {error, std::generic_category()});
}

void writeWhole(const fs::path& path, const std::string& bytes) {
    const int error = HostFiles().writeFile(utf8Of(path), bytes);
    if (error != 0) fail("write", path, {error, std::generic_category()});
}

bool isShimFile(const fs::path& path) {
    return isShim(utf8Of(path).c_str());
}

// What the file says, which names a version.
std::string idIn(const fs::path& path) {
    std::ifstream file(path);
    std::string id;
    file >> id;
    return id;
}

bool isVersion(const fs::path& target) {
    return target.parent_path() == kVersions;
}

// Of those that still run nothing goes; they are tried again with the next.
void removeAll(const fs::path& folder, std::string_view beginning) {
    std::error_code failed;
    std::vector<fs::path> found;
    for (const auto& entry : fs::directory_iterator(folder, failed)) {
        if (utf8Of(entry.path().filename()).starts_with(beginning)) found.push_back(entry.path());
    }
    for (const fs::path& path : found) fs::remove_all(path, failed);
}

}  // namespace

std::optional<std::string> deploymentOf(const std::string& slipway) {
    const fs::path versions = pathOf(slipway).parent_path().parent_path().parent_path();
    const fs::path folder = versions.parent_path();
    std::error_code failed;
    const bool isOne =
        versions.filename() == kVersions && isVersion(fs::read_symlink(folder / kCurrent, failed));
    return isOne ? std::optional(utf8Of(folder)) : std::nullopt;
}

Deployment::Switched Deployment::deploy(const std::vector<WantedShim>& shims,
                                        const std::string& others) {
    const std::vector<Build> builds = buildsAtHand(others);
    expectNoStrangers(builds, shims);
    makeFolder(folder_);
    const FolderLock lock = begin();
    for (const char* name : {kVersions, "plugins"}) makeFolder(folder_ / name);
    const std::string id = addVersion(builds);
    write(folder_ / kSite, kSiteText);
    for (const Build& build : builds) {
        if (isSwitchedHere(build.platform)) makeShims(build, shims, id);
    }
    return makeCurrent(id);
}

Deployment::Switched Deployment::switchTo(const std::string& id) {
    expectWhole(id);
    const FolderLock lock = begin();
    return makeCurrent(id);
}

// One at a time; what one that was killed left goes.
FolderLock Deployment::begin() {
    auto lock = FolderLock::take(utf8Of(folder_) + "/", [&] {
        surroundings_.err << "slipway: waiting for another deployment into "
                          << printable(inQuotes(utf8Of(folder_))) << "\n";
    });
    if (!lock) fail("lock", folder_, {lock.error(), std::generic_category()});
    removeAll(folder_, kBeside);
    removeAll(folder_ / kVersions, kBeside);
    for (const std::string_view platform : kDeployedPlatforms) {
        removeAll(shimsOf(platform), kBeside);
    }
    return *std::move(lock);
}

// Before anything is made.
void Deployment::expectNoStrangers(const std::vector<Build>& builds,
                                   const std::vector<WantedShim>& shims) const {
    std::error_code failed;
    const fs::path name = folder_ / kCurrent;
    // Windows' clients may see where it leads in its stead.
    const bool isOurs = areCopies(surroundings_.rules) || isVersion(fs::read_symlink(name, failed));
    if (fs::exists(fs::symlink_status(name, failed)) && !isOurs) refuse(name, "version");
    for (const Build& build : builds) {
        const PlatformRules& rules = build.platform == kWindows ? kWindowsRules : kLinuxRules;
        for (const WantedShim& shim : shims) {
            if (const auto why = whyNoShimName(shim.name, rules)) throw NotDeployed{*why};
            expectNoStranger(build.platform, shim.name);
        }
        if (build.platform != kWindows) expectNoStranger(build.platform, "slipway");
    }
}

void Deployment::expectNoStranger(const std::string& platform, const std::string& shim) const {
    const bool isWindows = platform == kWindows;
    const fs::path path = shimsOf(platform) / pathOf(isWindows ? shim + ".exe" : shim);
    std::error_code failed;
    const fs::file_status status = fs::symlink_status(path, failed);
    if (!fs::exists(status)) return;
    if (isWindows ? !isShimFile(path) : !fs::is_symlink(status)) refuse(path, "shim");
}

void Deployment::makeShims(const Build& build, const std::vector<WantedShim>& shims,
                           const std::string& id) {
    makeFolder(shimsOf(build.platform));
    write(shimsOf(build.platform) / kSite, kIncludingText);
    if (build.platform == kWindows) {
        for (const WantedShim& shim : shims) copyShim(shim, id);
        return;
    }
    for (const WantedShim& shim : shims) link(build, shim.name, "slipway-shim");
    link(build, "slipway", "slipway");
}

Deployment::Switched Deployment::makeCurrent(const std::string& id) {
    expectWhole(id);
    const Switched switched{current(), id};
    renewCopies(id);
    if (areCopies(surroundings_.rules)) return switched;
    makeExecutable(id);
    replaceLink(folder_ / kCurrent, fs::path(kVersions) / pathOf(id));
    return switched;
}

void Deployment::expectWhole(const std::string& id) const {
    const std::vector<std::string> there = versions();
    if (std::ranges::find(there, id) == there.end()) {
        throw NotDeployed{"there is no version " + inQuotes(id) + " in " +
                          inQuotes(utf8Of(folder_)) + "; there are: " + listed()};
    }
    for (const std::string_view platform : kDeployedPlatforms) {
        if (!isSwitchedHere(platform) || !isDeployedFor(platform)) continue;
        const std::string name(platform);
        if (hasAll({name, folder_ / kVersions / pathOf(id) / platform})) continue;
        throw NotDeployed{"version " + inQuotes(id) + " has no whole build for " + name +
                          ", whose shims are in " + inQuotes(utf8Of(shimsOf(platform))) +
                          "; to deploy its executables anew takes the others' along"};
    }
}

std::vector<std::string> Deployment::versions() const {
    std::vector<std::string> names;
    std::error_code failed;
    for (const auto& entry : fs::directory_iterator(folder_ / kVersions, failed)) {
        const std::string name = utf8Of(entry.path().filename());
        if (!name.starts_with('.')) names.push_back(name);
    }
    std::ranges::sort(names);
    return names;
}

std::string Deployment::current() const {
    std::error_code failed;
    if (!areCopies(surroundings_.rules)) {
        return fs::read_symlink(folder_ / kCurrent, failed).filename().string();
    }
    return idIn(folder_ / kDeployedForWindows);
}

bool Deployment::isDeployedFor(std::string_view platform) const {
    std::error_code failed;
    return fs::exists(shimsOf(platform) / kSite, failed);
}

std::vector<std::string> Deployment::leftToOthers(const std::string& id) const {
    std::vector<std::string> platforms;
    std::error_code failed;
    const fs::path version = folder_ / kVersions / pathOf(id);
    // A server may follow the link for its clients.
    if (fs::equivalent(folder_ / kCurrent, version, failed)) return platforms;
    for (const std::string_view platform : kDeployedPlatforms) {
        const Build build{std::string(platform), version / platform};
        if (!isSwitchedHere(platform) && hasAll(build)) platforms.push_back(build.platform);
    }
    return platforms;
}

bool Deployment::isSwitchedHere(std::string_view platform) const {
    return platform == kWindows || !areCopies(surroundings_.rules);
}

std::string Deployment::listed() const {
    std::string text;
    for (const std::string& name : versions()) text += (text.empty() ? "" : ", ") + name;
    return text.empty() ? "none" : text;
}

bool Deployment::hasAll(const Build& build) {
    std::error_code failed;
    return std::ranges::all_of(executablesOf(build.platform), [&](const std::string& name) {
        return fs::is_regular_file(build.folder / name, failed);
    });
}

// Others are to use it, whatever the umask of who deploys. On Windows they may what the folder
// says.
void Deployment::makeFolder(const fs::path& path) {
    std::error_code failed;
    if (fs::is_directory(path, failed)) return;
    fs::create_directories(path, failed);
    if (failed) fail("make", path, failed);
    makeReadable(path, true);
}

void Deployment::makeReadable(const fs::path& path, bool executable) {
    if (areCopies(surroundings_.rules)) return;
    fs::perms wanted = fs::perms::owner_read | fs::perms::group_read | fs::perms::others_read;
    if (executable) {
        wanted |= fs::perms::owner_exec | fs::perms::group_exec | fs::perms::others_exec;
    }
    std::error_code failed;
    if ((fs::status(path, failed).permissions() & wanted) == wanted) return;
    fs::permissions(path, wanted, fs::perm_options::add, failed);
    if (failed) fail("make readable", path, failed);
}

// Where what a platform is deployed with may be, the first that has all of it counts.
std::vector<fs::path> Deployment::placesOf(const std::string& platform,
                                           const std::string& others) const {
    std::vector<fs::path> places;
    const fs::path own = pathOf(surroundings_.executable).parent_path();
    std::error_code failed;
    // `slipway.exe` as it was deployed has no shim beside it that could be copied.
    const bool isDeployed = fs::equivalent(own, shimsOf(platform), failed);
    if (platform == surroundings_.rules.folderName) {
        places.push_back(isDeployed ? deployedBuild(platform) : own);
    } else {
        if (!others.empty()) places.push_back(pathOf(others) / platform);
        places.push_back(deployedBuild(platform));
    }
    return places;
}

// This one's, those that are named, and of the rest what is deployed.
std::vector<Deployment::Build> Deployment::buildsAtHand(const std::string& others) const {
    std::vector<Build> builds;
    bool isNamed = others.empty();
    for (const std::string_view name : kDeployedPlatforms) {
        const std::string platform(name);
        const bool isOwn = platform == surroundings_.rules.folderName;
        for (const fs::path& place : placesOf(platform, others)) {
            if (!isOwn && !hasAll({platform, place})) continue;
            builds.push_back({platform, place});
            isNamed |= !isOwn && place == pathOf(others) / platform;
            break;
        }
    }
    if (isNamed) return builds;
    throw NotDeployed{"no build of another platform is in " + inQuotes(others) +
                      ": they belong in folders called linux, mac and windows"};
}

fs::path Deployment::deployedBuild(const std::string& platform) const {
    if (platform != kWindows) return folder_ / kCurrent / platform;
    return folder_ / kVersions / pathOf(idIn(folder_ / kDeployedForWindows)) / platform;
}

// The same executables are the same version, whoever deploys them: what is deployed is never
// written again, but for what somebody removed.
std::string Deployment::addVersion(const std::vector<Build>& builds) {
    std::string bytes;
    for (const Build& build : builds) {
        for (const std::string& name : executablesOf(build.platform)) {
            bytes += bytesOf(build.folder / name);
        }
    }
    const std::string id = std::string(kVersion) + "-" + sha256(bytes).substr(0, 8);
    const fs::path place = folder_ / kVersions / id;
    std::error_code failed;
    if (fs::exists(place, failed)) {
        for (const Build& build : builds) complete(build, place);
        return id;
    }
    const fs::path beside = besideOf(place);
    makeFolder(beside);
    try {
        for (const Build& build : builds) copyBuild(build, beside);
    } catch (const NotDeployed&) {
        fs::remove_all(beside, failed);
        throw;
    }
    const int error = HostFiles().rename(utf8Of(beside), utf8Of(place));
    if (error != 0) giveUp(beside, "make", place, {error, std::generic_category()});
    sync(place.parent_path());
    return id;
}

void Deployment::complete(const Build& build, const fs::path& place) {
    makeFolder(place / build.platform);
    for (const std::string& name : executablesOf(build.platform)) {
        replaceFile(place / build.platform / name, build.folder / name);
    }
}

void Deployment::copyBuild(const Build& build, const fs::path& beside) {
    const fs::path folder = beside / build.platform;
    makeFolder(folder);
    for (const std::string& name : executablesOf(build.platform)) {
        writeWhole(folder / name, bytesOf(build.folder / name));
        makeReadable(folder / name, true);
    }
    sync(folder);
}

// What came by Windows, or out of an archive, may not be so yet.
void Deployment::makeExecutable(const std::string& id) {
    for (const std::string_view platform : kDeployedPlatforms) {
        if (platform == kWindows || !isDeployedFor(platform)) continue;
        for (const std::string& name : executablesOf(platform)) {
            makeReadable(folder_ / kVersions / id / platform / name, true);
        }
    }
}

// Once, and then the studio's own.
void Deployment::write(const fs::path& path, std::string_view text) {
    std::error_code failed;
    if (fs::exists(fs::symlink_status(path, failed))) return;
    std::ofstream file(path, std::ios::binary);
    file << text;
    if (!file.flush()) throw NotDeployed{"cannot write " + inQuotes(utf8Of(path))};
    file.close();
    makeReadable(path);
}

void Deployment::link(const Build& build, const std::string& name, const std::string& executable) {
    const fs::path path = shimsOf(build.platform) / name;
    replaceLink(path, fs::path("..") / kCurrent / build.platform / executable);
}

// Of the kind that its target is, where that is known: one without a console has been found to be
// so by whoever deployed it.
void Deployment::copyShim(const WantedShim& shim, const std::string& id) {
    const fs::path path = shimsOf(kWindows) / pathOf(shim.name + ".exe");
    const bool isWithoutConsole = shim.isWindowed || isWindowed(utf8Of(path));
    replaceFile(path, folder_ / kVersions / pathOf(id) / kWindows /
                          (isWithoutConsole ? "slipway-shimw.exe" : "slipway-shim.exe"));
}

// `slipway.exe` beside the copies: that is where they look for it.
void Deployment::renewCopies(const std::string& id) {
    const fs::path folder = shimsOf(kWindows);
    const fs::path build = folder_ / kVersions / pathOf(id) / kWindows;
    std::error_code failed;
    if (!fs::exists(build, failed) || !fs::exists(folder, failed)) return;
    removeAll(folder, kAside);
    replaceFile(folder / "slipway.exe", build / "slipway.exe");
    std::vector<fs::path> shims;
    for (const auto& entry : fs::directory_iterator(folder, failed)) {
        const fs::path path = entry.path();
        const bool isAside = utf8Of(path.filename()).starts_with(kAside);
        if (!isAside && path.extension() == ".exe" && isShimFile(path)) shims.push_back(path);
    }
    for (const fs::path& shim : shims) {
        replaceFile(shim,
                    build / (isWindowed(utf8Of(shim)) ? "slipway-shimw.exe" : "slipway-shim.exe"));
    }
    const fs::path beside = besideOf(folder_ / kDeployedForWindows);
    write(beside, id + "\n");
    moveOver(beside, folder_ / kDeployedForWindows);
}

void Deployment::replaceFile(const fs::path& path, const fs::path& with) {
    if (isCopyOf(utf8Of(path), utf8Of(with))) return;
    const fs::path beside = besideOf(path);
    writeWhole(beside, bytesOf(with));
    makeReadable(beside, true);
    moveOver(beside, path);
}

// What runs from a file on Windows goes on by another name.
void Deployment::moveOver(const fs::path& beside, const fs::path& path) {
    HostFiles files;
    const fs::path aside =
        path.parent_path() / (std::string(kAside) + std::to_string(std::random_device{}()));
    int error = files.rename(utf8Of(beside), utf8Of(path));
    if (error == ETXTBSY && files.rename(utf8Of(path), utf8Of(aside)) == 0) {
        error = files.rename(utf8Of(beside), utf8Of(path));
        if (error != 0) files.rename(utf8Of(aside), utf8Of(path));
    }
    if (error != 0) giveUp(beside, "replace", path, {error, std::generic_category()});
    sync(path.parent_path());
}

// Whoever looks sees the old one or the new one.
void Deployment::replaceLink(const fs::path& path, const fs::path& target) {
    std::error_code failed;
    if (fs::read_symlink(path, failed) == target) return;
    const fs::path beside = besideOf(path);
    fs::create_symlink(target, beside, failed);
    if (failed) fail("make a link in", path.parent_path(), failed);
    fs::rename(beside, path, failed);
    if (failed) giveUp(beside, "replace", path, failed);
    sync(path.parent_path());
}

}  // namespace slipway
