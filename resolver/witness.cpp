// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "resolver/witness.h"

#include "resolver/hash.h"

namespace slipway {

namespace {

std::uint64_t word(std::int64_t value) {
    return static_cast<std::uint64_t>(value);
}

std::uint64_t mixRights(std::uint64_t hash, const FileFacts& facts) {
    hash = mix(hash, facts.device);
    hash = mix(hash, facts.inode);
    return mix(hash, std::uint64_t{facts.mode} << 32 | facts.owner);
}

std::uint64_t mixContent(std::uint64_t hash, const FileFacts& facts) {
    hash = mix(hash, facts.size);
    hash = mix(hash, word(facts.modifiedSeconds));
    hash = mix(hash, word(facts.modifiedNanoseconds));
    hash = mix(hash, word(facts.changedSeconds));
    return mix(hash, word(facts.changedNanoseconds));
}

}  // namespace

// mix() maps different words to different results and different hashes to different results, so
// two files that differ in one field only never share a fingerprint.
std::uint64_t fingerprint(const FileFacts& facts, WitnessKind kind) {
    const auto start = mix(static_cast<std::uint64_t>(kind), static_cast<unsigned>(facts.error));
    if (facts.error != 0) return start;
    const std::uint64_t rights = mixRights(start, facts);
    return kind == WitnessKind::kContent ? mixContent(rights, facts) : rights;
}

}  // namespace slipway
