// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// The file system as the compiler sees it. Everything that a compilation learns of the outside it
// learns here, so that the recording disk can write each fact down as a witness.

#pragma once

#include <chrono>
#include <cstdint>
#include <expected>
#include <functional>
#include <optional>
#include <shared_mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "resolver/witness.h"

namespace slipway {

enum class FileType { kMissing, kFile, kFolder, kFifo, kSocket, kDevice };

FileType fileType(const FileFacts& facts);
// A file that somebody may execute.
bool isExecutableFile(const FileFacts& facts);

// The system's words for an errno value, in lower case: "permission denied".
std::string errorText(int error);

using FolderNames = std::vector<std::string>;

struct FileContent {
    std::string text;
    FileFacts facts;  // of the very file that was read, once it had been: the path may by then
                      // lead to another one
};

// What stands at a path itself.
struct Entry {
    FileFacts facts;     // of a link its own
    std::string target;  // of a link, as it is written; else empty
};

// Failures are errno values; ETIMEDOUT: what is asked does not answer (a share). Paths are
// absolute. Symbolic links are followed, but by `entry`.
class Disk {
  public:
    virtual ~Disk() = default;

    virtual FileFacts facts(const std::string& path) = 0;
    virtual Entry entry(const std::string& path) = 0;
    // The names in a folder, sorted by bytes, without `.` and `..`.
    virtual std::expected<FolderNames, int> list(const std::string& folder) = 0;
    // A regular file's content. EFBIG for one larger than `limit`, EINVAL for what is no regular
    // file (which is never opened: a FIFO would hang, a device may act).
    virtual std::expected<FileContent, int> read(const std::string& path, std::uint64_t limit) = 0;

    // Held, shared, by each other thread that works while this disk is used. A disk that starts a
    // process takes it alone: what another thread holds at that moment, memory's own locks among
    // it, nobody would ever let go of in the new one.
    virtual std::shared_mutex& otherThreads() { return otherThreads_; }

    // The same disk, for looks at a plugin's own folder on which nothing but that plugin rests.
    virtual Disk& ofPlugins() { return *this; }

    // The clock that files are stamped by, since 1970, and time passing on it.
    virtual std::chrono::nanoseconds now() = 0;
    virtual void wait(std::chrono::nanoseconds span) = 0;

    // What may be quicker. `read` for somebody who has the file's facts already, however old:
    virtual std::expected<FileContent, int> readKnown(const std::string& path, const FileFacts&,
                                                      std::uint64_t limit) {
        return read(path, limit);
    }
    // Most of what is asked for next is beneath this folder; empty: no longer.
    virtual void stayNear(const std::string&) {}

  private:
    std::shared_mutex otherThreads_;
};

// The machine's own. It holds the folder that it is near to open, so that the way there is not
// walked again for each name beneath it. Were another folder in its place by then, its own facts
// would tell.
class HostDisk final : public Disk {
  public:
    HostDisk() = default;
    ~HostDisk() override;
    HostDisk(const HostDisk&) = delete;
    HostDisk& operator=(const HostDisk&) = delete;

    FileFacts facts(const std::string& path) override;
    Entry entry(const std::string& path) override;
    std::expected<FolderNames, int> list(const std::string& folder) override;
    std::expected<FileContent, int> read(const std::string& path, std::uint64_t limit) override;
    std::expected<FileContent, int> readKnown(const std::string& path, const FileFacts& known,
                                              std::uint64_t limit) override;
    void stayNear(const std::string& folder) override;
    std::chrono::nanoseconds now() override;
    void wait(std::chrono::nanoseconds span) override;

  private:
    std::string near_;  // ends with a separator
    int nearFolder_ = -1;
};

// A fact as it was when first looked at.
struct RecordedWitness {
    std::string path;
    WitnessKind kind;
    std::uint64_t fingerprint;
    bool ofPluginAlone = false;  // looked at by `Disk::ofPlugins` only
    bool operator==(const RecordedWitness&) const = default;
};

// Passes everything on to another disk and writes down what was looked at, each path once: the
// first answer counts, and where a later look contradicts it, the facts are not `settled`.
//
// A file edited twice within the clock tick of its file system keeps its times, so a fact that is
// younger than a tick proves nothing. Where times have nanoseconds the disk waits until the fact is
// 20 ms old (longer than any kernel's tick) and looks again; where they have whole seconds only,
// it does not wait: the facts are not settled, and the catalogue made from them is not kept.
//
// A content or a listing is one that facts taken before it and after it agree on.
//
// Of an entry its rights alone are written down, which show at once when they change.
class RecordingDisk final : public Disk {
  public:
    explicit RecordingDisk(Disk& disk) : disk_(disk), ofPlugins_(*this) {}

    FileFacts facts(const std::string& path) override;
    Entry entry(const std::string& path) override;
    std::expected<FolderNames, int> list(const std::string& folder) override;
    std::expected<FileContent, int> read(const std::string& path, std::uint64_t limit) override;
    std::shared_mutex& otherThreads() override { return disk_.otherThreads(); }
    void stayNear(const std::string& folder) override { disk_.stayNear(folder); }
    Disk& ofPlugins() override { return ofPlugins_; }
    std::chrono::nanoseconds now() override { return disk_.now(); }
    void wait(std::chrono::nanoseconds span) override { disk_.wait(span); }

    // Sorted by path.
    std::vector<RecordedWitness> witnesses() const;
    bool settled() const { return settled_; }

  private:
    enum class Interest : std::uint8_t { kAnybodys, kPlugins };
    class OfPlugins final : public Disk {
      public:
        explicit OfPlugins(RecordingDisk& disk) : disk_(disk) {}
        FileFacts facts(const std::string& path) override {
            return disk_.facts(path, Interest::kPlugins);
        }
        Entry entry(const std::string& path) override {
            return disk_.entry(path, Interest::kPlugins);
        }
        std::expected<FolderNames, int> list(const std::string& folder) override {
            return disk_.list(folder);
        }
        std::expected<FileContent, int> read(const std::string& path,
                                             std::uint64_t limit) override {
            return disk_.read(path, limit);
        }
        std::chrono::nanoseconds now() override { return disk_.now(); }
        void wait(std::chrono::nanoseconds span) override { disk_.wait(span); }

      private:
        RecordingDisk& disk_;
    };
    FileFacts facts(const std::string& path, Interest interest);
    Entry entry(const std::string& path, Interest interest);

    struct Looked {
        FileFacts facts;
        Interest interest = Interest::kAnybodys;
    };
    struct TimedEntry {
        Entry entry;
        std::chrono::nanoseconds before;  // the time ahead of the look
        Interest interest;
    };
    // What is known of a path: one place for both, since nearly every one is looked at both ways.
    struct Known {
        std::optional<Looked> looked;
        std::optional<TimedEntry> entry;

        bool isPlain() const;  // an entry that is there and no link: its facts are the path's
        bool isOfPluginAlone() const;
    };
    template <class T>
    struct Taken {
        std::expected<T, int> result;
        FileFacts after;
    };
    template <class T>
    std::expected<T, int> takeSteadily(const std::string& path,
                                       const std::function<Taken<T>(const FileFacts&)>& take);
    const Looked& lookedAt(const std::string& path, Known& known, Interest interest);
    Looked* folderThatCovers(const std::string& path);
    // The facts once they are old enough, or as they are where that does not come about.
    FileFacts look(const std::string& path, const Known& known);
    FileFacts lookOnce(const std::string& path, const Known& known,
                       std::chrono::nanoseconds& before);
    bool waitWithinReason(std::chrono::nanoseconds span);

    Disk& disk_;
    OfPlugins ofPlugins_;
    std::unordered_map<std::string, Known> known_;
    std::chrono::nanoseconds waited_{};
    bool settled_ = true;
};

}  // namespace slipway
