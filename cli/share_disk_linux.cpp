// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <mutex>
#include <optional>
#include <string_view>

#include "cli/share_disk.h"
#include "shim/aside.h"
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

bool writeWhole(int socket, const void* bytes, std::size_t size) {
    const auto* at = static_cast<const char*>(bytes);
    while (size != 0) {
        const ssize_t count = ::send(socket, at, size, MSG_NOSIGNAL);
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) return false;
        at += count;
        size -= static_cast<std::size_t>(count);
    }
    return true;
}

// `deadline` 0: whenever it comes.
bool isReadable(int socket, Milliseconds deadline) {
    for (;;) {
        pollfd waiting{socket, POLLIN, 0};
        const Milliseconds left = std::max<Milliseconds>(deadline - millisecondsSinceStart(), 0);
        const int ready = ::poll(&waiting, 1, deadline == 0 ? -1 : static_cast<int>(left));
        if (ready >= 0) return ready > 0;
        if (errno != EINTR) return false;
    }
}

bool readWhole(int socket, void* bytes, std::size_t size, Milliseconds deadline) {
    auto* at = static_cast<char*>(bytes);
    while (size != 0) {
        if (!isReadable(socket, deadline)) return false;
        const ssize_t count = ::read(socket, at, size);
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) return false;
        at += count;
        size -= static_cast<std::size_t>(count);
    }
    return true;
}

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

}  // namespace

class ShareDisk::Worker {
  public:
    // One answer of a slow share is several of its operations, and another process may just be
    // waiting for one.
    Worker(Disk& disk, std::string_view share, const SharePatience& patience,
           std::span<const char* const> environment, Shares& shares, Arena& arena)
        : disk_(disk),
          memory_(share, environment, shares, arena),
          forOthers_(std::max<Milliseconds>(patience.forAnAnswer.count() / 5, 1'000)) {
        const ShareRecord record = memory_.read();
        const bool isRemembered =
            record.silence == Silence::kDead &&
            isWithin(kSilenceRemembered, record.silentAt, millisecondsSinceStart());
        silence_ = isRemembered ? Silence::kDead : Silence::kNone;
        if (silence_ == Silence::kNone) start();
    }
    ~Worker() { close(); }
    Worker(const Worker&) = delete;
    Worker& operator=(const Worker&) = delete;

    Silence silence() const { return silence_; }
    Milliseconds waited() const { return waited_; }
    bool isQuick() const { return answers_ != 0 && waited_ <= answers_ * kQuickAnswer; }

    Answered ask(Question question, const std::string& path, std::uint64_t limit,
                 Milliseconds deadline) {
        Answered answered{{.error = ETIMEDOUT, .facts = {.error = ETIMEDOUT}}, {}};
        if (silence_ != Silence::kNone) return answered;
        const Milliseconds before = millisecondsSinceStart();
        const Asked asked{question, static_cast<std::uint32_t>(path.size()), limit};
        const bool isAnswered = writeWhole(socket_, &asked, sizeof asked) &&
                                writeWhole(socket_, path.data(), path.size()) &&
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
        close();
        silence_ = answers_ != 0 ? Silence::kSlow : Silence::kDead;
        ShareRecord record = memory_.read();
        record.silence = silence_;
        record.silentAt = millisecondsSinceStart();
        memory_.write(record);
    }

  private:
    void start() {
        int ends[2];
        if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) return;
        socket_ = ends[0];
        const std::unique_lock alone(disk_.otherThreads());
        startAside([](void* worker) { static_cast<Worker*>(worker)->serve(); }, this, ends[1]);
        ::close(ends[1]);
    }

    bool take(Answered& answered, Milliseconds deadline) {
        if (!readWhole(socket_, &answered.head, sizeof answered.head, deadline)) return false;
        answered.text.resize(answered.head.size);
        return readWhole(socket_, answered.text.data(), answered.text.size(), deadline);
    }

    // In the process aside, until whoever asks is gone.
    void serve() {
        Asked asked;
        while (readWhole(0, &asked, sizeof asked, 0)) {
            std::string path(asked.size, '\0');
            if (!readWhole(0, path.data(), path.size(), 0)) return;
            const Answered answered = askShare(asked, path);
            if (!writeWhole(0, &answered.head, sizeof answered.head) ||
                !writeWhole(0, answered.text.data(), answered.text.size())) {
                return;
            }
        }
    }

    // One process at a time, so that no more than one is left hanging in a share.
    Answered askShare(const Asked& asked, const std::string& path) {
        if (!memory_.acquire(forOthers_, millisecondsSinceStart() + forOthers_)) {
            return {{.error = ETIMEDOUT, .facts = {.error = ETIMEDOUT}}, {}};
        }
        ShareRecord record = memory_.read();
        record.askedAt = millisecondsSinceStart();
        memory_.write(record);
        Answered answered = slipway::ask(disk_, asked, path);
        answered.head.size = answered.text.size();
        record.askedAt = 0;
        record.answeredAt = millisecondsSinceStart();
        if (record.silence == Silence::kDead) record.silence = Silence::kNone;
        memory_.write(record);
        memory_.release();
        return answered;
    }

    void close() {
        if (socket_ != -1) ::close(socket_);
        socket_ = -1;
    }

    Disk& disk_;
    ShareMemory memory_;
    const Milliseconds forOthers_;
    Silence silence_ = Silence::kNone;
    int socket_ = -1;
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
    if (worker == nullptr) return disk_.read(path, limit);
    Answered answered = worker->ask(Question::kRead, path, limit, deadlineFor(*worker));
    if (answered.head.error != 0) return std::unexpected(answered.head.error);
    return FileContent{std::move(answered.text), answered.head.facts};
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
