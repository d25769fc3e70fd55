// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <cstdio>

#include "cli/launch_record.h"
#include "cli/private_file.h"
#include "resolver/system_windows.h"
#include "shim/catalogue_cache.h"
#include "shim/log.h"

namespace slipway {

std::string launchRecordFile(const Surroundings& surroundings) {
    Arena arena;
    const std::string cache(cacheFolder(surroundings.environment, arena));
    return cache.empty() ? std::string() : cache + "launches";
}

std::string readLaunchRecord(const Surroundings& surroundings) {
    constexpr std::size_t kMost = 4 * kLaunchRecordBound;  // a launch adds to a full one once more
    const std::string file = launchRecordFile(surroundings);
    std::string record;
    if (file.empty()) return record;
    for (const std::string& part : {file + ".old", file}) {
        record += readPrivately(part, kMost).value_or("");
    }
    return record;
}

std::string localTime(std::string_view utc) {
    unsigned year, month, day, hour, minute, second;
    if (std::sscanf(std::string(utc).c_str(), "%4u-%2u-%2uT%2u:%2u:%2uZ", &year, &month, &day,
                    &hour, &minute, &second) != 6) {
        return std::string(utc);
    }
    const SYSTEMTIME time{static_cast<WORD>(year),
                          static_cast<WORD>(month),
                          0,
                          static_cast<WORD>(day),
                          static_cast<WORD>(hour),
                          static_cast<WORD>(minute),
                          static_cast<WORD>(second),
                          0};
    SYSTEMTIME here;
    if (!::SystemTimeToTzSpecificLocalTime(nullptr, &time, &here)) return std::string(utc);
    char text[64];
    std::snprintf(text, sizeof text, "%04u-%02u-%02u %02u:%02u:%02u", unsigned{here.wYear},
                  unsigned{here.wMonth}, unsigned{here.wDay}, unsigned{here.wHour},
                  unsigned{here.wMinute}, unsigned{here.wSecond});
    return text;
}

}  // namespace slipway
