// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <cerrno>

#include "manifests/disk.h"
#include "manifests/paths.h"
#include "resolver/witness_windows.h"

namespace slipway {

namespace {

// As stat(2) has them everywhere.
constexpr std::uint32_t kTypeMask = 0170000;
constexpr std::uint32_t kLink = 0120000;

FileFacts lookAt(const std::string& path, Links links) {
    Arena arena;
    return factsOf(widePath(path, arena), links);
}

// A symbolic link or a junction. Files that a cloud service brings when they are read are not.
bool leadsElsewhere(HANDLE file) {
    FILE_ATTRIBUTE_TAG_INFO info;
    return ::GetFileInformationByHandleEx(file, FileAttributeTagInfo, &info, sizeof info) &&
           (info.FileAttributes & FILE_ATTRIBUTE_REPARSE_POINT) != 0 &&
           IsReparseTagNameSurrogate(info.ReparseTag);
}

// Where links end, without the prefix that Windows gives such a path.
std::string endOf(const wchar_t* path) {
    Arena arena;
    wchar_t end[32'768];
    const Handle file = openToAsk(path, Links::kFollowed);
    if (!file.isOpen()) return {};
    const DWORD size = ::GetFinalPathNameByHandleW(file.get(), end, std::size(end), 0);
    if (size == 0 || size >= std::size(end)) return {};
    std::string_view text = narrow({end, size}, arena);
    constexpr std::string_view kShare = "\\\\?\\UNC\\";
    constexpr std::string_view kLocal = "\\\\?\\";
    if (text.starts_with(kShare)) return "\\\\" + std::string(text.substr(kShare.size()));
    if (text.starts_with(kLocal)) text.remove_prefix(kLocal.size());
    return std::string(text);
}

int whyNotReadable(const FileFacts& facts, std::uint64_t limit) {
    if (facts.error != 0) return facts.error;
    if (fileType(facts) != FileType::kFile) return EINVAL;
    return facts.size > limit ? EFBIG : 0;
}

std::expected<std::string, int> readAll(HANDLE file, std::uint64_t size, std::uint64_t limit) {
    std::string text(static_cast<std::size_t>(size) + 1, '\0');
    for (std::size_t have = 0;;) {
        DWORD count = 0;
        const auto room = static_cast<DWORD>(std::min<std::size_t>(text.size() - have, 1 << 30));
        if (!::ReadFile(file, text.data() + have, room, &count, nullptr)) {
            return std::unexpected(errnoOf(::GetLastError()));
        }
        have += count;
        if (have > limit) return std::unexpected(EFBIG);
        if (count == 0) {
            text.resize(have);
            return text;
        }
        if (have == text.size()) text.resize(have * 2 + 4096);
    }
}

// Of the entries of a file some versions say that there is no such path.
int whyNotListed(const std::string& path, int error) {
    const FileFacts facts = lookAt(path, Links::kFollowed);
    return facts.error == 0 && fileType(facts) != FileType::kFolder ? ENOTDIR : error;
}

class Listing {
  public:
    explicit Listing(const wchar_t* pattern)
        : handle_(::FindFirstFileExW(pattern, FindExInfoBasic, &found_, FindExSearchNameMatch,
                                     nullptr, FIND_FIRST_EX_LARGE_FETCH)) {}
    ~Listing() {
        if (isOpen()) ::FindClose(handle_);
    }
    Listing(const Listing&) = delete;
    Listing& operator=(const Listing&) = delete;

    bool isOpen() const { return handle_ != INVALID_HANDLE_VALUE; }
    std::wstring_view name() const { return found_.cFileName; }
    bool next() { return ::FindNextFileW(handle_, &found_) != 0; }

  private:
    WIN32_FIND_DATAW found_;
    HANDLE handle_;
};

}  // namespace

// There is no asking by names beneath an open folder.
HostDisk::~HostDisk() = default;

void HostDisk::stayNear(const std::string&) {}

FileFacts HostDisk::facts(const std::string& path) {
    return lookAt(path, Links::kFollowed);
}

Entry HostDisk::entry(const std::string& path) {
    Arena arena;
    const wchar_t* wide = widePath(path, arena);
    const Handle file = openToAsk(wide, Links::kThemselves);
    if (!file.isOpen()) return {{.error = errnoOf(::GetLastError())}, {}};
    Entry entry{factsOf(file.get()), {}};
    if (!leadsElsewhere(file.get())) return entry;
    entry.facts.mode = (entry.facts.mode & ~kTypeMask) | kLink;
    entry.target = endOf(wide);
    return entry;
}

std::expected<FolderNames, int> HostDisk::list(const std::string& path) {
    Arena arena;
    Listing listing(widePath(joinPath(path, "*", kWindowsRules), arena));
    if (!listing.isOpen()) return std::unexpected(whyNotListed(path, errnoOf(::GetLastError())));
    FolderNames names;
    do {
        if (listing.name() != L"." && listing.name() != L"..") {
            names.emplace_back(narrow(listing.name(), arena));
        }
    } while (listing.next());
    if (const DWORD error = ::GetLastError(); error != ERROR_NO_MORE_FILES) {
        return std::unexpected(errnoOf(error));
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
    Arena arena;
    const Handle file(::CreateFileW(widePath(path, arena), GENERIC_READ, kShareAll, nullptr,
                                    OPEN_EXISTING, FILE_FLAG_SEQUENTIAL_SCAN, nullptr));
    if (!file.isOpen()) return std::unexpected(errnoOf(::GetLastError()));
    if (::GetFileType(file.get()) != FILE_TYPE_DISK) return std::unexpected(EINVAL);
    const FileFacts opened = factsOf(file.get());
    if (const int error = whyNotReadable(opened, limit)) return std::unexpected(error);
    std::expected<std::string, int> text = readAll(file.get(), opened.size, limit);
    if (!text) return std::unexpected(text.error());
    return FileContent{std::move(*text), factsOf(file.get())};
}

std::chrono::nanoseconds HostDisk::now() {
    FILETIME time;
    ::GetSystemTimePreciseAsFileTime(&time);
    const auto ticks = std::int64_t{time.dwHighDateTime} << 32 | time.dwLowDateTime;
    constexpr std::int64_t kTicksTo1970 = 116'444'736'000'000'000;
    return std::chrono::nanoseconds((ticks - kTicksTo1970) * 100);
}

void HostDisk::wait(std::chrono::nanoseconds span) {
    const auto milliseconds = std::chrono::ceil<std::chrono::milliseconds>(span);
    ::Sleep(static_cast<DWORD>(milliseconds.count()));
}

}  // namespace slipway
