// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <charconv>

#include "cli/json_view.h"
#include "cli/launch_record.h"
#include "cli/syntax.h"
#include "cli/terminal.h"
#include "cli/verbs.h"
#include "manifests/diagnostic.h"
#include "manifests/trust_check.h"
#include "resolver/path.h"
#include "resolver/text.h"
#include "resolver/version.h"

namespace slipway {

namespace {

constexpr std::size_t kMostLaunches = 20;

struct Filter {
    ApplicationRequest application;  // an empty name: any
    std::string launch;              // the beginning of an id
    bool refused = false;
    bool warned = false;

    bool isGiven() const {
        return !application.name.empty() || !launch.empty() || refused || warned;
    }
};

bool isOf(const RecordedLaunch& launch, const ApplicationRequest& wanted) {
    const auto isNamed = [&](std::string_view name) {
        return equals(name, wanted.name, Case::kIgnored);
    };
    const bool named =
        isNamed(launch.application) || isNamed(launch.command) || isNamed(launch.identifier);
    return named && (wanted.version.empty() || isVersionWithin(launch.version, wanted.version));
}

bool passes(const RecordedLaunch& launch, const Filter& filter) {
    if (!filter.application.name.empty() && !isOf(launch, filter.application)) return false;
    if (!launch.id.starts_with(filter.launch)) return false;
    if (filter.refused && !launch.isRefused()) return false;
    return !filter.warned || launch.warningCount != "0";
}

Cell outcomeOf(const RecordedLaunch& launch) {
    if (launch.isRefused()) return {"refused, " + printable(launch.outcome), Style::kRed};
    return {"launched", Style::kGreen};
}

Row rowOf(const RecordedLaunch& launch) {
    return {{printable(localTime(launch.time)), Style::kDim},
            {printable(launch.command), Style::kBold},
            {printable(launch.identifier)},
            {printable(launch.chosenBy)},
            {printable(launch.mode)},
            outcomeOf(launch)};
}

std::string detail(std::string_view label, std::string_view text, Style style,
                   const Screen& screen) {
    return Line(screen).padTo(2).add(label, style).padTo(14).add(printable(text)).text() + "\n";
}

std::string detailsOf(const RecordedLaunch& launch, bool isLong, const Screen& screen) {
    std::string text;
    if (isLong) {
        if (!launch.id.empty()) text += detail("launch", launch.id, Style::kDim, screen);
        if (!launch.executable.empty()) {
            text += detail("executable", launch.executable, Style::kDim, screen);
        }
        text += detail("catalogue", launch.catalogue, Style::kDim, screen);
    }
    for (const std::string& warning : launch.warnings) {
        text += detail("warning", warning, Style::kYellow, screen);
    }
    if (launch.isRefused()) text += detail("reason", launch.reason, Style::kRed, screen);
    return text;
}

std::string recordText(const std::vector<RecordedLaunch>& launches, bool isLong,
                       const Screen& screen) {
    std::vector<Row> rows{{{"WHEN", Style::kDim},
                           {"COMMAND", Style::kDim},
                           {"APPLICATION", Style::kDim},
                           {"CHOSEN BY", Style::kDim},
                           {"MODE", Style::kDim},
                           {"OUTCOME", Style::kDim}}};
    for (const RecordedLaunch& launch : launches) rows.push_back(rowOf(launch));
    const std::string table = formatTable(rows, 0, screen);
    std::string text;
    std::size_t line = 0;
    forEachEntry(std::string_view(table).substr(0, table.size() - 1), "\n",
                 [&](std::string_view row) {
                     text.append(row).append("\n");
                     if (line != 0) text += detailsOf(launches[line - 1], isLong, screen);
                     ++line;
                 });
    return text;
}

// Why a launch from here leaves no line; empty: it does.
std::string whyNotRecorded(const Surroundings& surroundings) {
    const Host host = hostOf(surroundings);
    Questions questions(host);
    Diagnostics ofNoConcern;
    const Policy policy = readConfiguration(host, questions, ofNoConcern).policy;
    if (!policy.record) return "[policy] says record = false";
    const std::string file = launchRecordFile(surroundings);
    if (file.empty()) {
        return "neither $XDG_CACHE_HOME (~/.cache) nor $XDG_RUNTIME_DIR is a folder on this host "
               "itself";
    }
    TrustCheck trust(host);
    trust.follow(policy);
    const auto distrust = trust.of(std::string(folderOf(file, surroundings.rules)));
    return distrust ? "its folder " + describe(*distrust) + "; " + distrust->advice : "";
}

std::optional<std::size_t> countIn(const std::string& text) {
    if (text.empty()) return kMostLaunches;
    std::size_t count = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
    if (error != std::errc{} || end != text.data() + text.size() || count == 0) return std::nullopt;
    return count;
}

}  // namespace

int runLog(const Surroundings& surroundings, Arguments arguments) {
    Filter filter;
    std::string application;
    std::string count;
    bool all = false;
    bool isLong = false;
    bool json = false;
    const Syntax syntax{
        .verb = "log",
        .usage = "[--app APP[@VERSION]] [--refused] [--warned] [-n N | --all] [--long] [--json]",
        .about =
            "Shows the last launches of this user on this host, the newest last: when, of what, "
            "how its installation was chosen, how it began, and what was warned of. Neither "
            "arguments nor variables are recorded.\n"
            "The exit code is 1 where launches of one kind are asked for and there is none. "
            "'record = false' of [policy] turns the record off.",
        .options = {{"--app", "APP[@VERSION]", "of one application, or one of its commands",
                     &application},
                    {"--launch", "ID", "the one whose SLIPWAY_LAUNCH_ID begins so", &filter.launch},
                    {"--refused", "", "those that did not come about", &filter.refused},
                    {"--warned", "", "those with warnings", &filter.warned},
                    {"-n", "N", "the last N of them; the default is 20", &count},
                    {"--all", "", "all that are recorded", &all},
                    {"--long", "", "with launch ID, executable and catalogue", &isLong},
                    {"--json", "", "as JSON, times in UTC", &json}},
        .examples = {
            {"slipway log --app maya@2024 --warned", ""},
            {"slipway log --launch \"$SLIPWAY_LAUNCH_ID\"", "from within an application"}}};
    const auto parsed = parse(syntax, arguments, surroundings);
    if (!parsed) return parsed.error();
    const auto most = countIn(count);
    if (!most)
        return wrongUsage(surroundings, "-n needs a number of launches, not " + inQuotes(count));
    if (!application.empty()) {
        const auto request = parseApplicationRequest(application);
        if (!request) return wrongUsage(surroundings, request.error());
        filter.application = *request;
    }

    std::vector<RecordedLaunch> launches = launchesOf(readLaunchRecord(surroundings));
    std::erase_if(launches, [&](const RecordedLaunch& each) { return !passes(each, filter); });
    if (!all && launches.size() > *most) {
        launches.erase(launches.begin(), launches.end() - static_cast<std::ptrdiff_t>(*most));
    }
    const std::string unrecorded = whyNotRecorded(surroundings);
    if (json) {
        surroundings.out << toJson(launches, launchRecordFile(surroundings), unrecorded.empty());
    } else if (!launches.empty()) {
        surroundings.out << recordText(launches, isLong, surroundings.outScreen);
    } else {
        surroundings.out << (filter.isGiven() ? "No such launch is recorded.\n"
                                              : "No launch is recorded yet.\n");
    }
    if (!json && !unrecorded.empty())
        surroundings.err << "slipway: launches are not recorded: " << printable(unrecorded) << "\n";
    return launches.empty() && filter.isGiven() ? 1 : 0;
}

}  // namespace slipway
