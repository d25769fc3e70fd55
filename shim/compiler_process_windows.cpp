// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <cstring>

#include "shim/compiler_process.h"
#include "shim/helper_process_windows.h"
#include "shim/launch_failure_windows.h"

namespace slipway {

namespace {

constexpr std::size_t kFirstRead = 64 * 1024;

// A block is aligned to 8 bytes (resolver/catalogue.h).
std::span<std::byte> alignedBytes(Arena& arena, std::size_t size) {
    return {static_cast<std::byte*>(arena.allocate(size, 8)), size};
}

enum class Reading { kSome, kEnd, kLate };

class PipeReader {
  public:
    PipeReader(HANDLE pipe, Milliseconds patience)
        : pipe_(pipe),
          event_(::CreateEventW(nullptr, TRUE, FALSE, nullptr)),
          deadline_(::GetTickCount64() + static_cast<ULONGLONG>(patience)) {}

    Reading readSome(std::span<std::byte> room, std::size_t& count) {
        OVERLAPPED pending = {};
        pending.hEvent = event_.get();
        DWORD got = 0;
        if (!::ReadFile(pipe_, room.data(), static_cast<DWORD>(room.size()), nullptr, &pending)) {
            if (::GetLastError() != ERROR_IO_PENDING) return Reading::kEnd;
            if (!endsInTime()) {
                ::CancelIo(pipe_);
                ::GetOverlappedResult(pipe_, &pending, &got, TRUE);
                return Reading::kLate;
            }
        }
        if (!::GetOverlappedResult(pipe_, &pending, &got, TRUE)) return Reading::kEnd;
        count = got;
        return Reading::kSome;
    }

  private:
    bool endsInTime() const {
        const ULONGLONG now = ::GetTickCount64();
        const DWORD left = now < deadline_ ? static_cast<DWORD>(deadline_ - now) : 0;
        return ::WaitForSingleObject(event_.get(), left) == WAIT_OBJECT_0;
    }

    HANDLE pipe_;
    Handle event_;
    ULONGLONG deadline_;
};

// Everything up to the end of the pipe; nothing where it does not end in time.
std::optional<std::span<const std::byte>> readAll(HANDLE pipe, Milliseconds patience,
                                                  Arena& arena) {
    PipeReader reader(pipe, patience);
    std::span<std::byte> buffer = alignedBytes(arena, kFirstRead);
    std::size_t size = 0;
    for (;;) {
        if (size == buffer.size()) {
            const std::span<std::byte> larger = alignedBytes(arena, buffer.size() * 4);
            std::memcpy(larger.data(), buffer.data(), size);
            buffer = larger;
        }
        std::size_t count = 0;
        switch (reader.readSome(buffer.subspan(size), count)) {
            case Reading::kSome:
                size += count;
                break;
            case Reading::kEnd:
                return buffer.first(size);
            case Reading::kLate:
                return std::nullopt;
        }
    }
}

}  // namespace

void startCompilerAside(void (*)(void*), void*) {}

void becomeCompiler(std::span<const char* const>, std::span<const char* const>) {}

Compiled compileByHelper(std::string_view slipway, const CatalogueRequest& request,
                         std::string_view cacheFile, const CompilerPatience& patience,
                         std::span<const char* const> environment, Arena& arena) {
    const auto arguments = compilerArguments(slipway, request, cacheFile, patience, arena);
    const std::optional<HelperProcess> helper = startHelper(arguments, environment, arena);
    if (!helper) {
        const auto reason = errorInWords(::GetLastError(), arena);
        return {std::nullopt, arena.join({"cannot start '", slipway, "': ", reason})};
    }
    const auto block = readAll(helper->output.get(), patience.together, arena);
    if (!block) ::TerminateProcess(helper->process.get(), 1);
    ::WaitForSingleObject(helper->process.get(), INFINITE);
    if (!block) {
        const auto seconds = static_cast<std::uint64_t>(patience.together / 1000);
        return {std::nullopt, arena.join({"reading the plugins took longer than ",
                                          arena.decimal(seconds), " s"})};
    }
    const std::optional<Catalogue> catalogue = Catalogue::open(*block);
    if (catalogue) return {catalogue, {}};
    return {std::nullopt, arena.join({"'", slipway, "' gave no catalogue"})};
}

}  // namespace slipway
