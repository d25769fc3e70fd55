// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "manifests/disk.h"

#include <cerrno>
#include <system_error>

#include "resolver/text.h"

namespace slipway {

namespace {

// As stat(2) has them everywhere; <sys/stat.h> does not name them all on Windows.
constexpr std::uint32_t kTypeMask = 0170000;
constexpr std::uint32_t kFile = 0100000;
constexpr std::uint32_t kFolder = 0040000;
constexpr std::uint32_t kFifo = 0010000;
constexpr std::uint32_t kSocket = 0140000;
constexpr std::uint32_t kAnyExecute = 0111;

}  // namespace

FileType fileType(const FileFacts& facts) {
    if (facts.error != 0) return FileType::kMissing;
    switch (facts.mode & kTypeMask) {
        case kFile:
            return FileType::kFile;
        case kFolder:
            return FileType::kFolder;
        case kFifo:
            return FileType::kFifo;
        case kSocket:
            return FileType::kSocket;
        default:
            return FileType::kDevice;
    }
}

bool isExecutableFile(const FileFacts& facts) {
    return fileType(facts) == FileType::kFile && (facts.mode & kAnyExecute) != 0;
}

std::string errorText(int error) {
    if (error == ETIMEDOUT) return "it does not answer";
    if (error == ELOOP) return "too many levels of symbolic links";  // Windows has no words for it
    std::string text = std::generic_category().message(error);
    if (!text.empty()) text[0] = lower(text[0]);
    return text;
}

}  // namespace slipway
