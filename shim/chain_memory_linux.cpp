// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <fcntl.h>
#include <sys/auxv.h>
#include <time.h>
#include <unistd.h>

#include <charconv>
#include <optional>

#include "resolver/session.h"
#include "resolver/text.h"
#include "shim/chain_memory.h"
#include "shim/own_file.h"

namespace slipway {

namespace {

// What `env -i PATH=… HOME=…` leaves, and a shell behind it adds.
constexpr std::size_t kBareEnvironment = 8;
// Ten times what a shim and a small shell need to get this far.
constexpr long kMuchWork = 5'000'000;  // nanoseconds
constexpr int kMostAncestors = 3;
// A chain is looked for at once or not at all: by then no other process has come round to its slot.
constexpr ::pid_t kSlots = 4096;

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

LaunchChain parseChain(std::string_view text, Arena& arena) {
    const char* const block[] = {arena.join({kSessionVariable, "=", text}).data(), nullptr};
    return takeBack({block, 1}, kHostRules, arena).enclosing.chain;
}

// An id comes round again, soon where there are few of them or where each container begins anew.
struct ProcessFacts {
    ::pid_t parent = 0;
    std::string_view identity{};  // of no other process since the host was started; empty: unknown
};

// The number of processes' world that this one counts in (pid_namespaces(7)).
std::string_view namespaceOfProcesses(Arena& arena) {
    char text[64];
    const ::ssize_t size = ::readlink("/proc/self/ns/pid", text, sizeof text);
    return size <= 0 ? std::string_view{} : arena.copy({text, static_cast<std::size_t>(size)});
}

// proc_pid_stat(5): after the name, which stands in parentheses and may hold anything, the third
// field is the parent, and the one numbered 22 the time of the start in ticks.
ProcessFacts factsOf(::pid_t process, std::string_view world, Arena& arena) {
    const std::string_view id = arena.decimal(static_cast<std::uint64_t>(process));
    const int file = ::open(arena.join({"/proc/", id, "/stat"}).data(), O_RDONLY | O_CLOEXEC);
    if (file == -1) return {};
    const std::string_view text = readText(file, arena);
    ::close(file);
    const std::size_t name = text.rfind(") ");
    if (name == text.npos || world.empty()) return {};
    ProcessFacts facts;
    int number = 3;
    forEachEntry(text.substr(name + 2), " ", [&](std::string_view field) {
        if (number == 4) std::from_chars(field.data(), field.data() + field.size(), facts.parent);
        if (number == 22) facts.identity = arena.join({id, "@", field, world});
        ++number;
    });
    return facts;
}

std::optional<LaunchChain> leftFor(::pid_t process, std::string_view identity, Arena& arena) {
    if (identity.empty()) return std::nullopt;
    const int file = openSlot(process, O_RDONLY, arena);
    if (file == -1) return std::nullopt;
    const std::string_view text = readText(file, arena);
    ::close(file);
    LaunchChain chain = parseChain(text, arena);
    if (chain.process != identity) return std::nullopt;
    chain.process = arena.decimal(static_cast<std::uint64_t>(process));
    return chain;
}

}  // namespace

bool mayHaveLostItsChain(std::span<const char* const> environment) {
    if (environment.size() < kBareEnvironment) return true;
    ::timespec used;
    return ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used) == 0 &&
           (used.tv_sec > 0 || used.tv_nsec > kMuchWork);
}

ChainMemory::ChainMemory(Arena& arena)
    : arena_(&arena),
      world_(namespaceOfProcesses(arena)),
      identity_(factsOf(::getpid(), world_, arena).identity) {}

LaunchChain ChainMemory::recall() const {
    if (const auto own = leftFor(::getpid(), identity_, *arena_)) return *own;
    ::pid_t process = ::getppid();
    for (int i = 0; i < kMostAncestors && process > 0; ++i) {
        const ProcessFacts facts = factsOf(process, world_, *arena_);
        if (const auto chain = leftFor(process, facts.identity, *arena_)) return *chain;
        process = facts.parent;
    }
    return {};
}

void ChainMemory::leave(LaunchChain chain) const {
    if (identity_.empty()) return;
    chain.process = identity_;
    const Environment nothing(*arena_, kHostRules, {});
    const std::string_view text = printSession({nothing, {}, {}, chain, {}}, *arena_).text;
    if (!mayGrowTo(text.size())) return;
    const int file = openSlot(::getpid(), O_WRONLY | O_CREAT | O_TRUNC, *arena_);
    if (file == -1) return;
    [[maybe_unused]] const auto written = ::pwrite(file, text.data(), text.size(), 0);
    ::close(file);
}

}  // namespace slipway
