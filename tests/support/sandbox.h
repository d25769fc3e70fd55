// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// A bare user's world in a folder of its own: a home, a few plugins, applications that are the
// probe (probe.c), shims made by `slipway install`, and an environment that holds what the test
// says and nothing else.
//
// Texts of files, and values of variables, may say `$SANDBOX` for the world's folder: manifests
// are full of braces, so std::format would not do.

#pragma once

#include <filesystem>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "tests/support/files.h"
#include "tests/support/process.h"
#include "tests/support/report.h"

namespace slipway::test {

// The executables under test, and what stands for an application.
std::filesystem::path slipwayExecutable();
std::filesystem::path shimExecutable();
std::filesystem::path probeExecutable();

// The ways in which a shim stands in a folder.
enum class ShimKind { kSymbolicLink, kHardLink, kCopy };
inline constexpr ShimKind kShimKinds[] = {ShimKind::kSymbolicLink, ShimKind::kHardLink,
                                          ShimKind::kCopy};
std::string shimKindName(ShimKind kind);  // "SymbolicLink", …

// A launch: how it ended, and what the probe reported where it was reached.
struct Launch {
    Ended ended;
    std::optional<Report> report;

    // The variable as the application found it.
    std::optional<std::string> operator[](std::string_view name) const;
    // What Slipway said: stderr.
    const std::string& said() const { return ended.errors; }
};
std::ostream& operator<<(std::ostream& stream, const Launch& launch);

class Sandbox {
  public:
    Sandbox();  // HOME, XDG_*, PATH, and SLIPWAY_PLUGIN_PATH=$SANDBOX/studio are set
    ~Sandbox();
    Sandbox(const Sandbox&) = delete;

    // The folder, which has no symbolic link above it.
    const std::filesystem::path& folder() const { return folder_; }
    std::filesystem::path operator/(const std::filesystem::path& relative) const {
        return folder_ / relative;
    }

    // The environment that programs are started with.
    void set(std::string_view name, std::string_view value);
    void unset(std::string_view name);
    std::vector<std::string>& environment() { return environment_; }

    // All paths below are relative to the folder. Folders on the way are made.
    std::string expand(std::string_view text) const;  // `$SANDBOX`
    std::filesystem::path write(const std::filesystem::path& path, std::string_view text) const;
    std::filesystem::path makeFolder(const std::filesystem::path& path) const;
    std::filesystem::path plugin(const std::filesystem::path& path, std::string_view toml) const;
    std::filesystem::path jsonPlugin(const std::filesystem::path& path,
                                     std::string_view json) const;
    // A plugin of one integration; `env` is what stands below `[integration.env]`.
    std::filesystem::path integration(const std::filesystem::path& path,
                                      std::string_view env) const;
    // The probe as opt/NAMEVERSION/bin/NAME. A copy: tests running at the same time must not see
    // one another's links in its times.
    std::filesystem::path installation(const std::string& name, const std::string& version) const;
    // Installations and the plugin definitions-NAME in $SANDBOX/studio which makes them known.
    void application(const std::string& name, const std::vector<std::string>& versions) const;

    // `slipway install ARGUMENTS --to $SANDBOX/shims`, which must succeed.
    void install(const std::vector<std::string>& arguments) const;
    std::filesystem::path shim(const std::string& name) const { return folder_ / "shims" / name; }
    // Puts a shim there by hand, in place of what is there, with its helper beside it.
    void putShim(const std::filesystem::path& path, ShimKind kind) const;

    // A command in this world. What a test wants different it changes before run().
    Command command(const std::filesystem::path& executable,
                    const std::vector<std::string>& arguments = {}) const;
    Ended slipway(const std::vector<std::string>& arguments) const;
    // Through $SANDBOX/shims/NAME.
    Launch launch(const std::string& name, const std::vector<std::string>& arguments = {}) const;

  private:
    std::filesystem::path folder_;
    std::vector<std::string> environment_;
};

// The usual world: the application `maya`, its installation 2024, its shim.
class MayaSandbox : public Sandbox {
  public:
    MayaSandbox();
    Launch maya(const std::vector<std::string>& arguments = {}) const {
        return launch("maya", arguments);
    }
    Command mayaCommand(const std::vector<std::string>& arguments = {}) const {
        return command(shim("maya"), arguments);
    }
    std::filesystem::path executable() const { return *this / "opt/maya2024/bin/maya"; }
};

// Launches until the compiled catalogue is kept. A compilation keeps nothing while some file that
// it looked at is too young to prove anything (spec 2.8), which those of a world just made are.
void warmCache(const Sandbox& world, const std::string& name = "maya");
void warmCache(const Sandbox& world, const Command& command);

// The catalogues in the world's cache.
std::vector<std::filesystem::path> cacheFiles(const Sandbox& world);

// The path of a program that a test needs besides what is built. Throws where it is not installed:
// a test that cannot run has failed.
std::filesystem::path program(const std::string& name);

// Runs it and reads the report from its stdout, which must hold nothing else.
Launch launch(const Command& command);

void makeExecutable(const std::filesystem::path& path);

}  // namespace slipway::test
