#!/usr/bin/env bash
# Copyright (c) 2026 The Slipway Authors
# SPDX-License-Identifier: Apache-2.0

# usage: package_installs.sh SOURCE WINDOWS_BUILD WINE
#
# The packages for Windows (spec 3.2) with the executables themselves, for one user, for all users and
# as a .zip: installed, used to launch, updated while shims stand in two places, removed without trace.

set -euo pipefail
source=$1 build=$2 wine=$3
work=$(mktemp -d)
drive=$WINEPREFIX/drive_c
place=$drive/package-installs
shims="$drive/Program Files/Slipway/shims"
reg() { "$wine" reg "$@" 2>/dev/null | tr -d '\r' || :; }
finish() {
    # Of a run that failed midway the next one finds nothing.
    if [[ -e $place/Slipway/uninstall.exe ]]; then (remove) || :; fi
    rm -rf "$work" "$place" "$shims" "${own:+${own%/bin}}"
    reg delete 'HKCU\Environment' /v Path /f >/dev/null
    reg delete 'HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\Slipway' /f >/dev/null
    reg delete 'HKLM\Software\Microsoft\Windows\CurrentVersion\Uninstall\Slipway' /f >/dev/null
}
trap finish EXIT

fail() {
    echo "package_installs: $*" >&2
    exit 1
}
hosts='HKLM\SYSTEM\CurrentControlSet\Control\Session Manager\Environment'
# What anybody could find of it; launches keep catalogues of their own.
state() {
    (cd "$drive" && find . -not -path './users/*/Temp*' -not -path '*/AppData/Local/slipway' \
        -not -path '*/AppData/Local/slipway/cache*' -not -name report | sort)
    reg query 'HKCU\Environment'
    reg query "$hosts"
    reg query 'HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\Slipway' /s
    reg query 'HKLM\Software\Microsoft\Windows\CurrentVersion\Uninstall\Slipway' /s
}
expect_no_trace() { diff <(echo "$before") <(state) >&2 || fail "$1 left something behind"; }
# The folder is its last argument, never in quotes.
setup() {
    local version=$1
    shift
    "$wine" "$work/out/slipway-$version-windows-x86_64-setup.exe" /S "$@" '/D=C:\package-installs\Slipway'
    [[ -e $place/Slipway/bin/slipway.exe ]] || fail "$version was not installed"
}
# It goes on in a copy of itself.
remove() {
    "$wine" 'C:\package-installs\Slipway\uninstall.exe' /S
    for ((i = 0; i < 600; ++i)); do
        [[ -e $place/Slipway ]] || return 0
        sleep 0.1
    done
    fail "it was not removed"
}
slipway() { "$wine" 'C:\package-installs\Slipway\bin\slipway.exe' "$@" >/dev/null; }
expect_launch() {
    rm -f "$place/report"
    PROBE_REPORT='C:\package-installs\report' "$wine" "$@" x || fail "$* did not run"
    iconv -f UTF-16LE -t UTF-8 "$place/report" | tr '\0' '\n' | grep -qx x || fail "$* launched nothing"
}
# Of which version the shims stand, and that they launch.
expect_shims() {
    local of=$1 folder=$2 shim
    shift 2
    cmp "$folder/easel.exe" "$of/slipway-shim.exe"
    cmp "$folder/brush.exe" "$of/slipway-shimw.exe"
    cmp "$place/apps/view.exe" "$of/slipway-shim.exe"
    for shim in "$@"; do expect_launch "$shim"; done
    expect_launch 'C:\package-installs\apps\view.exe'
}
install_shims() {
    slipway install --target 'C:\package-installs\apps\easel.exe' "$@"
    slipway install --target 'C:\package-installs\apps\brush.exe' "$@"
    slipway install --in-place --target 'C:\package-installs\apps\view.exe'
}
expect_view_restored() { cmp "$place/apps/view.exe" "$build/tests/bin/probe.exe"; }

mkdir -p "$place/apps" "$work/older"
"$wine" cmd /c ver >/dev/null 2>&1
local_app_data=$("$wine" cmd /c 'echo %LOCALAPPDATA%' 2>/dev/null | tr -d '\r')
own=$drive/$(sed 's|^C:||; s|\\|/|g' <<<"$local_app_data")/slipway/bin
cp "$build/tests/bin/probe.exe" "$place/apps/easel.exe"
cp "$build/tests/bin/probe.exe" "$place/apps/view.exe"
cp "$build/tests/bin/probew.exe" "$place/apps/brush.exe"
# What is there of PATH stays, and is not written out.
reg add 'HKCU\Environment' /v Path /t REG_EXPAND_SZ /d 'C:\mine;%USERPROFILE%\x' /f >/dev/null
before=$(state)

# The version before differs by a byte that nobody reads.
cp "$build"/bin/slipway{,-shim,-shimw}.exe "$work/older/"
for name in slipway-shim slipway-shimw; do printf x >>"$work/older/$name.exe"; done
"$source/scripts/package" windows --built "$work/older" --version 0.0.1 --output "$work/out" >/dev/null
"$source/scripts/package" windows --built "$build/bin" --version 9.9.9 --output "$work/out" >/dev/null

# For the user.
setup 0.0.1
for file in LICENSE.txt doc/installing.md doc/command-line.md applications/maya.toml; do
    cmp "$place/Slipway/$file" "$source/$(sed 's|LICENSE.txt|LICENSE|; s|^doc/|docs/|' <<<"$file")"
done
reg query 'HKCU\Environment' /v Path | grep -qF "$local_app_data\\slipway\\bin;C:\\package-installs\\Slipway\\bin;C:\\mine" ||
    fail "PATH has not its folders"
install_shims
expect_shims "$work/older" "$own" "$local_app_data\\slipway\\bin\\easel.exe" "$local_app_data\\slipway\\bin\\brush.exe"
setup 9.9.9
expect_shims "$build/bin" "$own" "$local_app_data\\slipway\\bin\\easel.exe" "$local_app_data\\slipway\\bin\\brush.exe"
remove
expect_view_restored
expect_no_trace "the installer for a user"

# For all users.
setup 0.0.1 /AllUsers
reg query "$hosts" /v Path | grep -qF 'C:\Program Files\Slipway\shims;C:\package-installs\Slipway\bin;' ||
    fail "PATH of all users has not its folders"
install_shims --system
expect_shims "$work/older" "$shims" 'C:\Program Files\Slipway\shims\easel.exe'
setup 9.9.9 /AllUsers
expect_shims "$build/bin" "$shims" 'C:\Program Files\Slipway\shims\easel.exe'
remove
expect_view_restored
expect_no_trace "the installer for all users"

# Unpacked by hand, and so updated.
unpack() {
    (cd "$work" && cmake -E tar xf "out/slipway-$1-windows-x86_64.zip")
    mkdir -p "$place/Slipway"
    cp -r "$work/slipway-$1-windows-x86_64/." "$place/Slipway"
}
unpack 0.0.1
install_shims
expect_shims "$work/older" "$own" "$local_app_data\\slipway\\bin\\easel.exe"
unpack 9.9.9
slipway repair || :  # PATH it leaves to the user
expect_shims "$build/bin" "$own" "$local_app_data\\slipway\\bin\\easel.exe"
slipway uninstall --in-place --all
slipway uninstall --all
rm -r "$place/Slipway"
expect_view_restored
expect_no_trace "the .zip"
