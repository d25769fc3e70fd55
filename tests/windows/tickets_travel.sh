#!/usr/bin/env bash
# Copyright (c) 2026 The Slipway Authors
# SPDX-License-Identifier: Apache-2.0

# usage: tickets_travel.sh LINUX_BUILD WINDOWS_BUILD WINE
#
# Spec 3.3: frozen on Windows, it runs on Linux, and the other way round. One folder of Wine's drive C:
# is a share that both see, each by its own path.

set -euo pipefail
linux=$1 windows=$2 wine=$3

fail() {
    echo "tickets_travel: $*" >&2
    exit 1
}
[[ -x $linux/bin/slipway && -x $linux/tests/bin/slipway-probe ]] ||
    fail "$linux has no slipway or no probe for Linux: run scripts/build first"

share=$WINEPREFIX/drive_c/tickets-travel
rm -rf "$share"
mkdir -p "$share"/{home,studio/paint-1.0,shots,linux/easel2.1/bin,windows/easel2.1/bin}
cp "$linux/tests/bin/slipway-probe" "$share/linux/easel2.1/bin/easel"
cp "$windows/tests/bin/probe.exe" "$share/windows/easel2.1/bin/easel.exe"
cat >"$share/config.toml" <<END
[paths]
apps = { linux = '$share/linux', windows = 'C:\\tickets-travel\\windows' }
studio = { linux = '$share', windows = 'C:\\tickets-travel' }
END
cat >"$share/studio/paint-1.0/slipway.toml" <<'END'
slipway = 1
[[application]]
name = "easel"
find = { linux = ["{paths.apps}/easel{version}/bin/easel"], windows = ["{paths.apps}/easel{version}/bin/easel.exe"] }
[[integration]]
when = "application.name = easel"
[integration.env]
BRUSHES.prepend = ["{plugin.dir}/oil", "{plugin.dir}/ink"]
WHERE.set = "{platform} {application.version}"
END

on_linux() {
    env -i PATH=/usr/bin:/bin HOME="$share/home" \
        SLIPWAY_CONFIG="$share/config.toml" SLIPWAY_PLUGIN_PATH="$share/studio" \
        "$linux/bin/slipway" "$@"
}
on_windows() {
    env SLIPWAY_CONFIG='C:\tickets-travel\config.toml' SLIPWAY_PLUGIN_PATH='C:\tickets-travel\studio' \
        PROBE_REPORT='C:\tickets-travel\report' "$wine" "$windows/bin/slipway.exe" "$@"
}
is_in() { grep -qF -- "$1" <<<"$2" || fail "'$1' is not in: $2"; }

cd "$share/shots"
on_linux freeze easel -o "$share/linux.ticket" --frames 1-4 -- "$share/shots/a b.scene" -f '{frame}'
on_windows freeze easel -o 'C:\tickets-travel\windows.ticket' --frames 1-4 -- \
    'C:\tickets-travel\shots\a b.scene' -f '{frame}'
cmp "$share/linux.ticket" "$share/windows.ticket" || fail "one launch, frozen twice, is two tickets"

ran=$(cd / && on_linux farm-exec "$share/windows.ticket" --task 2)
is_in "\"BRUSHES=$share/studio/paint-1.0/oil:$share/studio/paint-1.0/ink\"" "$ran"
is_in '"WHERE=linux 2.1"' "$ran"
is_in "\"$share/shots/a b.scene\",\"-f\",\"3\"" "$ran"

on_windows farm-exec 'C:\tickets-travel\linux.ticket' --task 2
ran=$(iconv -f UTF-16LE -t UTF-8 "$share/report" | tr '\0' '\n')
is_in 'BRUSHES=C:\tickets-travel/studio/paint-1.0/oil;C:\tickets-travel/studio/paint-1.0/ink' "$ran"
is_in 'WHERE=windows 2.1' "$ran"
is_in 'C:\tickets-travel/shots/a b.scene' "$ran"
