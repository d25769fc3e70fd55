// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "cli/share_disk.h"

#include <algorithm>
#include <cerrno>
#include <optional>
#include <string_view>

#include "cli/share_channel.h"
#include "shim/compiler_process.h"
#include "shim/share_memory.h"

namespace slipway {

namespace {

enum class Question : std::uint32_t { kFacts, kEntry, kList, kRead };

// A message is its head and as many bytes as that says.
struct Asked {
    Question question;
    std::uint32_t size;  // of the path that follows
    std::uint64_t limit;
};
struct Answer {
    int error = 0;
    FileFacts facts{};
    std::uint64_t size = 0;  // of the text that follows
};

std::string joined(const FolderNames& names) {
    std::string text;
    for (const std::string& name : names) text.append(name).push_back('\0');
    return text;
}

FolderNames parted(std::string_view text) {
    FolderNames names;
    for (std::size_t end; (end = text.find('\0')) != std::string_view::npos;) {
        names.emplace_back(text.substr(0, end));
        text.remove_prefix(end + 1);
    }
    return names;
}

struct Answered {
    Answer head;
    std::string text;
};

Answered ask(Disk& disk, const Asked& asked, const std::string& path) {
    switch (asked.question) {
        case Question::kFacts:
            return {{.facts = disk.facts(path)}, {}};
        case Question::kEntry: {
            Entry entry = disk.entry(path);
            return {{.facts = entry.facts}, std::move(entry.target)};
        }
        case Question::kList: {
            const auto names = disk.list(path);
            if (!names) return {{.error = names.error()}, {}};
            return {{}, joined(*names)};
        }
        case Question::kRead:
            break;
    }
    auto content = disk.read(path, asked.limit);
    if (!content) return {{.error = content.error()}, {}};
    return {{.facts = content->facts}, std::move(content->text)};
}

// One process at a time, so that no more than one is left hanging in a share.
Answered askInTurn(ShareServer& server, const Asked& asked, const std::string& path) {
    if (!server.memory.acquire(server.forOthers, millisecondsSinceStart() + server.forOthers)) {
        return {{.error = ETIMEDOUT, .facts = {.error = ETIMEDOUT}}, {}};
    }
    ShareRecord record = server.memory.read();
    record.askedAt = millisecondsSinceStart();
    server.memory.write(record);
    Answered answered = ask(server.disk, asked, path);
    answered.head.size = answered.text.size();
    record.askedAt = 0;
    record.answeredAt = millisecondsSinceStart();
    if (record.silence == Silence::kDead) record.silence = Silence::kNone;
    server.memory.write(record);
    server.memory.release();
    return answered;
}

}  // namespace

void ShareServer::serve(ShareChannel& channel) {
    Asked asked;
    while (channel.read(&asked, sizeof asked, 0)) {
        std::string path(asked.size, '\0');
        if (!channel.read(path.data(), path.size(), 0)) return;
        const Answered answered = askInTurn(*this, asked, path);
        if (!channel.write(&answered.head, sizeof answered.head) ||
            !channel.write(answered.text.data(), answered.text.size())) {
            return;
        }
    }
}

class ShareDisk::Worker {
  public:
    // One answer of a slow share is several of its operations, and another process may just be
    // waiting for one.
    Worker(Disk& disk, std::string_view share, const SharePatience& patience,
           std::span<const char* const> environment, Shares& shares, Arena& arena)
        : memory_(share, environment, shares, arena) {
        const ShareRecord record = memory_.read();
        const bool isRemembered =
            record.silence == Silence::kDead &&
            isWithin(kSilenceRemembered, record.silentAt, millisecondsSinceStart());
        silence_ = isRemembered ? Silence::kDead : Silence::kNone;
        if (silence_ != Silence::kNone) return;
        disk.stayNear({});  // the new process has nothing open
        const auto forOthers = std::max<Milliseconds>(patience.forAnAnswer.count() / 5, 1'000);
        ShareServer server{disk, share, memory_, forOthers};
        channel_ = startServing(server, environment);
    }

    Silence silence() const { return silence_; }
    Milliseconds waited() const { return waited_; }
    bool isQuick() const { return answers_ != 0 && waited_ <= answers_ * kQuickAnswer; }

    Answered ask(Question question, const std::string& path, std::uint64_t limit,
                 Milliseconds deadline) {
        Answered answered{{.error = ETIMEDOUT, .facts = {.error = ETIMEDOUT}}, {}};
        if (silence_ != Silence::kNone) return answered;
        const Milliseconds before = millisecondsSinceStart();
        const Asked asked{question, static_cast<std::uint32_t>(path.size()), limit};
        const bool isAnswered = channel_.write(&asked, sizeof asked) &&
                                channel_.write(path.data(), path.size()) &&
                                take(answered, deadline);
        waited_ += millisecondsSinceStart() - before;
        // A file system may itself stop waiting (NFS mounted "soft").
        const bool isSilence =
            answered.head.error == ETIMEDOUT || answered.head.facts.error == ETIMEDOUT;
        if (isAnswered && !isSilence) {
            ++answers_;
            return answered;
        }
        giveUp();
        return {{.error = ETIMEDOUT, .facts = {.error = ETIMEDOUT}}, {}};
    }

    void giveUp() {
        channel_.close();
        silence_ = answers_ != 0 ? Silence::kSlow : Silence::kDead;
        ShareRecord record = memory_.read();
        record.silence = silence_;
        record.silentAt = millisecondsSinceStart();
        memory_.write(record);
    }

  private:
    bool take(Answered& answered, Milliseconds deadline) {
        if (!channel_.read(&answered.head, sizeof answered.head, deadline)) return false;
        answered.text.resize(answered.head.size);
        return channel_.read(answered.text.data(), answered.text.size(), deadline);
    }

    ShareMemory memory_;
    Silence silence_ = Silence::kNone;
    ShareChannel channel_;
    static constexpr Milliseconds kQuickAnswer = 20;
    Milliseconds answers_ = 0;
    Milliseconds waited_ = 0;
};

ShareDisk::ShareDisk(Disk& disk, std::span<const char* const> environment)
    : disk_(disk), environment_(environment), shares_(arena_) {}

ShareDisk::~ShareDisk() = default;

ShareDisk::Worker* ShareDisk::workerFor(const std::string& path) {
    const std::string_view share = shares_.of(path);
    if (share.empty()) return nullptr;
    auto found = workers_.find(share);
    if (found == workers_.end()) {
        auto worker =
            std::make_unique<Worker>(disk_, share, patience_, environment_, shares_, arena_);
        found = workers_.emplace(share, std::move(worker)).first;
    }
    return found->second.get();
}

// The one that is asked last gets a moment, too.
Milliseconds ShareDisk::deadlineFor(Worker& worker) {
    const Milliseconds forAnAnswer = patience_.forAnAnswer.count();
    const Milliseconds moment = std::min<Milliseconds>(forAnAnswer / 5, 250);
    const Milliseconds now = millisecondsSinceStart();
    if (start_ == 0) start_ = now;
    Milliseconds together = patience_.together.count();
    if (worker.isQuick()) together = std::max(together, kPatienceWithQuickShares);
    const bool isTooMuch = worker.waited() > together;
    if (isTooMuch && worker.silence() == Silence::kNone) worker.giveUp();
    return std::max(std::min(now + forAnAnswer, start_ + together), now + moment);
}

FileFacts ShareDisk::facts(const std::string& path) {
    Worker* worker = workerFor(path);
    if (worker == nullptr) return disk_.facts(path);
    return worker->ask(Question::kFacts, path, 0, deadlineFor(*worker)).head.facts;
}

Entry ShareDisk::entry(const std::string& path) {
    Worker* worker = workerFor(path);
    if (worker == nullptr) return disk_.entry(path);
    Answered answered = worker->ask(Question::kEntry, path, 0, deadlineFor(*worker));
    return {answered.head.facts, std::move(answered.text)};
}

std::expected<FolderNames, int> ShareDisk::list(const std::string& folder) {
    Worker* worker = workerFor(folder);
    if (worker == nullptr) return disk_.list(folder);
    const Answered answered = worker->ask(Question::kList, folder, 0, deadlineFor(*worker));
    if (answered.head.error != 0) return std::unexpected(answered.head.error);
    return parted(answered.text);
}

std::expected<FileContent, int> ShareDisk::read(const std::string& path, std::uint64_t limit) {
    Worker* worker = workerFor(path);
    return worker == nullptr ? disk_.read(path, limit) : readBy(*worker, path, limit);
}

std::expected<FileContent, int> ShareDisk::readKnown(const std::string& path,
                                                     const FileFacts& known, std::uint64_t limit) {
    Worker* worker = workerFor(path);
    return worker == nullptr ? disk_.readKnown(path, known, limit) : readBy(*worker, path, limit);
}

std::expected<FileContent, int> ShareDisk::readBy(Worker& worker, const std::string& path,
                                                  std::uint64_t limit) {
    Answered answered = worker.ask(Question::kRead, path, limit, deadlineFor(worker));
    if (answered.head.error != 0) return std::unexpected(answered.head.error);
    return FileContent{std::move(answered.text), answered.head.facts};
}

void ShareDisk::stayNear(const std::string& folder) {
    if (folder.empty() || shares_.of(folder).empty()) disk_.stayNear(folder);
}

ShareFacts ShareDisk::shareFacts() {
    const MountState state = shares_.state();
    return {.shareOf = [this](const std::string& path) { return std::string(shares_.of(path)); },
            .mounts = state.mounts,
            .mountsSince = state.started,
            .silent =
                [this] {
                    std::map<std::string, bool> silent;
                    for (const auto& [share, worker] : workers_) {
                        if (worker->silence() == Silence::kNone) continue;
                        silent[share] = worker->silence() == Silence::kDead;
                    }
                    return silent;
                }};
}

}  // namespace slipway
