// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Packages for other systems (spec 3.2): made twice, and what the installer for Windows does, under
// Wine. What is packaged here are stand-ins for executables: what comes and goes is tested, not
// what they do.

#include <gmock/gmock.h>

#include "tests/support/sandbox.h"

namespace slipway::test {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

// `state` is what anybody could find of an installation; two of them are compared by `expect_same`.
constexpr std::string_view kLibrary = R"sh(
set -euo pipefail
export WINEPREFIX=$SANDBOX/wine WINEDEBUG=-all
wine=/usr/lib/wine/wine64
trap '/usr/lib/wine/wineserver64 -k || :' EXIT
hosts='HKLM\SYSTEM\CurrentControlSet\Control\Session Manager\Environment'
uninstall_key='Software\Microsoft\Windows\CurrentVersion\Uninstall'
reg() { "$wine" reg "$@" 2>/dev/null | tr -d '\r' || :; }
path_of() { reg query "$1" /v Path | sed -n 's/^ *Path *REG_[A-Z_]* *//p'; }
set_path() { reg add "$1" /v Path /t REG_EXPAND_SZ /d "$2" /f >/dev/null; }
state() {
    (cd "$WINEPREFIX/drive_c" && find . -not -path './users/*/Temp*' | sort)
    path_of 'HKCU\Environment'
    path_of "$hosts"
    reg query "HKCU\\$uninstall_key\\Slipway" /s
    reg query "HKLM\\$uninstall_key\\Slipway" /s
}
expect_same() { diff <(echo "$1") <(echo "$2") >&2; }
setup() {
    local version=$1
    shift
    "$wine" "$SANDBOX/packages/slipway-$version-windows-x86_64-setup.exe" /S "$@"
}
# It goes on in a copy of itself, or could not remove itself.
uninstall() {
    "$wine" "$1\\uninstall.exe" /S
    /usr/lib/wine/wineserver64 -w
}
own=$WINEPREFIX/drive_c/users/$(id -un)/AppData/Local/Programs/Slipway
"$wine" wineboot -i >/dev/null 2>&1
)sh";

class ForeignPackage : public ::testing::Test {
  protected:
    ForeignPackage() {
        world.set("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
        for (const char* name : {"slipway.exe", "slipway-shim.exe", "slipway-shimw.exe"}) {
            world.write(fs::path("windows") / name, "stands for " + std::string(name));
        }
        world.write("macos/slipway", "\xcf\xfa\xed\xfe\x0c" + std::string("\0\0\1", 3) + "slipway");
        world.write("macos/slipway-shim", "shim");
    }

    Ended bash(const std::string& script) const {
        Command command = world.command(
            "/bin/bash",
            {"-c", "SANDBOX=" + world.folder().string() + "\n" + std::string(kLibrary) + script});
        command.timeLimit = std::chrono::seconds(600);
        return run(command);
    }
    Ended package(const std::string& kind, const std::string& output,
                  const std::string& version) const {
        Command command = world.command(
            SLIPWAY_TEST_SOURCE "/scripts/package",
            {kind, "--built", world / kind, "--output", world / output, "--version", version});
        command.timeLimit = std::chrono::seconds(300);
        return run(command);
    }
    std::string contentOf(const char* program, const std::vector<std::string>& arguments) const {
        return run(world.command(test::program(program), arguments)).output;
    }

    Sandbox world;
};

TEST_F(ForeignPackage, IsTheSameBytesEachTime) {
    for (const char* kind : {"windows", "macos"}) {
        for (const char* output : {"first", "second"}) {
            const Ended made = package(kind, output, "1.2.3");
            ASSERT_EQ(made.code, 0) << made;
        }
    }
    std::size_t count = 0;
    for (const auto& entry : fs::directory_iterator(world / "first")) {
        ++count;
        EXPECT_TRUE(readFile(entry) == readFile(world / "second" / entry.path().filename()))
            << entry.path();
    }
    EXPECT_EQ(count, 3U);
}

TEST_F(ForeignPackage, HasWhatIsNeeded) {
    ASSERT_EQ(package("windows", "packages", "1.2.3").code, 0);
    ASSERT_EQ(package("macos", "packages", "1.2.3").code, 0);
    EXPECT_THAT(contentOf("cmake",
                          {"-E", "tar", "tf", world / "packages/slipway-1.2.3-windows-x86_64.zip"}),
                AllOf(HasSubstr("slipway-1.2.3-windows-x86_64/bin/slipway.exe\n"),
                      HasSubstr("/bin/slipway-shim.exe\n"), HasSubstr("/bin/slipway-shimw.exe\n"),
                      HasSubstr("/LICENSE.txt\n"), HasSubstr("/applications/maya.toml\n"),
                      HasSubstr("/doc/installing.md\n")));
    EXPECT_THAT(contentOf("tar", {"-tzf", world / "packages/slipway-1.2.3-macos-arm64.tar.gz"}),
                AllOf(HasSubstr("slipway-1.2.3-macos-arm64/bin/slipway\n"),
                      HasSubstr("/bin/slipway-shim\n"), HasSubstr("/share/man/man1/slipway.1.gz\n"),
                      HasSubstr("/share/zsh/site-functions/_slipway\n"),
                      HasSubstr("/share/doc/slipway/LICENSE\n")));
}

TEST_F(ForeignPackage, OfWhatIsNotThereIsRefused) {
    fs::remove(world / "windows/slipway-shimw.exe");
    const Ended windows = package("windows", "packages", "1.2.3");
    EXPECT_EQ(windows.code, 1);
    EXPECT_THAT(windows.errors, HasSubstr("holds no slipway-shimw.exe"));
    world.write("macos/slipway", "#!/bin/sh");
    const Ended macos = package("macos", "packages", "1.2.3");
    EXPECT_EQ(macos.code, 1);
    EXPECT_THAT(macos.errors, HasSubstr("is no executable of macOS'"));
}

TEST_F(ForeignPackage, ForWindowsIsInstalledUpdatedAndRemovedWithoutTrace) {
    ASSERT_EQ(package("windows", "packages", "0.0.1").code, 0);
    world.write("windows/slipway.exe", "stands for a newer one");
    ASSERT_EQ(package("windows", "packages", "9.9.9").code, 0);
    const Ended ended = bash(R"sh(
# For the user.
set_path 'HKCU\Environment' 'C:\mine;%USERPROFILE%\x'
before=$(state)
setup 0.0.1
[[ $(path_of 'HKCU\Environment') == *'\slipway\bin;'*'\Programs\Slipway\bin;C:\mine;%USERPROFILE%\x' ]]
cmp "$own/bin/slipway-shimw.exe" "$SANDBOX/windows/slipway-shimw.exe"
touch "$own/doc/mine"
path=$(path_of 'HKCU\Environment')
setup 9.9.9
cmp "$own/bin/slipway.exe" "$SANDBOX/windows/slipway.exe"
[[ ! -e $own/bin/slipway.exe.old ]]
[[ $(path_of 'HKCU\Environment') == "$path" ]]
reg query "HKCU\\$uninstall_key\\Slipway" /v DisplayVersion | grep -q 9.9.9
uninstall "C:\\users\\$(id -un)\\AppData\\Local\\Programs\\Slipway"
[[ $(find "$own" -type f) == "$own/doc/mine" ]]     # somebody else's stays
rm -r "${own%/*}"
expect_same "$before" "$(state)"

# For all, elsewhere; a PATH that is too long for the installer stays as it is.
set_path "$hosts" "$(printf 'C:\\folder%03d;' {1..80})"
before=$(state)
setup 9.9.9 /AllUsers '/D=C:\tools\slipway'
[[ -e $WINEPREFIX/drive_c/tools/slipway/bin/slipway.exe ]]
reg query "HKLM\\$uninstall_key\\Slipway" /v QuietUninstallString | grep -qF '"C:\tools\slipway\uninstall.exe" /S'
uninstall 'C:\tools\slipway'
expect_same "$before" "$(state)"
)sh");
    EXPECT_EQ(ended.code, 0) << ended;
}

}  // namespace
}  // namespace slipway::test
