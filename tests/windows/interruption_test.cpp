// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// An install, an uninstall and a repair that are killed at each fourth call that changes something,
// at each of them by `scripts/test --long` (spec 3.1).

#include <cstdlib>
#include <functional>

#include "tests/windows/debugged_process.h"
#include "tests/windows/install_world.h"

namespace slipway::windows {
namespace {

class WindowsInterruption : public InstallWorld {
  protected:
    // Whatever is there starts the application: the one of the moment, or the shim in front of it.
    void expectACommand(const std::string& application) {
        const std::string there = bytesOf(easel);
        const bool isShim = there == bytesOf(Desk::built(L"slipway-shim.exe")) ||
                            there == bytesOf(Desk::built(L"slipway-shimw.exe"));
        EXPECT_TRUE(bytesOf(isShim ? real : easel) == application) << (isShim ? real : easel);
    }
    // Taken back by the next command, or finished: in either case it can be removed without trace.
    void expectTheNextCommandPutsAllRight(const std::string& application) {
        const Outcome next = desk.slipway(L"uninstall --in-place --all");
        EXPECT_EQ(next.code, 0U) << next.said << next.printed;
        EXPECT_TRUE(bytesOf(easel) == application) << next.said << next.printed;
        fs::copy_file(Desk::probe(), easel, fs::copy_options::overwrite_existing);
        fs::last_write_time(easel, time);
        expectNoTrace();
    }
    void killEverywhere(const std::wstring& tail, const std::function<void()>& prepare) {
        const int stride = std::getenv("SLIPWAY_KILLS") != nullptr ? 1 : 4;
        int kills = 0;
        for (bool isKilled = true; isKilled && !HasFailure(); kills += stride) {
            SCOPED_TRACE(kills);
            prepare();
            const bool isUpdated = bytesOf(easel) == bytesOf(Desk::probe(Build::kWindows));
            const std::string application =
                bytesOf(Desk::probe(isUpdated ? Build::kWindows : Build::kConsole));
            isKilled = DebuggedProcess(desk, tail, kills).wasKilled();
            expectACommand(application);
            expectTheNextCommandPutsAllRight(application);
        }
        EXPECT_GT(kills, 15) << "the debugger sees nothing";
    }

    fs::file_time_type time = fs::last_write_time(easel);
    std::wstring installing = L"install --in-place --target " + quoted(easel);
};

TEST_F(WindowsInterruption, OfAnInstallAnywhereIsTakenBackOrFinished) {
    killEverywhere(installing, [] {});
}

TEST_F(WindowsInterruption, OfAnUninstallAnywhereIsTakenBackOrFinished) {
    killEverywhere(L"uninstall --in-place --all", [&] { expectDone(installing); });
}

TEST_F(WindowsInterruption, OfARepairAnywhereIsTakenBackOrFinished) {
    killEverywhere(L"repair", [&] {
        expectDone(installing);
        fs::copy_file(Desk::probe(Build::kWindows), easel, fs::copy_options::overwrite_existing);
    });
}

}  // namespace
}  // namespace slipway::windows
