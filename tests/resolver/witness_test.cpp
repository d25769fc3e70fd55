// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "resolver/witness.h"

#include <gtest/gtest.h>

#include <bit>
#include <cerrno>
#include <functional>
#include <set>
#include <vector>

namespace slipway {
namespace {

FileFacts someFile() {
    return {.device = 7,
            .inode = 4711,
            .size = 120,
            .modifiedSeconds = 1'700'000'000,
            .modifiedNanoseconds = 12,
            .changedSeconds = 1'700'000'001,
            .changedNanoseconds = 13,
            .mode = 0100644,
            .owner = 1000};
}

using Change = std::function<void(FileFacts&)>;

const std::vector<Change> kRightsChanges = {
    [](FileFacts& facts) { ++facts.device; },
    [](FileFacts& facts) { ++facts.inode; },
    [](FileFacts& facts) { facts.mode ^= 0020; },
    [](FileFacts& facts) { ++facts.owner; },
};

const std::vector<Change> kContentChanges = {
    [](FileFacts& facts) { ++facts.size; },
    [](FileFacts& facts) { ++facts.modifiedSeconds; },
    [](FileFacts& facts) { ++facts.modifiedNanoseconds; },
    [](FileFacts& facts) { ++facts.changedSeconds; },
    [](FileFacts& facts) { ++facts.changedNanoseconds; },
};

std::uint64_t fingerprintAfter(const Change& change, WitnessKind kind) {
    FileFacts facts = someFile();
    change(facts);
    return fingerprint(facts, kind);
}

TEST(Fingerprint, IsTheSameForTheSameFacts) {
    EXPECT_EQ(fingerprint(someFile(), WitnessKind::kContent),
              fingerprint(someFile(), WitnessKind::kContent));
}

TEST(Fingerprint, OfContentChangesWithEveryFact) {
    const auto before = fingerprint(someFile(), WitnessKind::kContent);
    for (const Change& change : kRightsChanges) {
        EXPECT_NE(fingerprintAfter(change, WitnessKind::kContent), before);
    }
    for (const Change& change : kContentChanges) {
        EXPECT_NE(fingerprintAfter(change, WitnessKind::kContent), before);
    }
}

TEST(Fingerprint, OfRightsChangesWithIdentityOwnerAndModeOnly) {
    const auto before = fingerprint(someFile(), WitnessKind::kRights);
    for (const Change& change : kRightsChanges) {
        EXPECT_NE(fingerprintAfter(change, WitnessKind::kRights), before);
    }
    for (const Change& change : kContentChanges) {
        EXPECT_EQ(fingerprintAfter(change, WitnessKind::kRights), before);
    }
}

TEST(Fingerprint, OfTimesThatAreSwappedDiffers) {
    FileFacts swapped = someFile();
    std::swap(swapped.modifiedNanoseconds, swapped.changedNanoseconds);
    std::swap(swapped.modifiedSeconds, swapped.changedSeconds);
    EXPECT_NE(fingerprint(swapped, WitnessKind::kContent),
              fingerprint(someFile(), WitnessKind::kContent));
}

TEST(Fingerprint, OfAbsenceIsAFactWithItsReason) {
    std::set<std::uint64_t> prints = {fingerprint(someFile(), WitnessKind::kContent)};
    for (int error : {ENOENT, ENOTDIR, EACCES, ELOOP, EIO, EMFILE}) {
        prints.insert(fingerprint({.error = error}, WitnessKind::kContent));
    }
    EXPECT_EQ(prints.size(), 7u);
}

TEST(Fingerprint, OfAFailureDependsOnTheReasonAlone) {
    FileFacts leftovers = someFile();
    leftovers.error = ENOENT;
    EXPECT_EQ(fingerprint(leftovers, WitnessKind::kContent),
              fingerprint({.error = ENOENT}, WitnessKind::kContent));
}

TEST(Fingerprint, OfTheTwoKindsDiffers) {
    EXPECT_NE(fingerprint(someFile(), WitnessKind::kContent),
              fingerprint(someFile(), WitnessKind::kRights));
    EXPECT_NE(fingerprint({.error = ENOENT}, WitnessKind::kContent),
              fingerprint({.error = ENOENT}, WitnessKind::kRights));
}

TEST(Fingerprint, SpreadsASmallChangeOverAllBits) {
    int flipped = 0;
    const auto before = fingerprint(someFile(), WitnessKind::kContent);
    for (const Change& change : kContentChanges) {
        flipped += std::popcount(before ^ fingerprintAfter(change, WitnessKind::kContent));
    }
    const int mean = flipped / static_cast<int>(kContentChanges.size());
    EXPECT_GT(mean, 22);
    EXPECT_LT(mean, 42);
}

}  // namespace
}  // namespace slipway
