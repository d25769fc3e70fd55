// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// The file system as the compiler sees it. Everything that a compilation learns of the outside it
// learns here, so that the recording disk can write each fact down as a witness.

#pragma once

#include <cstdint>
#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "resolver/witness.h"

namespace slipway {


// Failures are errno values. Paths are absolute. Symbolic links are followed.
class Disk {
  public:
    virtual ~Disk() = default;

    virtual FileFacts facts(const std::string& path) = 0;
    // The names in a folder, sorted by bytes, without `.` and `..`.
    virtual std::expected<std::vector<std::string>, int> list(const std::string& folder) = 0;
    // A regular file's content. EFBIG for one larger than `limit`, EINVAL for what is no regular
    // file (which is never opened: a FIFO would hang, a device may act).
    virtual std::expected<std::string, int> read(const std::string& path,
                                                 std::uint64_t limit) = 0;
};

// The machine's own.
class HostDisk final : public Disk {
  public:
    FileFacts facts(const std::string& path) override;
    std::expected<std::vector<std::string>, int> list(const std::string& folder) override;
    std::expected<std::string, int> read(const std::string& path, std::uint64_t limit) override;
};

// A fact as it was when first looked at.
struct RecordedWitness {
    std::string path;
    WitnessKind kind;
    std::uint64_t fingerprint;
    bool operator==(const RecordedWitness&) const = default;
};

// Passes everything on to another disk and writes down what was looked at, each path once.
//
// A file edited twice within the clock tick of its file system keeps its times, so a fact that is
// younger than a tick proves nothing. Where times have nanoseconds the disk waits until the fact is
// 20 ms old (longer than any kernel's tick) and looks again; where they have whole seconds only,
// it does not wait: the facts are not `settled`, and the catalogue made from them is not kept.
class RecordingDisk final : public Disk {
  public:
    explicit RecordingDisk(Disk& disk) : disk_(disk) {}

    FileFacts facts(const std::string& path) override;
    std::expected<std::vector<std::string>, int> list(const std::string& folder) override;
    std::expected<std::string, int> read(const std::string& path, std::uint64_t limit) override;

    // Sorted by path.
    std::vector<RecordedWitness> witnesses() const;
    bool settled() const { return settled_; }

  private:
    FileFacts look(const std::string& path);

    Disk& disk_;
    std::vector<RecordedWitness> witnesses_;
    bool settled_ = true;
};

}  // namespace slipway
