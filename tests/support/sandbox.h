// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// A bare user's world in a folder of its own: a home, a few plugins, applications that are the
// probe (probe.c), shims made by `slipway install`, and an environment that holds what the test
// says and nothing else.
//
// Texts of files, and values of variables, may say `$SANDBOX` for the world's folder: manifests
// are full of braces, so std::format would not do. Paths that begin so are written as the platform
// writes them, and a colon beside one is what it parts lists by. `$EXE` is how executables end,
// `$PLATFORM` the platform's name and `$ELSEWHERE` that of another.

#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <ostream>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tests/support/files.h"
#include "tests/support/process.h"
#include "tests/support/report.h"

namespace slipway::test {

// What this platform writes otherwise than others.
struct HostRules {
    std::string_view name;
    std::string_view elsewhere;
    char listSeparator;
    char pathSeparator;
    std::string_view executableSuffix;
    bool ignoresCase;  // of variables' names, and of the entries of lists
};
extern const HostRules kHost;

// Entries with colons between them, as the platform writes a list.
std::string list(std::string_view entries);
// A path with slashes, as the platform writes it.
std::string native(std::string_view path);
// The host's own name.
std::string hostName();

// A path which is a text as well, in UTF-8: Windows' own paths are none.
class Place : public std::filesystem::path {
  public:
    explicit Place(path place) : path(std::move(place)) {}
    operator std::string() const { return string(); }
};

// The repository.
Place sourceFolder();

// The executables under test, and what stands for an application.
Place slipwayExecutable();
Place shimExecutable();
Place probeExecutable();

// env(1), or what stands for it (tests/windows/env.cpp): becomes, or waits for, the command that
// its arguments name.
Place envProgram();

// The ways in which a shim stands in a folder, and those of them that the platform has.
enum class ShimKind { kSymbolicLink, kHardLink, kCopy };
extern const std::span<const ShimKind> kShimKinds;
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
    Place operator/(const std::filesystem::path& relative) const;
    // Where Slipway keeps its catalogues and the record of launches.
    Place cache() const;

    // The environment that programs are started with.
    void set(std::string_view name, std::string_view value);
    void unset(std::string_view name);
    std::vector<std::string>& environment() { return environment_; }

    // All paths below are relative to the folder. Folders on the way are made.
    std::string expand(std::string_view text) const;  // `$SANDBOX` and the others
    Place write(const std::filesystem::path& path, std::string_view text) const;
    Place makeFolder(const std::filesystem::path& path) const;
    Place plugin(const std::filesystem::path& path, std::string_view toml) const;
    Place jsonPlugin(const std::filesystem::path& path, std::string_view json) const;
    // A plugin of one integration; `env` is what stands below `[integration.env]`.
    Place integration(const std::filesystem::path& path, std::string_view env) const;
    // opt/NAMEVERSION/bin/NAME.
    Place executable(const std::string& name, const std::string& version) const;
    // The probe there. A copy: tests running at the same time must not see one another's links in
    // its times.
    Place installation(const std::string& name, const std::string& version) const;
    // Installations and the plugin definitions-NAME in $SANDBOX/studio which makes them known.
    void application(const std::string& name, const std::vector<std::string>& versions) const;

    // `slipway install ARGUMENTS --to $SANDBOX/shims`, which must succeed. On Windows the shims of
    // the names alone, put there by hand.
    void install(const std::vector<std::string>& arguments) const;
    Place shim(const std::string& name) const { return *this / ("shims/" + name + "$EXE"); }
    // Puts a shim there by hand, in place of what is there, with its helper beside it. Where the
    // platform has no such kind it is a copy.
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
    using Sandbox::executable;
    Place executable() const { return executable("maya", "2024"); }
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
// So many times at once.
std::vector<Launch> launchAtOnce(const Command& command, std::size_t times);

void makeExecutable(const std::filesystem::path& path);
// As if nobody had read or written it for so long.
void leaveUnused(const std::filesystem::path& file, std::chrono::days days);

// Where worlds are made: of a length that is the same everywhere, since columns of what is printed
// depend on it (golden.h).
std::filesystem::path makeTemporaryFolder();

}  // namespace slipway::test
