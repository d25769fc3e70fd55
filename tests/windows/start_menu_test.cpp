// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// What `install --desktop` makes for Windows' own desktop (spec 3.1): seen in the registry, and
// started as the desktop starts it.

#include <gmock/gmock.h>

#include <map>

#include "tests/windows/desk.h"

namespace slipway::windows {
namespace {

using testing::AllOf;
using testing::AnyOf;
using testing::HasSubstr;
using testing::Not;

std::optional<std::wstring> setting(HKEY root, const std::wstring& key, const std::wstring& name) {
    wchar_t text[1024];
    DWORD size = sizeof text;
    const LSTATUS error =
        ::RegGetValueW(root, key.c_str(), name.c_str(), RRF_RT_REG_SZ, nullptr, text, &size);
    return error == ERROR_SUCCESS ? std::optional<std::wstring>(text) : std::nullopt;
}

// Each key and value below, by its path.
void addKeys(HKEY root, const std::wstring& path, std::map<std::wstring, std::wstring>& found) {
    HKEY key = nullptr;
    if (::RegOpenKeyExW(root, path.c_str(), 0, KEY_READ, &key) != ERROR_SUCCESS) return;
    found[path] = L"key";
    wchar_t name[256];
    for (DWORD i = 0, size = 256;
         ::RegEnumValueW(key, i, name, &size, nullptr, nullptr, nullptr, nullptr) == ERROR_SUCCESS;
         ++i, size = 256) {
        found[path + L"|" + name] = setting(root, path, name).value_or(L"no text");
    }
    for (DWORD i = 0, size = 256;
         ::RegEnumKeyExW(key, i, name, &size, nullptr, nullptr, nullptr, nullptr) == ERROR_SUCCESS;
         ++i, size = 256) {
        addKeys(root, path + L"\\" + name, found);
    }
    ::RegCloseKey(key);
}

HKEY opened(HKEY root, const wchar_t* path) {
    HKEY key = nullptr;
    ::RegCreateKeyExW(root, path, 0, nullptr, 0, KEY_READ, nullptr, &key, nullptr);
    return key;
}

constexpr const wchar_t* kAppPaths = L"Software\\Microsoft\\Windows\\CurrentVersion\\App Paths";
constexpr const wchar_t* kClasses = L"Software\\Classes";

class WindowsStartMenu : public testing::Test {
  protected:
    WindowsStartMenu() {
        fs::create_directories(menu);
        fs::create_directories(systemMenu);
        // Windows' own, which every profile has.
        for (const wchar_t* key : {kAppPaths, kClasses}) {
            ::RegCloseKey(opened(HKEY_CURRENT_USER, key));
        }
        desk.variables[L"ProgramFiles"] = (desk.folder() / L"programs").wstring();
        desk.application("easel",
                         "label = 'Easel \u00e9: 3/4'\n"
                         "mime_types = ['application/x-extension-easel', 'image/x-exr']\n");
        easel = desk.installation(L"easel", L"3.0");
        desk.write(L"studio/paint-1.0/slipway.toml",
                   "slipway = 1\n[[integration]]\nwhen = 'application.name = easel'\n"
                   "[integration.env]\nBRUSH.set = 'oil'\nPROJECT.set = '{context.project}'\n");
        desk.write(L"site.toml", "slipway = 1\n[[context]]\npath = '" +
                                     narrowed(desk.folder().wstring()) +
                                     "\\projects\\{project}\\**'\n");
        desk.variables[L"SLIPWAY_CONFIG"] = (desk.folder() / L"site.toml").wstring();
        desk.write(scene, "");
    }

    // Where it registers anything; by the root first.
    static std::vector<std::map<std::wstring, std::wstring>> registry() {
        std::vector<std::map<std::wstring, std::wstring>> found(2);
        for (const wchar_t* key : {kAppPaths, kClasses}) addKeys(HKEY_CURRENT_USER, key, found[0]);
        addKeys(HKEY_LOCAL_MACHINE, kAppPaths, found[1]);
        addKeys(HKEY_LOCAL_MACHINE, std::wstring(kClasses) + L"\\Slipway.easel", found[1]);
        return found;
    }
    void expectDone(const std::wstring& tail) {
        const Outcome outcome = desk.slipway(tail);
        EXPECT_EQ(outcome.code, 0U) << outcome.said << outcome.printed;
    }
    // As a double click, or the Run box, would. For what a shortcut starts it does not wait.
    Report open(const std::wstring& what) {
        const fs::path start = fs::path(desk.variables[L"SystemRoot"]) / L"System32/start.exe";
        const Outcome outcome = desk.run(start, {.line = L"start /wait " + what});
        EXPECT_EQ(outcome.code, 0U) << outcome.said;
        return desk.report();
    }

    Desk desk;
    fs::path menu = desk.folder() / L"roaming/Microsoft/Windows/Start Menu/Programs";
    fs::path systemMenu = desk.folder() / L"all/Microsoft/Windows/Start Menu/Programs";
    fs::path shortcut = menu / L"Easel \u00e9- 3-4.lnk";
    fs::path shim = desk.folder() / L"local/slipway/bin/easel.exe";
    fs::path easel;
    fs::path scene = desk.folder() / L"projects" / L"bunny" / L"a sc\u00e8ne 100%.easel";
};

TEST_F(WindowsStartMenu, HasAShortcutThatStartsTheShim) {
    const auto before = registry();
    expectDone(L"install easel --desktop");
    ASSERT_TRUE(fs::exists(shortcut));
    EXPECT_EQ(open(quoted(shortcut)).variable(L"BRUSH"), L"oil");
    const Outcome again = desk.slipway(L"install easel --desktop");
    EXPECT_THAT(again.printed, Not(AnyOf(HasSubstr("renewed"), HasSubstr("made"))))
        << again.printed;
    expectDone(L"uninstall easel");
    EXPECT_TRUE(fs::is_empty(menu));
    EXPECT_EQ(registry(), before);
}

TEST_F(WindowsStartMenu, KnowsTheCommandAndTheFilesThatItOpens) {
    const std::wstring key = std::wstring(kClasses) + L"\\";
    ::RegSetKeyValueW(HKEY_CURRENT_USER, (key + L".easel").c_str(), nullptr, REG_SZ, L"mine", 10);
    const auto before = registry();
    expectDone(L"install easel --desktop");
    const std::wstring path = shim.make_preferred().wstring();
    EXPECT_EQ(setting(HKEY_CURRENT_USER, std::wstring(kAppPaths) + L"\\easel.exe", L""), path);
    EXPECT_EQ(setting(HKEY_CURRENT_USER, key + L"Slipway.easel\\shell\\open\\command", L""),
              L"\"" + path + L"\" \"%1\"");
    EXPECT_EQ(setting(HKEY_CURRENT_USER, key + L".easel\\OpenWithProgids", L"Slipway.easel"), L"");
    EXPECT_EQ(setting(HKEY_CURRENT_USER, key + L".exr\\OpenWithProgids", L"Slipway.easel"), L"");
    EXPECT_EQ(setting(HKEY_CURRENT_USER, key + L".easel", L""), L"mine");
    expectDone(L"uninstall easel --desktop");
    EXPECT_EQ(registry(), before);
    EXPECT_TRUE(fs::exists(shim));
    ::RegDeleteKeyW(HKEY_CURRENT_USER, (key + L".easel").c_str());
}

// Wine looks for what is typed, and for types of files, among all users' alone.
TEST_F(WindowsStartMenu, OpensAFileInTheContextOfItsPath) {
    const std::wstring ending = std::wstring(kClasses) + L"\\.easel";
    expectDone(L"install easel --desktop --system");
    ::RegSetKeyValueW(HKEY_LOCAL_MACHINE, ending.c_str(), nullptr, REG_SZ, L"Slipway.easel", 28);
    // By "Open with", and by what somebody has chosen for the type.
    for (const wchar_t* by : {L"/progIDOpen Slipway.easel ", L""}) {
        const Report opened = open(by + quoted(scene));
        EXPECT_EQ(opened.variable(L"PROJECT"), L"bunny");
        EXPECT_EQ(opened.words(), std::vector<std::wstring>{scene.wstring()});
    }
    expectDone(L"uninstall --all --system");
    EXPECT_EQ(setting(HKEY_LOCAL_MACHINE, ending, L""), L"Slipway.easel");
    ::RegDeleteKeyW(HKEY_LOCAL_MACHINE, ending.c_str());
}

TEST_F(WindowsStartMenu, OfAllUsersIsStartedByWhatIsTyped) {
    const auto before = registry();
    expectDone(L"install easel --desktop --system");
    EXPECT_TRUE(fs::exists(systemMenu / shortcut.filename()));
    const Report typed = open(L"easel.exe a");
    EXPECT_EQ(typed.variable(L"BRUSH"), L"oil");
    EXPECT_EQ(typed.tail(), L"a");
    expectDone(L"uninstall --all --system");
    EXPECT_TRUE(fs::is_empty(systemMenu));
    EXPECT_EQ(registry(), before);
}

TEST_F(WindowsStartMenu, WhatIsNotSlipwaysStays) {
    const auto before = registry();
    desk.write(shortcut.lexically_relative(desk.folder()), "mine");
    const Outcome refused = desk.slipway(L"install easel --desktop");
    EXPECT_EQ(refused.code, 1U);
    EXPECT_THAT(refused.said, HasSubstr("is not Slipway's and stays as it is"));
    EXPECT_FALSE(fs::exists(shim));
    EXPECT_EQ(registry(), before);
}

TEST_F(WindowsStartMenu, StatusTellsAShortcutWithoutItsShimAndRepairRemovesIt) {
    const auto before = registry();
    expectDone(L"install easel --desktop");
    fs::remove(shim);
    EXPECT_THAT(desk.slipway(L"status").printed, HasSubstr("the shim that it starts is gone"));
    desk.slipway(L"repair");
    EXPECT_FALSE(fs::exists(shortcut));
    EXPECT_EQ(registry(), before);
}

TEST_F(WindowsStartMenu, IsRehearsed) {
    const auto before = registry();
    EXPECT_THAT(desk.slipway(L"install easel --desktop --dry-run").printed,
                AllOf(HasSubstr(".lnk'"), HasSubstr("App Paths"), HasSubstr("OpenWithProgids")));
    EXPECT_EQ(registry(), before);
    EXPECT_FALSE(fs::exists(shortcut));
}

}  // namespace
}  // namespace slipway::windows
