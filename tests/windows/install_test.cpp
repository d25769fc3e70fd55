// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Shims as `slipway.exe` installs them (spec 3.1).

#include "tests/support/rights.h"
#include "tests/windows/install_world.h"

namespace slipway::windows {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

class WindowsInstall : public InstallWorld {};

TEST_F(WindowsInstall, MakesCopiesOfTheKindOfWhatTheyLaunch) {
    const Outcome made = desk.slipway(L"install easel");
    EXPECT_EQ(made.code, 0U) << made.said;
    EXPECT_THAT(made.printed, AllOf(HasSubstr("SetEnvironmentVariable('Path'"),
                                    HasSubstr("\\local\\slipway\\bin")));
    EXPECT_EQ(bytesOf(bin / L"easel.exe"), bytesOf(Desk::built(L"slipway-shim.exe")));
    EXPECT_EQ(bytesOf(bin / L"view.exe"), bytesOf(Desk::built(L"slipway-shimw.exe")));
    EXPECT_EQ(bytesOf(bin / L"absent.exe"), bytesOf(Desk::built(L"slipway-shim.exe")));

    const Outcome launched = launch(bin / L"easel.exe", L" a \"b c\"");
    EXPECT_EQ(launched.report.variable(L"BRUSH"), L"oil 3.0") << launched.said;
    EXPECT_EQ(launched.report.tail(), L"a \"b c\"");
    EXPECT_EQ(launch(bin / L"view.exe").report.variable(L"BRUSH"), L"oil 3.0");

    const Outcome again = desk.slipway(L"install easel");
    EXPECT_THAT(again.printed, AllOf(HasSubstr("already in place"), Not(HasSubstr("renewed"))));
    expectDone(L"uninstall easel");
    expectNoTrace();
}

TEST_F(WindowsInstall, BindsAShimToItsVersion) {
    expectDone(L"install easel@2.1");
    EXPECT_EQ(launch(bin / L"easel2.1.exe").report.variable(L"BRUSH"), L"oil 2.1");
    expectDone(L"uninstall EASEL2.1.exe");
    EXPECT_FALSE(fs::exists(bin / L"easel2.1.exe"));
    EXPECT_TRUE(fs::exists(bin / L"view2.1.exe"));
    expectDone(L"uninstall --all");
    expectNoTrace();
}

TEST_F(WindowsInstall, OfATargetIsOfAnyNameInAnyFolder) {
    const std::wstring folder = quoted(desk.folder() / L"my shims");
    expectDone(L"install --target " + quoted(easel.parent_path() / L"view.exe") +
               L" --name \"my tool.exe\" --to " + folder);
    const fs::path shim = desk.folder() / L"my shims/my tool.exe";
    EXPECT_EQ(bytesOf(shim), bytesOf(Desk::built(L"slipway-shimw.exe")));
    EXPECT_EQ(launch(shim, L" x").report.tail(), L"x");
    const Outcome refused =
        desk.slipway(L"install --target " + quoted(easel) + L" --name nul --to " + folder);
    EXPECT_EQ(refused.code, 1U);
    EXPECT_THAT(refused.said, HasSubstr("it is a device's"));
    expectDone(L"uninstall \"my tool\" --from " + folder);
    expectNoTrace();
}

TEST_F(WindowsInstall, ForAllUsersGoesWhereOnlyAdministratorsWrite) {
    expectDone(L"install easel --system");
    const fs::path shim = desk.folder() / L"programs/Slipway/shims/easel.exe";
    EXPECT_EQ(launch(shim).report.variable(L"BRUSH"), L"oil 3.0");
    expectDone(L"uninstall easel --system");
    expectNoTrace();
}

TEST_F(WindowsInstall, IsRehearsed) {
    const Outcome shims = desk.slipway(L"install easel --dry-run");
    EXPECT_THAT(shims.printed, AllOf(HasSubstr("would be done"), HasSubstr("easel.exe")));
    const Outcome place = desk.slipway(L"install easel --in-place --dry-run");
    EXPECT_THAT(place.printed, HasSubstr("easel.slipway-real.exe"));
    EXPECT_THAT(differences(tree()), IsEmpty());
}

TEST_F(WindowsInstall, SomebodyElsesFileStays) {
    desk.write(L"local/slipway/bin/easel.exe", "mine");
    const Outcome refused = desk.slipway(L"install easel");
    EXPECT_EQ(refused.code, 1U);
    EXPECT_THAT(refused.said, HasSubstr("is not Slipway's and stays as it is"));
    EXPECT_EQ(bytesOf(bin / L"easel.exe"), "mine");
    EXPECT_FALSE(fs::exists(bin / L"view.exe"));
}

TEST_F(WindowsInstall, StatusTellsAShimOfAnotherVersionAndRepairRenewsIt) {
    desk.variables[L"PATH"] = bin.wstring() + L";" + desk.variables[L"PATH"];
    expectDone(L"install easel");
    expectDone(L"status");
    std::ofstream(bin / L"view.exe", std::ios::binary | std::ios::app) << "older";
    const Outcome told = desk.slipway(L"status");
    EXPECT_EQ(told.code, 1U);
    EXPECT_THAT(told.printed, HasSubstr("it is a shim of another version of Slipway"));
    expectDone(L"repair");
    EXPECT_EQ(bytesOf(bin / L"view.exe"), bytesOf(Desk::built(L"slipway-shimw.exe")));
    expectDone(L"status");
}

TEST_F(WindowsInstall, StandsOnceInStatusHoweverItsFolderIsWrittenOnPath) {
    expectDone(L"install easel");
    std::wstring slashed = bin.wstring();
    std::ranges::replace(slashed, L'\\', L'/');
    desk.variables[L"PATH"] = bin.wstring() + L"\\;" + slashed + L";" + desk.variables[L"PATH"];
    const Outcome told = desk.slipway(L"status");
    EXPECT_EQ(told.code, 0U) << told.printed;
    EXPECT_EQ(std::ranges::count(told.printed, '\n'), 4) << told.printed;  // one has a mend
}

TEST_F(WindowsInstall, HiddenOnPathIsToPutAheadByAnAdministrator) {
    expectDone(L"install easel");
    desk.variables[L"PATH"] =
        easel.parent_path().wstring() + L";" + bin.wstring() + L";" + desk.variables[L"PATH"];
    const Outcome told = desk.slipway(L"status");
    EXPECT_EQ(told.code, 1U);
    EXPECT_THAT(told.printed, AllOf(HasSubstr("hidden on PATH by"),
                                    HasSubstr("as an administrator"), HasSubstr("'Machine'")));
}

TEST_F(WindowsInstall, TakesAShimAwayThatSomebodyMadeReadOnly) {
    expectDone(L"install easel");
    ASSERT_TRUE(::SetFileAttributesW((bin / L"easel.exe").c_str(), FILE_ATTRIBUTE_READONLY));
    expectDone(L"install easel");
    expectDone(L"uninstall --all");
    expectNoTrace();
}

TEST_F(WindowsInstall, OfSeveralAtOnceWaitForEachOther) {
    desk.application("brush");
    desk.installation(L"brush", L"1.0");
    const fs::path slipway = Desk::built(L"slipway.exe");
    std::vector<Process> processes;
    for (const wchar_t* name : {L"easel", L"brush", L"easel@2.1", L"easel@3.0"}) {
        processes.push_back(desk.begin(
            slipway, {.line = quoted(slipway) + L" install " + name, .flags = DETACHED_PROCESS}));
    }
    for (Process& process : processes) EXPECT_EQ(process.wait(), 0U);
    for (const wchar_t* name : {L"easel", L"brush", L"easel2.1", L"view3.0"}) {
        EXPECT_TRUE(fs::exists(bin / (std::wstring(name) + L".exe"))) << fs::path(name);
    }
    expectDone(L"uninstall --all");
    EXPECT_FALSE(fs::exists(bin));
}

TEST_F(WindowsInstall, OfAShimInUseIsRefusedAndNothingChanged) {
    expectDone(L"install easel");
    const HANDLE held = ::CreateFileW((bin / L"easel.exe").c_str(), GENERIC_READ, FILE_SHARE_READ,
                                      nullptr, OPEN_EXISTING, 0, nullptr);
    const Outcome refused = desk.slipway(L"uninstall --all");
    EXPECT_EQ(refused.code, 1U);
    EXPECT_THAT(refused.said, AllOf(HasSubstr("it is in use"), HasSubstr("nothing was changed")));
    ::CloseHandle(held);
    EXPECT_TRUE(fs::exists(bin / L"view.exe"));
    expectDone(L"uninstall --all");
    expectNoTrace();
}

// --- in the place of executables

TEST_F(WindowsInstall, InPlaceTheExecutableStandsBesideAndIsRestored) {
    const std::string bytes = bytesOf(easel);
    expectDone(L"install easel@3.0 --in-place");
    EXPECT_EQ(bytesOf(real), bytes);
    EXPECT_EQ(bytesOf(easel), bytesOf(Desk::built(L"slipway-shim.exe")));
    EXPECT_EQ(bytesOf(easel.parent_path() / L"view.exe"),
              bytesOf(Desk::built(L"slipway-shimw.exe")));
    const Outcome launched = launch(easel, L" x");
    EXPECT_EQ(launched.report.variable(L"BRUSH"), L"oil 3.0") << launched.said;
    EXPECT_EQ(launched.report.tail(), L"x");
    expectDone(L"status");
    expectDone(L"uninstall --in-place --all");
    expectNoTrace();
}

TEST_F(WindowsInstall, InPlaceAttributesAndRightsAreRestored) {
    test::letOthersOnlyRead(easel);
    ASSERT_TRUE(::SetFileAttributesW(easel.c_str(), FILE_ATTRIBUTE_HIDDEN));
    const fs::path view = easel.parent_path() / "view.exe";
    ASSERT_TRUE(::SetFileAttributesW(view.c_str(), FILE_ATTRIBUTE_READONLY));
    const auto rightsOf = [](const fs::path& file) {
        alignas(8) std::byte descriptor[1024];
        DWORD size = 0;
        EXPECT_TRUE(::GetFileSecurityW(file.c_str(),
                                       OWNER_SECURITY_INFORMATION | DACL_SECURITY_INFORMATION,
                                       descriptor, sizeof descriptor, &size));
        return std::vector(descriptor, descriptor + size);
    };
    const auto factsOf = [&](const fs::path& file) {
        return std::pair(::GetFileAttributesW(file.c_str()), rightsOf(file));
    };
    const auto hidden = factsOf(easel), readOnly = factsOf(view);
    ASSERT_NE(hidden, readOnly);
    expectDone(L"install easel@3.0 --in-place");
    EXPECT_NE(factsOf(easel), hidden);
    EXPECT_NE(factsOf(view), readOnly);
    expectDone(L"uninstall --in-place --all");
    EXPECT_EQ(factsOf(easel), hidden);
    EXPECT_EQ(factsOf(view), readOnly);
    expectNoTrace();
    ::SetFileAttributesW(view.c_str(), FILE_ATTRIBUTE_NORMAL);  // so that it can be removed
}

// For another shim of its name it is what stands there, as it was before.
TEST_F(WindowsInstall, InPlaceOnPathItIsTheCommand) {
    expectDone(L"install --in-place --target " + quoted(easel.parent_path() / L"view.exe"));
    const fs::path shim = desk.shim(L"shims/view.exe");
    desk.variables[L"PATH"] = shim.parent_path().wstring() + L";" + easel.parent_path().wstring() +
                              L";" + desk.variables[L"PATH"];
    const Outcome launched = launch(shim, L" x");
    EXPECT_EQ(launched.code, 0U) << launched.said;
    EXPECT_EQ(launched.report.tail(), L"x");
    expectDone(L"uninstall --in-place --all");
    fs::remove_all(shim.parent_path());
    expectNoTrace();
}

TEST_F(WindowsInstall, InPlaceAnUpdateBecomesTheRealOne) {
    expectDone(L"install --in-place --target " + quoted(easel));
    fs::copy_file(Desk::probe(Build::kWindows), easel, fs::copy_options::overwrite_existing);
    const Outcome told = desk.slipway(L"status");
    EXPECT_EQ(told.code, 1U);
    EXPECT_THAT(told.printed, HasSubstr("an update of the application has overwritten the shim"));
    expectDone(L"repair");
    EXPECT_EQ(bytesOf(real), bytesOf(Desk::probe(Build::kWindows)));
    EXPECT_EQ(bytesOf(easel), bytesOf(Desk::built(L"slipway-shimw.exe")));
    expectDone(L"uninstall --in-place easel.exe");
    EXPECT_EQ(bytesOf(easel), bytesOf(Desk::probe(Build::kWindows)));
    EXPECT_FALSE(fs::exists(real));
}

TEST_F(WindowsInstall, InPlaceOfABatchFileIsRefused) {
    desk.write(L"opt/easel3.0/bin/tool.bat", "@echo off\n");
    const fs::path tool = easel.parent_path() / L"tool.bat";
    const Outcome refused = desk.slipway(L"install --in-place --target " + quoted(tool));
    EXPECT_EQ(refused.code, 1U);
    EXPECT_THAT(refused.said, HasSubstr("it is no .exe"));
    expectDone(L"install --target " + quoted(tool));
    EXPECT_TRUE(fs::exists(bin / L"tool.exe"));
}

TEST_F(WindowsInstall, InPlaceBesideAFileOfItsNameIsRefused) {
    for (const wchar_t* name : {L"easel.exe.config", L"easel._pth"}) {
        std::ofstream(easel.parent_path() / name) << "x";
        const Outcome refused = desk.slipway(L"install --in-place --target " + quoted(easel));
        EXPECT_EQ(refused.code, 1U);
        EXPECT_THAT(refused.said, AllOf(HasSubstr("it reads the file of its own name with"),
                                        HasSubstr("a shim folder works")));
        fs::remove(easel.parent_path() / name);
    }
    EXPECT_THAT(differences(tree()), IsEmpty());
}

// By somebody who does not share its names.
TEST_F(WindowsInstall, InPlaceOfWhatIsHeldIsRefusedAndNothingChanged) {
    const HANDLE held = ::CreateFileW(easel.c_str(), GENERIC_READ, FILE_SHARE_READ, nullptr,
                                      OPEN_EXISTING, 0, nullptr);
    ASSERT_NE(held, INVALID_HANDLE_VALUE);
    const Outcome refused = desk.slipway(L"install --in-place --target " + quoted(easel));
    ::CloseHandle(held);
    EXPECT_EQ(refused.code, 1U);
    EXPECT_THAT(refused.said, AllOf(HasSubstr("it is in use"), HasSubstr("nothing was changed")));
    expectNoTrace();
}

}  // namespace
}  // namespace slipway::windows
