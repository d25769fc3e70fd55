// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// The compiling helper makes and drops half a million texts and nodes, few larger than a line, and
// ends. malloc took a quarter of its time, since it joins what is freed with what is beside it, so
// that it can be used for any size or be given back. Nothing of that is needed here: each size has
// its own pages, each thread its own free parts, and nothing is given back. Other verbs, larger
// parts, and all once the region is full go to malloc as ever.

#include <malloc.h>
#include <sys/mman.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <new>

#include "cli/allocation.h"

namespace {

constexpr std::size_t kRegion = std::size_t{64} << 20;
constexpr std::size_t kHugePage = std::size_t{2} << 20;
constexpr std::size_t kPage = std::size_t{16} << 10;
constexpr std::size_t kGrain = 16;  // the alignment that every part has
constexpr std::size_t kLargestPart = 1024;
constexpr std::size_t kSizes = kLargestPart / kGrain + 1;  // in grains

struct FreePart {
    FreePart* next;
};

struct PartsOfOneSize {
    FreePart* freed = nullptr;
    std::uintptr_t unused = 0;  // the rest of the page
    std::uintptr_t end = 0;
};

// Where no memory can be, until there is a region.
constinit std::uintptr_t region = UINTPTR_MAX - kRegion;
constinit std::atomic<std::size_t> pagesTaken = kRegion / kPage;
constinit std::array<std::uint8_t, kRegion / kPage> sizeOfPage{};  // in grains
constinit thread_local std::array<PartsOfOneSize, kSizes> parts{};

bool takePage(std::size_t grains) {
    if (pagesTaken >= sizeOfPage.size()) return false;
    const std::size_t page = pagesTaken++;
    if (page >= sizeOfPage.size()) return false;
    sizeOfPage[page] = static_cast<std::uint8_t>(grains);
    parts[grains].unused = region + page * kPage;
    parts[grains].end = parts[grains].unused + kPage;
    return true;
}

// Null where there is none.
void* takePart(std::size_t grains) {
    PartsOfOneSize& ofThatSize = parts[grains];
    if (FreePart* part = ofThatSize.freed) {
        ofThatSize.freed = part->next;
        return part;
    }
    const std::size_t size = grains * kGrain;
    if (ofThatSize.end - ofThatSize.unused < size && !takePage(grains)) return nullptr;
    void* part = reinterpret_cast<void*>(ofThatSize.unused);
    ofThatSize.unused += size;
    return part;
}

void* takeFromMalloc(std::size_t bytes) {
    for (;;) {
        if (void* memory = std::malloc(bytes)) return memory;
        const std::new_handler handler = std::get_new_handler();
        if (handler == nullptr) throw std::bad_alloc();
        handler();
    }
}

}  // namespace

void* operator new(std::size_t bytes) {
    const std::size_t size = std::max<std::size_t>(bytes, 1);
    if (size <= kLargestPart) {
        if (void* part = takePart((size + kGrain - 1) / kGrain)) return part;
    }
    return takeFromMalloc(size);
}

void operator delete(void* memory) noexcept {
    const std::uintptr_t offset = reinterpret_cast<std::uintptr_t>(memory) - region;
    if (offset >= kRegion) return std::free(memory);
    PartsOfOneSize& ofThatSize = parts[sizeOfPage[offset / kPage]];
    ofThatSize.freed = new (memory) FreePart{ofThatSize.freed};
}

void operator delete(void* memory, std::size_t) noexcept {
    operator delete(memory);
}

namespace slipway {

void takeMemoryInLargeParts() {
    // What malloc is still asked for: else it asks the system a page or two at a time, on any
    // thread but the first.
    ::mallopt(M_TOP_PAD, 16 << 20);
    void* memory = ::mmap(nullptr, kRegion + kHugePage, PROT_READ | PROT_WRITE,
                          MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (memory == MAP_FAILED) return;
    const std::uintptr_t begin = reinterpret_cast<std::uintptr_t>(memory);
    region = (begin + kHugePage - 1) / kHugePage * kHugePage;
    ::madvise(reinterpret_cast<void*>(region), kRegion, MADV_HUGEPAGE);
    pagesTaken = 0;
}

}  // namespace slipway
