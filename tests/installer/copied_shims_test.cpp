// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Shims where they are copies (spec 3.1): by Windows' rules, on whatever system this runs.

#include <gmock/gmock.h>

#include "installer/install.h"
#include "installer/shim_folder.h"
#include "installer/windows_subsystem.h"
#include "tests/installer/shim_world.h"

namespace slipway {
namespace {

using test::ShimWorld;
using test::Tree;
using test::treeOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

std::string number(std::size_t value, std::size_t size) {
    std::string bytes;
    for (; size > 0; --size, value >>= 8) bytes += static_cast<char>(value & 0xFF);
    return bytes;
}

constexpr unsigned kWindows = 2;
constexpr unsigned kConsole = 3;

std::string executable(unsigned subsystem) {
    std::string bytes = "MZ" + std::string(0x3A, 'x') + number(0x80, 4) + std::string(0x40, 'x');
    bytes += std::string("PE\0\0", 4) + std::string(20 + 68, 'x') + number(subsystem, 2);
    return bytes + "the rest";
}

TEST(WindowsSubsystem, IsReadFromTheHeader) {
    EXPECT_TRUE(hasWindowsSubsystem(executable(kWindows)));
    EXPECT_FALSE(hasWindowsSubsystem(executable(kConsole)));
}

TEST(WindowsSubsystem, OfWhatIsNoExecutableIsNone) {
    const std::string whole = executable(kWindows);
    for (std::size_t size = 0; size < whole.size() - 8; ++size) {
        EXPECT_FALSE(hasWindowsSubsystem(whole.substr(0, size))) << size;
    }
    EXPECT_FALSE(hasWindowsSubsystem("#!/bin/sh"));
    EXPECT_FALSE(hasWindowsSubsystem("MZ" + std::string(0x3A, 'x') + number(0xFFFFFFFF, 4)));
    EXPECT_FALSE(isWindowed("/nowhere"));
}

class CopiedShims : public testing::Test {
  protected:
    CopiedShims() {
        makeShim("slipway-shim.exe", kConsole);
        makeShim("slipway-shimw.exe", kWindows);
    }
    void makeShim(const std::string& name, unsigned subsystem, const std::string& more = {}) const {
        const std::string marker = test::readFile(world_.makeShimFile(name));
        world_.write(name, executable(subsystem) + marker + more);
        test::makeExecutable(world_ / name);
    }
    std::string folder() const { return world_.path("bin"); }
    PlannedChanges plan(const std::vector<WantedShim>& wanted) const {
        return planInstall(folder(), world_.path("slipway-shim.exe"), wanted, kWindowsRules);
    }
    void make(const PlannedChanges& planned) {
        ASSERT_TRUE(planned);
        world_.makeFolder("bin/.slipway");
        ASSERT_TRUE(makeChanges(planned->changes, world_.path("tmp"), files_));
    }
    ShimRecord record(const std::string& name) {
        bytes_ = test::readFile(recordPath(folder(), name));
        return parseRecord(bytes_).value_or(ShimRecord{});
    }

    const ShimWorld world_;
    HostFiles files_;
    std::string bytes_;
};

TEST_F(CopiedShims, AreOfTheKindOfWhatTheyLaunchAndKnowTheirHelper) {
    make(plan({{"maya", "", true}, {"mayapy", ""}}));
    const Tree tree = treeOf(folder());
    EXPECT_EQ(tree.at("maya.exe"), test::readFile(world_ / "slipway-shimw.exe"));
    EXPECT_EQ(tree.at("mayapy.exe"), test::readFile(world_ / "slipway-shim.exe"));
    EXPECT_EQ(record("maya").slipway, world_.path("slipway.exe"));
    const auto found = shimsIn(folder(), kWindowsRules);
    ASSERT_TRUE(found);
    ASSERT_THAT(*found, SizeIs(2));
    EXPECT_EQ((*found)[0].name, "maya");
    EXPECT_EQ((*found)[1].name, "mayapy");
    EXPECT_THAT(plan({{"maya", "", true}, {"mayapy", ""}})->changes, IsEmpty());
}

TEST_F(CopiedShims, AreRenewedWithTheShimsFile) {
    make(plan({{"maya", recordBytes({.command = "maya", .version = "2024"})}}));
    makeShim("slipway-shim.exe", kConsole, "newer");
    const auto renewed = plan({{"maya", recordBytes({.command = "maya", .version = "2024"})}});
    ASSERT_THAT(renewed->shims, ElementsAre(PlannedShim{"maya", PlannedShim::Outcome::kRenewed}));
    make(renewed);
    EXPECT_EQ(treeOf(folder()).at("maya.exe"), test::readFile(world_ / "slipway-shim.exe"));
    EXPECT_EQ(record("maya").version, "2024");
}

TEST_F(CopiedShims, AreRemovedWithTheirRecords) {
    make(plan({{"maya", ""}}));
    make(planUninstall(folder(), {"maya"}, kWindowsRules));
    EXPECT_EQ(treeOf(folder()), (Tree{{".slipway", "folder"}}));
}

TEST_F(CopiedShims, AreTakenBackFromAnywhere) {
    world_.makeFolder("bin/.slipway");
    const Tree before = treeOf(folder());
    const auto planned = plan({{"maya", "", true}, {"mayapy", ""}});
    for (std::size_t made = 0; made <= planned->changes.size(); ++made) {
        ASSERT_TRUE(
            makeChanges(std::span(planned->changes).first(made), world_.path("tmp"), files_));
        EXPECT_THAT(undoInterrupted(planned->changes, world_.path("tmp"), files_), IsEmpty());
        EXPECT_EQ(treeOf(folder()), before);
    }
    make(planned);
    const Tree installed = treeOf(folder());
    const auto removal = planUninstall(folder(), {"maya", "mayapy"}, kWindowsRules);
    for (std::size_t made = 0; made <= removal->changes.size(); ++made) {
        ASSERT_TRUE(
            makeChanges(std::span(removal->changes).first(made), world_.path("tmp"), files_));
        EXPECT_THAT(undoInterrupted(removal->changes, world_.path("tmp"), files_), IsEmpty());
        EXPECT_EQ(treeOf(folder()), installed);
    }
}

TEST_F(CopiedShims, OfSomebodyElseAndOtherFilesStay) {
    world_.write("bin/maya.exe", "an application");
    world_.write("bin/nuke.exe", test::readFile(world_ / "slipway-shim.exe"));
    const auto refused = plan({{"maya", ""}, {"nuke", ""}});
    ASSERT_FALSE(refused);
    EXPECT_THAT(refused.error(), ElementsAre(HasSubstr("stays as it is: a file"),
                                             HasSubstr("stays as it is: a copy of slipway-shim")));
    EXPECT_THAT(*shimsIn(folder(), kWindowsRules), IsEmpty());
}

TEST_F(CopiedShims, HaveNamesThatWindowsTakes) {
    for (const char* name : {"a\\b", "a:b", "a?b", "a ", "a.", "NUL", "com1", "Lpt9.x", "a\tb"}) {
        EXPECT_FALSE(plan({{name, ""}})) << name;
    }
    for (const char* name : {"größe", "common", "com", "nullify", "a.b", "my tool"}) {
        EXPECT_TRUE(plan({{name, ""}})) << name;
    }
}

}  // namespace
}  // namespace slipway
