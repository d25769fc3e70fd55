// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// What a compilation is given of the computer that it runs on. All that it learns of the outside
// it learns through one of these, so that it can be recorded, and faked.

#pragma once

#include <cstdint>
#include <expected>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "manifests/disk.h"
#include "manifests/paths.h"
#include "manifests/source.h"
#include "resolver/platform.h"

namespace slipway {

// A definition of an application that comes with Slipway: `name` is shown to people.
struct BuiltinDefinition {
    std::string_view name;
    std::string_view text;
};
std::span<const BuiltinDefinition> builtinDefinitions();

// Why an executable did not answer.
struct AskFailure {
    std::string reason;    // "it ended with exit code 1"
    bool lasting = false;  // it will not as long as its file stays the same
};

// What an executable prints when run with these arguments; a failure where it cannot be run, fails
// or takes too long. Who asks records the executable as a witness.
using AskExecutable = std::function<std::expected<std::string, AskFailure>(
    const std::string& executable, const std::vector<std::string>& arguments)>;

// What the launch says to what a compilation asked (questions.h), by the question's text. Nothing:
// a condition does not hold, a text is absent.
using Answers = std::map<std::string, std::optional<std::string>>;

// What a compilation is told of shares: what it must not touch itself when it is used again.
struct ShareFacts {
    // The folder that the share is mounted on which an absolute path is on; empty: on none.
    std::function<std::string(const std::string& path)> shareOf{};
    std::uint64_t mounts = 0;  // of the state that this tells of (shim/shares.h)
    std::int64_t mountsSince = 0;
    // What has not answered so far, and whether it is dead or but slow.
    std::function<std::map<std::string, bool>()> silent{};
};

// Another platform that manifests are read for, of which a farm's workers are: what they say is for
// that platform, where they stand is on this host.
struct Target {
    const PlatformRules& rules;
    std::shared_ptr<const Places> places;  // what `{paths.NAME}` stands for there; never null
    // A path of this host as that platform has it; nothing where no place leads to it.
    std::function<std::optional<std::string>(const std::string& path)> path;
};

struct Host {
    Disk& disk;
    const PlatformRules& rules;
    Variables variables;
    std::span<const BuiltinDefinition> definitions{};  // of applications; count least
    AskExecutable ask{};                               // empty: nothing can be asked
    Answers answers{};                                 // of the launch that is compiled for
    std::string siteFolder{};  // the shim's: `slipway-site.toml` may stand there; empty: none
    std::set<std::string> inhabitedRoots{};  // that had plugins when last compiled
    std::optional<std::uint32_t> user{};     // whose launch it is; nothing: every file is trusted
    std::string cacheFolder{};   // the catalogue's; kept only where it is trusted; empty: none
    std::string launchRecord{};  // where launches are recorded if the policy has it; empty: nowhere
    std::string compiler{};  // this executable, which a kept catalogue rests on; empty: not kept
    ShareFacts shares{};     // by default there are none
    const Target* target = nullptr;  // null: manifests are read for this host

    // Of the platform that manifests are read for.
    const PlatformRules& targetRules() const { return target != nullptr ? target->rules : rules; }
};

}  // namespace slipway
