// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "resolver/version.h"

#include <gtest/gtest.h>

#include <compare>
#include <random>
#include <string>
#include <vector>

namespace slipway {
namespace {

void expectLess(std::string_view lower, std::string_view higher) {
    EXPECT_TRUE(compareVersions(lower, higher) < 0) << lower << " < " << higher;
    EXPECT_TRUE(compareVersions(higher, lower) > 0) << higher << " > " << lower;
}

void expectSame(std::string_view left, std::string_view right) {
    EXPECT_TRUE(compareVersions(left, right) == 0) << left << " = " << right;
    EXPECT_TRUE(compareVersions(right, left) == 0) << right << " = " << left;
}

TEST(Version, ComparesNumberByNumber) {
    expectLess("4.2", "4.10");
    expectLess("9", "22");
    expectLess("2023.9", "2024");
    expectLess("15.1", "15.1.1");
    expectLess("19.5.303", "20.0.506");
}

TEST(Version, MissingNumbersAreZero) {
    expectSame("13", "13.0");
    expectSame("13", "13.0.0");
    expectLess("13", "13.0.1");
}

TEST(Version, LeadingZerosOfANumberSayNothing) {
    expectSame("2024.01", "2024.1");
    expectSame("00", "0");
}

TEST(Version, APrereleaseComesBeforeItsRelease) {
    expectLess("2.0a1", "2.0b1");
    expectLess("2.0b1", "2.0rc1");
    expectLess("2.0b9", "2.0rc1");
    expectLess("2.0rc1", "2.0rc2");
    expectLess("2.0rc9", "2.0rc10");
    expectLess("2.0rc1", "2.0");
    expectLess("2.0rc1", "2.0.1");
    expectLess("1.9", "2.0rc1");
    expectLess("2.0rc1", "2.0v1");
}

TEST(Version, APrereleaseIsOneHoweverManyZerosStandBeforeIt) {
    expectSame("2rc1", "2.0rc1");
    expectSame("2.0-rc1", "2.0.0rc1");
    expectLess("2.0rc1", "2rc2");
    expectLess("2rc1", "2.0rc2");
}

TEST(Version, OtherLettersComeAfterTheReleaseAsAFurtherNumber) {
    expectLess("15.1", "15.1v3");
    expectLess("15.1v3", "15.1v10");
    expectLess("15.1v3", "15.2");
    expectLess("15.1v3", "15.1.4");
    expectLess("15.1.2", "15.1v3");
    expectLess("2022.3.1", "2022.3.1f1");
    expectLess("2022.3.1f1", "2022.3.2");
    expectLess("1.0", "1.0z");
    expectLess("1.0", "1.0v0");
}

TEST(Version, LettersAreComparedWithoutCase) {
    expectSame("2.0RC1", "2.0rc1");
    expectSame("15.1V3", "15.1v3");
}

TEST(Version, LettersAheadOfTheFirstNumberSayNothing) {
    expectSame("v3.2", "3.2");
    expectLess("R2023", "2024");
}

TEST(Version, WithoutDigitsIsLowerThanEveryNumber) {
    expectLess("", "0");
    expectLess("", "0a1");
    expectLess("latest", "0.0.1");
    expectLess("", "latest");
}

TEST(Version, NumbersOfAnyLengthDoNotOverflow) {
    const std::string large(300, '9');
    expectLess("18446744073709551615", "18446744073709551616");
    expectLess("4294967295", "4294967296");
    expectLess("1." + large, "1.1" + large);
    expectSame("1." + std::string(5000, '0') + "7", "1.7");
}

TEST(Version, AMillionZerosTakeNoTime) {
    std::string zeros = "1";
    for (int i = 0; i < 500'000; ++i) zeros += ".0";
    expectSame(zeros, "1");
    expectLess(zeros, zeros + ".1");
    expectSame(zeros + "rc1", "1rc1");
}

TEST(Version, SignsBetweenNumbersAreAlike) {
    expectSame("1.2.3", "1-2_3");
    expectSame("1.2", "1..2.");
}

std::string randomVersion(std::mt19937& random) {
    static const std::vector<std::string> kPieces = {"0", "1", "2",  "10", "01", ".", ".", "-",
                                                     "a", "b", "rc", "v",  "RC", "f", "é", "x"};
    std::string version;
    for (auto left = random() % 8; left > 0; --left) version += kPieces[random() % kPieces.size()];
    return version;
}

TEST(Version, IsAStrictWeakOrdering) {
    std::mt19937 random(20'26);  // always the same versions
    for (int round = 0; round < 50'000; ++round) {
        const std::string a = randomVersion(random);
        const std::string b = randomVersion(random);
        const std::string c = randomVersion(random);
        const auto ab = compareVersions(a, b);
        const auto bc = compareVersions(b, c);
        ASSERT_TRUE(compareVersions(a, a) == 0) << a;
        ASSERT_EQ(ab<0, compareVersions(b, a)> 0) << a << " | " << b;
        ASSERT_EQ(ab == 0, compareVersions(b, a) == 0) << a << " | " << b;
        if (ab == 0) {
            ASSERT_TRUE(isVersionWithin(a, b)) << a << " | " << b;
        }
        if (ab <= 0 && bc <= 0) {
            const auto ac = compareVersions(a, c);
            ASSERT_TRUE(ac <= 0) << a << " | " << b << " | " << c;
            ASSERT_EQ(ac == 0, ab == 0 && bc == 0) << a << " | " << b << " | " << c;
        }
    }
}

TEST(VersionWithin, MeansWholeComponents) {
    EXPECT_TRUE(isVersionWithin("15.1", "15.1"));
    EXPECT_TRUE(isVersionWithin("15.1.2", "15.1"));
    EXPECT_TRUE(isVersionWithin("15.1v3", "15.1"));
    EXPECT_FALSE(isVersionWithin("15.10", "15.1"));
    EXPECT_FALSE(isVersionWithin("15.2", "15.1"));
    EXPECT_TRUE(isVersionWithin("15.1v3", "15.1v3"));
    EXPECT_FALSE(isVersionWithin("15.1v30", "15.1v3"));
    EXPECT_FALSE(isVersionWithin("15.1", "15.1v3"));
}

TEST(VersionWithin, AYearAsksForAnyOfItsReleases) {
    EXPECT_TRUE(isVersionWithin("2024", "2024"));
    EXPECT_TRUE(isVersionWithin("2024.2", "2024"));
    EXPECT_FALSE(isVersionWithin("2025", "2024"));
    EXPECT_FALSE(isVersionWithin("20240", "2024"));
    EXPECT_FALSE(isVersionWithin("202", "2024"));
}

TEST(VersionWithin, NothingIsWithinARange) {
    for (const char* range :
         {">=2024", "> 2024", "2024.*", "2024,2025", "~2024", "^2024", "2024|25"}) {
        EXPECT_FALSE(isVersionWithin("2024", range)) << range;
        EXPECT_FALSE(isOneVersion(range)) << range;
    }
    for (const char* version : {"2024", "v2024", "15.1v3", "2024-sp1", "1.0+build", ""}) {
        EXPECT_TRUE(isOneVersion(version)) << version;
    }
}

TEST(VersionWithin, AZeroThatIsAskedForMustBeOne) {
    EXPECT_TRUE(isVersionWithin("13.0", "13"));
    EXPECT_TRUE(isVersionWithin("13", "13.0"));
    EXPECT_TRUE(isVersionWithin("2024.0.3", "2024.0"));
    EXPECT_FALSE(isVersionWithin("2024.1", "2024.0"));
}

TEST(VersionWithin, APrereleaseBelongsToItsRelease) {
    EXPECT_TRUE(isVersionWithin("2.0rc1", "2.0"));
    EXPECT_TRUE(isVersionWithin("2rc1", "2.0"));
    EXPECT_TRUE(isVersionWithin("2.0rc1", "2.0rc1"));
    EXPECT_TRUE(isVersionWithin("2rc1", "2.0rc1"));
    EXPECT_FALSE(isVersionWithin("2.0rc2", "2.0rc1"));
    EXPECT_FALSE(isVersionWithin("2.0", "2.0rc1"));
    EXPECT_FALSE(isVersionWithin("2.1rc1", "2.0"));
}

TEST(VersionWithin, AWordIsOnlyItself) {
    EXPECT_TRUE(isVersionWithin("latest", "Latest"));
    EXPECT_FALSE(isVersionWithin("2024", "latest"));
    EXPECT_FALSE(isVersionWithin("", "2024"));
    EXPECT_TRUE(isVersionWithin("2024", ""));
}

TEST(Prerelease, IsWhatHasAnAlphaBetaOrCandidatePart) {
    EXPECT_TRUE(isPrerelease("1.2.0rc1"));
    EXPECT_TRUE(isPrerelease("1.2a"));
    EXPECT_TRUE(isPrerelease("1.2-B2"));
    EXPECT_FALSE(isPrerelease("1.2.0"));
    EXPECT_FALSE(isPrerelease("15.1v3"));
    EXPECT_FALSE(isPrerelease("1.2arc"));
    EXPECT_FALSE(isPrerelease(""));
}

TEST(VersionComponent, IsTheNumberAsWritten) {
    EXPECT_EQ(versionComponent("24.11.0", 0), "24");
    EXPECT_EQ(versionComponent("24.11.0", 1), "11");
    EXPECT_EQ(versionComponent("24.11.0", 2), "0");
    EXPECT_EQ(versionComponent("24.011", 1), "011");
    EXPECT_EQ(versionComponent("15.1v3", 2), "3");
}

TEST(VersionComponent, IsEmptyWhereThereIsNone) {
    EXPECT_EQ(versionComponent("2024", 1), "");
    EXPECT_EQ(versionComponent("", 0), "");
    EXPECT_EQ(versionComponent("latest", 0), "");
    EXPECT_EQ(versionComponent("2.0rc1", 2), "");  // the candidate's number is no patch
}

}  // namespace
}  // namespace slipway
