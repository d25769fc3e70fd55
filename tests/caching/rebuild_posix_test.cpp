// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Spec 2.8: of many launches that find one catalogue missing or out of date one compiles it, by
// turns that are taken with locks.

#include <fcntl.h>
#include <gmock/gmock.h>
#include <signal.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <future>
#include <stdexcept>
#include <thread>

#include "tests/caching/rebuild.h"
#include "tests/support/system_calls.h"

namespace slipway::test {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

// What the shim itself waits by; its helper may have to wait for a clock's tick.
std::vector<SystemCall> waiting(const Traced& traced) {
    const std::vector<SystemCall> calls = traced.untilTheApplication();
    std::vector<SystemCall> own = named(calls, {"nanosleep", "clock_nanosleep"});
    std::erase_if(own, [&](const auto& call) { return call.process != calls.front().process; });
    return own;
}

// As a launch that compiles has it.
class Turn {
  public:
    explicit Turn(const fs::path& file) : file_(::open(file.c_str(), O_RDWR | O_CLOEXEC)) {
        if (file_ == -1 || ::flock(file_, LOCK_EX | LOCK_NB) != 0) {
            throw std::runtime_error("cannot take the turn of " + file.string());
        }
    }
    ~Turn() { ::close(file_); }
    Turn(const Turn&) = delete;

    void beganSecondsAgo(time_t seconds) const {
        timespec now{};
        ::clock_gettime(CLOCK_REALTIME, &now);
        now.tv_sec -= seconds;
        const timespec times[] = {now, now};
        ::futimens(file_, times);
    }

  private:
    int file_;
};

class RebuildByTurns : public Rebuild {
  protected:
    fs::path turns() const { return world / "home/.cache/slipway/turns"; }
    // The file that turns for the one catalogue of this world are taken by.
    fs::path turn() const {
        const fs::path file = fs::directory_iterator(turns())->path();
        if (!fs::is_regular_file(file)) throw std::runtime_error("no turn was ever taken");
        return file;
    }
    fs::path catalogue() const { return cacheFiles(world).front(); }

    bool isTaken() const {
        const int file = ::open(turn().c_str(), O_RDWR | O_CLOEXEC);
        const bool isFree = ::flock(file, LOCK_EX | LOCK_NB) == 0;
        ::close(file);
        return !isFree;
    }
    void waitUntilFree() const {
        const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(60);
        while (isTaken()) {
            if (std::chrono::steady_clock::now() > end) throw std::runtime_error("stuck");
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        }
    }
    // Once somebody reads it.
    static int openToWrite(const fs::path& fifo) {
        const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(60);
        for (;;) {
            const int file = ::open(fifo.c_str(), O_WRONLY | O_NONBLOCK | O_CLOEXEC);
            if (file != -1) return file;
            if (std::chrono::steady_clock::now() > end) throw std::runtime_error("nobody reads");
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        }
    }
    // Until some other process has the file open.
    void waitUntilWaitedFor(const fs::path& file) const {
        const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(60);
        while (!isOpenElsewhere(file)) {
            if (std::chrono::steady_clock::now() > end) throw std::runtime_error("nobody waits");
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        }
    }
    static bool isOpenElsewhere(const fs::path& file) {
        std::error_code gone;
        for (const auto& process : fs::directory_iterator("/proc")) {
            if (process.path().filename() == std::to_string(::getpid())) continue;
            for (fs::directory_iterator open(process.path() / "fd", gone), end; open != end;
                 open.increment(gone)) {
                if (fs::read_symlink(open->path(), gone) == file) return true;
            }
        }
        return false;
    }
};

TEST_F(RebuildByTurns, IsSeenByFortyLaunchesOfTheMoment) {
    for (const char* value : {"second", "third"}) {
        write(value);
        for (const Launch& each : launchAtOnce(world.mayaCommand(), 40)) expect(each, value);
    }
}

TEST_F(RebuildByTurns, IsWaitedForByNobodyWhereItHangs) {
    const Turn held(turn());
    for (const char* value : {"second", "third"}) {
        held.beganSecondsAgo(1);
        write(value);
        const Traced traced = trace(world.mayaCommand());
        EXPECT_THAT(waiting(traced), IsEmpty());
        EXPECT_THAT(traced.ended.output, HasSubstr(std::string("VALUE=") + value));
    }
}

// The clock may have been set since.
TEST_F(RebuildByTurns, ThatSeemsToHaveBegunInTheFutureHoldsNobodyUp) {
    const Turn held(turn());
    held.beganSecondsAgo(-3600);
    write("second");
    expectAtNextLaunch("second");
}

TEST_F(RebuildByTurns, OfAnotherLaunchServesThoseThatWaitedForIt) {
    write("second");
    expectAtNextLaunch("second");
    const std::string rebuilt = readFile(catalogue());
    // Whoever waits does so for a third of a second at most, which may pass before the catalogue is
    // there: then once more.
    for (int tries = 0; tries < 100; ++tries) {
        fs::remove(world / "launches.log");
        fs::rename(catalogue(), world / "rebuilt");
        std::future<Launch> waiting;
        {
            const Turn held(turn());
            held.beganSecondsAgo(0);
            waiting = std::async(std::launch::async, [&] { return world.maya(); });
            waitUntilWaitedFor(turn());
            fs::rename(world / "rebuilt",
                       world / "home/.cache/slipway/catalogues" / turn().filename());
        }
        expect(waiting.get(), "second");
        if (readFile(world / "launches.log").contains("\tcatalogue=kept\t")) return;
    }
    FAIL() << "each compiled for itself";
}

TEST_F(RebuildByTurns, OfAnotherLaunchCountsOnlyWhereItIsStillTrue) {
    write("second");
    expectAtNextLaunch("second");
    const fs::path kept = catalogue();
    fs::copy_file(kept, world / "old");
    fs::permissions(world / "old", fs::perms::owner_read | fs::perms::owner_write);
    write("third");
    expectAtNextLaunch("third");
    write("fourth");
    std::future<Launch> waiting;
    {
        const Turn held(turn());
        held.beganSecondsAgo(0);
        waiting = std::async(std::launch::async, [&] { return world.maya(); });
        waitUntilWaitedFor(turn());
        fs::rename(world / "old", kept);
    }
    expect(waiting.get(), "fourth");
    expectAtNextLaunch("fourth");
}

TEST_F(RebuildByTurns, ThatIsKilledLeavesNothingStuck) {
    const fs::path fifo = world / "never";
    ASSERT_EQ(::mkfifo(fifo.c_str(), 0600), 0);
    fs::remove(world.shim("maya"));
    fs::copy_file(shimExecutable(), world.makeFolder("alone") / "slipway-shim");
    fs::create_symlink(world / "alone/slipway-shim", world.shim("maya"));
    world.write("alone/slipway", world.expand("#!/bin/sh\nread -r line <$SANDBOX/never\n"));
    makeExecutable(world / "alone/slipway");
    write("second");

    Command command = world.mayaCommand();
    const fs::path started = world / "started";
    command.prepare = [&] {
        const std::string id = std::to_string(::getpid());
        const int file = ::open(started.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
        static_cast<void>(!::write(file, id.data(), id.size()));
    };
    auto killed = std::async(std::launch::async, [&] { return run(command); });
    const int writer = openToWrite(fifo);  // from now on its helper is there
    EXPECT_TRUE(isTaken());
    ::kill(std::stoi(readFile(started)), SIGKILL);
    EXPECT_EQ(killed.get().signal, SIGKILL);
    waitUntilFree();
    ::close(writer);

    fs::remove(world / "alone/slipway");
    fs::create_symlink(slipwayExecutable(), world / "alone/slipway");
    const Traced traced = trace(world.mayaCommand());
    EXPECT_THAT(waiting(traced), IsEmpty());
    EXPECT_THAT(traced.ended.output, HasSubstr("VALUE=second"));
    expectAtNextLaunch("second");
}

TEST_F(RebuildByTurns, NeedsNoTurnWhereNoneCanBeTaken) {
    fs::remove_all(turns());
    world.write("home/.cache/slipway/turns", "no folder");
    write("second");
    expectAtNextLaunch("second");

    fs::remove(turns());
    fs::create_directory(turns());
    fs::permissions(turns(), fs::perms::all);
    write("third");
    expectAtNextLaunch("third");
    EXPECT_TRUE(fs::is_empty(turns())) << "others could have put any name there";
}

TEST_F(RebuildByTurns, NeverTakesTheFileOfTurnsForAStreamThatIsClosed) {
    write("second");
    world.plugin("studio/broken-1.0", "name = [");
    world.set("PROBE_OUTPUT", "$SANDBOX/report");
    Command command = world.mayaCommand();
    command.prepare = [] {
        for (int stream = 0; stream < 3; ++stream) ::close(stream);
    };
    EXPECT_EQ(run(command).code, 0);
    EXPECT_EQ(readFile(turn()), "");
    world.unset("PROBE_OUTPUT");
    const Launch launched = world.maya();
    EXPECT_THAT(launched.said(), HasSubstr("broken-1.0"));
    EXPECT_EQ(launched["VALUE"], "second");
}

TEST_F(RebuildByTurns, LeavesTheApplicationNoDescriptor) {
    write("second");
    const Launch launched = world.maya();
    ASSERT_TRUE(launched.report) << launched;
    for (const auto& [number, descriptor] : launched.report->descriptors) EXPECT_LE(number, 2);
}

TEST_F(RebuildByTurns, KeepsItsFilesToTheUser) {
    struct stat facts {};
    ASSERT_EQ(::stat(turns().c_str(), &facts), 0);
    EXPECT_EQ(facts.st_mode & 07777, 0700);
    ASSERT_EQ(::stat(turn().c_str(), &facts), 0);
    EXPECT_EQ(facts.st_mode & 07777, 0600);
}

}  // namespace
}  // namespace slipway::test
