// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <climits>
#include <memory>

#include "manifests/disk.h"
#include "resolver/witness_posix.h"

namespace slipway {

namespace {

// Calls until no signal interrupts; network file systems let one do so even in stat(2).
template <class Call>
auto uninterrupted(Call call) {
    auto result = call();
    while (result < 0 && errno == EINTR) result = call();
    return result;
}

class Descriptor {
  public:
    explicit Descriptor(int number) : number_(number) {}
    ~Descriptor() {
        if (number_ >= 0) close(number_);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    int number() const { return number_; }

  private:
    int number_;
};

FileFacts lookAt(const Descriptor& file) {
    struct stat found;
    if (uninterrupted([&] { return fstat(file.number(), &found); }) != 0) return {.error = errno};
    return factsOf(found);
}

// A path as system calls take it: a name beneath an open folder, or the whole.
struct Place {
    int folder;
    const char* name;
};

Place placeOf(const std::string& path, const std::string& near, int nearFolder) {
    const Place whole{AT_FDCWD, path.c_str()};
    if (nearFolder < 0 || !path.starts_with(near)) return whole;
    const char* name = path.c_str() + near.size();
    return *name == '\0' || *name == '/' ? whole : Place{nearFolder, name};
}

// Not blocking, since between the look and this a FIFO may have taken the file's place.
int openToRead(const Place& place) {
    constexpr int kFlags = O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY;
    return uninterrupted([&] { return openat(place.folder, place.name, kFlags); });
}

int whyNotReadable(const FileFacts& facts, std::uint64_t limit) {
    if (facts.error != 0) return facts.error;
    if (fileType(facts) != FileType::kFile) return EINVAL;
    return facts.size > limit ? EFBIG : 0;
}

// The size that stat(2) gave is a guess: some file systems say 0, and files grow. Where less came
// than was asked for and just that, nobody needs to ask for the end.
std::expected<std::string, int> readAll(const Descriptor& file, std::uint64_t size,
                                        std::uint64_t limit) {
    std::string text(static_cast<std::size_t>(size) + 1, '\0');
    for (std::size_t have = 0;;) {
        const ssize_t count = uninterrupted(
            [&] { return ::read(file.number(), text.data() + have, text.size() - have); });
        if (count < 0) return std::unexpected(errno);
        have += static_cast<std::size_t>(count);
        if (have > limit) return std::unexpected(EFBIG);
        if (count == 0 || (have == size && size != 0)) {
            text.resize(have);
            return text;
        }
        if (have == text.size()) text.resize(have * 2 + 4096);
    }
}

struct CloseFolder {
    void operator()(DIR* folder) const { closedir(folder); }
};

bool isSelfOrParent(std::string_view name) {
    return name == "." || name == "..";
}

}  // namespace

HostDisk::~HostDisk() {
    stayNear({});
}

void HostDisk::stayNear(const std::string& folder) {
    if (nearFolder_ >= 0) close(nearFolder_);
    nearFolder_ = -1;
    if (folder.empty()) return;
    near_ = folder + '/';
    constexpr int kFlags = O_RDONLY | O_DIRECTORY | O_CLOEXEC;
    nearFolder_ = uninterrupted([&] { return open(folder.c_str(), kFlags); });
}

FileFacts HostDisk::facts(const std::string& path) {
    const Place place = placeOf(path, near_, nearFolder_);
    struct stat found;
    if (uninterrupted([&] { return fstatat(place.folder, place.name, &found, 0); }) != 0) {
        return {.error = errno};
    }
    return factsOf(found);
}

Entry HostDisk::entry(const std::string& path) {
    const Place place = placeOf(path, near_, nearFolder_);
    struct stat found;
    const auto look = [&] {
        return fstatat(place.folder, place.name, &found, AT_SYMLINK_NOFOLLOW);
    };
    if (uninterrupted(look) != 0) {
        return {{.error = errno}, {}};
    }
    Entry entry{factsOf(found), {}};
    if (!S_ISLNK(found.st_mode)) return entry;
    char target[PATH_MAX];
    const ssize_t length = readlinkat(place.folder, place.name, target, sizeof target);
    if (length < 0) return {{.error = errno}, {}};
    entry.target.assign(target, static_cast<std::size_t>(length));
    return entry;
}

std::expected<FolderNames, int> HostDisk::list(const std::string& path) {
    const std::unique_ptr<DIR, CloseFolder> folder(opendir(path.c_str()));
    if (!folder) return std::unexpected(errno);
    FolderNames names;
    for (;;) {
        errno = 0;  // the only way to tell the end from a failure
        const dirent* entry = readdir(folder.get());
        if (entry == nullptr && errno != 0) return std::unexpected(errno);
        if (entry == nullptr) break;
        if (!isSelfOrParent(entry->d_name)) names.emplace_back(entry->d_name);
    }
    std::ranges::sort(names);
    return names;
}

std::expected<FileContent, int> HostDisk::read(const std::string& path, std::uint64_t limit) {
    return readKnown(path, facts(path), limit);
}

std::expected<FileContent, int> HostDisk::readKnown(const std::string& path, const FileFacts& known,
                                                    std::uint64_t limit) {
    if (const int error = whyNotReadable(known, limit)) return std::unexpected(error);
    const Descriptor file(openToRead(placeOf(path, near_, nearFolder_)));
    if (file.number() < 0) return std::unexpected(errno);
    std::expected<std::string, int> text = readAll(file, known.size, limit);
    // What was opened may be another file by now, or no file: nothing of that counts.
    const FileFacts after = lookAt(file);
    if (const int error = whyNotReadable(after, limit)) return std::unexpected(error);
    if (!text) return std::unexpected(text.error());
    return FileContent{std::move(*text), after};
}

std::chrono::nanoseconds HostDisk::now() {
    timespec time;
    clock_gettime(CLOCK_REALTIME, &time);
    return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
}

void HostDisk::wait(std::chrono::nanoseconds span) {
    timespec left{.tv_sec = static_cast<time_t>(span.count() / 1'000'000'000),
                  .tv_nsec = static_cast<long>(span.count() % 1'000'000'000)};
    while (nanosleep(&left, &left) != 0 && errno == EINTR) {
    }
}

}  // namespace slipway
