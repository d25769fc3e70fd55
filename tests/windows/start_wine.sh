#!/usr/bin/env bash
# Copyright (c) 2026 The Slipway Authors
# SPDX-License-Identifier: Apache-2.0

# start_wine.sh WINE WINESERVER: Wine in the folder WINEPREFIX, until `wineserver -k`.

set -euo pipefail
wine=$1 server=$2

# One that an interrupted run left may have a desktop, or be in the midst of things.
"$server" -k || true
"$server" -w
"$server" -p
"$wine" reg add 'HKCU\Software\Wine\Drivers' /v Graphics /d null /f
