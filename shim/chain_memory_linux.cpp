// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <fcntl.h>
#include <sys/auxv.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <charconv>
#include <optional>

#include "resolver/session.h"
#include "shim/chain_memory.h"
#include "shim/own_file.h"

namespace slipway {

namespace {

// What `env -i PATH=… HOME=…` leaves, and a shell behind it adds.
constexpr std::size_t kBareEnvironment = 8;
// Ten times what a shim and a small shell need to get this far.
constexpr long kMuchWork = 5'000'000;  // nanoseconds
constexpr int kMostAncestors = 3;
constexpr ::pid_t kSlots = 64;  // a chain is looked for at once or not at all
constexpr ::time_t kKept = 60;  // seconds: longer than a wrapper takes, shorter than ids come round

// It is there whatever the environment says, it is never on a share, and it ends with the host.
std::string_view folderOfChains(Arena& arena) {
    return arena.join({"/dev/shm/slipway-", arena.decimal(::getauxval(AT_EUID))});
}

int openSlot(::pid_t process, int flags, Arena& arena) {
    const auto slot = static_cast<std::uint64_t>(process % kSlots);
    return openInOwnFolder(folderOfChains(arena), arena.join({"chain-", arena.decimal(slot)}),
                           flags);
}

std::string_view readText(int file, Arena& arena) {
    const std::span<char> text = arena.allocateArray<char>(kLargestSession);
    const ::ssize_t size = ::pread(file, text.data(), text.size(), 0);
    return {text.data(), size < 0 ? 0 : static_cast<std::size_t>(size)};
}

bool isRecent(int file) {
    struct ::stat facts;
    ::timespec now;
    return ::fstat(file, &facts) == 0 && ::clock_gettime(CLOCK_REALTIME, &now) == 0 &&
           now.tv_sec - facts.st_mtim.tv_sec < kKept;
}

LaunchChain parseChain(std::string_view text, Arena& arena) {
    const char* const block[] = {arena.join({kSessionVariable, "=", text}).data(), nullptr};
    return takeBack({block, 1}, kHostRules, arena).enclosing.chain;
}

std::optional<LaunchChain> leftFor(::pid_t process, Arena& arena) {
    const int file = openSlot(process, O_RDONLY, arena);
    if (file == -1) return std::nullopt;
    const std::string_view text = isRecent(file) ? readText(file, arena) : std::string_view{};
    ::close(file);
    const LaunchChain chain = parseChain(text, arena);
    const bool isItsOwn = chain.process == arena.decimal(static_cast<std::uint64_t>(process));
    return isItsOwn ? std::optional(chain) : std::nullopt;
}

// The fourth field of proc_pid_stat(5); the second, a name in parentheses, may hold anything.
::pid_t parentOf(::pid_t process, Arena& arena) {
    const auto id = static_cast<std::uint64_t>(process);
    const int file =
        ::open(arena.join({"/proc/", arena.decimal(id), "/stat"}).data(), O_RDONLY | O_CLOEXEC);
    if (file == -1) return 0;
    const std::string_view text = readText(file, arena);
    ::close(file);
    constexpr std::string_view kState = ") S ";
    const std::size_t name = text.rfind(')');
    if (name == text.npos || name + kState.size() > text.size()) return 0;
    ::pid_t parent = 0;
    std::from_chars(text.data() + name + kState.size(), text.data() + text.size(), parent);
    return parent;
}

}  // namespace

bool mayHaveLostItsChain(std::span<const char* const> environment) {
    if (environment.size() < kBareEnvironment) return true;
    ::timespec used;
    return ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used) == 0 &&
           (used.tv_sec > 0 || used.tv_nsec > kMuchWork);
}

LaunchChain recallChain(Arena& arena) {
    ::pid_t process = ::getpid();
    for (int i = 0; i <= kMostAncestors && process > 1; ++i) {
        if (const auto chain = leftFor(process, arena)) return *chain;
        process = i == 0 ? ::getppid() : parentOf(process, arena);
    }
    return {};
}

void leaveChain(const LaunchChain& chain, Arena& arena) {
    const Environment nothing(arena, kHostRules, {});
    const std::string_view text = printSession({nothing, {}, {}, chain, {}}, arena).text;
    if (!mayGrowTo(text.size())) return;
    const int file = openSlot(::getpid(), O_WRONLY | O_CREAT | O_TRUNC, arena);
    if (file == -1) return;
    [[maybe_unused]] const auto written = ::pwrite(file, text.data(), text.size(), 0);
    ::close(file);
}

}  // namespace slipway
