// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// What is made beneath %LOCALAPPDATA% is the user's alone by the rights that it inherits.

#include <algorithm>

#include "cli/private_file.h"
#include "resolver/witness_windows.h"

namespace slipway {

namespace {

Handle makeFile(const std::string& path) {
    Arena arena;
    return Handle(::CreateFileW(widePath(path, arena), GENERIC_WRITE, 0, nullptr, CREATE_NEW,
                                FILE_ATTRIBUTE_NORMAL, nullptr));
}

void removeFile(const std::string& path) {
    Arena arena;
    ::DeleteFileW(widePath(path, arena));
}

bool replace(const std::string& from, const std::string& to) {
    Arena arena;
    return ::MoveFileExW(widePath(from, arena), widePath(to, arena), MOVEFILE_REPLACE_EXISTING);
}

bool writeWhole(HANDLE file, std::span<const std::byte> block) {
    while (!block.empty()) {
        const auto size = static_cast<DWORD>(std::min<std::size_t>(block.size(), 1 << 30));
        DWORD written = 0;
        if (!::WriteFile(file, block.data(), size, &written, nullptr) || written == 0) return false;
        block = block.subspan(written);
    }
    return true;
}

std::string temporaryFor(const std::string& path) {
    return path + "." + std::to_string(::GetCurrentProcessId());
}

// Times of 100 ns since 1601.
std::uint64_t lastUse(const WIN32_FIND_DATAW& file) {
    const auto number = [](const FILETIME& time) {
        return std::uint64_t{time.dwHighDateTime} << 32 | time.dwLowDateTime;
    };
    return std::max(number(file.ftLastAccessTime), number(file.ftLastWriteTime));
}

}  // namespace

void makePrivateFoldersAbove(const std::string& path) {
    Arena arena;
    for (auto end = path.find_first_of("/\\", 3); end != std::string::npos;
         end = path.find_first_of("/\\", end + 1)) {
        ::CreateDirectoryW(widePath(path.substr(0, end), arena), nullptr);
    }
}

void keepPrivately(const std::string& path, std::span<const std::byte> block) {
    const std::string temporary = temporaryFor(path);
    Handle file = makeFile(temporary);
    if (!file.isOpen()) {
        makePrivateFoldersAbove(path);
        removeFile(temporary);  // what a killed process of the same number left
        file = makeFile(temporary);
    }
    if (!file.isOpen()) return;
    const bool whole = writeWhole(file.get(), block);
    file.close();
    if (!whole || !replace(temporary, path)) removeFile(temporary);
}

void nameAlso(const std::string& path, const std::string& name) {
    Arena arena;
    const std::string temporary = temporaryFor(name);
    removeFile(temporary);
    if (!::CreateHardLinkW(widePath(temporary, arena), widePath(path, arena), nullptr)) return;
    if (!replace(temporary, name)) removeFile(temporary);
}

std::optional<std::string> readPrivately(const std::string& path, std::size_t limit) {
    Arena arena;
    const Handle file(::CreateFileW(widePath(path, arena), GENERIC_READ, kShareAll, nullptr,
                                    OPEN_EXISTING, FILE_FLAG_OPEN_REPARSE_POINT, nullptr));
    if (!file.isOpen() || ::GetFileType(file.get()) != FILE_TYPE_DISK) return std::nullopt;
    const FileFacts facts = factsOf(file.get());
    if (!isOwn(facts) || facts.size > limit) return std::nullopt;
    std::string text(static_cast<std::size_t>(facts.size), '\0');
    DWORD size = 0;
    const bool isRead =
        ::ReadFile(file.get(), text.data(), static_cast<DWORD>(text.size()), &size, nullptr) != 0;
    return isRead && size == text.size() ? std::optional(std::move(text)) : std::nullopt;
}

void forgetUnused(const std::string& folder, std::chrono::seconds unusedFor) {
    Arena arena;
    FILETIME now;
    ::GetSystemTimeAsFileTime(&now);
    const std::uint64_t limit = (std::uint64_t{now.dwHighDateTime} << 32 | now.dwLowDateTime) -
                                static_cast<std::uint64_t>(unusedFor.count()) * 10'000'000;
    WIN32_FIND_DATAW found;
    const HANDLE search = ::FindFirstFileW(widePath(folder + "\\*", arena), &found);
    if (search == INVALID_HANDLE_VALUE) return;
    do {
        constexpr DWORD kOther = FILE_ATTRIBUTE_DIRECTORY | FILE_ATTRIBUTE_REPARSE_POINT;
        if ((found.dwFileAttributes & kOther) != 0 || lastUse(found) >= limit) continue;
        removeFile(folder + "\\" + std::string(narrow(found.cFileName, arena)));
    } while (::FindNextFileW(search, &found));
    ::FindClose(search);
}

}  // namespace slipway
