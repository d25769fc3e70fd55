// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// A shim folder on a share (spec 3.2):
//
//   DIR/slipway-site.toml   the studio's, made once and then its own
//   DIR/plugins/            a plugin root
//   DIR/versions/ID/        the executables of one deployment, which never change again
//   DIR/current             leads to one of these: the one name that is switched
//   DIR/linux/              belongs on PATH; its shims are links through DIR/current

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
#include "manifests/diagnostic.h"
#include "slipway_version.h"

namespace slipway {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kExecutables[] = {"slipway", "slipway-shim"};
constexpr const char* kSite = "slipway-site.toml";
// What a studio begins with.
std::string siteText(const std::string& plugins) {
    std::string path;
    for (const char c : plugins)
        path += c == '"' || c == '\\' ? std::string{'\\', c} : std::string{c};
    return "# The configuration of every computer that has this folder's shims on PATH.\n"
           "plugin_path = [\"" +
           path + "\", \"\"]\n";
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
        : folder_(std::move(folder)),
          platform_(surroundings.rules.folderName),
          surroundings_(surroundings) {}

    // What was there before, empty for nothing, and what is now.
    struct Switched {
        std::string before;
        std::string now;
    };

    Switched deploy(const std::vector<WantedShim>& shims) {
        const std::string id = addVersion();
        makeFolder(folder_ / "plugins");
        makeFolder(folder_ / platform_);
        writeSite();
        for (const WantedShim& shim : shims) link(shim.name, "slipway-shim");
        link("slipway", "slipway");
        return switchTo(id);
    }

    Switched switchTo(const std::string& id) {
        const std::vector<std::string> there = versions();
        if (std::ranges::find(there, id) == there.end()) {
            throw Wrong{"there is no version " + inQuotes(id) + " in " +
                        inQuotes(folder_.string()) + "; there are: " + listed()};
        }
        const Switched switched{current(), id};
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

    static void makeFolder(const fs::path& path) {
        std::error_code failed;
        fs::create_directories(path, failed);
        if (failed) fail("make", path, failed);
    }

    // The same executables are the same version: what is deployed is never written again.
    std::string addVersion() {
        const fs::path own = fs::path(surroundings_.executable).parent_path();
        std::string bytes;
        for (const std::string_view name : kExecutables) bytes += contentOf(own / name);
        const std::string id = std::string(kVersion) + "-" + sha256(bytes).substr(0, 8);
        const fs::path place = folder_ / "versions" / id;
        std::error_code failed;
        if (fs::exists(place / platform_, failed)) return id;
        const fs::path beside =
            folder_ / "versions" / ("." + id + "." + std::to_string(std::random_device{}()));
        makeFolder(beside / platform_);
        for (const std::string_view name : kExecutables) {
            fs::copy_file(own / name, beside / platform_ / name, failed);
            if (failed) giveUp(beside, "write", beside / platform_ / name, failed);
        }
        fs::rename(beside, place, failed);
        if (failed) giveUp(beside, "make", place, failed);
        return id;
    }

    [[noreturn]] static void giveUp(const fs::path& beside, const std::string& what,
                                    const fs::path& path, const std::error_code& why) {
        std::error_code ofNoConcern;
        fs::remove_all(beside, ofNoConcern);
        fail(what, path, why);
    }

    void writeSite() {
        std::error_code failed;
        if (!fs::exists(fs::symlink_status(folder_ / kSite, failed))) {
            std::ofstream file(folder_ / kSite);
            file << siteText((folder_ / "plugins").string());
            if (!file.flush()) throw Wrong{"cannot write " + inQuotes((folder_ / kSite).string())};
        }
        const fs::path place = folder_ / platform_ / kSite;
        if (fs::exists(fs::symlink_status(place, failed))) return;
        replaceLink(place, fs::path("..") / kSite);
    }

    void link(const std::string& name, const std::string& executable) {
        const fs::path path = folder_ / platform_ / name;
        const fs::path target = fs::path("..") / "current" / platform_ / executable;
        std::error_code failed;
        const fs::file_status status = fs::symlink_status(path, failed);
        if (fs::exists(status) && !fs::is_symlink(status)) {
            throw Wrong{inQuotes(path.string()) + " is there, and no shim of a deployment"};
        }
        replaceLink(path, target);
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
    std::string platform_;
    const Surroundings& surroundings_;
};

struct DeployOptions {
    std::string to;
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
    surroundings.out << "current: " << printable(switched.now + before) << "\n"
                     << "on PATH of workstations: "
                     << printable((folder / surroundings.rules.folderName).string()) << "\n";
}

int listVersions(const Deployment& deployment, const Surroundings& surroundings) {
    for (const std::string& version : deployment.versions()) {
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
            "keeps its version; one name is switched at the end. --switch leads back, or forth.",
        .options = {{"--all", "", "shims for all applications that manifests make known",
                     &options.all},
                    {"--switch", "VERSION", "makes one that is there the current one", &options.to},
                    {"--list", "", "the versions that are there", &options.lists}},
        .examples = {{"slipway deploy /net/studio/slipway maya nuke", ""}},
        .fewest = 1,
        .most = std::numeric_limits<std::size_t>::max()};
    const auto parsed = parse(syntax, arguments, surroundings);
    if (!parsed) return parsed.error();
    const auto folder = absolutePath(parsed->positionals[0], surroundings);
    if (!folder) return wrongUsage(surroundings, "there is no working directory any more");
    const std::vector<std::string> names(parsed->positionals.begin() + 1,
                                         parsed->positionals.end());
    const bool isOnlyOne = !options.lists || (options.to.empty() && names.empty() && !options.all);
    if (!isOnlyOne || (!options.to.empty() && (!names.empty() || options.all))) {
        return wrongUsage(surroundings, "--switch and --list take nothing but DIR");
    }
    if (surroundings.rules.platform == Platform::kWindows) {
        return wrongUsage(surroundings, "'deploy' is not in this version for Windows yet");
    }
    Deployment deployment(tidyPath(*folder, surroundings.rules), surroundings);
    try {
        if (options.lists) return listVersions(deployment, surroundings);
        Deployment::Switched switched;
        if (!options.to.empty()) {
            switched = deployment.switchTo(options.to);
        } else {
            switched = deployment.deploy(wantedShims(names, options.all, surroundings));
        }
        tell(switched, tidyPath(*folder, surroundings.rules), surroundings);
        return 0;
    } catch (const Wrong& wrong) {
        surroundings.err << "slipway: not deployed: " << printable(wrong.message) << "\n";
        return 1;
    }
}

}  // namespace slipway
