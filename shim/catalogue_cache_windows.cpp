// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "resolver/path.h"
#include "resolver/witness_windows.h"
#include "shim/catalogue_cache.h"
#include "shim/process.h"

namespace slipway {

namespace {

constexpr std::uint64_t kLargest = 1ULL << 30;

// Read, not mapped: a mapped file cannot be replaced, and the next one to compile wants to.
std::span<const std::byte> contentOf(HANDLE file, std::size_t size) {
    auto* block = static_cast<std::byte*>(
        ::VirtualAlloc(nullptr, size, MEM_COMMIT | MEM_RESERVE, PAGE_READWRITE));
    DWORD read = 0;
    if (block == nullptr || !::ReadFile(file, block, static_cast<DWORD>(size), &read, nullptr)) {
        return {};
    }
    return {block, read};
}

}  // namespace

std::string_view cacheFolder(std::span<const char* const> environment, Arena& arena) {
    const char* folder = variable(environment, "LOCALAPPDATA");
    if (folder == nullptr || !isAbsolutePath(folder, kHostRules)) return {};
    return arena.join({folder, "\\slipway\\cache\\"});
}

// Windows keeps this folder on the computer itself; who has moved it to a share has no cache.
std::optional<Catalogue> openCatalogue(std::string_view path, ShareAsker& asker) {
    if (isOnShare(path, asker.shares())) return std::nullopt;
    return openCatalogue(path);
}

std::optional<Catalogue> openCatalogue(std::string_view path) {
    Arena arena;
    const Handle file(::CreateFileW(widePath(path, arena), GENERIC_READ, kShareAll, nullptr,
                                    OPEN_EXISTING, FILE_FLAG_OPEN_REPARSE_POINT, nullptr));
    if (!file.isOpen() || ::GetFileType(file.get()) != FILE_TYPE_DISK) return std::nullopt;
    const FileFacts facts = factsOf(file.get());
    if (!isOwn(facts) || facts.size == 0 || facts.size > kLargest) return std::nullopt;
    return Catalogue::open(contentOf(file.get(), static_cast<std::size_t>(facts.size)));
}

}  // namespace slipway
