// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// A disk in memory, with a clock that moves only when told: files, folders, links, what is neither,
// failures on demand, and a log of what was looked at.

#pragma once

#include <chrono>
#include <cstdint>
#include <expected>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "manifests/disk.h"
#include "resolver/platform.h"

namespace slipway::test {

class FakeDisk final : public Disk {
  public:
    // Starts as an empty root, whose facts are old.
    explicit FakeDisk(const PlatformRules& rules = kLinuxRules);
    ~FakeDisk() override;

    // Folders on the way are made. What is there is replaced, or edited where it is a file.
    void write(const std::string& path, std::string_view text, std::uint32_t permissions = 0644);
    void writeExecutable(const std::string& path) { write(path, "", 0755); }
    void makeFolder(const std::string& path);
    void link(const std::string& path, const std::string& target);
    void makeFifo(const std::string& path);
    void makeDevice(const std::string& path);
    void remove(const std::string& path);
    // A file that says it is this large.
    void writeSparse(const std::string& path, std::uint64_t size);

    void setPermissions(const std::string& path, std::uint32_t permissions);
    void setOwner(const std::string& path, std::uint32_t owner);  // at first 1000
    void setModified(const std::string& path, std::chrono::nanoseconds time);
    void setChanged(const std::string& path, std::chrono::nanoseconds time);

    // Times of files are cut to multiples of this: a tick, or what the file system can write.
    void setGranularity(std::chrono::nanoseconds granularity) { granularity_ = granularity; }
    // Everything that is there becomes an hour old.
    void age() { now_ += std::chrono::hours(1); }

    enum class Call { kFacts, kList, kRead, kEntry };
    // Every such call on the path fails.
    void fail(Call call, const std::string& path, int error);
    // Once, before the next such call on the path answers, or right after.
    void before(Call call, const std::string& path, std::function<void()> action);
    void after(Call call, const std::string& path, std::function<void()> action);

    // "facts /a", "list /a", "read /a", "entry /a", "wait 20ms", in order.
    const std::vector<std::string>& log() const { return log_; }
    std::size_t looksAt(const std::string& path) const;
    void clearLog() { log_.clear(); }

    FileFacts facts(const std::string& path) override;
    Entry entry(const std::string& path) override;
    std::expected<FolderNames, int> list(const std::string& folder) override;
    std::expected<FileContent, int> read(const std::string& path, std::uint64_t limit) override;
    std::chrono::nanoseconds now() override { return now_; }
    void wait(std::chrono::nanoseconds span) override;

  private:
    struct Node;
    using NodePointer = std::shared_ptr<Node>;
    struct Event {
        Call call;
        std::string path;
        bool operator<(const Event& other) const {
            return std::tie(call, path) < std::tie(other.call, other.path);
        }
    };
    using Actions = std::map<Event, std::function<void()>>;

    std::vector<std::string> segments(const std::string& path) const;
    std::expected<NodePointer, int> find(const std::string& path) const;
    std::expected<NodePointer, int> walk(NodePointer at, std::vector<std::string> segments,
                                         int& links) const;
    NodePointer folderOf(const std::string& path);
    Node& put(const std::string& path, std::uint32_t mode);
    Node& existing(const std::string& path) const;
    std::expected<NodePointer, int> findItself(const std::string& path) const;
    std::chrono::nanoseconds stamp() const;
    FileFacts factsOf(const Node& node) const;
    void enter(Call call, const std::string& path);
    static void run(Actions& actions, const Event& event);
    template <class Result>
    Result leave(Call call, const std::string& path, Result result);
    int failure(Call call, const std::string& path) const;

    const PlatformRules& rules_;
    NodePointer root_;
    std::uint64_t nextInode_ = 1;
    std::chrono::nanoseconds now_;
    std::chrono::nanoseconds granularity_{1};
    std::map<Event, int> failures_;
    Actions before_;
    Actions after_;
    std::vector<std::string> log_;
};

}  // namespace slipway::test
