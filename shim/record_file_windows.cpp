// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "resolver/system_windows.h"
#include "shim/record_file.h"

namespace slipway {

namespace {
constexpr std::size_t kLargestRecord = 16 * 1024;  // four paths of the longest kind
}

ShimRecord readRecord(std::string_view folder, std::string_view name, Arena& arena) {
    if (folder.empty()) return {};
    const std::string_view path = arena.join({folder, "\\", kRecordFolder, "\\", name});
    const Handle file(::CreateFileW(widePath(path, arena), GENERIC_READ, kShareAll, nullptr,
                                    OPEN_EXISTING, 0, nullptr));
    if (!file.isOpen()) return {};
    const std::span<char> bytes = arena.allocateArray<char>(kLargestRecord);
    DWORD size = 0;
    if (!::ReadFile(file.get(), bytes.data(), kLargestRecord, &size, nullptr)) return {};
    return parseRecord({bytes.data(), size}).value_or(ShimRecord{});
}

}  // namespace slipway
