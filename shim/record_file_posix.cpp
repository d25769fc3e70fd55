// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <fcntl.h>
#include <unistd.h>

#include "shim/record_file.h"

namespace slipway {

namespace {
constexpr std::size_t kLargestRecord = 16 * 1024;  // four paths of the longest kind
}

ShimRecord readRecord(std::string_view folder, std::string_view name, Arena& arena) {
    if (folder.empty()) return {};
    const std::string_view path = arena.join({folder, "/", kRecordFolder, "/", name});
    const int file = ::open(path.data(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (file == -1) return {};
    const std::span<char> bytes = arena.allocateArray<char>(kLargestRecord);
    const ::ssize_t size = ::read(file, bytes.data(), bytes.size());
    ::close(file);
    if (size <= 0) return {};
    return parseRecord({bytes.data(), static_cast<std::size_t>(size)}).value_or(ShimRecord{});
}

}  // namespace slipway
