// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// The world of a launch that is told of, or prepared: what integrations ask for ahead of it is done
// here, and nowhere else.

#pragma once

#include <map>
#include <optional>
#include <string>

#include "cli/surroundings.h"
#include "manifests/trust_check.h"
#include "resolver/secret_name.h"
#include "shim/host_world.h"

namespace slipway {

struct CommandEnd;

class PreparingWorld final : public HostWorld {
  public:
    // Whose launch it is: this process's own, or that of the shim which asked for it.
    struct Process {
        std::string_view id;          // empty: this process's
        std::string_view launchTime;  // empty: now
        int connection = -1;          // at its end nobody waits any more
    };

    // `surroundings` must outlive it. Until `carryOut` is called nothing is done.
    PreparingWorld(Arena& arena, const Surroundings& surroundings, std::string siteFolder,
                   Process process);

    // From now on commands run, files are written, folders made.
    void carryOut(const Catalogue& catalogue);
    // From now on commands run, but for those that are a worker's; all else is the worker's.
    void carryOutAtFreezing(const Catalogue& catalogue);

    std::string_view processId() override;
    std::string_view launchTime() override;
    Provided launchFolder() override;
    Provided launchPort() override;
    DeedResult run(const PlannedCommand& command) override;
    DeedResult write(const PlannedFile& file) override;
    DeedResult look(const PlannedCompanion& companion) override;

    // The file that a planned process is started from, or what is wrong with it.
    struct Executable {
        std::string path;
        DeedResult problem{};
    };
    Executable executableOf(std::string_view name, std::span<const char* const> environment,
                            const catalogue::Integration& by);

  private:
    DeedResult runAtFreezing(const PlannedCommand& command);
    DeedResult runNow(const PlannedCommand& command);
    DeedResult resultOf(const PlannedCommand& command, const CommandEnd& end);
    DeedResult printed(const std::string& text);
    DeedResult failed(Deed deed, std::string_view reason);
    std::optional<Distrust> distrustOf(const std::string& file, const catalogue::Integration& by);

    Arena& arena_;
    const Surroundings& surroundings_;
    std::string siteFolder_;
    Process process_;
    std::optional<Catalogue> catalogue_;  // while deeds are done
    bool isFreezing_ = false;
    std::optional<Provided> folder_;
    std::optional<Provided> port_;
    std::optional<Host> host_;
    std::optional<TrustCheck> trust_;  // made when first asked for
    // A launch may be evaluated again; what was done is done.
    std::map<const catalogue::BeforeCommand*, DeedResult> results_;
};

}  // namespace slipway
