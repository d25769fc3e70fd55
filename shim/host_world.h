// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// The World of this machine.

#pragma once

#include <span>
#include <string_view>

#include "resolver/account.h"
#include "resolver/arena.h"
#include "resolver/evaluator.h"
#include "shim/share_asker.h"

namespace slipway {

class HostWorld : public World {
  public:
    HostWorld(Arena& arena, std::span<const char* const> environment)
        : arena_(arena),
          environment_(environment),
          shares_(arena),
          asker_(shares_, environment, arena) {}

    std::string_view host() override;
    std::string_view user() override;
    std::string_view home() override;
    std::string_view launchTime() override;
    std::string_view processId() override;
    std::size_t argumentSpace() override;
    std::string_view workingDirectory() override;
    bool isWorkingDirectory(std::string_view path) override;
    bool exists(std::string_view path) override;
    std::string_view commandOnPath(std::string_view command) override;

    // By whom all that is on a share is looked at.
    ShareAsker& asker() { return asker_; }

  protected:
    ~HostWorld() = default;  // there is one for each who evaluates: what it does is theirs to say

  private:
    Account account();

    Arena& arena_;
    std::span<const char* const> environment_;
    Shares shares_;
    ShareAsker asker_;
    std::string_view launchTime_;  // the same everywhere in one launch
};

// One that does nothing ahead of a launch.
class PlainWorld final : public HostWorld {
  public:
    using HostWorld::HostWorld;
};

// Where nothing is launched, but asked.
class AskedHost final : public HostWorld {
  public:
    using HostWorld::HostWorld;
};

// 36 characters, RFC 4122 version 4. Takes the sixteen random bytes that the kernel gives every
// process (AT_RANDOM, getauxval(3)) where there are any: no system call.
std::string_view makeLaunchId(Arena& arena);
// Of random bytes, some of which say what kind of number it is from now on.
std::string_view formatLaunchId(unsigned char (&bytes)[16], Arena& arena);

}  // namespace slipway
