// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <optional>

#include "manifests/disk.h"

namespace slipway {

namespace {

using std::chrono::nanoseconds;
using namespace std::chrono_literals;

// Longer than a tick of any kernel: files are stamped with the time of the last one.
constexpr nanoseconds kTick = 20ms;
// FAT counts in twos.
constexpr nanoseconds kCoarsestTick = 2s + kTick;
// For one compilation. A folder in which something is made all the time never settles.
constexpr nanoseconds kLongestWait = 500ms;
constexpr int kMostTries = 5;

nanoseconds time(std::int64_t seconds, std::int64_t nanos) {
    return std::chrono::seconds(seconds) + nanoseconds(nanos);
}

// The last time that anything changed. Anybody may set a modification time, into the future too;
// the time of that call is the change time, which says all.
nanoseconds lastChange(const FileFacts& facts, nanoseconds now) {
    const nanoseconds modified = time(facts.modifiedSeconds, facts.modifiedNanoseconds);
    const nanoseconds changed = time(facts.changedSeconds, facts.changedNanoseconds);
    const bool wasSet = modified > now && changed > 0ns;
    return wasSet ? changed : std::max(modified, changed);
}

bool hasWholeSecondsOnly(const FileFacts& facts) {
    return facts.modifiedNanoseconds == 0 && facts.changedNanoseconds == 0;
}

// How long until the facts are old enough; nothing where waiting does not help. What is not there
// has no age, and need not: when it comes, that shows. `now` is from before the look.
std::optional<nanoseconds> untilSettled(const FileFacts& facts, nanoseconds now) {
    if (facts.error == ETIMEDOUT) return std::nullopt;  // no fact: nobody answered
    if (facts.error != 0) return 0ns;
    const nanoseconds age = now - lastChange(facts, now);
    if (age < -kTick) return std::nullopt;  // stamped by another clock, which is ahead
    if (!hasWholeSecondsOnly(facts)) return std::max(kTick - age, 0ns);
    if (age < kCoarsestTick) return std::nullopt;
    return 0ns;
}

// Whether the outcome stays while the facts stay. Failures such as EIO, ESTALE and EMFILE may be
// gone the next time without a trace in them.
template <class T>
bool isLasting(const std::expected<T, int>& result, const FileFacts& facts) {
    if (result || facts.error != 0) return true;
    constexpr int kLasting[] = {EACCES, EPERM, EINVAL, EFBIG, ENOTDIR};
    return std::ranges::find(kLasting, result.error()) != std::end(kLasting);
}

}  // namespace

FileFacts RecordingDisk::facts(const std::string& path) {
    return facts(path, Interest::kAnybodys);
}

FileFacts RecordingDisk::facts(const std::string& path, Interest interest) {
    auto known = looked_.find(path);
    if (known == looked_.end()) known = looked_.emplace(path, Looked{look(path), interest}).first;
    if (interest == Interest::kAnybodys) known->second.interest = interest;
    return known->second.facts;
}

Entry RecordingDisk::entry(const std::string& path) {
    return entry(path, Interest::kAnybodys);
}

Entry RecordingDisk::entry(const std::string& path, Interest interest) {
    const auto known = entries_.find(path);
    if (known != entries_.end()) {
        if (interest == Interest::kAnybodys) known->second.interest = interest;
        return known->second.entry;
    }
    const nanoseconds before = disk_.now();
    Entry entry = disk_.entry(path);
    if (entry.facts.error == ETIMEDOUT) settled_ = false;
    // A name that is missing in a folder that was looked at is no fact of its own: when it comes,
    // the folder's facts change. It would be half of all that a launch looks at.
    const auto folder = looked_.find(path.substr(0, path.find_last_of("/\\")));
    const bool isCovered = entry.facts.error == ENOENT && folder != looked_.end() &&
                           fileType(folder->second.facts) == FileType::kFolder;
    if (!isCovered) entries_.emplace(path, TimedEntry{entry, before, interest});
    if (isCovered && interest == Interest::kAnybodys) folder->second.interest = interest;
    return entry;
}

std::expected<FolderNames, int> RecordingDisk::list(const std::string& folder) {
    return takeSteadily<FolderNames>(folder, [&] {
        std::expected<FolderNames, int> names = disk_.list(folder);
        return Taken<FolderNames>{std::move(names), disk_.facts(folder)};
    });
}

std::expected<FileContent, int> RecordingDisk::read(const std::string& path, std::uint64_t limit) {
    return takeSteadily<FileContent>(path, [&] {
        std::expected<FileContent, int> content = disk_.read(path, limit);
        const FileFacts after = content ? content->facts : disk_.facts(path);
        return Taken<FileContent>{std::move(content), after};
    });
}

// Where somebody acted on earlier facts already, a later look cannot make up for it: what is taken
// is whole, but the compilation as a whole is not.
template <class T>
std::expected<T, int> RecordingDisk::takeSteadily(const std::string& path,
                                                  const std::function<Taken<T>()>& take) {
    const bool isFirst = !looked_.contains(path);
    FileFacts before = facts(path);
    for (int tries = 1;; ++tries) {
        Taken<T> taken = take();
        const bool isSteady = taken.after == before;
        if (isSteady || tries == kMostTries) {
            if (isFirst) looked_[path].facts = before;
            if (!isSteady || !isLasting(taken.result, before)) settled_ = false;
            return std::move(taken.result);
        }
        if (!isFirst) settled_ = false;
        before = look(path);
    }
}

// What was looked at as an entry and is no link need not be looked at again.
FileFacts RecordingDisk::lookOnce(const std::string& path, nanoseconds& before) {
    const auto entry = entries_.find(path);
    const bool isKnown = entry != entries_.end() && entry->second.entry.facts.error == 0 &&
                         entry->second.entry.target.empty() && !looked_.contains(path);
    before = isKnown ? entry->second.before : disk_.now();
    return isKnown ? entry->second.entry.facts : disk_.facts(path);
}

FileFacts RecordingDisk::look(const std::string& path) {
    nanoseconds before{};
    for (FileFacts facts = lookOnce(path, before);; facts = disk_.facts(path)) {
        const std::optional<nanoseconds> wait = untilSettled(facts, before);
        if (wait == 0ns) return facts;
        if (!wait || !waitWithinReason(*wait)) {
            settled_ = false;
            return facts;
        }
        before = disk_.now();
    }
}

bool RecordingDisk::waitWithinReason(nanoseconds span) {
    if (waited_ + span > kLongestWait) return false;
    waited_ += span;
    disk_.wait(span);
    return true;
}

bool RecordingDisk::isOfPluginAlone(const std::string& path, const Looked& looked) const {
    if (looked.interest != Interest::kPlugins) return false;
    const auto entry = entries_.find(path);
    return entry == entries_.end() || entry->second.interest == Interest::kPlugins;
}

std::vector<RecordedWitness> RecordingDisk::witnesses() const {
    std::vector<RecordedWitness> witnesses;
    witnesses.reserve(looked_.size());
    for (const auto& [path, looked] : looked_) {
        witnesses.push_back({path, WitnessKind::kContent,
                             fingerprint(looked.facts, WitnessKind::kContent),
                             isOfPluginAlone(path, looked)});
    }
    for (const auto& [path, timed] : entries_) {
        const Entry& entry = timed.entry;
        // What was looked at for its content is known by its rights, too.
        const bool isLink = !entry.target.empty();
        if (!isLink && (looked_.contains(path) || looked_.contains(path + "/."))) continue;
        const WitnessKind kind = isLink ? WitnessKind::kLink : WitnessKind::kRights;
        witnesses.push_back({path, kind, fingerprint(entry.facts, kind)});
    }
    std::ranges::sort(witnesses, {}, &RecordedWitness::path);
    return witnesses;
}

}  // namespace slipway
