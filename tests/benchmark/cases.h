// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// What is compared: each case starts the same target with, where it says so, the same environment.

#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "tests/benchmark/process.h"

namespace slipway::benchmark {

struct Case {
    std::string name;
    Command command;
    std::optional<std::filesystem::path> forget;  // removed before each launch, not timed
    unsigned every = 1;  // measured in every n-th round only: it takes long
};

struct Tools {
    std::filesystem::path slipway;
    std::filesystem::path
        noops;  // folder with noop-glibc, noop-musl, noop-bare; some may be missing
};

// The plugins, wrappers and shims beneath one folder, made when constructed.
class Workshop {
  public:
    Workshop(std::filesystem::path folder, Tools tools, std::vector<int> sizes);

    const std::vector<int>& sizes() const { return sizes_; }

    std::vector<Case> cases() const;
    // One launch of the shim of that name; the catalogue is kept from launch to launch.
    Command launch(const std::string& shim, int plugins) const;
    std::filesystem::path root(int plugins) const;
    std::filesystem::path shim() const { return folder_ / "shims" / "bench"; }

    // Throws where a wrapper and Slipway do not give the same environment, or one of them warns.
    void verify() const;

  private:
    void writeWrappers() const;
    void installShims() const;
    std::vector<Case> references() const;
    Command wrapper(const std::string& name) const;
    Command launchWithout(const std::string& shim, int plugins) const;
    std::map<std::string, std::string> environmentBy(const Command& command) const;

    std::filesystem::path folder_;
    Tools tools_;
    std::vector<int> sizes_;
    std::vector<std::string> environment_;
};

// The case that all others are compared with: what studios would use instead.
inline constexpr const char* kScript = "dash script, 30 exports";
inline constexpr const char* kTarget = "/bin/true itself";
std::string nameOfLaunch(int plugins);
std::string nameOfReading(int plugins);
std::string nameOfFirstLaunch(int plugins);

}  // namespace slipway::benchmark
