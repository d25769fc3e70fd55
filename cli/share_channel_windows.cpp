// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <string>
#include <utility>

#include "cli/share_channel.h"
#include "cli/share_server_windows.h"
#include "shim/aside.h"
#include "shim/helper_process_windows.h"
#include "shim/process_windows.h"

namespace slipway {

namespace {

// What is asked is short, and whoever is to read it waits for it.
constexpr DWORD kToAsk = 10'000;

HANDLE pipeOf(std::intptr_t end) {
    return reinterpret_cast<HANDLE>(end);
}

DWORD WINAPI endInTime(void*) {
    ::Sleep(kLongestAside * 1000);
    ::TerminateProcess(::GetCurrentProcess(), 0);
    return 0;
}

std::string_view systemFolder(Arena& arena) {
    wchar_t folder[MAX_PATH];
    const UINT size = ::GetSystemDirectoryW(folder, MAX_PATH);
    return size < MAX_PATH ? narrow({folder, size}, arena) : std::string_view{};
}

}  // namespace

ShareChannel ShareChannel::ofThisProcess() {
    return ShareChannel(reinterpret_cast<std::intptr_t>(::GetStdHandle(STD_INPUT_HANDLE)));
}

ShareChannel& ShareChannel::operator=(ShareChannel&& other) noexcept {
    std::swap(end_, other.end_);
    return *this;
}

bool ShareChannel::write(const void* bytes, std::size_t size) {
    return sendWhole(pipeOf(end_), {static_cast<const char*>(bytes), size}, kToAsk);
}

bool ShareChannel::read(void* bytes, std::size_t size, Milliseconds deadline) {
    const Milliseconds left = deadline - millisecondsSinceStart();
    const DWORD patience = deadline == 0 ? INFINITE : static_cast<DWORD>(left > 0 ? left : 0);
    return readWhole(pipeOf(end_), {static_cast<std::byte*>(bytes), size}, patience);
}

void ShareChannel::close() {
    if (end_ != -1) ::CloseHandle(pipeOf(end_));
    end_ = -1;
}

// No process is forked here: it is this executable once more, that is told what it needs to know.
ShareChannel startServing(ShareServer& server, std::span<const char* const> environment) {
    Arena arena;
    const char* const arguments[] = {
        arena.copy(ownPath(arena)).data(), kServeShareVerb, arena.copy(server.share).data(),
        arena.decimal(static_cast<std::uint64_t>(server.forOthers)).data(), nullptr};
    auto helper = startHelper({.arguments = arguments,
                               .environment = environment,
                               .folder = systemFolder(arena),
                               .isConversing = true},
                              arena);
    if (!helper) return {};
    return ShareChannel(reinterpret_cast<std::intptr_t>(helper->conversation.release()));
}

void serveShareIfAsked(const std::vector<std::string>& arguments,
                       std::span<const char* const> environment) {
    if (arguments.size() != 3 || arguments[0] != kServeShareVerb) return;
    ::CloseHandle(::CreateThread(nullptr, 0, endInTime, nullptr, 0, nullptr));
    Arena arena;
    Shares shares(arena);
    ShareMemory memory(arguments[1], environment, shares, arena);
    HostDisk disk;
    ShareServer server{disk, arguments[1], memory, std::atoi(arguments[2].c_str())};
    ShareChannel channel = ShareChannel::ofThisProcess();
    server.serve(channel);
    ::ExitProcess(0);
}

}  // namespace slipway
