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
    return lookedAt(path, known_[path], interest).facts;
}

const RecordingDisk::Looked& RecordingDisk::lookedAt(const std::string& path, Known& known,
                                                     Interest interest) {
    if (!known.looked) known.looked = Looked{look(path, known), interest};
    if (interest == Interest::kAnybodys) known.looked->interest = interest;
    return *known.looked;
}

Entry RecordingDisk::entry(const std::string& path) {
    return entry(path, Interest::kAnybodys);
}

Entry RecordingDisk::entry(const std::string& path, Interest interest) {
    const auto known = known_.try_emplace(path).first;
    std::optional<TimedEntry>& looked = known->second.entry;
    if (looked) {
        if (interest == Interest::kAnybodys) looked->interest = interest;
        return looked->entry;
    }
    const nanoseconds before = disk_.now();
    Entry entry = disk_.entry(path);
    if (entry.facts.error == ETIMEDOUT) settled_ = false;
    Looked* folder = entry.facts.error == ENOENT ? folderThatCovers(path) : nullptr;
    if (folder == nullptr) {
        looked = TimedEntry{entry, before, interest};
        return entry;
    }
    if (interest == Interest::kAnybodys) folder->interest = interest;
    if (!known->second.looked) known_.erase(known);
    return entry;
}

// A name that is missing in a folder that was looked at is no fact of its own: when it comes, the
// folder's facts change. It would be half of all that a launch looks at.
RecordingDisk::Looked* RecordingDisk::folderThatCovers(const std::string& path) {
    const auto folder = known_.find(path.substr(0, path.find_last_of("/\\")));
    if (folder == known_.end() || !folder->second.looked) return nullptr;
    Looked& looked = *folder->second.looked;
    return fileType(looked.facts) == FileType::kFolder ? &looked : nullptr;
}

std::expected<FolderNames, int> RecordingDisk::list(const std::string& folder) {
    return takeSteadily<FolderNames>(folder, [&](const FileFacts&) {
        std::expected<FolderNames, int> names = disk_.list(folder);
        return Taken<FolderNames>{std::move(names), disk_.facts(folder)};
    });
}

std::expected<FileContent, int> RecordingDisk::read(const std::string& path, std::uint64_t limit) {
    return takeSteadily<FileContent>(path, [&](const FileFacts& before) {
        std::expected<FileContent, int> content = disk_.readKnown(path, before, limit);
        const FileFacts after = content ? content->facts : disk_.facts(path);
        return Taken<FileContent>{std::move(content), after};
    });
}

// Where somebody acted on earlier facts already, a later look cannot make up for it: what is taken
// is whole, but the compilation as a whole is not.
template <class T>
std::expected<T, int> RecordingDisk::takeSteadily(
    const std::string& path, const std::function<Taken<T>(const FileFacts&)>& take) {
    Known& known = known_[path];
    const bool isFirst = !known.looked;
    FileFacts before = lookedAt(path, known, Interest::kAnybodys).facts;
    for (int tries = 1;; ++tries) {
        Taken<T> taken = take(before);
        const bool isSteady = taken.after == before;
        if (isSteady || tries == kMostTries) {
            if (isFirst) known.looked->facts = before;
            if (!isSteady || !isLasting(taken.result, before)) settled_ = false;
            return std::move(taken.result);
        }
        if (!isFirst) settled_ = false;
        before = look(path, known);
    }
}

bool RecordingDisk::Known::isPlain() const {
    return entry && entry->entry.facts.error == 0 && entry->entry.target.empty();
}

bool RecordingDisk::Known::isOfPluginAlone() const {
    return looked && looked->interest == Interest::kPlugins &&
           (!entry || entry->interest == Interest::kPlugins);
}

// What was looked at as an entry and is no link need not be looked at again.
FileFacts RecordingDisk::lookOnce(const std::string& path, const Known& known,
                                  nanoseconds& before) {
    const bool isKnown = known.isPlain() && !known.looked;
    before = isKnown ? known.entry->before : disk_.now();
    return isKnown ? known.entry->entry.facts : disk_.facts(path);
}

FileFacts RecordingDisk::look(const std::string& path, const Known& known) {
    nanoseconds before{};
    for (FileFacts facts = lookOnce(path, known, before);; facts = disk_.facts(path)) {
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

std::vector<RecordedWitness> RecordingDisk::witnesses() const {
    std::vector<RecordedWitness> witnesses;
    witnesses.reserve(known_.size());
    const auto isLookedAt = [&](const std::string& path) {
        const auto known = known_.find(path);
        return known != known_.end() && known->second.looked;
    };
    for (const auto& [path, known] : known_) {
        if (known.looked) {
            witnesses.push_back({path, WitnessKind::kContent,
                                 fingerprint(known.looked->facts, WitnessKind::kContent),
                                 known.isOfPluginAlone()});
        }
        if (!known.entry) continue;
        // What was looked at for its content is known by its rights, too.
        const bool isLink = !known.entry->entry.target.empty();
        if (!isLink && (known.looked || isLookedAt(path + "/."))) continue;
        const WitnessKind kind = isLink ? WitnessKind::kLink : WitnessKind::kRights;
        witnesses.push_back({path, kind, fingerprint(known.entry->entry.facts, kind)});
    }
    std::ranges::sort(witnesses, {}, &RecordedWitness::path);
    return witnesses;
}

}  // namespace slipway
