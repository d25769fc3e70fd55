// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "farm/worker.h"

#include <algorithm>
#include <cerrno>

#include "farm/digest.h"
#include "farm/frames.h"
#include "farm/passing_error.h"
#include "manifests/wording.h"
#include "resolver/path.h"
#include "resolver/text.h"

namespace slipway {

namespace {

// What would make it another launch than the one that was frozen, here or in a launch within it.
constexpr std::string_view kSteering[] = {
    "SLIPWAY_TICKET", "SLIPWAY_TICKET_SHA256", "SLIPWAY_BYPASS",  "SLIPWAY_STRICT",
    "SLIPWAY_USE",    "SLIPWAY_CONTEXT",       "SLIPWAY_WITHOUT", "SLIPWAY_MODE"};

// What a process needs to be one: who and where it is, its language and time, what the engine gave
// it of the machine.
constexpr std::string_view kClean[] = {"HOME",
                                       "USER",
                                       "LOGNAME",
                                       "SHELL",
                                       "PATH",
                                       "LANG",
                                       "LC_*",
                                       "TZ",
                                       "TMPDIR",
                                       "TMP",
                                       "TEMP",
                                       "XDG_RUNTIME_DIR",
                                       "CUDA_VISIBLE_DEVICES",
                                       "SLIPWAY_LOG",
                                       "SLIPWAY_LOG_FILE",
                                       "SystemRoot",
                                       "SystemDrive",
                                       "windir",
                                       "ComSpec",
                                       "PATHEXT",
                                       "USERNAME",
                                       "USERPROFILE",
                                       "USERDOMAIN",
                                       "HOMEDRIVE",
                                       "HOMEPATH",
                                       "PUBLIC",
                                       "ALLUSERSPROFILE",
                                       "APPDATA",
                                       "LOCALAPPDATA",
                                       "ProgramData",
                                       "ProgramFiles*",
                                       "CommonProgramFiles*",
                                       "COMPUTERNAME",
                                       "OS",
                                       "NUMBER_OF_PROCESSORS",
                                       "PROCESSOR_*"};

// The codes of remarks on what is done ahead of a launch.
constexpr std::string_view kDeeds[] = {"before", "companion", "file"};

template <std::size_t N>
bool isAmong(std::string_view name, const std::string_view (&patterns)[N],
             const PlatformRules& rules) {
    const Case letters = rules.namesIgnoreCase ? Case::kIgnored : Case::kMatters;
    return std::ranges::any_of(patterns, [&](std::string_view pattern) {
        return matchesWildcard(name, pattern, letters);
    });
}

// What "incomplete" and "strict" only sum up stands ahead of them.
Remark whyOf(const LaunchPlan& plan) {
    if (plan.remarks.empty()) return {{}, {}, "it was refused"};
    const Remark& last = plan.remarks.back();
    const bool sumsUp = last.code == "incomplete" || last.code == "strict";
    return sumsUp && plan.remarks.size() > 1 ? plan.remarks.front() : last;
}

std::string_view nameOf(std::string_view entry) {
    return entry.substr(0, entry.find('='));
}

std::string platformsOf(const Ticket& ticket) {
    std::string list;
    for (const auto& [name, launch] : ticket.platforms) list += (list.empty() ? "" : ", ") + name;
    return list.empty() ? "none" : list;
}

std::string described(const TicketApplication& application) {
    return application.version.empty() ? application.name
                                       : application.name + " " + application.version;
}

}  // namespace

std::optional<Verify> verifyNamed(std::string_view name) {
    if (name == "strict") return Verify::kStrict;
    if (name == "frozen") return Verify::kFrozen;
    if (name == "relaxed") return Verify::kRelaxed;
    return std::nullopt;
}

std::expected<Ticket, Refusal> openTicket(const Task& task, Disk& disk) {
    auto content = disk.read(task.ticketPath, kLargestTicket);
    if (!content) {
        const int error = content.error();
        const std::string folder(folderOf(task.ticketPath, kHostRules));
        const bool isFolderThere = fileType(disk.facts(folder)) == FileType::kFolder;
        const bool isAway = mayPass(error) || (error == ENOENT && !isFolderThere);
        const std::string reason = error == EFBIG ? "it is larger than any ticket"
                                   : isAway && error == ENOENT
                                       ? "its folder is not there: is the share mounted?"
                                       : "it cannot be read: " + errorText(error);
        return std::unexpected(Refusal{isAway ? kTryLater : kCannotRun, reason});
    }
    auto ticket = readTicket(task.ticketPath, std::move(content->text));
    if (!ticket) return std::unexpected(Refusal{kCannotRun, ticket.error()});
    if (!task.id.empty() && !equals(task.id, ticket->id, Case::kIgnored)) {
        return std::unexpected(Refusal{kCannotRun,
                                       "it is not the ticket that was submitted: its "
                                       "id is " +
                                           ticket->id});
    }
    return *std::move(ticket);
}

WorkerLaunch::WorkerLaunch(const Ticket& ticket, const Task& task, const Host& host, World& world,
                           Arena& arena)
    : ticket_(ticket), task_(task), host_(host), world_(world), arena_(arena) {}

std::expected<LaunchPlan, Refusal> WorkerLaunch::plan(const WorkerProcess& process) {
    if (auto refusal = whyNotHere()) return std::unexpected(*std::move(refusal));
    const Thaw thaw(ticket_, host_.rules);
    if (auto refusal = verify(thaw)) return std::unexpected(*std::move(refusal));
    auto given = arguments(thaw);
    if (!given) return std::unexpected(given.error());
    arguments_ = *std::move(given);
    auto starting = environment(process, thaw);
    if (!starting) return std::unexpected(starting.error());
    environment_ = *std::move(starting);
    const auto catalogue = this->catalogue(thaw);
    if (!catalogue) return std::unexpected(catalogue.error());
    invoke(process);
    return judged(evaluate(*catalogue, invocation_, host_.rules, world_, arena_, nullptr).plan);
}

std::expected<LaunchPlan, Refusal> WorkerLaunch::prepared(const std::optional<LaunchPlan>& plan,
                                                          std::string_view failure) const {
    if (plan) return judged(*plan);
    return std::unexpected(Refusal{kTryLater, "it cannot be prepared: " + std::string(failure)});
}

// What is to be run or written may be on a place that is not there.
std::expected<LaunchPlan, Refusal> WorkerLaunch::judged(LaunchPlan plan) const {
    if (plan.outcome != Outcome::kLaunch) {
        const Remark why = whyOf(plan);
        const std::string reason(why.message);
        const bool isOfDeeds = isAmong(why.code, kDeeds, host_.rules);
        return std::unexpected(isOfDeeds ? absent(reason) : Refusal{kCannotRun, reason});
    }
    if (plan.workingDirectory || ticket_.workingDirectory.empty()) return plan;
    const auto folder = Thaw(ticket_, host_.rules).text(ticket_.workingDirectory);
    if (!folder) return std::unexpected(Refusal{kCannotRun, folder.error()});
    plan.workingDirectory = arena_.copy(*folder);
    return plan;
}

std::optional<Refusal> WorkerLaunch::whyNotHere() const {
    if (!ticket_.expires.empty() && world_.launchTime() >= ticket_.expires) {
        return Refusal{kCannotRun, "it expired at " + ticket_.expires + "; freeze it again"};
    }
    if (!ticket_.platforms.contains(std::string(host_.rules.name))) {
        return Refusal{kCannotRun, "it is for " + platformsOf(ticket_) + ", this worker is " +
                                       std::string(host_.rules.name)};
    }
    if (!task_.command.empty() && task_.command != ticket_.application.command) {
        return Refusal{kCannotRun, "it is for " + slipway::quoted(ticket_.application.command) +
                                       ", called was " + slipway::quoted(task_.command)};
    }
    return std::nullopt;
}

Refusal WorkerLaunch::absent(std::string reason) const {
    for (const auto& [name, platforms] : ticket_.paths) {
        const auto paths = platforms.find(std::string(host_.rules.name));
        if (paths == platforms.end()) continue;
        const std::string& path = paths->second.front();
        const auto content = host_.disk.list(path);
        // A mount point that nothing is mounted on is there, and empty.
        if (content && !content->empty()) continue;
        return {kTryLater, std::move(reason) + "; " + slipway::quoted(path) + " ({paths." + name +
                               "}) is " + (content ? "empty" : "not there") + ": is it mounted?"};
    }
    return {kCannotRun, std::move(reason)};
}

std::optional<Refusal> WorkerLaunch::verify(const Thaw& thaw) {
    const auto digest = thaw.digest();
    const std::string& frozen = ticket_.platforms.at(std::string(host_.rules.name)).digest;
    if (!digest) return Refusal{kCannotRun, digest.error()};
    if (*digest != frozen) {
        return Refusal{kCannotRun,
                       "this version of Slipway composes another environment than the "
                       "one that froze it; use the same version, or freeze again"};
    }
    if (task_.verify == Verify::kFrozen) return std::nullopt;
    for (const TicketManifest& manifest : ticket_.manifests) {
        int error = 0;
        auto reason = difference(manifest, thaw, error);
        if (!reason) continue;
        if (task_.verify == Verify::kRelaxed) {
            warnings_.push_back(*std::move(reason));
        } else if (mayPass(error)) {
            return Refusal{kTryLater, *std::move(reason)};
        } else {
            return error != 0 ? absent(*std::move(reason))
                              : Refusal{kCannotRun, *std::move(reason)};
        }
    }
    return std::nullopt;
}

std::optional<std::string> WorkerLaunch::difference(const TicketManifest& manifest,
                                                    const Thaw& thaw, int& error) const {
    const auto path = thaw.text(manifest.path);
    if (!path) return path.error();
    const auto content = host_.disk.read(*path, kLargestSource);
    if (!content) {
        error = content.error();
        return "the manifest " + slipway::quoted(*path) + " cannot be read: " + errorText(error);
    }
    if (sha256(content->text) == manifest.sha256) return std::nullopt;
    return "the manifest " + slipway::quoted(*path) + " has changed since it was frozen";
}

std::expected<std::vector<std::string>, Refusal> WorkerLaunch::arguments(const Thaw& thaw) const {
    if (task_.arguments) return *task_.arguments;
    std::vector<TicketText> texts = ticket_.arguments;
    if (ticket_.frames.empty()) {
        if (task_.number.value_or(0) != 0) {
            return std::unexpected(Refusal{kCannotRun, "it has no frames, so there is no task " +
                                                           std::to_string(*task_.number)});
        }
    } else {
        const Frames frames = *Frames::parse(ticket_.frames, ticket_.chunk);
        const std::string known = "its tasks are 0 to " + std::to_string(frames.taskCount() - 1);
        if (!task_.number)
            return std::unexpected(Refusal{kCannotRun, "--task is missing: " + known});
        if (*task_.number >= frames.taskCount()) {
            return std::unexpected(Refusal{
                kCannotRun, "there is no task " + std::to_string(*task_.number) + ": " + known});
        }
        for (TicketText& text : texts) text = withFrames(text, frames.ofTask(*task_.number));
    }
    auto values = thaw.texts(texts);
    if (!values) return std::unexpected(Refusal{kCannotRun, values.error()});
    return *std::move(values);
}

std::expected<std::vector<std::string>, Refusal> WorkerLaunch::environment(
    const WorkerProcess& process, const Thaw& thaw) const {
    std::vector<std::string> entries;
    const auto isSecret = [&](std::string_view name) {
        const Case letters = host_.rules.namesIgnoreCase ? Case::kIgnored : Case::kMatters;
        return std::ranges::any_of(ticket_.secrets, [&](const TicketSecret& secret) {
            return equals(secret.name, name, letters);
        });
    };
    for (const std::string_view entry : process.environment) {
        const std::string_view name = nameOf(entry);
        if (isAmong(name, kSteering, host_.rules) || isSecret(name)) continue;
        const bool isKept =
            ticket_.base == TicketBase::kInherit || isAmong(name, kClean, host_.rules);
        if (isKept) entries.emplace_back(entry);
    }
    for (const TicketSecret& each : ticket_.secrets) {
        auto value = secret(each, thaw);
        if (!value) return std::unexpected(value.error());
        entries.push_back(each.name + "=" + *value);
    }
    return entries;
}

std::expected<std::string, Refusal> WorkerLaunch::secret(const TicketSecret& secret,
                                                         const Thaw& thaw) const {
    if (secret.file.empty()) {
        if (auto value = host_.variables(secret.name)) return *std::move(value);
        return std::unexpected(
            Refusal{kCannotRun, secret.name + " is not set here, and the worker has to supply it"});
    }
    const auto path = thaw.text(secret.file);
    if (!path) return std::unexpected(Refusal{kCannotRun, path.error()});
    auto content = host_.disk.read(*path, kLargestSource);
    if (!content) {
        const std::string reason = "the file of " + secret.name + ", " + slipway::quoted(*path) +
                                   ", cannot be read: " + errorText(content.error());
        return std::unexpected(mayPass(content.error()) ? Refusal{kTryLater, reason}
                                                        : absent(reason));
    }
    std::string value = std::move(content->text);
    while (value.ends_with('\n') || value.ends_with('\r')) value.pop_back();
    if (value.find('\0') == std::string::npos) return value;
    return std::unexpected(Refusal{kCannotRun, "the file of " + secret.name + " holds a NUL"});
}

std::expected<Catalogue, Refusal> WorkerLaunch::catalogue(const Thaw& thaw) {
    const auto installations = thaw.installations(host_);
    if (!installations) {
        return std::unexpected(absent("there is no " + described(ticket_.application) +
                                      " here; found: " + installations.error()));
    }
    auto block = thaw.catalogue(*installations, WorkerFacts::kEvaluated);
    if (!block) return std::unexpected(Refusal{kCannotRun, block.error()});
    block_ = *std::move(block);
    if (const auto catalogue = Catalogue::open(block_)) return *catalogue;
    return std::unexpected(Refusal{kCannotRun, "it is too large"});
}

std::span<const ContextEntry> WorkerLaunch::context() const {
    ArenaVector<ContextEntry> entries(arena_);
    for (const auto& [key, value] : ticket_.context) entries.push({key, value, "ticket"});
    return entries.span();
}

void WorkerLaunch::invoke(const WorkerProcess& process) {
    ArenaVector<const char*> arguments(arena_);
    for (const std::string& text : arguments_) arguments.push(text.c_str());
    ArenaVector<const char*> environment(arena_);
    for (const std::string& entry : environment_) environment.push(entry.c_str());
    environment.push(nullptr);
    invocation_ = {.command = ticket_.application.command,
                   .arguments = arguments.span(),
                   .environment = {environment.begin(), environment_.size()},
                   .requestedVersion = {},
                   .boundVersion = {},
                   .recordedTarget = {},
                   .launchId = process.launchId,
                   .enclosingChain = process.chain,
                   .mode = LaunchMode::kFarm,
                   .context = Context{context()}};
}

}  // namespace slipway
