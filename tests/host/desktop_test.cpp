// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Spec 2.2: a refusal that there is no terminal for is shown on the desktop. A real X server, a
// real notification daemon and real dialogs; in which order they are tried is a test with stand-ins
// (tests/blackbox/refusal_notice_posix_test.cpp).

#include <fcntl.h>
#include <gmock/gmock.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <thread>

#include "tests/support/sandbox.h"

namespace slipway::test {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::HasSubstr;

constexpr std::chrono::seconds kPatience{60};

template <class Condition>
bool comesTrue(Condition&& condition) {
    const auto end = std::chrono::steady_clock::now() + kPatience;
    while (!condition()) {
        if (std::chrono::steady_clock::now() > end) return false;
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    return true;
}

// A server of the desktop: ended with the test.
class Server {
  public:
    Server(const Command& command, const fs::path& output) {
        process_ = fork();
        if (process_ == 0) become(command, output);
    }
    ~Server() {
        kill(process_, SIGTERM);
        waitpid(process_, nullptr, 0);
    }
    Server(const Server&) = delete;

  private:
    [[noreturn]] static void become(const Command& command, const fs::path& output) {
        dup2(open(output.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600), 1);
        dup2(open("/dev/null", O_RDWR), 2);
        std::vector<char*> arguments;
        std::vector<char*> environment;
        const auto add = [](const std::vector<std::string>& texts, std::vector<char*>& pointers) {
            for (const std::string& text : texts)
                pointers.push_back(const_cast<char*>(text.data()));
            pointers.push_back(nullptr);
        };
        add(command.arguments, arguments);
        add(command.environment, environment);
        execve(command.executable.c_str(), arguments.data(), environment.data());
        _exit(127);
    }
    pid_t process_;
};

class Desktop : public ::testing::Test {
  protected:
    Desktop() {
        world.plugin("studio/broken-1.0", "slipway = 1\n[[integration");
        world.set("SLIPWAY_STRICT", "1");
        world.set("XDG_RUNTIME_DIR", "$SANDBOX/run");
        fs::permissions(world.makeFolder("run"), fs::perms::owner_all);
        world.set("NO_AT_BRIDGE", "1");  // no accessibility services
        world.set("LC_ALL", "C.UTF-8");
        // Else it begins anew, and drops whoever connects, when its last client goes: xwininfo,
        // most often, while the dialog is on its way.
        start(screen, program("Xvfb"), {"-displayfd", "1", "-nolisten", "tcp", "-noreset"},
              "display");
        EXPECT_TRUE(comesTrue([&] { return readFile(world / "display").ends_with('\n'); }));
        const std::string number = readFile(world / "display");
        world.set("DISPLAY", ":" + number.substr(0, number.find('\n')));
        world.set("PATH", "$SANDBOX/desktop");
    }

    void start(std::optional<Server>& server, const fs::path& executable,
               const std::vector<std::string>& arguments, const char* output) {
        world.write(output, "");
        server.emplace(world.command(executable, arguments), world / output);
    }
    void desktopHas(const std::string& name) {
        fs::create_symlink(program(name), world.makeFolder("desktop") / name);
    }
    void startNotifications() {
        world.set("DBUS_SESSION_BUS_ADDRESS", "unix:path=$SANDBOX/run/bus");
        start(bus, program("dbus-daemon"),
              {"--session", "--nofork", world.expand("--address=unix:path=$SANDBOX/run/bus")},
              "bus.out");
        EXPECT_TRUE(comesTrue([&] { return fs::exists(world / "run/bus"); }));
        start(daemon, program("dunst"), {"-print"}, "notifications");
        EXPECT_TRUE(comesTrue([&] {
            const Ended asked = run(world.command(
                program("dbus-send"), {"--session", "--print-reply", "--dest=org.freedesktop.DBus",
                                       "/org/freedesktop/DBus", "org.freedesktop.DBus.NameHasOwner",
                                       "string:org.freedesktop.Notifications"}));
            return asked.output.contains("true");
        }));
    }

    std::string windows() const {
        return run(world.command(program("xwininfo"), {"-root", "-tree"})).output;
    }
    bool showsWindow(std::string_view title) const {
        return comesTrue([&] { return windows().contains("\"" + std::string(title) + "\""); });
    }
    // The arguments of the process that shows the dialog.
    static std::string commandLineOf(const std::string& name, const std::string& mark) {
        for (const auto& entry : fs::directory_iterator("/proc")) {
            std::error_code gone;
            if (fs::read_symlink(entry.path() / "exe", gone).filename() != name) continue;
            const std::string line = readFile(entry.path() / "cmdline");
            if (line.contains(mark)) return line;
        }
        return {};
    }
    void refuse() const {
        const Launch refused = world.maya();
        EXPECT_EQ(refused.ended.code, 125) << refused;
        EXPECT_THAT(refused.said(), HasSubstr("not launched"));
    }

    MayaSandbox world;
    std::optional<Server> screen;
    std::optional<Server> bus;
    std::optional<Server> daemon;
};

TEST_F(Desktop, ShowsANotificationWithTheReason) {
    startNotifications();
    desktopHas("notify-send");
    desktopHas("zenity");
    refuse();
    EXPECT_TRUE(showsWindow("Dunst")) << windows();
    const auto shown = [&] { return readFile(world / "notifications"); };
    EXPECT_TRUE(comesTrue([&] { return shown().contains("actions:"); })) << shown();
    EXPECT_THAT(
        shown(),
        AllOf(HasSubstr("appname: 'Slipway'"), HasSubstr("summary: 'maya was not launched'"),
              HasSubstr("broken-1.0/slipway.toml"),
              HasSubstr("not launched, since SLIPWAY_STRICT=1"), HasSubstr("urgency: CRITICAL")));
    EXPECT_FALSE(windows().contains("maya was not launched")) << "a notification is enough";
}

TEST_F(Desktop, ShowsADialogWhereNobodyTakesNotifications) {
    world.set("DBUS_SESSION_BUS_ADDRESS", "unix:path=$SANDBOX/run/nobody");
    desktopHas("notify-send");
    desktopHas("zenity");
    refuse();
    EXPECT_TRUE(showsWindow("maya was not launched")) << windows();
    EXPECT_THAT(commandLineOf("zenity", world.folder().string()),
                HasSubstr("not launched, since SLIPWAY_STRICT=1"));
}

TEST_F(Desktop, ShowsTheDialogOfKde) {
    world.plugin("studio/<i>broken-2.0", "slipway = 1\n[[integration");
    desktopHas("kdialog");
    refuse();
    EXPECT_TRUE(showsWindow("maya was not launched — KDialog")) << windows();
    EXPECT_THAT(commandLineOf("kdialog", world.folder().string()),
                AllOf(HasSubstr("not launched, since SLIPWAY_STRICT=1"),
                      HasSubstr("/&lt;i&gt;broken-2.0/slipway.toml")));
}

TEST_F(Desktop, ShowsAPlainMessageWhereThatIsAllThereIs) {
    desktopHas("xmessage");
    refuse();
    EXPECT_TRUE(showsWindow("maya was not launched")) << windows();
    EXPECT_THAT(commandLineOf("xmessage", world.folder().string()),
                HasSubstr("not launched, since SLIPWAY_STRICT=1"));
}

TEST_F(Desktop, IsShownWhatRunRefusesToo) {
    desktopHas("xmessage");
    EXPECT_EQ(world.slipway({"run", "maya"}).code, 125);
    EXPECT_TRUE(showsWindow("maya was not launched")) << windows();
}

TEST_F(Desktop, IsAskedOnlyAboutRefusals) {
    desktopHas("xmessage");
    world.unset("SLIPWAY_STRICT");
    EXPECT_TRUE(world.maya().report);
    EXPECT_EQ(commandLineOf("xmessage", world.folder().string()), "");
}

}  // namespace
}  // namespace slipway::test
