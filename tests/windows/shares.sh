#!/usr/bin/env bash
# Copyright (c) 2026 The Slipway Authors
# SPDX-License-Identifier: Apache-2.0

# usage: shares.sh LINUX_BUILD WINDOWS_BUILD WINE WINESERVER
#
# Spec 2.6 on Windows: a plugin root on \\filer\vol, which Wine takes from the project's own file
# system (tests/support/share_daemon.c). One that hangs holds up nobody but who touches it: Wine itself
# has no drive letter that leads there.

set -euo pipefail
here=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")
linux=$1 windows=$2 wine=$3 server=$4

# Mounted for this test alone: others that run meanwhile count what a launch does.
if [[ $EUID == 0 && ${SLIPWAY_MOUNTS-} != own ]]; then
    SLIPWAY_MOUNTS=own exec unshare -m --propagation private "$BASH" "$here/shares.sh" "$@"
fi

fail() {
    echo "shares: $*" >&2
    exit 1
}
[[ -x $linux/tests/bin/slipway-share ]] || fail "$linux has no slipway-share: run scripts/build first"

world=$WINEPREFIX/drive_c/shares-test
share=$(mktemp -d)
control=$share/control
finish() {
    echo g >"$control"
    "$server" -k || true
    "$server" -w || true
    kill "$daemon" || true
    umount -l "$share/vol" || true
    rm -rf "$share" "$WINEPREFIX/dosdevices/unc/filer" "$world"
    # The next test finds what it would have found without this one.
    outside=()
    [[ ${SLIPWAY_MOUNTS-} != own ]] || outside=(nsenter --mount="/proc/$PPID/ns/mnt")
    "${outside[@]}" "$here/start_wine.sh" "$wine" "$server"
}
become() { echo "$1" >"$control"; }

# A server that sees the share.
"$server" -k || true
"$server" -w
rm -rf "$world"
mkdir -p "$share"/{backing,vol} "$world"/{bin/.slipway,opt/maya2024,local,home} "$WINEPREFIX/dosdevices/unc/filer"
become g
"$linux/tests/bin/slipway-share" "$share/backing" "$share/vol" "$control" </dev/null >/dev/null 2>&1 &
daemon=$!
trap finish EXIT
until grep -qF " $share/vol " /proc/self/mountinfo; do
    kill -0 "$daemon" || fail "cannot mount a file system: is there /dev/fuse, and may this user mount?"
    sleep 0.01
done
ln -sfn "$share/vol" "$WINEPREFIX/dosdevices/unc/filer/vol"

integration() {  # NAME KEYS
    mkdir -p "$share/backing/$1"
    printf 'slipway = 1\n[[integration]]\nname = "%s"\n%s\n' "${1%-*}" "$2" >"$share/backing/$1/slipway.toml"
}
integration plain-1.0 'env.ON_SHARE.set = "yes"'
integration beneath-1.0 'env.LIBRARY.prepend = "{plugin.dir}/lib"'
mkdir -p "$world/studio/apps-1.0"
cat >"$world/studio/apps-1.0/slipway.toml" <<'END'
slipway = 1
[[application]]
name = "maya"
find.windows = ['C:\shares-test\opt\maya{version}\maya.exe']
END
printf '[policy]\nshare_ttl = "0ms"\nshare_budget = "3s"\n' >"$world/config.toml"
cp "$windows/tests/bin/probe.exe" "$world/opt/maya2024/maya.exe"
cp "$windows/bin/slipway-shim.exe" "$world/bin/maya.exe"
slipway=Z:$(readlink -f "$windows/bin/slipway.exe" | tr / '\\')
printf 'slipway-shim=1\0slipway=%s\0' "$slipway" >"$world/bin/.slipway/maya"

# What it says on standard error in $said, its exit code in $code, its environment in $report.
launch() {
    rm -f "$world/report"
    code=0
    (cd "$world" && env LOCALAPPDATA='C:\shares-test\local' USERPROFILE='C:\shares-test\home' \
        SLIPWAY_CONFIG='C:\shares-test\config.toml' \
        SLIPWAY_PLUGIN_PATH='C:\shares-test\studio;\\filer\vol' \
        PROBE_REPORT='C:\shares-test\report' "$@" \
        "$wine" 'C:\shares-test\bin\maya.exe' </dev/null >"$world/out" 2>"$world/err") || code=$?
    said=$(tr -d '\r' <"$world/err")
    report=
    if [[ -f $world/report ]]; then
        report=$(iconv -f UTF-16LE -t UTF-8 "$world/report" | tr '\0' '\n')
    fi
}
is_in() { grep -qF -- "$1" <<<"$2" || fail "'$1' is not in: $2 (said: $said)"; }
is_not_in() { if grep -qF -- "$1" <<<"$2"; then fail "'$1' is in: $2"; fi; }
launches_with_all_of_it() {
    launch
    [[ -z $said ]] || fail "$1: $said"
    is_in ON_SHARE=yes "$report"
    is_in LIBRARY= "$report"
}
goes_by_what_is_known() {
    launch
    is_in 'does not answer; going by what was known of it last' "$said"
    is_in "integration 'beneath' is left out" "$said"
    is_in ON_SHARE=yes "$report"
    is_not_in LIBRARY= "$report"
}
# Processes of this Wine's that ask a share.
askers() {
    local count=0 id
    for id in $(pgrep -f '^slipway:asks-a-share|serve-share' || true); do
        if tr '\0' '\n' <"/proc/$id/environ" 2>/dev/null | grep -qxF "WINEPREFIX=$WINEPREFIX"; then
            count=$((count + 1))
        fi
    done
    echo "$count"
}

launches_with_all_of_it 'nothing is known yet'
launches_with_all_of_it 'all is known'

integration plain-1.0 'env.ON_SHARE.set = "edited"'
launch
is_in ON_SHARE=edited "$report"
integration plain-1.0 'env.ON_SHARE.set = "yes"'
launches_with_all_of_it 'edited back'

become h
goes_by_what_is_known
goes_by_what_is_known  # as was just learnt
[[ $(askers) == 1 ]] || fail "$(askers) processes are left in the share"
launch SLIPWAY_MODE=farm
[[ $code == 125 ]] || fail "a farm's launch ended with $code: $said"

become g
until [[ $(askers) == 0 ]]; do sleep 0.01; done
launches_with_all_of_it 'it answers again'

for mode in e 0; do
    become "$mode"
    launch
    is_in '\\filer\vol' "$said"
    is_not_in ON_SHARE= "$report"
    become g
    launches_with_all_of_it "after '$mode'"
done
