// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "installer/windows_subsystem.h"

#include <cstdint>
#include <fstream>

#include "installer/path_of.h"

namespace slipway {

namespace {

// Microsoft's PE format: offsets are of the file, then of the header that it names.
constexpr std::size_t kHeaderOffset = 0x3C;
constexpr std::size_t kSubsystem =
    4 + 20 + 68;  // signature, COFF header; the same in PE32 and PE32+
constexpr unsigned kWindows = 2;
constexpr std::size_t kLargestHead = 64 * 1024;

// Little endian; 0 where there are no such bytes.
std::uint32_t numberAt(std::string_view bytes, std::size_t offset, std::size_t size) {
    if (offset > bytes.size() || bytes.size() - offset < size) return 0;
    std::uint32_t number = 0;
    for (std::size_t i = size; i-- > 0;) {
        number = number << 8 | static_cast<unsigned char>(bytes[offset + i]);
    }
    return number;
}

}  // namespace

bool hasWindowsSubsystem(std::string_view bytes) {
    if (!bytes.starts_with("MZ")) return false;
    const std::size_t header = numberAt(bytes, kHeaderOffset, 4);
    if (header > bytes.size() || !bytes.substr(header).starts_with(std::string_view("PE\0\0", 4))) {
        return false;
    }
    return numberAt(bytes, header + kSubsystem, 2) == kWindows;
}

bool isWindowed(const std::string& executable) {
    std::ifstream file(pathOf(executable), std::ios::binary);
    std::string head(kLargestHead, '\0');
    file.read(head.data(), static_cast<std::streamsize>(head.size()));
    head.resize(static_cast<std::size_t>(file.gcount()));
    return hasWindowsSubsystem(head);
}

std::string shimFileFor(const std::string& consoleShim, bool isWindowed,
                        const PlatformRules& rules) {
    if (!isWindowed || rules.platform != Platform::kWindows) return consoleShim;
    const std::size_t stem = consoleShim.size() - rules.executableEnding.size();
    return consoleShim.substr(0, stem) + "w" + consoleShim.substr(stem);
}

}  // namespace slipway
