// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// An interactive launch that is refused where there is no terminal to read it on is shown on the
// desktop (spec 2.2). A stand-in for what desktops have writes what it was called with to a FIFO:
// whoever reads that has waited for it.

#include <gmock/gmock.h>
#include <sys/stat.h>

#include "tests/support/sandbox.h"
#include "tests/support/system_calls.h"

namespace slipway::test {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class RefusalNotice : public ::testing::Test {
  protected:
    RefusalNotice() {
        world.plugin("studio/broken-1.0", "slipway = 1\n[[integration");
        world.set("DISPLAY", ":7");
        world.set("PATH", "$SANDBOX/desktop");
        ::mkfifo((world / "shown").c_str(), 0600);
        warmCache(world);
        world.set("SLIPWAY_STRICT", "1");
    }

    void desktopHas(const std::string& name, int code = 0) {
        world.write("desktop/" + name, "#!/bin/sh\nprintf '%s\\n' " + name +
                                           " \"$@\" \"$DISPLAY\" > $SANDBOX/shown\nexit " +
                                           std::to_string(code) + "\n");
        makeExecutable(world / ("desktop/" + name));
    }

    // How often a refused launch starts the helper to show it.
    std::size_t notices() {
        const Traced traced = trace(world.mayaCommand());
        EXPECT_EQ(traced.ended.code, 125) << traced.ended;
        std::vector<SystemCall> calls = named(traced.calls, {"execve"});
        std::erase_if(calls, [](const auto& call) { return !call.line.contains("show-refusal"); });
        return calls.size();
    }

    MayaSandbox world;
};

TEST_F(RefusalNotice, IsSentAsANotification) {
    desktopHas("notify-send");
    desktopHas("zenity");
    const Launch refused = world.maya();
    EXPECT_EQ(refused.ended.code, 125);
    EXPECT_THAT(refused.said(), HasSubstr("not launched"));  // on stderr as ever
    EXPECT_EQ(refused.ended.output, "");
    const std::string shown = readFile(world / "shown");
    EXPECT_THAT(shown, HasSubstr("notify-send\n"));
    EXPECT_THAT(shown, HasSubstr("\nmaya was not launched\n"));
    EXPECT_THAT(shown, HasSubstr("broken-1.0/slipway.toml"));  // what was told before the reason
    EXPECT_THAT(shown, HasSubstr("not launched, since SLIPWAY_STRICT=1"));
    EXPECT_THAT(shown, HasSubstr("\n:7\n"));
}

TEST_F(RefusalNotice, IsADialogWhereThereAreNoNotifications) {
    desktopHas("kdialog");
    desktopHas("xmessage");
    EXPECT_EQ(world.maya().ended.code, 125);
    EXPECT_THAT(readFile(world / "shown"), HasSubstr("kdialog\n--title\nmaya was not launched\n"));
}

TEST_F(RefusalNotice, IsADialogWhereNobodyTakesNotifications) {
    world.write("desktop/notify-send", "#!/bin/sh\nexit 1\n");
    makeExecutable(world / "desktop/notify-send");
    desktopHas("xmessage");
    EXPECT_EQ(world.maya().ended.code, 125);
    EXPECT_THAT(readFile(world / "shown"), HasSubstr("xmessage\n"));
}

// Whoever started the shim does not wait for the dialog: nobody reads the FIFO until it is gone.
TEST_F(RefusalNotice, DoesNotKeepTheCallerWaiting) {
    desktopHas("zenity");
    EXPECT_EQ(world.maya().ended.code, 125);
    EXPECT_THAT(readFile(world / "shown"), HasSubstr("zenity\n--error\n"));
}

TEST_F(RefusalNotice, IsForInteractiveLaunchesOnADesktopOnly) {
    EXPECT_EQ(notices(), 1U);
    for (const char* mode : {"batch", "farm"}) {
        world.set("SLIPWAY_MODE", mode);
        EXPECT_EQ(notices(), 0U) << mode;
    }
    world.unset("SLIPWAY_MODE");
    world.set("SLIPWAY_LOG", "off");
    EXPECT_EQ(notices(), 0U);
    world.unset("SLIPWAY_LOG");
    world.unset("DISPLAY");
    EXPECT_EQ(notices(), 0U);
    world.set("WAYLAND_DISPLAY", "wayland-0");
    EXPECT_EQ(notices(), 1U);
}

TEST_F(RefusalNotice, IsNotShownWhereThereIsATerminal) {
    Command command = world.mayaCommand();
    command.terminal = true;
    const Ended ended = run(command);
    EXPECT_EQ(ended.code, 125);
    EXPECT_THAT(ended.output, HasSubstr("not launched"));
}

}  // namespace
}  // namespace slipway::test
