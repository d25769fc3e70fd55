# Copyright (c) 2026 The Slipway Authors
# SPDX-License-Identifier: Apache-2.0

# A page of the manual from what `slipway VERB --help` prints, unbroken (COLUMNS=10000).
# awk -v name=slipway-install -v about="makes shims" -v date=2026-01-01 -v version=0.1.0

function text(line) {
    gsub(/\\/, "\\e", line)
    gsub(/-/, "\\-", line)
    if (line ~ /^[.']/) line = "\\\\&" line
    return line
}
function section(heading) {
    if (heading == current) return
    current = heading
    print ".SH " heading
}
BEGIN {
    printf ".TH %s 1 %s \"Slipway %s\" \"User Commands\"\n", toupper(name), date, version
    section("NAME")
    print text(name) " \\- " text(about)
}
/^usage: / {
    section("SYNOPSIS")
    print ".B " text(substr($0, 8))
    next
}
/^$/ { next }
/^  / {
    gap = match(substr($0, 3), /  +/)
    left = gap ? substr($0, 3, gap - 1) : substr($0, 3)
    right = gap ? substr($0, 2 + gap + RLENGTH) : ""
    section(left ~ /^--/ ? "OPTIONS" : name == "slipway" ? "VERBS" : "EXAMPLES")
    print ".TP\n.B " text(left)
    print text(right)
    next
}
{
    section("DESCRIPTION")
    print ".PP\n" text($0)
}
END {
    if (name != "slipway") {
        section("SEE ALSO")
        print ".BR slipway (1)"
    }
}
