// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/archive.h"

namespace slipway::test {

namespace {

constexpr std::uint16_t kDeflated = 8;
constexpr std::uint16_t kNamesAreUtf8 = 0x800;
constexpr std::uint16_t kMadeOnUnix = 3 << 8 | 20;

std::string number(std::uint64_t value, int size) {
    std::string bytes;
    for (int i = 0; i < size; ++i) bytes += static_cast<char>(value >> (8 * i));
    return bytes;
}

std::uint32_t checksumOf(char of, std::uint64_t length, std::uint32_t crc = ~0U) {
    for (; length > 0; --length) {
        crc ^= static_cast<unsigned char>(of);
        for (int bit = 0; bit < 8; ++bit) crc = crc >> 1 ^ ((crc & 1) != 0 ? 0xEDB88320U : 0U);
    }
    return crc;
}

std::uint32_t checksumOf(const std::string& bytes) {
    std::uint32_t crc = ~0U;
    for (const char c : bytes) crc = checksumOf(c, 1, crc);
    return ~crc;
}

// As RFC 1951 packs bits: codes with their highest bit first.
class Bits {
  public:
    void code(std::uint32_t value, int size) {
        while (size-- > 0) bit((value >> size & 1) != 0);
    }
    std::string bytes() const { return bytes_; }

  private:
    void bit(bool isSet) {
        if (used_++ % 8 == 0) bytes_ += '\0';
        if (isSet) bytes_.back() = static_cast<char>(bytes_.back() | 1 << ((used_ - 1) % 8));
    }
    std::string bytes_;
    int used_ = 0;
};

// In the one block, with the codes that the format has of itself.
std::string packedRun(char of, std::uint32_t length) {
    constexpr std::uint32_t kLast = 1, kFixedCodes = 2;  // of two bits, the lower first
    constexpr std::uint32_t kLongest = 258;
    Bits bits;
    bits.code(kLast, 1);
    bits.code(kFixedCodes, 2);
    const auto literal = [&] { bits.code(0x30U + static_cast<unsigned char>(of), 8); };
    literal();
    for (--length; length >= kLongest; length -= kLongest) {
        bits.code(0xC5, 8);  // the longest there is
        bits.code(0, 5);     // from one character back
    }
    for (; length > 0; --length) literal();
    bits.code(0, 7);
    return bits.bytes();
}

// What both of an entry's headers say.
std::string factsOf(const ArchiveEntry& entry, std::uint32_t crc, std::size_t size) {
    return number(entry.flags | kNamesAreUtf8, 2) + number(entry.method.value_or(0), 2) +
           number(0, 4) + number(crc, 4) + number(entry.bytes.size(), 4) +
           number(entry.claimedSize.value_or(static_cast<std::uint32_t>(size)), 4) +
           number(entry.name.size(), 2) + number(0, 2);
}

}  // namespace

ArchiveEntry deflatedRun(const std::string& name, char of, std::uint32_t length) {
    return {.name = name,
            .bytes = packedRun(of, length),
            .method = kDeflated,
            .claimedSize = length,
            .checksum = ~checksumOf(of, length)};
}

std::string archiveOf(const std::vector<ArchiveEntry>& entries) {
    std::string files, directory;
    std::size_t last = 0;
    for (const ArchiveEntry& entry : entries) {
        const std::string facts =
            factsOf(entry, entry.checksum.value_or(checksumOf(entry.bytes)), entry.bytes.size());
        if (!entry.hasBytesOfTheLast) {
            last = files.size();
            files += "PK\3\4" + number(20, 2) + facts + entry.name + entry.bytes;
        }
        directory += "PK\1\2" + number(kMadeOnUnix, 2) + number(20, 2) + facts + number(0, 6) +
                     number(std::uint64_t{entry.mode} << 16, 4) + number(last, 4) + entry.name;
    }
    return files + directory + "PK\5\6" + number(0, 4) + number(entries.size(), 2) +
           number(entries.size(), 2) + number(directory.size(), 4) + number(files.size(), 4) +
           number(0, 2);
}

}  // namespace slipway::test
