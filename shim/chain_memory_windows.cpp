// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <utility>

#include "resolver/path.h"
#include "resolver/system_windows.h"
#include "resolver/windows_path.h"
#include "shim/chain_memory.h"
#include "shim/marker.h"

namespace slipway {

namespace {

// What a wrapper that clears the environment leaves, and what Windows and cmd.exe put back.
constexpr std::size_t kBareEnvironment = 12;
// A launch, and between two of them a wrapper of a few processes.
constexpr int kMostAncestors = 5 * kMostNested;

// As <winternl.h> has it, where that names what it is about.
struct BasicInformation {
    LONG exitStatus;
    void* peb;
    ULONG_PTR affinity;
    LONG priority;
    ULONG_PTR id;
    ULONG_PTR parent;
};

// Which one it is, is asked of the system itself: a table of all processes takes long to make.
DWORD parentOf(HANDLE process) {
    using Query = LONG(NTAPI*)(HANDLE, int, PVOID, ULONG, PULONG);
    static const auto query = reinterpret_cast<Query>(reinterpret_cast<void*>(
        ::GetProcAddress(::GetModuleHandleW(L"ntdll.dll"), "NtQueryInformationProcess")));
    constexpr int kBasic = 0;
    BasicInformation information = {};
    const bool isTold =
        query != nullptr && query(process, kBasic, &information, sizeof information, nullptr) == 0;
    return isTold ? static_cast<DWORD>(information.parent) : 0;
}

std::uint64_t startOf(HANDLE process) {
    FILETIME start = {};
    FILETIME ignored[3];
    ::GetProcessTimes(process, &start, &ignored[0], &ignored[1], &ignored[2]);
    return std::uint64_t{start.dwHighDateTime} << 32 | start.dwLowDateTime;
}

std::string_view fileOf(HANDLE process, Arena& arena) {
    wchar_t path[2048];
    DWORD size = 2048;
    if (!::QueryFullProcessImageNameW(process, 0, path, &size)) return {};
    return narrow({path, size}, arena);
}

// One that has ended leaves its number to another, which is younger than its child.
Handle openParent(HANDLE process) {
    Handle parent(::OpenProcess(PROCESS_QUERY_LIMITED_INFORMATION, FALSE, parentOf(process)));
    const bool isParent = parent.isOpen() && startOf(parent.get()) <= startOf(process);
    return isParent ? std::move(parent) : Handle();
}

}  // namespace

bool mayHaveLostItsChain(std::span<const char* const> environment) {
    return environment.size() < kBareEnvironment;
}

ChainMemory::ChainMemory(Arena& arena) : arena_(&arena) {}

// Every launch around this one is a process that waits for it: the processes are the memory.
LaunchChain ChainMemory::recall() const {
    ArenaVector<ChainStep> inward(*arena_);
    Handle process(
        ::OpenProcess(PROCESS_QUERY_LIMITED_INFORMATION, FALSE, ::GetCurrentProcessId()));
    std::string_view file = fileOf(process.get(), *arena_);
    for (int i = 0; i < kMostAncestors && process.isOpen(); ++i) {
        process = openParent(process.get());
        const std::string_view started = file;
        file = process.isOpen() ? fileOf(process.get(), *arena_) : std::string_view{};
        if (!file.empty() && isShim(file.data())) {
            inward.push({withoutExe(fileNameOf(file, kHostRules)), started});
        }
    }
    ArenaVector<ChainStep> steps(*arena_);
    for (std::size_t i = std::min(inward.size(), kMostSteps); i != 0; --i) {
        steps.push(inward.span()[i - 1]);
    }
    return {.steps = steps.span(),
            .process = {},
            .execs = 0,
            .nested = static_cast<unsigned>(inward.size())};
}

void ChainMemory::leave(LaunchChain) const {}

}  // namespace slipway
