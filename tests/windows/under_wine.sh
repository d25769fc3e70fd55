#!/usr/bin/env bash
# Copyright (c) 2026 The Slipway Authors
# SPDX-License-Identifier: Apache-2.0

# under_wine.sh WINE TESTS.exe [FILTER]: runs tests that start processes, in Wine. On a busy host its
# CreateProcess fails now and then (ERROR_INTERNAL_ERROR), and a launch then does without its helper, as
# it should. So a few tests that failed are run once more, by themselves, and must pass then.

set -uo pipefail
wine=$1 tests=$2 filter=${3-*}
few=3
report=$(mktemp)
trap 'rm -f "$report"' EXIT

# Not through a pipe: what Wine starts of itself may keep it open.
run() {
    local code=0
    "$wine" "$tests" --gtest_brief=1 --gtest_filter="$1" </dev/null >"$report" 2>&1 || code=$?
    cat "$report"
    return "$code"
}

run "$filter" && exit
mapfile -t failed < <(tr -d '\r' <"$report" | sed -n 's/^\[  FAILED  \] \([^ ,]*\).* ms)$/\1/p')
((${#failed[@]} >= 1 && ${#failed[@]} <= few)) || exit 1
echo "once more, by itself: ${failed[*]}"
run "$(IFS=: && echo "${failed[*]}")"
