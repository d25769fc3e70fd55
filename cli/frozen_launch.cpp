// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "cli/frozen_launch.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <filesystem>

#include "cli/launch_file.h"
#include "cli/planned_launch.h"
#include "farm/frames.h"
#include "farm/freeze.h"
#include "farm/iso_time.h"
#include "installer/path_of.h"
#include "manifests/diagnostic.h"
#include "manifests/wording.h"
#include "resolver/text.h"

namespace slipway {

namespace {

namespace chrono = std::chrono;

std::string padded(unsigned number, std::size_t width) {
    std::string digits = std::to_string(number);
    return std::string(width - std::min(width, digits.size()), '0') + digits;
}

std::string isoText(chrono::sys_seconds time) {
    const auto day = chrono::floor<chrono::days>(time);
    const chrono::year_month_day date(day);
    const chrono::hh_mm_ss clock(time - day);
    const auto number = [](auto count) { return static_cast<unsigned>(count); };
    return padded(number(int(date.year())), 4) + "-" + padded(number(unsigned(date.month())), 2) +
           "-" + padded(number(unsigned(date.day())), 2) + "T" +
           padded(number(clock.hours().count()), 2) + ":" +
           padded(number(clock.minutes().count()), 2) + ":" +
           padded(number(clock.seconds().count()), 2) + "Z";
}

// A span's seconds.
std::optional<chrono::seconds> spanOf(std::string_view text) {
    std::int64_t count = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
    const std::string_view unit = text.substr(static_cast<std::size_t>(end - text.data()));
    if (error != std::errc() || count <= 0 || count > 1'000'000) return std::nullopt;
    if (unit == "d") return chrono::days(count);
    if (unit == "h") return chrono::hours(count);
    if (unit == "m") return chrono::minutes(count);
    return std::nullopt;
}

std::expected<std::vector<TicketSecret>, std::string> secretsOf(
    const std::vector<std::string>& texts, const Surroundings& surroundings) {
    std::vector<TicketSecret> secrets;
    for (const std::string& text : texts) {
        const std::size_t equal = text.find('=');
        const std::string file = equal == std::string::npos ? "" : text.substr(equal + 1);
        const auto path = file.empty() ? std::string() : absolutePath(file, surroundings);
        const std::string name = text.substr(0, equal);
        if (name.empty() || !path || (equal != std::string::npos && file.empty())) {
            return std::unexpected(
                "--secret is NAME, or NAME=FILE for a value that the worker "
                "reads from a file; not " +
                inQuotes(text));
        }
        secrets.push_back({name, *path});
    }
    return secrets;
}

std::expected<std::size_t, std::string> chunkOf(const std::string& text) {
    if (text.empty()) return 1;
    std::size_t chunk = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), chunk);
    if (error == std::errc() && *end == '\0' && chunk > 0 && chunk <= 1'000'000) return chunk;
    return std::unexpected("--chunk is how many frames a task renders, such as 10; not " +
                           inQuotes(text));
}

// Where the launch is started from, unless somebody says otherwise.
std::expected<std::string, std::string> directoryOf(const std::string& text,
                                                    const Surroundings& surroundings) {
    if (text.empty()) return surroundings.workingDirectory;
    if (text == "inherit") return std::string();
    if (auto path = absolutePath(text, surroundings)) return *std::move(path);
    return std::unexpected("--directory: there is no working directory to begin at");
}

std::expected<TicketBase, std::string> baseOf(const std::string& text) {
    if (text.empty() || text == "inherit") return TicketBase::kInherit;
    if (text == "clean") return TicketBase::kClean;
    return std::unexpected("--base is 'inherit' or 'clean', not " + inQuotes(text));
}

template <class T>
bool take(T& target, std::expected<T, std::string> value, std::string& mistake) {
    if (value) {
        target = *std::move(value);
    } else if (mistake.empty()) {
        mistake = value.error();
    }
    return value.has_value();
}

std::expected<FreezeWishes, std::string> wishesOf(const FreezeOptions& options,
                                                  const std::vector<std::string>& arguments,
                                                  const Surroundings& surroundings) {
    FreezeWishes wishes{.arguments = arguments, .environment = surroundings.environment};
    const auto now = chrono::duration_cast<chrono::seconds>(surroundings.disk.now());
    std::string mistake;
    take(wishes.secrets, secretsOf(options.secrets, surroundings), mistake);
    take(wishes.chunk, chunkOf(options.chunk), mistake);
    take(wishes.base, baseOf(options.base), mistake);
    take(wishes.workingDirectory, directoryOf(options.directory, surroundings), mistake);
    if (!options.expires.empty()) {
        take(wishes.expires, parseExpiry(options.expires, now), mistake);
    }
    for (const std::string& platform : options.platforms) {
        const auto known = ticketPlatforms();
        if (std::ranges::find(known, platform) != known.end()) continue;
        if (mistake.empty()) {
            mistake = "--platform is " + alternatives(known) + ", not " + inQuotes(platform);
        }
    }
    wishes.platforms = options.platforms;
    wishes.frames = options.frames;
    if (!options.frames.empty() && mistake.empty()) {
        const auto frames = Frames::parse(options.frames, wishes.chunk);
        if (!frames) mistake = "--frames: " + frames.error();
    } else if (!options.chunk.empty() && mistake.empty()) {
        mistake = "--chunk parts frames among tasks, and there are no --frames";
    }
    if (!mistake.empty()) return std::unexpected(mistake);
    return wishes;
}

void warnOfGaps(const FreezeWishes& wishes, const Surroundings& surroundings) {
    if (wishes.frames.empty() || !Frames::parse(wishes.frames, wishes.chunk)->hasGaps()) return;
    for (const std::string& argument : wishes.arguments) {
        if (argument.find("{first}") == std::string::npos) continue;
        surroundings.err << "slipway: with these frames and --chunk " << wishes.chunk
                         << ", {first} to {last} spans frames that were not asked for; {frame} "
                            "lists a task's own\n";
        return;
    }
}

}  // namespace

std::vector<Option> syntaxOf(FreezeOptions& options) {
    return {{"--frames", "FRAMES", "such as 1-100x2 or 1,5,9-12; fills in {frame}, {first}, {last}",
             &options.frames},
            {"--chunk", "N", "how many frames a task renders; default 1", &options.chunk},
            {"--secret", "NAME[=FILE]",
             "a variable whose value the worker has in its environment, or reads from FILE",
             &options.secrets},
            {"--expires", "TIME", "7d, 36h, or 2026-12-01: not executed from then on",
             &options.expires},
            {"--base", "BASE",
             "'inherit': on the worker's environment (default); 'clean': on the least of it",
             &options.base},
            {"--directory", "DIR",
             "the working directory; default: this one; 'inherit': the farm's", &options.directory},
            {"--platform", "PLATFORM",
             alternatives(ticketPlatforms()) +
                 ": of the workers; may be given several times; default: this one, and each other "
                 "that [paths] has places for",
             &options.platforms}};
}

std::expected<Ticket, int> freezeLaunch(const std::string& application,
                                        const std::vector<std::string>& arguments,
                                        const FreezeOptions& options,
                                        const Surroundings& surroundings) {
    const auto request = parseApplicationRequest(application);
    if (!request) return std::unexpected(wrongUsage(surroundings, request.error()));
    const auto wishes = wishesOf(options, arguments, surroundings);
    if (!wishes) return std::unexpected(wrongUsage(surroundings, wishes.error()));
    PlannedLaunch launch(*request, arguments, Extent::kLaunch, surroundings, LaunchMode::kFarm);
    launch.carryOutAtFreezing();
    RanCommands commands(launch.catalogue());
    const Evaluation evaluation = launch.evaluate(&commands);
    sayRemarks(launch, evaluation.plan, surroundings);
    if (evaluation.plan.outcome != Outcome::kLaunch) {
        return std::unexpected(codeOfAnswer(launch, evaluation.plan.outcome));
    }
    const Studio studio = readStudio(launch.host());
    auto frozen =
        freeze({launch.catalogue(), evaluation, commands, studio, launch.host()}, *wishes);
    if (!frozen) {
        surroundings.err << "slipway: not frozen: " << printable(frozen.error()) << "\n";
        return std::unexpected(1);
    }
    for (const std::string& platform : frozen->leftOut) {
        surroundings.err << "slipway: not frozen " << printable(platform) << "\n";
    }
    warnOfGaps(*wishes, surroundings);
    return std::move(frozen->ticket);
}

namespace {

// Of a link what it leads to is written, be it there or not.
std::filesystem::path endOfLinks(std::filesystem::path path) {
    constexpr int kMostLinks = 40;  // as many as kernels follow
    std::error_code failed;
    for (int i = 0; i < kMostLinks && std::filesystem::is_symlink(path, failed); ++i) {
        path = path.parent_path() / std::filesystem::read_symlink(path, failed);
    }
    return path;
}

}  // namespace

bool writeForWorkers(const std::string& path, const std::string& text,
                     const Surroundings& surroundings) {
    namespace fs = std::filesystem;
    constexpr std::uint32_t kReadableByAll = 0644;
    std::error_code failed;
    const fs::path file = endOfLinks(pathOf(path));
    const std::string reason =
        fs::is_directory(file.parent_path(), failed)
            ? writeLaunchFile(utf8Of(file), text, kReadableByAll)
            : "cannot be written: there is no folder " + inQuotes(utf8Of(file.parent_path()));
    if (reason.empty()) return true;
    surroundings.err << "slipway: " << inQuotes(utf8Of(file)) << " " << reason << "\n";
    return false;
}

std::expected<std::string, std::string> parseExpiry(const std::string& text, chrono::seconds now) {
    if (const auto span = spanOf(text)) return isoText(chrono::sys_seconds(now + *span));
    if (isIsoTime(text)) return text.ends_with('Z') ? text : text + "T00:00:00Z";
    return std::unexpected(
        "--expires is a span ('7d', '36h', '90m') or a time in UTC "
        "('2026-12-01', '2026-12-01T18:00:00Z'), not " +
        inQuotes(text));
}

}  // namespace slipway
