// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <libproc.h>
#include <sys/proc.h>
#include <sys/proc_info.h>
#include <unistd.h>

#include <charconv>

#include "cli/launch_folder_posix.h"

namespace slipway {

// Numbers of processes are given again after a start of the computer, too, but hardly to one of the
// same microsecond.
std::string startOfProcess(std::string_view processId) {
    int number = 0;
    std::from_chars(processId.data(), processId.data() + processId.size(), number);
    ::proc_bsdinfo info{};
    const int size = ::proc_pidinfo(number, PROC_PIDTBSDINFO, 0, &info, sizeof info);
    if (size != static_cast<int>(sizeof info) || info.pbi_status == SZOMB) return {};
    return std::to_string(info.pbi_start_tvsec) + "." + std::to_string(info.pbi_start_tvusec);
}

std::string bootOfThisComputer() {
    return "macos";
}

std::string processNamespace() {
    return "0";
}

}  // namespace slipway
