// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cerrno>

#include "manifests/disk.h"
#include "tests/support/fake_disk.h"

namespace slipway {
namespace {

using namespace std::chrono_literals;
using test::FakeDisk;
using testing::Contains;
using testing::ElementsAre;
using testing::Not;
using testing::StartsWith;
using Call = FakeDisk::Call;

constexpr std::uint64_t kLimit = 1000;

std::uint64_t contentPrint(FakeDisk& disk, const std::string& path) {
    return fingerprint(disk.facts(path), WitnessKind::kContent);
}

class RecordingDiskTest : public testing::Test {
  protected:
    RecordingDiskTest() {
        disk.write("/studio/plugin/slipway.toml", "slipway = 1");
        disk.age();
    }

    std::vector<std::string> witnessedPaths() const {
        std::vector<std::string> paths;
        for (const RecordedWitness& witness : recording.witnesses()) paths.push_back(witness.path);
        return paths;
    }

    const std::string manifest = "/studio/plugin/slipway.toml";
    FakeDisk disk;
    RecordingDisk recording{disk};
};

TEST_F(RecordingDiskTest, WritesDownWhatWasLookedAtSortedByPath) {
    recording.read(manifest, kLimit);
    recording.list("/studio");
    recording.facts("/a");
    EXPECT_THAT(witnessedPaths(), ElementsAre("/a", "/studio", manifest));
}

TEST_F(RecordingDiskTest, AWitnessIsTheFingerprintOfTheFacts) {
    recording.list("/studio");
    EXPECT_THAT(recording.witnesses(), ElementsAre(RecordedWitness{"/studio", WitnessKind::kContent,
                                                                   contentPrint(disk, "/studio")}));
}

TEST_F(RecordingDiskTest, AbsenceIsAWitnessTooAndNeverTooYoung) {
    EXPECT_EQ(recording.facts("/absent").error, ENOENT);
    EXPECT_THAT(recording.witnesses(), ElementsAre(RecordedWitness{
                                           "/absent", WitnessKind::kContent,
                                           fingerprint({.error = ENOENT}, WitnessKind::kContent)}));
    EXPECT_TRUE(recording.settled());
}

TEST_F(RecordingDiskTest, ANameMissingInAFolderThatWasLookedAtIsThatFoldersWitness) {
    recording.facts("/studio/plugin");
    EXPECT_EQ(recording.entry("/studio/plugin/slipway.json").facts.error, ENOENT);
    EXPECT_THAT(witnessedPaths(), ElementsAre("/studio/plugin"));
}

TEST_F(RecordingDiskTest, ANameMissingInAFolderThatIsLookedAtLaterIsAWitness) {
    recording.entry("/studio/plugin/slipway.json");
    disk.write("/studio/plugin/slipway.json", "{}");
    disk.age();
    recording.facts("/studio/plugin");
    EXPECT_THAT(witnessedPaths(), ElementsAre("/studio/plugin", "/studio/plugin/slipway.json"));
}

// Its target may come without a trace in the folder.
TEST_F(RecordingDiskTest, ALinkThatLeadsNowhereIsAWitness) {
    disk.link("/studio/plugin/slipway.json", "/elsewhere");
    disk.age();
    recording.facts("/studio/plugin");
    recording.facts("/studio/plugin/slipway.json");
    EXPECT_THAT(witnessedPaths(), ElementsAre("/studio/plugin", "/studio/plugin/slipway.json"));
}

class LooksOfPlugins : public RecordingDiskTest {
  protected:
    LooksOfPlugins() {
        recording.ofPlugins().entry(folder);
        recording.ofPlugins().facts(folder);
        recording.ofPlugins().entry(folder + "/slipway.json");
    }
    bool isOfPluginAlone() const {
        const auto witnesses = recording.witnesses();
        const auto found = std::ranges::find(witnesses, folder, &RecordedWitness::path);
        return found != witnesses.end() && found->ofPluginAlone;
    }
    const std::string folder = "/studio/plugin";
};

TEST_F(LooksOfPlugins, AreToldFromThoseOfOthers) {
    EXPECT_TRUE(isOfPluginAlone());
    recording.read(manifest, kLimit);
    EXPECT_TRUE(isOfPluginAlone());
}

TEST_F(LooksOfPlugins, AreEverybodysOnceSomebodyElseLooks) {
    recording.facts(folder);
    EXPECT_FALSE(isOfPluginAlone());
}

TEST_F(LooksOfPlugins, AreEverybodysWhereSomebodyElseLists) {
    recording.list(folder);
    EXPECT_FALSE(isOfPluginAlone());
}

TEST_F(LooksOfPlugins, AreEverybodysWhereSomebodyElsePasses) {
    recording.entry(folder);
    EXPECT_FALSE(isOfPluginAlone());
}

TEST_F(LooksOfPlugins, AreEverybodysWhereTheyStandForWhatSomebodyElseMisses) {
    recording.entry(folder + "/bin");
    EXPECT_FALSE(isOfPluginAlone());
}

TEST_F(RecordingDiskTest, ALookAheadOfThePluginsOwnIsSomebodyElses) {
    recording.entry("/studio/plugin");
    recording.ofPlugins().facts("/studio/plugin");
    ASSERT_THAT(witnessedPaths(), ElementsAre("/studio/plugin"));
    EXPECT_FALSE(recording.witnesses()[0].ofPluginAlone);
}

TEST_F(RecordingDiskTest, AFailureToLookIsAWitnessOfItsOwnReason) {
    disk.fail(Call::kFacts, manifest, EIO);
    EXPECT_EQ(recording.facts(manifest).error, EIO);
    EXPECT_EQ(recording.witnesses().front().fingerprint,
              fingerprint({.error = EIO}, WitnessKind::kContent));
}

TEST_F(RecordingDiskTest, OneAnswerIsGivenForOnePath) {
    const FileFacts first = recording.facts(manifest);
    disk.write(manifest, "changed");
    EXPECT_EQ(recording.facts(manifest), first);
    EXPECT_EQ(recording.witnesses().size(), 1u);
}

TEST_F(RecordingDiskTest, OldFactsAreSettledWithoutWaiting) {
    recording.read(manifest, kLimit);
    EXPECT_TRUE(recording.settled());
    EXPECT_THAT(disk.log(), Not(Contains(StartsWith("wait"))));
}

TEST_F(RecordingDiskTest, WaitsUntilAFreshFileIsTwentyMillisecondsOld) {
    disk.write(manifest, "new");
    disk.wait(3ms);
    disk.clearLog();
    recording.facts(manifest);
    EXPECT_THAT(disk.log(), ElementsAre("facts " + manifest, "wait 17ms", "facts " + manifest));
    EXPECT_TRUE(recording.settled());
}

TEST_F(RecordingDiskTest, SeesAnEditMadeWhileWaiting) {
    disk.write(manifest, "new");
    disk.after(Call::kFacts, manifest, [&] { disk.write(manifest, "newer"); });
    const auto content = recording.read(manifest, kLimit);
    EXPECT_EQ(content->text, "newer");
    EXPECT_EQ(recording.witnesses().front().fingerprint, contentPrint(disk, manifest));
    EXPECT_TRUE(recording.settled());
}

// The trap that all this is for: the edit keeps size and times.
TEST_F(RecordingDiskTest, ASameSizeEditInTheSameTickIsReadOrShows) {
    disk.setGranularity(10ms);
    disk.write(manifest, "one");
    const FileFacts young = disk.facts(manifest);
    disk.after(Call::kFacts, manifest, [&] {
        disk.write(manifest, "two");
        ASSERT_EQ(disk.facts(manifest), young);
    });
    EXPECT_EQ(recording.read(manifest, kLimit)->text, "two");
    disk.write(manifest, "six");
    EXPECT_NE(recording.witnesses().front().fingerprint, contentPrint(disk, manifest));
}

TEST_F(RecordingDiskTest, DoesNotWaitWhereTimesHaveWholeSecondsOnly) {
    disk.setGranularity(1s);
    disk.write(manifest, "new");
    disk.wait(900ms);
    disk.clearLog();
    recording.facts(manifest);
    EXPECT_FALSE(recording.settled());
    EXPECT_THAT(disk.log(), Not(Contains(StartsWith("wait"))));
}

TEST_F(RecordingDiskTest, WholeSecondsThatAreLongPastAreSettled) {
    disk.setGranularity(2s);
    disk.write(manifest, "new");
    disk.wait(5s);
    recording.facts(manifest);
    EXPECT_TRUE(recording.settled());
}

TEST_F(RecordingDiskTest, AClockThatIsAheadOfOursSettlesNothing) {
    disk.setModified(manifest, disk.now() + 3s);
    disk.setChanged(manifest, disk.now() + 3s);
    disk.clearLog();
    recording.facts(manifest);
    EXPECT_FALSE(recording.settled());
    EXPECT_EQ(disk.log().size(), 1u);
}

TEST_F(RecordingDiskTest, AModificationTimeSetIntoTheFutureIsJudgedByTheChangeTime) {
    disk.setModified(manifest, disk.now() + 24h);
    disk.age();
    recording.facts(manifest);
    EXPECT_TRUE(recording.settled());
}

TEST_F(RecordingDiskTest, AFileReplacedWhileItIsReadIsReadAgain) {
    disk.before(Call::kRead, manifest, [&] {
        disk.remove(manifest);
        disk.write(manifest, "the other");
    });
    const auto content = recording.read(manifest, kLimit);
    EXPECT_EQ(content->text, "the other");
    EXPECT_EQ(disk.looksAt(manifest), 5u);  // facts, read, facts twice with a wait between, read
    EXPECT_EQ(recording.witnesses().front().fingerprint, contentPrint(disk, manifest));
    EXPECT_TRUE(recording.settled());
}

TEST_F(RecordingDiskTest, AFileReplacedAfterItsFactsWereGivenOutSettlesNothing) {
    recording.facts(manifest);
    const auto first = contentPrint(disk, manifest);
    disk.write(manifest, "the other");
    disk.age();
    EXPECT_EQ(recording.read(manifest, kLimit)->text, "the other");
    EXPECT_EQ(recording.witnesses().front().fingerprint, first);
    EXPECT_FALSE(recording.settled());
}

TEST_F(RecordingDiskTest, AFileThatNeverHoldsStillIsReadAFewTimesOnly) {
    int edits = 0;
    std::function<void()> edit = [&] {
        disk.write(manifest, std::to_string(++edits));
        disk.before(Call::kRead, manifest, edit);
    };
    disk.before(Call::kRead, manifest, edit);
    EXPECT_TRUE(recording.read(manifest, kLimit).has_value());
    EXPECT_FALSE(recording.settled());
    EXPECT_LE(edits, 10);
}

TEST_F(RecordingDiskTest, WaitsHalfASecondAtMostForAFolderThatIsAlwaysInUse) {
    const auto start = disk.now();
    std::function<void()> use = [&] {
        disk.write("/studio/plugin/" + std::to_string(disk.now().count()), "");
        disk.before(Call::kFacts, "/studio/plugin", use);
    };
    disk.before(Call::kFacts, "/studio/plugin", use);
    recording.facts("/studio/plugin");
    EXPECT_FALSE(recording.settled());
    EXPECT_LE(disk.now() - start, 500ms);
}

TEST_F(RecordingDiskTest, AnEntryThatComesWhileAFolderIsListedIsInTheListing) {
    disk.before(Call::kList, "/studio", [&] { disk.makeFolder("/studio/another"); });
    EXPECT_THAT(*recording.list("/studio"), ElementsAre("another", "plugin"));
    EXPECT_EQ(recording.witnesses().front().fingerprint, contentPrint(disk, "/studio"));
    EXPECT_TRUE(recording.settled());
}

TEST_F(RecordingDiskTest, AnEntryThatComesRightAfterTheListingIsSeenInTheFacts) {
    disk.after(Call::kList, "/studio", [&] { disk.makeFolder("/studio/another"); });
    EXPECT_THAT(*recording.list("/studio"), ElementsAre("another", "plugin"));
    EXPECT_TRUE(recording.settled());
}

TEST_F(RecordingDiskTest, AFailureThatTheFactsExplainIsSettled) {
    disk.setPermissions(manifest, 0);
    disk.setPermissions("/studio", 0111);
    disk.age();
    EXPECT_EQ(recording.read(manifest, kLimit).error(), EACCES);
    EXPECT_EQ(recording.list("/studio").error(), EACCES);
    EXPECT_EQ(recording.list("/absent").error(), ENOENT);
    EXPECT_TRUE(recording.settled());
}

TEST_F(RecordingDiskTest, AFailureThatMayBeGoneTheNextTimeSettlesNothing) {
    for (int passing : {EIO, ETIMEDOUT, EMFILE, ENOMEM}) {
        RecordingDisk other(disk);
        disk.fail(Call::kRead, manifest, passing);
        EXPECT_EQ(other.read(manifest, kLimit).error(), passing);
        EXPECT_FALSE(other.settled()) << passing;
    }
    disk.fail(Call::kList, "/studio", EIO);
    EXPECT_EQ(recording.list("/studio").error(), EIO);
    EXPECT_FALSE(recording.settled());
}

TEST_F(RecordingDiskTest, AFileTooLargeAndWhatIsNoFileAreSettled) {
    disk.makeFifo("/studio/fifo");
    disk.age();
    EXPECT_EQ(recording.read(manifest, 3).error(), EFBIG);
    EXPECT_EQ(recording.read("/studio/fifo", kLimit).error(), EINVAL);
    EXPECT_TRUE(recording.settled());
}

TEST_F(RecordingDiskTest, LooksAtAFileTwiceAndReadsItOnce) {
    disk.clearLog();
    recording.facts(manifest);
    recording.read(manifest, kLimit);
    EXPECT_THAT(disk.log(), ElementsAre("facts " + manifest, "read " + manifest));
}

}  // namespace
}  // namespace slipway
