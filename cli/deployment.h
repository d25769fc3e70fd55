// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// A shim folder on a share (spec 3.2):
//
//   DIR/slipway-site.toml    the studio's, made once and then its own
//   DIR/plugins/             a plugin root
//   DIR/versions/ID/         the executables of one deployment, which never change again
//   DIR/current              leads to one of these: the one name that is switched
//   DIR/linux/, DIR/mac/     belong on PATH; their shims are links through DIR/current
//   DIR/windows/             the same of copies, which Windows needs: renewed with each switch
//   DIR/current-windows.txt  the ID of what they are copies of
//
// All paths in it are relative: each workstation may have it mounted elsewhere. On Windows links
// are neither made nor told from what they lead to, so there only Windows' own shims are switched.

#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/surroundings.h"
#include "installer/folder_lock.h"
#include "installer/shim_plan.h"

namespace slipway {

// The names of folders of builds and of shims.
inline constexpr std::string_view kDeployedPlatforms[] = {"linux", "mac", "windows"};

// Ends a deployment.
struct NotDeployed {
    std::string message;
};

// The folder that the executable is deployed in, on POSIX.
std::optional<std::string> deploymentOf(const std::string& slipway);

// What one changes throws `NotDeployed`.
class Deployment {
  public:
    Deployment(std::filesystem::path folder, const Surroundings& surroundings)
        : folder_(std::move(folder)), surroundings_(surroundings) {}

    // What was there before, empty for nothing, and what is now.
    struct Switched {
        std::string before;
        std::string now;
    };

    // `others`: where builds of other platforms are, each in a folder of the platform's name; or
    // empty.
    Switched deploy(const std::vector<WantedShim>& shims, const std::string& others);
    Switched switchTo(const std::string& id);

    std::vector<std::string> versions() const;
    // As this platform sees it.
    std::string current() const;

    // The folder of shims; there or not.
    std::filesystem::path shimsOf(std::string_view platform) const { return folder_ / platform; }
    bool isDeployedFor(std::string_view platform) const;
    // Platforms whose builds the version has, and whose shims are not to be made from here.
    std::vector<std::string> leftToOthers(const std::string& id) const;

  private:
    struct Build {  // of one platform
        std::string platform;
        std::filesystem::path folder;
    };

    FolderLock begin();
    Switched makeCurrent(const std::string& id);
    void expectNoStrangers(const std::vector<Build>& builds,
                           const std::vector<WantedShim>& shims) const;
    void expectNoStranger(const std::string& platform, const std::string& shim) const;
    static bool hasAll(const Build& build);
    bool isSwitchedHere(std::string_view platform) const;
    std::string listed() const;
    std::vector<Build> buildsAtHand(const std::string& others) const;
    std::vector<std::filesystem::path> placesOf(const std::string& platform,
                                                const std::string& others) const;
    std::filesystem::path deployedBuild(const std::string& platform) const;
    void expectWhole(const std::string& id) const;
    std::string addVersion(const std::vector<Build>& builds);
    void complete(const Build& build, const std::filesystem::path& place);
    void copyBuild(const Build& build, const std::filesystem::path& beside);
    void makeShims(const Build& build, const std::vector<WantedShim>& shims, const std::string& id);
    void makeFolder(const std::filesystem::path& path);
    void makeReadable(const std::filesystem::path& path, bool executable = false);
    void write(const std::filesystem::path& path, std::string_view text);
    void link(const Build& build, const std::string& name, const std::string& executable);
    void copyShim(const WantedShim& shim, const std::string& id);
    void makeExecutable(const std::string& id);
    void renewCopies(const std::string& id);
    void replaceFile(const std::filesystem::path& path, const std::filesystem::path& with);
    void moveOver(const std::filesystem::path& beside, const std::filesystem::path& path);
    void replaceLink(const std::filesystem::path& path, const std::filesystem::path& target);

    std::filesystem::path folder_;
    const Surroundings& surroundings_;
};

}  // namespace slipway
