// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// A shim folder on a share (spec 3.2):
//
//   DIR/slipway-site.toml   the studio's, made once and then its own
//   DIR/plugins/            a plugin root
//   DIR/versions/ID/        the executables of one deployment, which never change again
//   DIR/current             leads to one of these: the one name that is switched
//   DIR/linux/, DIR/mac/    belong on PATH; their shims are links through DIR/current
//   DIR/windows/            the same of copies, which Windows needs: renewed with each switch
//
// All paths in it are relative: each workstation may have it mounted elsewhere.

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <limits>
#include <random>

#include "cli/planned_launch.h"
#include "cli/syntax.h"
#include "cli/terminal.h"
#include "cli/verbs.h"
#include "cli/wanted_shims.h"
#include "farm/digest.h"
#include "installer/in_place_plan.h"
#include "manifests/diagnostic.h"
#include "shim/marker.h"
#include "slipway_version.h"

namespace slipway {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kWindows = "windows";
constexpr std::string_view kPlatforms[] = {"linux", "mac", kWindows};
constexpr const char* kSite = "slipway-site.toml";
// What a studio begins with.
constexpr std::string_view kSiteText =
    "# The configuration of every computer that has this folder's shims on PATH. Relative paths "
    "are\n"
    "# relative to this file.\n"
    "plugin_path = [\"plugins\", \"\"]\n";
// What stands beside the shims.
constexpr std::string_view kIncludingText = "include = [\"../slipway-site.toml\"]\n";

std::vector<std::string> executablesOf(std::string_view platform) {
    if (platform != kWindows) return {"slipway", "slipway-shim"};
    return {"slipway.exe", "slipway-shim.exe", "slipway-shimw.exe"};
}

// Of one platform.
struct Build {
    std::string platform;
    fs::path folder;
};

bool hasAll(const Build& build) {
    std::error_code failed;
    return std::ranges::all_of(executablesOf(build.platform), [&](const std::string& name) {
        return fs::is_regular_file(build.folder / name, failed);
    });
}

// Ends the deployment.
struct Wrong {
    std::string message;
};

[[noreturn]] void fail(const std::string& what, const fs::path& path, const std::error_code& why) {
    throw Wrong{"cannot " + what + " " + inQuotes(path.string()) + ": " + why.message()};
}

std::string contentOf(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    std::string text(std::istreambuf_iterator<char>(file), {});
    if (!file) throw Wrong{"cannot read " + inQuotes(path.string())};
    return text;
}

class Deployment {
  public:
    Deployment(fs::path folder, const Surroundings& surroundings)
        : folder_(std::move(folder)), surroundings_(surroundings) {}

    // What was there before, empty for nothing, and what is now.
    struct Switched {
        std::string before;
        std::string now;
    };

    // `others`: where builds of other platforms are, each in a folder of the platform's name.
    Switched deploy(const std::vector<WantedShim>& shims, const std::string& others) {
        const std::vector<Build> builds = buildsAtHand(others);
        for (const fs::path& path : {folder_, folder_ / "versions", folder_ / "plugins"}) {
            makeFolder(path);
        }
        const std::string id = addVersion(builds);
        write(folder_ / kSite, kSiteText);
        for (const Build& build : builds) {
            makeFolder(folder_ / build.platform);
            write(folder_ / build.platform / kSite, kIncludingText);
            if (build.platform == kWindows) {
                for (const WantedShim& shim : shims) copyShim(shim.name, id);
            } else {
                for (const WantedShim& shim : shims) link(build, shim.name, "slipway-shim");
                link(build, "slipway", "slipway");
            }
        }
        return switchTo(id);
    }

    Switched switchTo(const std::string& id) {
        const std::vector<std::string> there = versions();
        if (std::ranges::find(there, id) == there.end()) {
            throw Wrong{"there is no version " + inQuotes(id) + " in " +
                        inQuotes(folder_.string()) + "; there are: " + listed()};
        }
        for (const Build& build : deployedBuilds(id)) {
            if (!hasAll(build)) {
                throw Wrong{"version " + inQuotes(id) + " has no whole build for " +
                            build.platform + ", whose shims are in " +
                            inQuotes((folder_ / build.platform).string()) +
                            "; to deploy its executables anew takes the others' along"};
            }
        }
        const Switched switched{current(), id};
        renewCopies(id);
        replaceLink(folder_ / "current", fs::path("versions") / id);
        return switched;
    }

    std::vector<std::string> versions() const {
        std::vector<std::string> names;
        std::error_code failed;
        for (const auto& entry : fs::directory_iterator(folder_ / "versions", failed)) {
            const std::string name = entry.path().filename().string();
            if (!name.starts_with('.')) names.push_back(name);
        }
        std::ranges::sort(names);
        return names;
    }

    std::string current() const {
        std::error_code failed;
        return fs::read_symlink(folder_ / "current", failed).filename().string();
    }

  private:
    std::string listed() const {
        std::string text;
        for (const std::string& name : versions()) text += (text.empty() ? "" : ", ") + name;
        return text.empty() ? "none" : text;
    }

    // Others are to use it, whatever the umask of who deploys.
    static void makeFolder(const fs::path& path) {
        std::error_code failed;
        if (fs::is_directory(path, failed)) return;
        fs::create_directories(path, failed);
        if (failed) fail("make", path, failed);
        makeReadable(path, fs::perms::group_exec | fs::perms::others_exec);
    }
    static void makeReadable(const fs::path& path, fs::perms more = fs::perms::none) {
        std::error_code failed;
        fs::permissions(path, fs::perms::group_read | fs::perms::others_read | more,
                        fs::perm_options::add, failed);
        if (failed) fail("make readable", path, failed);
    }

    // This one's, those that are named, and what the current version has of the rest.
    std::vector<Build> buildsAtHand(const std::string& others) const {
        const std::string own(surroundings_.rules.folderName);
        std::vector<Build> builds{{own, fs::path(surroundings_.executable).parent_path()}};
        for (const std::string_view name : kPlatforms) {
            const std::string platform(name);
            if (platform == own) continue;
            for (const fs::path& above : {fs::path(others), folder_ / "current"}) {
                const Build build{platform, above / platform};
                if (above.empty() || !hasAll(build)) continue;
                builds.push_back(build);
                break;
            }
        }
        if (!others.empty() && builds.size() == 1) {
            throw Wrong{"no build of another platform is in " + inQuotes(others) +
                        ": they belong in folders called linux, mac and windows"};
        }
        return builds;
    }

    // Of a version, those that shims are there for.
    std::vector<Build> deployedBuilds(const std::string& id) const {
        std::vector<Build> builds;
        for (const std::string_view name : kPlatforms) {
            std::error_code failed;
            const std::string platform(name);
            if (!fs::exists(folder_ / platform / kSite, failed)) continue;
            builds.push_back({platform, folder_ / "versions" / id / platform});
        }
        return builds;
    }

    // The same executables are the same version: what is deployed is never written again, but for
    // what somebody removed.
    std::string addVersion(const std::vector<Build>& builds) {
        std::string bytes;
        for (const Build& build : builds) {
            for (const std::string& name : executablesOf(build.platform)) {
                bytes += contentOf(build.folder / name);
            }
        }
        const std::string id = std::string(kVersion) + "-" + sha256(bytes).substr(0, 8);
        const fs::path place = folder_ / "versions" / id;
        std::error_code failed;
        if (fs::exists(place, failed)) {
            for (const Build& build : builds) complete(build, place);
            return id;
        }
        const fs::path beside =
            folder_ / "versions" / ("." + id + "." + std::to_string(std::random_device{}()));
        makeFolder(beside);
        for (const Build& build : builds) copyBuild(build, beside);
        fs::rename(beside, place, failed);
        if (failed) giveUp(beside, "make", place, failed);
        return id;
    }

    static void complete(const Build& build, const fs::path& place) {
        makeFolder(place / build.platform);
        for (const std::string& name : executablesOf(build.platform)) {
            replaceFile(place / build.platform / name, build.folder / name);
        }
    }

    static void copyBuild(const Build& build, const fs::path& beside) {
        makeFolder(beside / build.platform);
        for (const std::string& name : executablesOf(build.platform)) {
            std::error_code failed;
            const fs::path path = beside / build.platform / name;
            fs::copy_file(build.folder / name, path, failed);
            if (failed) giveUp(beside, "write", path, failed);
        }
    }

    [[noreturn]] static void giveUp(const fs::path& beside, const std::string& what,
                                    const fs::path& path, const std::error_code& why) {
        std::error_code ofNoConcern;
        fs::remove_all(beside, ofNoConcern);
        fail(what, path, why);
    }

    // Once, and then the studio's own.
    static void write(const fs::path& path, std::string_view text) {
        std::error_code failed;
        if (fs::exists(fs::symlink_status(path, failed))) return;
        std::ofstream file(path);
        file << text;
        if (!file.flush()) throw Wrong{"cannot write " + inQuotes(path.string())};
        makeReadable(path);
    }

    void link(const Build& build, const std::string& name, const std::string& executable) {
        const fs::path path = folder_ / build.platform / name;
        const fs::path target = fs::path("..") / "current" / build.platform / executable;
        std::error_code failed;
        const fs::file_status status = fs::symlink_status(path, failed);
        if (fs::exists(status) && !fs::is_symlink(status)) refuse(path);
        replaceLink(path, target);
    }

    // A shim with a console waits for what has none, too.
    void copyShim(const std::string& name, const std::string& id) {
        const fs::path path = folder_ / kWindows / (name + ".exe");
        std::error_code failed;
        if (fs::exists(fs::symlink_status(path, failed)) && !isShim(path.string().c_str()))
            refuse(path);
        replaceFile(path, versionOfWindows(id) / "slipway-shim.exe");
    }

    // `slipway.exe` beside the copies: that is where they look for it.
    void renewCopies(const std::string& id) {
        const fs::path folder = folder_ / kWindows;
        std::error_code failed;
        if (!fs::exists(versionOfWindows(id), failed) || !fs::exists(folder, failed)) return;
        replaceFile(folder / "slipway.exe", versionOfWindows(id) / "slipway.exe");
        for (const auto& entry : fs::directory_iterator(folder, failed)) {
            const bool isCopy =
                entry.path().extension() == ".exe" && isShim(entry.path().string().c_str());
            if (isCopy) replaceFile(entry.path(), versionOfWindows(id) / "slipway-shim.exe");
        }
    }

    fs::path versionOfWindows(const std::string& id) const {
        return folder_ / "versions" / id / kWindows;
    }

    [[noreturn]] static void refuse(const fs::path& path) {
        throw Wrong{inQuotes(path.string()) + " is there, and no shim of a deployment"};
    }

    static void replaceFile(const fs::path& path, const fs::path& with) {
        if (isCopyOf(path.string(), with.string())) return;
        std::error_code failed;
        fs::path beside = path;
        beside += "." + std::to_string(std::random_device{}());
        fs::copy_file(with, beside, failed);
        if (failed) giveUp(beside, "write", beside, failed);
        fs::rename(beside, path, failed);
        if (failed) giveUp(beside, "replace", path, failed);
    }

    // Whoever looks sees the old one or the new one.
    static void replaceLink(const fs::path& path, const fs::path& target) {
        std::error_code failed;
        if (fs::read_symlink(path, failed) == target) return;
        fs::path beside = path;
        beside += "." + std::to_string(std::random_device{}());
        fs::create_symlink(target, beside, failed);
        if (failed) fail("make a link in", path.parent_path(), failed);
        fs::rename(beside, path, failed);
        if (failed) giveUp(beside, "replace", path, failed);
    }

    fs::path folder_;
    const Surroundings& surroundings_;
};

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
        if (!request) throw Wrong{request.error()};
        if (!request->version.empty()) {
            throw Wrong{inQuotes(name) +
                        ": shims of a deployment are of no version; pin one in "
                        "slipway-site.toml"};
        }
        requests.push_back(*request);
    }
    auto wanted = shimsOfApplications(requests, studio, surroundings);
    if (!wanted) throw Wrong{wanted.error().front()};
    return std::move(wanted->shims);
}

void tell(const Deployment::Switched& switched, const fs::path& folder,
          const Surroundings& surroundings) {
    const std::string before = switched.before.empty() || switched.before == switched.now
                                   ? std::string()
                                   : "; before: " + switched.before;
    surroundings.out << "current: " << printable(switched.now + before) << "\n";
    for (const std::string_view platform : kPlatforms) {
        std::error_code failed;
        if (!fs::exists(folder / platform / kSite, failed)) continue;
        surroundings.out << "on PATH of workstations: " << printable((folder / platform).string())
                         << "\n";
    }
}

int listVersions(const Deployment& deployment, const Surroundings& surroundings) {
    const std::vector<std::string> versions = deployment.versions();
    if (versions.empty()) throw Wrong{"nothing is deployed there"};
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
            "of which there is no build now stays.",
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
    if (surroundings.rules.platform == Platform::kWindows) {
        return wrongUsage(surroundings,
                          "'deploy' makes links, which Windows' users may not: deploy from Linux "
                          "or macOS, with --builds for Windows");
    }
    const auto builds =
        options.builds.empty() ? std::nullopt : absolutePath(options.builds, surroundings);
    Deployment deployment(tidyPath(*folder, surroundings.rules), surroundings);
    try {
        if (options.lists) return listVersions(deployment, surroundings);
        Deployment::Switched switched;
        if (!options.to.empty()) {
            switched = deployment.switchTo(options.to);
        } else {
            switched = deployment.deploy(wantedShims(names, options.all, surroundings),
                                         builds.value_or(options.builds));
        }
        tell(switched, tidyPath(*folder, surroundings.rules), surroundings);
        return 0;
    } catch (const Wrong& wrong) {
        surroundings.err << "slipway: not deployed: " << printable(wrong.message) << "\n";
        return 1;
    }
}

}  // namespace slipway
