// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <ctime>

#include "cli/launch_record.h"
#include "cli/private_file.h"
#include "shim/catalogue_cache.h"
#include "shim/log.h"
#include "shim/shares.h"

namespace slipway {

namespace {

// What is on a share would be every host's, and could make a launch wait.
std::vector<std::string> places(const Surroundings& surroundings) {
    std::vector<std::string> files;
    Arena arena;
    const std::string cache(cacheFolder(surroundings.environment, arena));
    if (!cache.empty()) files.push_back(cache + "launches");
    const std::string runTime = variablesOf(surroundings)("XDG_RUNTIME_DIR").value_or("");
    if (runTime.starts_with('/')) files.push_back(runTime + "/slipway-launches");
    Shares shares(arena);
    std::erase_if(files, [&](const std::string& file) { return isOnShare(file, shares); });
    return files;
}

}  // namespace

std::string launchRecordFile(const Surroundings& surroundings) {
    if (!surroundings.user) return {};  // nobody whose own it could be
    const std::vector<std::string> files = places(surroundings);
    return files.empty() ? std::string() : files.front();
}

std::string readLaunchRecord(const Surroundings& surroundings) {
    constexpr std::size_t kMost = 4 * kLaunchRecordBound;  // a launch adds to a full one once more
    std::string record;
    for (const std::string& file : places(surroundings)) {
        for (const std::string& part : {file + ".old", file}) {
            record += readPrivately(part, kMost).value_or("");
        }
    }
    return record;
}

std::string localTime(std::string_view utc) {
    std::tm parts{};
    if (::strptime(std::string(utc).c_str(), "%Y-%m-%dT%H:%M:%SZ", &parts) == nullptr) {
        return std::string(utc);
    }
    const std::time_t time = ::timegm(&parts);
    char text[sizeof "YYYY-MM-DD hh:mm:ss"];
    ::localtime_r(&time, &parts);
    std::strftime(text, sizeof text, "%Y-%m-%d %H:%M:%S", &parts);
    return text;
}

}  // namespace slipway
