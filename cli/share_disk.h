// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// A disk that does not hang where a share does: what is on one is looked at by a process of its
// own, which is left behind when it does not answer (spec 2.6).

#pragma once

#include <chrono>
#include <map>
#include <memory>
#include <set>
#include <span>
#include <string>

#include "manifests/disk.h"
#include "manifests/host.h"
#include "resolver/arena.h"
#include "shim/clock.h"
#include "shim/shares.h"

namespace slipway {

// How long is waited for shares.
struct SharePatience {
    std::chrono::milliseconds forAnAnswer{2000};
    // With one share; more where it answers quickly, and there is much to ask.
    std::chrono::milliseconds together{15000};
};

// Nobody waits twice for a share that has not answered: from then on, all that is asked of it fails
// with ETIMEDOUT. It is also remembered for launches, and what they learnt is believed.
class ShareDisk final : public Disk {
  public:
    ShareDisk(Disk& disk, std::span<const char* const> environment);
    ~ShareDisk();

    void have(const SharePatience& patience) { patience_ = patience; }
    ShareFacts shareFacts();

    FileFacts facts(const std::string& path) override;
    Entry entry(const std::string& path) override;
    std::expected<FolderNames, int> list(const std::string& folder) override;
    std::expected<FileContent, int> read(const std::string& path, std::uint64_t limit) override;
    std::expected<FileContent, int> readKnown(const std::string& path, const FileFacts& known,
                                              std::uint64_t limit) override;
    void stayNear(const std::string& folder) override;
    std::shared_mutex& otherThreads() override { return disk_.otherThreads(); }
    std::chrono::nanoseconds now() override { return disk_.now(); }
    void wait(std::chrono::nanoseconds span) override { disk_.wait(span); }

  private:
    class Worker;
    // Null where the path is on no share.
    Worker* workerFor(const std::string& path);
    Milliseconds deadlineFor(Worker& worker);
    std::expected<FileContent, int> readBy(Worker& worker, const std::string& path,
                                           std::uint64_t limit);

    Disk& disk_;
    std::span<const char* const> environment_;
    Arena arena_;
    Shares shares_;
    SharePatience patience_;
    Milliseconds start_ = 0;
    std::map<std::string, std::unique_ptr<Worker>, std::less<>> workers_;
};

}  // namespace slipway
