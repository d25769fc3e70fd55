// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <cstring>
#include <cwchar>

#include "resolver/witness_windows.h"
#include "shim/log.h"
#include "shim/share_questions_windows.h"

namespace slipway {

namespace {

// What is opened to append and nothing else is appended to as a whole, whoever else writes.
Handle openLog(const char* path, Arena& arena) {
    UsersAlone alone;
    return Handle(::CreateFileW(widePath(path, arena),
                                FILE_APPEND_DATA | FILE_READ_ATTRIBUTES | READ_CONTROL, kShareAll,
                                alone.attributes(), OPEN_ALWAYS,
                                FILE_ATTRIBUTE_NORMAL | FILE_FLAG_OPEN_REPARSE_POINT, nullptr));
}

bool isLog(const Handle& file) {
    return file.isOpen() && ::GetFileType(file.get()) == FILE_TYPE_DISK &&
           isOwn(factsOf(file.get()));
}

// The open file itself, which another launch may have set aside since: by its path this would then
// be the record that a third one has begun. Who has it open and lets nobody rename it leaves that
// to the next launch.
void setAside(const Handle& record, std::string_view path, Arena& arena) {
    const Handle file(::ReOpenFile(record.get(), DELETE, kShareAll, FILE_FLAG_OPEN_REPARSE_POINT));
    const wchar_t* name = widePath(path, arena);
    const std::size_t bytes = std::wcslen(name) * sizeof(wchar_t);
    const std::size_t size = sizeof(FILE_RENAME_INFO) + bytes;
    auto* info = reinterpret_cast<FILE_RENAME_INFO*>(
        arena.allocateArray<std::uint64_t>(size / sizeof(std::uint64_t) + 1).data());
    info->ReplaceIfExists = TRUE;
    info->RootDirectory = nullptr;
    info->FileNameLength = static_cast<DWORD>(bytes);
    std::memcpy(info->FileName, name, bytes + sizeof(wchar_t));  // some go by the end alone
    ::SetFileInformationByHandle(file.get(), FileRenameInfo, info, static_cast<DWORD>(size));
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

void appendToLaunchRecord(std::string_view path, std::string_view line, Arena& arena) {
    const Handle file = openLog(path.data(), arena);
    if (!isLog(file)) return;
    const std::uint64_t size = factsOf(file.get()).size;
    if (size >= kLaunchRecordBound) setAside(file, arena.join({path, ".old"}), arena);
    if (size < 2 * kLaunchRecordBound) writeLine(file, line);
}

// Whether it is the record, then the path and the line, each ended by a NUL.
std::uint32_t writeLine(void* argument, ShareAnswers& answers) {
    const char* bytes = static_cast<const char*>(argument);
    const std::string_view path(bytes + 1);
    const std::string_view line(path.data() + path.size() + 1);
    Arena arena;
    if (*bytes != 0) {
        appendToLaunchRecord(path, line, arena);
    } else {
        appendToLog(path.data(), line);
    }
    answers.answered();
    return kAllHolds;
}

void writeOnShare(std::string_view path, std::string_view line, WriteLine write, ShareAsker& asker,
                  Arena& arena) {
    const char isRecord = write == appendToLaunchRecord ? 1 : 0;
    const std::string_view argument = arena.join({{&isRecord, 1}, path, {"", 1}, line, {"", 1}});
    ShareQuestion question{.share = asker.shares().of(path),
                           .ask = writeLine,
                           .argument = const_cast<char*>(argument.data()),
                           .argumentSize = argument.size()};
    asker.ask(question);
}

}  // namespace slipway
