// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "cli/launch_record.h"

#include <algorithm>
#include <map>

#include "resolver/text.h"
#include "shim/log.h"

namespace slipway {

namespace {

struct Field {
    std::string_view key;
    std::string RecordedLaunch::*value;
};
constexpr Field kFields[] = {
    {"time", &RecordedLaunch::time},
    {"launch", &RecordedLaunch::id},
    {"command", &RecordedLaunch::command},
    {"name", &RecordedLaunch::application},
    {"application", &RecordedLaunch::identifier},
    {"version", &RecordedLaunch::version},
    {"executable", &RecordedLaunch::executable},
    {"chosen_by", &RecordedLaunch::chosenBy},
    {"mode", &RecordedLaunch::mode},
    {"catalogue", &RecordedLaunch::catalogue},
    {"warnings", &RecordedLaunch::warningCount},
    {"outcome", &RecordedLaunch::outcome},
    {"reason", &RecordedLaunch::reason},
};

void readField(std::string_view text, RecordedLaunch& launch) {
    const std::size_t equal = text.find('=');
    if (equal == std::string_view::npos) return;
    const std::string_view key = text.substr(0, equal);
    const std::string_view value = text.substr(equal + 1);
    if (key == "warning") launch.warnings.emplace_back(value);
    const auto field = std::ranges::find(kFields, key, &Field::key);
    if (field != std::end(kFields)) launch.*(field->value) = value;
}

}  // namespace

bool RecordedLaunch::isRefused() const {
    return outcome != kLaunched;
}

std::optional<RecordedLaunch> parseRecordedLaunch(std::string_view line) {
    RecordedLaunch launch;
    forEachEntry(line, "\t", [&](std::string_view field) { readField(field, launch); });
    if (launch.time.empty() || launch.command.empty() || launch.outcome.empty()) {
        return std::nullopt;
    }
    return launch;
}

std::vector<RecordedLaunch> launchesOf(std::string_view record) {
    std::vector<RecordedLaunch> launches;
    std::map<std::string, std::size_t> places;  // by id
    forEachEntry(record, "\n", [&](std::string_view line) {
        auto launch = parseRecordedLaunch(line);
        if (!launch) return;
        const auto [place, isNew] = places.try_emplace(launch->id, launches.size());
        if (isNew || launch->id.empty()) {
            launches.push_back(*std::move(launch));
        } else {
            launches[place->second] = *std::move(launch);
        }
    });
    std::ranges::stable_sort(launches, {}, &RecordedLaunch::time);
    return launches;
}

}  // namespace slipway
