// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// One studio as Linux and as Windows computers see it: what is frozen on either is launched on
// both. Each system's rules are values, so both are tested anywhere.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <nlohmann/json.hpp>

#include "farm/freeze.h"
#include "farm/worker.h"
#include "tests/support/fake_disk.h"

namespace slipway {
namespace {

using test::FakeDisk;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using Json = nlohmann::json;

class SomeWorld final : public World {
  public:
    std::string_view host() override { return "node-7"; }
    std::string_view user() override { return "render"; }
    std::string_view launchTime() override { return "2026-01-02T03:04:05Z"; }
    std::string_view processId() override { return "4711"; }
};

constexpr const char* kPlaces = R"(
plugin_path = ["{paths.projects}/plugins"]
[paths.projects]
linux = "/mnt/projects"
windows = ['P:\projects', '\\filesrv\projects']
[[integration]]
name = "site"
[integration.env]
SITE_CONFIG.set = "{paths.projects}/site.ocio"
)";

constexpr const char* kApplication = R"(slipway = 1
[[application]]
name = "app"
[application.find]
linux = ["/opt/app{version}/bin/app"]
windows = ['C:\App{version}\app.exe']
[application.commands]
apppy = {}
)";

constexpr const char* kTools = R"(slipway = 1
[[integration]]
name = "tools"
when = "application.version >= 2"
[integration.env]
TOOLS.set = "{plugin.dir}/data"
TOOL_PATH.prepend = ["{plugin.dir}/a", "{paths.projects}/b"]
WHERE.set = "{platform}"
WHO.set = "{user}@{host}"
CACHE.set = { linux = "/var/cache/app", windows = 'C:\Cache\app' }
[[integration.case]]
when = "platform = windows"
[integration.case.env]
ONLY_THERE.set = "1"
)";

// A computer of the studio: the same share, seen at its own place.
class Computer {
  public:
    explicit Computer(const PlatformRules& rules)
        : disk(rules), rules_(rules), isWindows_(rules.platform == Platform::kWindows) {
        write("config.toml", kPlaces);
        write("plugins/app-1.0/slipway.toml", kApplication);
        write("plugins/tools-1.0/slipway.toml", kTools);
        disk.writeExecutable(isWindows_ ? "C:\\App2.1\\app.exe" : "/opt/app2.1/bin/app");
        disk.writeExecutable(isWindows_ ? "C:\\App2.1\\apppy.exe" : "/opt/app2.1/bin/apppy");
    }

    std::string onShare(const std::string& path) const {
        return (isWindows_ ? "P:\\projects\\" : "/mnt/projects/") + path;
    }
    void write(const std::string& path, const std::string& text) {
        disk.write(onShare(path), text);
    }
    Host host() {
        disk.age();
        return {.disk = disk, .rules = rules_, .variables = [this](std::string_view name) {
                    return name == "SLIPWAY_CONFIG" ? std::optional(onShare("config.toml"))
                                                    : std::nullopt;
                }};
    }

    std::expected<FrozenLaunch, std::string> tryFreeze(FreezeWishes wishes,
                                                       const std::string& command = "app") {
        const Host host = this->host();
        const auto block = compileCatalogue(command, Extent::kLaunch, host);
        const Catalogue catalogue = *Catalogue::open(block);
        Arena arena;
        SomeWorld world;
        RanCommands commands(catalogue);
        const Evaluation evaluation =
            evaluate(catalogue, invocation(command), rules_, world, arena, &commands);
        EXPECT_EQ(evaluation.plan.outcome, Outcome::kLaunch)
            << evaluation.plan.remarks.back().message;
        if (wishes.workingDirectory.empty()) wishes.workingDirectory = onShare("shots");
        const Studio studio = readStudio(host);
        return freeze({catalogue, evaluation, commands, studio, host}, wishes);
    }
    Ticket freezeLaunch(const FreezeWishes& wishes = {}, const std::string& command = "app") {
        const auto frozen = tryFreeze(wishes, command);
        if (!frozen) throw std::runtime_error(frozen.error());
        EXPECT_THAT(frozen->leftOut, IsEmpty());
        return *readTicket("a.ticket", printTicket(frozen->ticket));
    }

    // What a task of the ticket launches here.
    struct Launched {
        std::string executable;
        std::vector<std::string> arguments;
        std::string workingDirectory;
        std::map<std::string, std::string> environment;
    };
    std::expected<Launched, Refusal> launch(const Ticket& ticket) {
        const Host host = this->host();
        Arena arena;
        SomeWorld world;
        const Task task;
        WorkerLaunch launch(ticket, task, host, world, arena);
        const auto plan = launch.plan({{}, {}, "id"});
        if (!plan) return std::unexpected(plan.error());
        Launched launched{std::string(plan->executable),
                          {plan->arguments.begin() + 1, plan->arguments.end()},
                          std::string(plan->workingDirectory.value_or("")),
                          {}};
        for (const std::string_view entry : plan->environment) {
            const std::size_t equal = entry.find('=');
            launched.environment.emplace(entry.substr(0, equal), entry.substr(equal + 1));
        }
        return launched;
    }

    FakeDisk disk;

  private:
    static Invocation invocation(std::string_view command) {
        Invocation invocation{};
        invocation.command = command;
        invocation.mode = LaunchMode::kFarm;
        return invocation;
    }

    const PlatformRules& rules_;
    bool isWindows_;
};

void expectLaunchedOnLinux(const Ticket& ticket) {
    const auto launched = Computer(kLinuxRules).launch(ticket);
    ASSERT_TRUE(launched) << launched.error().reason;
    EXPECT_EQ(launched->executable, "/opt/app2.1/bin/app");
    EXPECT_THAT(launched->arguments, ElementsAre("-f", "/mnt/projects/shots/a.ma"));
    EXPECT_EQ(launched->workingDirectory, "/mnt/projects/shots");
    const auto& environment = launched->environment;
    EXPECT_EQ(environment.at("TOOLS"), "/mnt/projects/plugins/tools-1.0/data");
    EXPECT_EQ(environment.at("TOOL_PATH"), "/mnt/projects/plugins/tools-1.0/a:/mnt/projects/b");
    EXPECT_EQ(environment.at("WHERE"), "linux");
    EXPECT_EQ(environment.at("WHO"), "render@node-7");
    EXPECT_EQ(environment.at("CACHE"), "/var/cache/app");
    EXPECT_EQ(environment.at("SITE_CONFIG"), "/mnt/projects/site.ocio");
    EXPECT_FALSE(environment.contains("ONLY_THERE"));
}

void expectLaunchedOnWindows(const Ticket& ticket) {
    const auto launched = Computer(kWindowsRules).launch(ticket);
    ASSERT_TRUE(launched) << launched.error().reason;
    EXPECT_EQ(launched->executable, "C:\\App2.1\\app.exe");
    EXPECT_THAT(launched->arguments, ElementsAre("-f", "P:\\projects/shots/a.ma"));
    EXPECT_EQ(launched->workingDirectory, "P:\\projects/shots");
    const auto& environment = launched->environment;
    EXPECT_EQ(environment.at("TOOLS"), "P:\\projects/plugins/tools-1.0/data");
    EXPECT_EQ(environment.at("TOOL_PATH"), "P:\\projects/plugins/tools-1.0/a;P:\\projects/b");
    EXPECT_EQ(environment.at("WHERE"), "windows");
    EXPECT_EQ(environment.at("CACHE"), "C:\\Cache\\app");
    EXPECT_EQ(environment.at("ONLY_THERE"), "1");
}

Ticket frozenOn(const PlatformRules& rules) {
    Computer computer(rules);
    FreezeWishes wishes;
    const bool isWindows = rules.platform == Platform::kWindows;
    wishes.arguments = {"-f", isWindows ? "P:\\projects\\shots\\a.ma" : "/mnt/projects/shots/a.ma"};
    return computer.freezeLaunch(wishes);
}

TEST(TicketsForPlatforms, FrozenOnLinuxAreLaunchedOnBoth) {
    const Ticket ticket = frozenOn(kLinuxRules);
    expectLaunchedOnLinux(ticket);
    expectLaunchedOnWindows(ticket);
}

TEST(TicketsForPlatforms, FrozenOnWindowsAreLaunchedOnBoth) {
    const Ticket ticket = frozenOn(kWindowsRules);
    expectLaunchedOnLinux(ticket);
    expectLaunchedOnWindows(ticket);
}

TEST(TicketsForPlatforms, AreTheSameWhereverTheyAreFrozen) {
    EXPECT_EQ(Json::parse(printTicket(frozenOn(kLinuxRules))).dump(1),
              Json::parse(printTicket(frozenOn(kWindowsRules))).dump(1));
}

TEST(TicketsForPlatforms, HaveApplicationDigestAndCommandOfEach) {
    const Ticket ticket = Computer(kLinuxRules).freezeLaunch({}, "apppy");
    EXPECT_EQ(ticket.platforms.at("linux").executable, "apppy");
    EXPECT_EQ(ticket.platforms.at("windows").executable, "apppy.exe");
    EXPECT_NE(ticket.platforms.at("linux").digest, ticket.platforms.at("windows").digest);
    const auto launched = Computer(kWindowsRules).launch(ticket);
    ASSERT_TRUE(launched) << launched.error().reason;
    EXPECT_EQ(launched->executable, "C:\\App2.1\\apppy.exe");
}

TEST(TicketsForPlatforms, HaveThePluginsThatArePassedOverElsewhere) {
    Computer linux(kLinuxRules);
    linux.write("plugins/own-1.0-linux/slipway.toml",
                "slipway = 1\n[integration.env]\nOWN.set = '{plugin.dir}'\n");
    linux.write("plugins/own-1.0-windows/slipway.toml",
                "slipway = 1\n[integration.env]\nOWN.set = '{plugin.dir}'\n");
    const Ticket ticket = linux.freezeLaunch();
    EXPECT_EQ(linux.launch(ticket)->environment.at("OWN"), "/mnt/projects/plugins/own-1.0-linux");
    EXPECT_EQ(Computer(kWindowsRules).launch(ticket)->environment.at("OWN"),
              "P:\\projects/plugins/own-1.0-windows");
}

// What a farm's launch would stop at there must not be found out there.
TEST(TicketsForPlatforms, LeaveOutAPlatformWhosePluginsAreBroken) {
    Computer linux(kLinuxRules);
    linux.write("plugins/own-1.0-windows/slipway.toml", "slipway = ");
    const auto frozen = linux.tryFreeze({});
    ASSERT_TRUE(frozen) << frozen.error();
    EXPECT_THAT(frozen->leftOut, ElementsAre(HasSubstr("for windows: ")));
    EXPECT_FALSE(frozen->ticket.platforms.contains("windows"));
    EXPECT_TRUE(frozen->ticket.platforms.contains("linux"));
}

TEST(TicketsForPlatforms, LeaveOutAPlatformThatDoesNotSeeTheFolderOfAPlugin) {
    Computer linux(kLinuxRules);
    linux.disk.write("/opt/studio/local-1.0/slipway.toml",
                     "slipway = 1\n[integration.env]\nLOCAL.set = '{plugin.dir}'\n");
    linux.write("config.toml", std::string("plugin_path = ['/opt/studio', '{paths.projects}/plugins"
                                           "']\n[paths.projects]\nlinux = '/mnt/projects'\n"
                                           "windows = 'P:\\projects'\n"));
    const auto frozen = linux.tryFreeze({});
    ASSERT_TRUE(frozen) << frozen.error();
    EXPECT_THAT(frozen->leftOut,
                ElementsAre(HasSubstr("'local' stands in '/opt/studio/local-1.0', beneath no "
                                      "place")));
    FreezeWishes wishes;
    wishes.platforms = {"windows"};
    EXPECT_THAT(linux.tryFreeze(wishes).error(), HasSubstr("for windows: plugin 'local'"));
}

TEST(TicketsForPlatforms, LeaveOutAPlatformWithoutTheWorkingDirectory) {
    Computer linux(kLinuxRules);
    FreezeWishes wishes;
    wishes.workingDirectory = "/home/ada";
    EXPECT_THAT(linux.tryFreeze(wishes)->leftOut,
                ElementsAre(HasSubstr("the working directory '/home/ada' is beneath no place")));
}

TEST(TicketsForPlatforms, LeaveOutAPlatformThatAPlaceHasNoPathFor) {
    Computer linux(kLinuxRules);
    linux.write("config.toml", std::string(kPlaces) + "[paths.tools]\nlinux = '/mnt/tools'\n");
    FreezeWishes wishes;
    wishes.arguments = {"/mnt/tools/x"};
    EXPECT_THAT(linux.tryFreeze(wishes)->leftOut,
                ElementsAre(HasSubstr("[paths] had no 'tools' for windows")));
}

TEST(TicketsForPlatforms, LeaveOutAPlatformWithoutWhatAPinRequires) {
    Computer linux(kLinuxRules);
    linux.write("plugins/ocio-1.0-linux/slipway.toml",
                "slipway = 1\n[integration]\nname = 'ocio'\n[integration.env]\nA.set = '1'\n");
    linux.write("config.toml", std::string(kPlaces) + "[[pin]]\nrequire = ['ocio']\n");
    EXPECT_THAT(linux.tryFreeze({})->leftOut,
                ElementsAre(HasSubstr("'ocio' is required by the pin")));
}

// Of a platform that no place is for nobody wants to hear.
TEST(TicketsForPlatforms, AreForThisOneWherePathsNameNoOther) {
    Computer linux(kLinuxRules);
    linux.write("config.toml", "plugin_path = ['/mnt/projects/plugins']\n");
    const Ticket ticket = linux.freezeLaunch();
    EXPECT_EQ(ticket.platforms.size(), 1U);
    const auto refused = Computer(kWindowsRules).launch(ticket);
    EXPECT_EQ(refused.error().code, 78);
    EXPECT_THAT(refused.error().reason, HasSubstr("it is for linux, this worker is windows"));
}

TEST(TicketsForPlatforms, AreForThoseThatAreAskedFor) {
    Computer linux(kLinuxRules);
    FreezeWishes wishes;
    wishes.platforms = {"windows"};
    const Ticket ticket = linux.freezeLaunch(wishes);
    EXPECT_EQ(ticket.platforms.size(), 1U);
    EXPECT_TRUE(Computer(kWindowsRules).launch(ticket));
}

TEST(TicketsForPlatforms, HoldNoPathOfTheComputerThatFroze) {
    EXPECT_THAT(Json::parse(printTicket(frozenOn(kLinuxRules)))["platforms"]["windows"].dump(),
                Not(HasSubstr("/mnt")));
}

}  // namespace
}  // namespace slipway
