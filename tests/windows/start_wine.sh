#!/usr/bin/env bash
# Copyright (c) 2026 The Slipway Authors
# SPDX-License-Identifier: Apache-2.0

# start_wine.sh WINE WINESERVER: Wine in the folder WINEPREFIX, until `wineserver -k`.

set -euo pipefail
wine=$1 server=$2

end_server() {
    "$server" -k || true  # there is none, most often
    "$server" -w
}

# One that an interrupted run left may be in the midst of things.
mkdir -p "$WINEPREFIX"
end_server
"$wine" reg add 'HKCU\Software\Wine\Drivers' /v Graphics /d null /f </dev/null >/dev/null 2>&1
# Whatever registers a type of files would have it write menus below the host's home.
"$wine" reg add 'HKCU\Software\Wine\DllOverrides' /v winemenubuilder.exe /d '' /f </dev/null >/dev/null 2>&1
# The desktop of this first one was made before it could know that.
end_server
"$server" -p </dev/null >/dev/null 2>&1
# What Wine starts for itself, services and a desktop, stays as long as the server, and keeps what its
# first user had open: a test would wait for the end of its output for ever.
"$wine" rundll32 user32.dll,MessageBeep </dev/null >/dev/null 2>&1
# What makes shortcuts takes this service, which on a busy host is long in coming.
"$wine" net start rpcss </dev/null >/dev/null 2>&1 || true
