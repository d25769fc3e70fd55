// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Plugin roots of any size, and the same changes of the environment as a wrapper script makes them.

#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace slipway::benchmark {

// What a launch measured here ends in.
struct Target {
    std::string application;  // the name that its shim is called by
    std::string executable;
};

// Starts nothing else, says nothing: the time is the launcher's.
inline const Target kQuiet{"bench", "/bin/true"};
// Prints the environment that it was given.
inline const Target kPrinting{"bench-env", "/usr/bin/env"};

struct Change {
    enum class Operation { kSet, kPrepend, kAppend };
    std::string name;
    Operation operation;
    std::string value;
};

// Writes `plugins` plugins, half of them TOML and half JSON. Five apply to the targets and change
// six variables each; the others are as long and are for other applications. The targets are made
// known by one plugin more. Fewer than five plugins: none of them applies.
void writeStudio(const std::filesystem::path& root, int plugins);

// The thirty changes that the studio at `root` makes.
std::vector<Change> changesOfStudio(const std::filesystem::path& root, int plugins);

// The environment that all launches start from: an ordinary one, and lists to be added to.
std::vector<std::string> startingEnvironment(const std::filesystem::path& home);

// Wrapper scripts as studios write them: change the environment, become the target.
std::string shellWrapper(const std::string& shell, const std::vector<Change>& changes,
                         const Target& target);
std::string pythonWrapper(const std::vector<Change>& changes, const Target& target);

void writeFile(const std::filesystem::path& path, const std::string& text);
void writeExecutable(const std::filesystem::path& path, const std::string& text);

}  // namespace slipway::benchmark
