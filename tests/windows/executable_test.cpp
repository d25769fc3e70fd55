// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// The executables as files: what they ask Windows for before their first instruction runs.

#include <gmock/gmock.h>

#include <cstring>
#include <fstream>
#include <iterator>

#include "tests/windows/desk.h"

// It wants <windows.h> ahead of it.
#include <shellapi.h>

namespace slipway::windows {
namespace {

using testing::HasSubstr;
using testing::IsSubsetOf;

class PortableExecutable {
  public:
    explicit PortableExecutable(const fs::path& path) {
        std::ifstream file(path, std::ios::binary);
        bytes_.assign(std::istreambuf_iterator<char>(file), {});
    }

    const std::string& bytes() const { return bytes_; }
    const IMAGE_NT_HEADERS64& header() const {
        const auto* dos = reinterpret_cast<const IMAGE_DOS_HEADER*>(bytes_.data());
        return *reinterpret_cast<const IMAGE_NT_HEADERS64*>(bytes_.data() + dos->e_lfanew);
    }

    std::vector<std::string> imports() const {
        std::vector<std::string> names;
        const DWORD table =
            header().OptionalHeader.DataDirectory[IMAGE_DIRECTORY_ENTRY_IMPORT].VirtualAddress;
        const auto* entry = at<IMAGE_IMPORT_DESCRIPTOR>(table);
        for (; entry->Name != 0; ++entry) {
            std::string name = at<char>(entry->Name);
            for (char& c : name) c = static_cast<char>(std::tolower(c));
            names.push_back(name);
        }
        return names;
    }

    bool hasDelayedImports() const {
        constexpr int kEntry = IMAGE_DIRECTORY_ENTRY_DELAY_IMPORT;
        return header().OptionalHeader.DataDirectory[kEntry].Size != 0;
    }

  private:
    template <class T>
    const T* at(DWORD address) const {
        const auto* section = IMAGE_FIRST_SECTION(&header());
        for (WORD i = 0; i < header().FileHeader.NumberOfSections; ++i, ++section) {
            const DWORD offset = address - section->VirtualAddress;
            if (address >= section->VirtualAddress && offset < section->SizeOfRawData) {
                return reinterpret_cast<const T*>(bytes_.data() + section->PointerToRawData +
                                                  offset);
            }
        }
        return nullptr;
    }

    std::string bytes_;
};

struct Expected {
    const wchar_t* name;
    WORD subsystem;
};

constexpr Expected kExecutables[] = {{L"slipway.exe", IMAGE_SUBSYSTEM_WINDOWS_CUI},
                                     {L"slipway-shim.exe", IMAGE_SUBSYSTEM_WINDOWS_CUI},
                                     {L"slipway-shimw.exe", IMAGE_SUBSYSTEM_WINDOWS_GUI}};

// Libraries of this list are mapped by Windows before anything runs and never looked for beside an
// executable (HKLM\SYSTEM\CurrentControlSet\Control\Session Manager\KnownDLLs).
// There are more of them, which take long to load: what few processes need waits for its first
// call.
const std::vector<std::string> kKnown = {"kernel32.dll", "advapi32.dll", "msvcrt.dll", "ntdll.dll"};

TEST(WindowsExecutable, ImportsNothingThatIsLookedForBesideIt) {
    for (const Expected& expected : kExecutables) {
        const PortableExecutable file(Desk::built(expected.name));
        const bool isShim = std::wstring_view(expected.name).starts_with(L"slipway-shim");
        EXPECT_THAT(file.imports(), IsSubsetOf(kKnown));
        if (isShim) EXPECT_FALSE(file.hasDelayedImports());
    }
}

TEST(WindowsExecutable, IsBuiltForBothSubsystems) {
    for (const Expected& expected : kExecutables) {
        const PortableExecutable file(Desk::built(expected.name));
        EXPECT_EQ(file.header().OptionalHeader.Subsystem, expected.subsystem);
    }
}

TEST(WindowsExecutable, IsTakenFromAShareAsAWhole) {
    for (const Expected& expected : kExecutables) {
        const PortableExecutable file(Desk::built(expected.name));
        EXPECT_NE(file.header().FileHeader.Characteristics & IMAGE_FILE_NET_RUN_FROM_SWAP, 0);
    }
}

TEST(WindowsExecutable, CarriesTheMarkerWithinItsFirst4096Bytes) {
    const std::string marker = std::string("slipway-shim:5d03e92bc8f14a7e") + "9b617c0fa2d84e35";
    for (const wchar_t* name : {L"slipway-shim.exe", L"slipway-shimw.exe"}) {
        const PortableExecutable file(Desk::built(name));
        EXPECT_LE(file.bytes().find(marker), 4096 - marker.size());
    }
    const PortableExecutable other(Desk::built(L"slipway.exe"));
    EXPECT_EQ(other.bytes().find(marker), std::string::npos) << "it is no shim";
}

TEST(WindowsExecutable, AsksForTheCallersRightsLongPathsAndUtf8) {
    for (const Expected& expected : kExecutables) {
        const HMODULE file =
            ::LoadLibraryExW(Desk::built(expected.name).c_str(), nullptr, LOAD_LIBRARY_AS_DATAFILE);
        ASSERT_NE(file, nullptr);
        const HRSRC found = ::FindResourceW(file, MAKEINTRESOURCEW(1), MAKEINTRESOURCEW(24));
        ASSERT_NE(found, nullptr);
        const std::string manifest(
            static_cast<const char*>(::LockResource(::LoadResource(file, found))),
            ::SizeofResource(file, found));
        EXPECT_THAT(manifest, HasSubstr("level=\"asInvoker\""));
        EXPECT_THAT(manifest, HasSubstr(">true</longPathAware>"));
        EXPECT_THAT(manifest, HasSubstr(">UTF-8</activeCodePage>"));
        ::FreeLibrary(file);
    }
}

TEST(WindowsExecutable, SaysWhatItIs) {
    Desk desk;
    const std::string version = desk.slipway(L"--version").printed;
    for (const Expected& expected : kExecutables) {
        const fs::path path = Desk::built(expected.name);
        std::vector<char> block(::GetFileVersionInfoSizeW(path.c_str(), nullptr));
        ASSERT_TRUE(
            ::GetFileVersionInfoW(path.c_str(), 0, static_cast<DWORD>(block.size()), block.data()));
        const auto text = [&](const std::wstring& key) {
            void* value = nullptr;
            UINT size = 0;
            ::VerQueryValueW(block.data(), (L"\\StringFileInfo\\040904b0\\" + key).c_str(), &value,
                             &size);
            return value == nullptr ? std::string() : narrowed(static_cast<const wchar_t*>(value));
        };
        EXPECT_EQ(text(L"OriginalFilename"), narrowed(expected.name));
        EXPECT_THAT(text(L"FileDescription"), testing::StartsWith("Slipway: "));
        EXPECT_THAT(text(L"FileVersion"), HasSubstr("."));
        EXPECT_THAT(version, HasSubstr(text(L"FileVersion")));
    }
}

TEST(WindowsExecutable, HasAnIcon) {
    for (const Expected& expected : kExecutables) {
        HICON large = nullptr;
        HICON small = nullptr;
        EXPECT_EQ(::ExtractIconExW(Desk::built(expected.name).c_str(), 0, &large, &small, 1), 2u);
        EXPECT_NE(large, nullptr);
        ::DestroyIcon(large);
        ::DestroyIcon(small);
    }
}

// Files of these names would be loaded, and fail to, were they looked for beside the shim. Wine
// does so for what is linked, where Windows has its list.
TEST(WindowsExecutable, LoadsNoLibraryThatSomebodyPutBesideIt) {
    Desk desk;
    const fs::path maya = desk.shim(L"bin/maya.exe", Desk::probe());
    for (const char* name :
         {"cryptbase.dll", "version.dll", "bcryptprimitives.dll", "uxtheme.dll", "sspicli.dll"}) {
        desk.write(L"bin/" + widened(name), "no library");
    }
    desk.variables[L"SLIPWAY_BYPASS"] = L"1";
    const Outcome outcome = desk.run(maya, {.line = L"maya", .variables = {{L"PROBE_EXIT", L"7"}}});
    EXPECT_EQ(outcome.code, 7u) << outcome.said;
}

}  // namespace
}  // namespace slipway::windows
