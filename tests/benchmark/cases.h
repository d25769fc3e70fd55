// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// What is compared: each case starts the same target with, where it says so, the same environment.

#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "tests/benchmark/process.h"

namespace slipway::benchmark {

struct Case {
    std::string name;
    Command command;
    std::function<void()> prepare{};  // before each launch, not timed
    unsigned every = 1;               // measured in every n-th round only: it takes long
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

    // A plugin root, and whether launches read it from its index.
    struct Studio {
        int plugins;
        bool isPublished = false;
    };

    const std::vector<int>& sizes() const { return sizes_; }

    std::vector<Case> cases() const;
    // By themselves: what they make the kernel forget others would miss. None without root's
    // rights.
    std::vector<Case> coldCases() const;
    // Of a published root on a share that is asked at every launch. By themselves, too: while
    // something is mounted, a launch has more to look at. `mount` shows what is in `backing`.
    std::vector<Case> shareCases(const std::filesystem::path& backing,
                                 const std::filesystem::path& mount) const;
    // One launch of the shim of that name; the catalogue is kept from launch to launch.
    Command launch(const std::string& shim, Studio studio) const;
    std::filesystem::path root(Studio studio) const;
    std::filesystem::path shim() const { return folder_ / "shims" / "bench"; }

    // Throws where a wrapper and Slipway do not give the same environment, or one of them warns.
    void verify() const;

  private:
    void writeWrappers() const;
    void installShims() const;
    std::vector<Case> references() const;
    Command wrapper(const std::string& name) const;
    void publish(const Command& launch, const std::filesystem::path& root) const;
    Case looksAlone(Studio studio) const;
    Case firstLaunch(Studio studio) const;
    Command launchWithout(const std::string& shim, Studio studio) const;
    std::map<std::string, std::string> environmentBy(const Command& command) const;

    std::filesystem::path folder_;
    Tools tools_;
    std::vector<int> sizes_;
    std::vector<std::string> environment_;
};

// The case that all others are compared with: what studios would use instead.
inline constexpr const char* kScript = "dash script, 30 exports";
inline constexpr const char* kTarget = "/bin/true itself";
inline constexpr const char* kPython = "python3 -c pass";
inline constexpr const char* kColdScript = "dash script, cold page cache";
inline constexpr const char* kColdLaunch = "slipway, published index, 100 plugins, cold page cache";

inline constexpr const char* kShareScript = "dash script, a share being mounted";
inline constexpr const char* kShareLaunch =
    "slipway, share asked at each launch, published, 100 plugins";

// The sizes that an index is published of, and the size of which no catalogue is kept.
inline constexpr int kPublishedSizes[] = {100, 10'000};
inline constexpr int kPluginsOfFirstLaunch = 1'000;

std::string nameOfLaunch(int plugins);
std::string nameOfReading(int plugins);
std::string nameOfFirstLaunch(int plugins);
std::string nameOfPublished(int plugins);

// What the launcher is to reach: a median as a share of another's.
struct Bound {
    std::string name;
    std::string against;
    double most;
    double stretch;  // 0: none
};
std::vector<Bound> bounds();

// What is counted, which does not vary.
enum class Counted { kPeakMemory, kFileOperations };
struct CountBound {
    std::string name;
    Counted what;
    std::uint64_t most;
};
std::vector<CountBound> countBounds();

}  // namespace slipway::benchmark
