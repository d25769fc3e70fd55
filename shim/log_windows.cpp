// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "resolver/witness_windows.h"
#include "shim/log.h"

namespace slipway {

namespace {

// What is opened to append and nothing else is appended to as a whole, whoever else writes.
Handle openLog(const char* path, Arena& arena) {
    return Handle(::CreateFileW(
        widePath(path, arena), FILE_APPEND_DATA | FILE_READ_ATTRIBUTES | READ_CONTROL, kShareAll,
        nullptr, OPEN_ALWAYS, FILE_ATTRIBUTE_NORMAL | FILE_FLAG_OPEN_REPARSE_POINT, nullptr));
}

bool isLog(const Handle& file) {
    return file.isOpen() && ::GetFileType(file.get()) == FILE_TYPE_DISK &&
           isOwn(factsOf(file.get()));
}

void writeLine(const Handle& file, std::string_view line) {
    DWORD written = 0;
    ::WriteFile(file.get(), line.data(), static_cast<DWORD>(line.size()), &written, nullptr);
}

}  // namespace

void appendToLog(const char* path, std::string_view line) {
    Arena arena;
    const Handle file = openLog(path, arena);
    if (isLog(file)) writeLine(file, line);
}

// Who else has a full one open keeps it from being set aside until the next launch.
void appendToLaunchRecord(std::string_view path, std::string_view line, Arena& arena) {
    const Handle file = openLog(path.data(), arena);
    if (!isLog(file)) return;
    const std::uint64_t size = factsOf(file.get()).size;
    if (size >= kLaunchRecordBound) {
        ::MoveFileExW(widePath(path, arena), widePath(arena.join({path, ".old"}), arena),
                      MOVEFILE_REPLACE_EXISTING);
    }
    if (size < 2 * kLaunchRecordBound) writeLine(file, line);
}

}  // namespace slipway
