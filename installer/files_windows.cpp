// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <cerrno>

#include "installer/files.h"
#include "resolver/system_windows.h"
#include "shim/marker.h"

namespace slipway {

namespace {

// A file that somebody reads at the moment cannot be replaced, however they share it.
constexpr ULONGLONG kPatience = 2'000;  // ms
constexpr DWORD kPause = 10;

int errorOf(BOOL succeeded) {
    return succeeded ? 0 : errnoOf(::GetLastError());
}

// What runs from a file may be called something else, and no more than that.
int errorWith(const wchar_t* path, DWORD error) {
    if (error == ERROR_SHARING_VIOLATION) return ETXTBSY;
    if (error != ERROR_ACCESS_DENIED) return errnoOf(error);
    const Handle file(::CreateFileW(path, DELETE, kShareAll, nullptr, OPEN_EXISTING, 0, nullptr));
    return file.isOpen() ? ETXTBSY : EACCES;
}

// `change` is tried again for as long as somebody may just be reading.
template <class Try>
int patiently(const wchar_t* path, Try&& change) {
    const ULONGLONG end = ::GetTickCount64() + kPatience;
    while (!change()) {
        const DWORD error = ::GetLastError();
        const bool isHeld = error == ERROR_ACCESS_DENIED || error == ERROR_SHARING_VIOLATION;
        if (!isHeld || ::GetTickCount64() > end) return errorWith(path, error);
        ::Sleep(kPause);
    }
    return 0;
}

// Read-only, a file can be neither removed nor replaced. Whoever may do either may take that from
// it; from an executable whose place a shim takes nobody may: it is the same file by another name.
void unlock(const wchar_t* path) {
    const DWORD attributes = ::GetFileAttributesW(path);
    if (attributes == INVALID_FILE_ATTRIBUTES || !(attributes & FILE_ATTRIBUTE_READONLY)) return;
    ::SetFileAttributesW(path, attributes & ~DWORD{FILE_ATTRIBUTE_READONLY});
}

int writeAll(HANDLE file, std::string_view bytes) {
    constexpr std::size_t kMostAtOnce = 1 << 30;
    while (!bytes.empty()) {
        DWORD written = 0;
        const auto size = static_cast<DWORD>(bytes.substr(0, kMostAtOnce).size());
        if (!::WriteFile(file, bytes.data(), size, &written, nullptr)) return errorOf(FALSE);
        bytes.remove_prefix(written);
    }
    return errorOf(::FlushFileBuffers(file));
}

}  // namespace

// Who may do what there is a long calculation, and virtual besides: trying tells.
int whyNotWritable(const std::string&) {
    return 0;
}

int HostFiles::makeFolder(const std::string& path) {
    Arena arena;
    return errorOf(::CreateDirectoryW(widePath(path, arena), nullptr));
}

int HostFiles::removeFolder(const std::string& path) {
    Arena arena;
    return errorOf(::RemoveDirectoryW(widePath(path, arena)));
}

// Making one takes a right that users do not have.
int HostFiles::makeLink(const std::string&, const std::string&) {
    return ENOTSUP;
}

int HostFiles::writeFile(const std::string& path, const std::string& bytes) {
    Arena arena;
    const wchar_t* wide = widePath(path, arena);
    Handle file(
        ::CreateFileW(wide, GENERIC_WRITE, 0, nullptr, CREATE_NEW, FILE_ATTRIBUTE_NORMAL, nullptr));
    if (!file.isOpen()) return errorOf(FALSE);
    const int error = writeAll(file.get(), bytes);
    file.close();
    if (error != 0) ::DeleteFileW(wide);
    return error;
}

int HostFiles::rename(const std::string& from, const std::string& to) {
    Arena arena;
    const wchar_t* old = widePath(from, arena);
    const wchar_t* path = widePath(to, arena);
    if (isShim(to.c_str())) unlock(path);
    return patiently(path, [&] {
        return ::MoveFileExW(old, path, MOVEFILE_REPLACE_EXISTING | MOVEFILE_WRITE_THROUGH) != 0;
    });
}

int HostFiles::remove(const std::string& path) {
    Arena arena;
    const wchar_t* wide = widePath(path, arena);
    unlock(wide);
    return patiently(wide, [&] { return ::DeleteFileW(wide) != 0; });
}

// While somebody holds the file who does not share its names, a new one could be given, but neither
// changed nor taken away again.
int HostFiles::linkFile(const std::string& path, const std::string& to) {
    Arena arena;
    const wchar_t* wide = widePath(path, arena);
    const auto mayBeRenamed = [&] {
        return Handle(::CreateFileW(wide, DELETE, kShareAll, nullptr, OPEN_EXISTING, 0, nullptr))
            .isOpen();
    };
    if (const int error = patiently(wide, mayBeRenamed); error != 0) return error;
    return errorOf(::CreateHardLinkW(widePath(to, arena), wide, nullptr));
}

// Who may execute it is inherited from its folder, as that of the model was.
int HostFiles::copyExecutable(const std::string& from, const std::string& to, const std::string&) {
    Arena arena;
    if (!::CopyFileW(widePath(from, arena), widePath(to, arena), TRUE)) return errorOf(FALSE);
    // What came by a share or an archive may be read-only.
    ::SetFileAttributesW(widePath(to, arena), FILE_ATTRIBUTE_NORMAL);
    // That it came from the internet (a .zip unpacked by Explorer): every start would ask about it.
    ::DeleteFileW(widePath(to + ":Zone.Identifier", arena));
    const Handle file(::CreateFileW(widePath(to, arena), GENERIC_WRITE, kShareAll, nullptr,
                                    OPEN_EXISTING, 0, nullptr));
    return errorOf(file.isOpen() && ::FlushFileBuffers(file.get()));
}

// What it does to folders Windows writes down ahead of doing it, and has no call to wait for that.
int HostFiles::sync(const std::string& path) {
    Arena arena;
    const DWORD attributes = ::GetFileAttributesW(widePath(path, arena));
    if (attributes != INVALID_FILE_ATTRIBUTES && (attributes & FILE_ATTRIBUTE_DIRECTORY)) return 0;
    const Handle file(::CreateFileW(widePath(path, arena), GENERIC_WRITE, kShareAll, nullptr,
                                    OPEN_EXISTING, 0, nullptr));
    return errorOf(file.isOpen() && ::FlushFileBuffers(file.get()));
}

int HostFiles::makeExecutable(const std::string&) {
    return 0;
}

void HostFiles::indexEntries(const std::string&) {}

int HostFiles::divert(const std::string&, const std::string&) {
    return ENOTSUP;
}

int HostFiles::undivert(const std::string&, const std::string&) {
    return ENOTSUP;
}

}  // namespace slipway
