// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <cstring>
#include <optional>

#include "resolver/session.h"
#include "resolver/session_format.h"
#include "resolver/text.h"

namespace slipway {

namespace {

using session::Field;

constexpr std::size_t kLargestNumber = 1'000'000;

// Popped entries that stood one behind the other.
struct Run {
    std::size_t ahead;  // entries of the core
    char anchor;
    std::uint64_t neighbour;
    std::string_view text;
};

// How one variable is taken back.
struct Reversal {
    Field field;
    std::string_view name;
    std::uint64_t given;  // digest of the value, kSet and kReplaced
    std::string_view before;
    std::string_view separator;
    bool wasEmpty;
    std::span<const std::uint64_t> front;
    std::span<const std::uint64_t> back;
    std::uint64_t core;
    std::span<const Run> runs;
};

struct SessionText {
    EnclosingLaunch enclosing;
    std::span<const Reversal> reversals;
    std::string_view inherited;
};

// Reads the parts of one field from the left. After the first that is not as expected every answer
// is empty and `failed` holds.
class Parts {
  public:
    Parts(std::string_view field, Arena& arena) : rest_(field), arena_(arena) {}

    bool failed() const { return failed_; }
    bool atEnd() const { return atEnd_; }

    std::string_view raw() {
        if (atEnd_) failed_ = true;
        const std::size_t end = rest_.find(session::kBetweenParts);
        const std::string_view part = rest_.substr(0, end);
        atEnd_ = end == std::string_view::npos;
        rest_.remove_prefix(atEnd_ ? rest_.size() : end + 1);
        return part;
    }

    std::string_view text() {
        const std::string_view part = raw();
        if (part.find(session::kEscape) == std::string_view::npos) return part;
        char* const begin = arena_.allocateArray<char>(part.size()).data();
        char* out = begin;
        for (std::size_t i = 0; i < part.size(); ++i) {
            *out++ = part[i] == session::kEscape ? escaped(part.substr(i + 1, 2)) : part[i];
            if (part[i] == session::kEscape) i += 2;
        }
        return {begin, static_cast<std::size_t>(out - begin)};
    }

    // Of a variable: what no environment can hold is no name.
    std::string_view name() {
        const std::string_view name = text();
        require(!name.empty() && name.find('=', 1) == std::string_view::npos);
        return name;
    }

    std::size_t number() {
        const std::string_view part = raw();
        std::size_t number = 0;
        for (char c : part) {
            require(isDigit(c) && number < kLargestNumber);
            if (failed_) return 0;
            number = number * 10 + static_cast<std::size_t>(c - '0');
        }
        require(!part.empty());
        return number;
    }

    std::uint64_t digest() { return digestOf(raw()); }

    std::span<const std::uint64_t> digests() {
        std::string_view part = raw();
        require(part.size() % session::kDigestSize == 0);
        ArenaVector<std::uint64_t> digests(arena_);
        for (; !failed_ && !part.empty(); part.remove_prefix(session::kDigestSize)) {
            digests.push(digestOf(part.substr(0, session::kDigestSize)));
        }
        return digests.span();
    }

    Run run() {
        Run run{};
        run.ahead = number();
        const std::string_view anchor = raw();
        run.anchor = anchor.empty() ? '\0' : anchor.front();
        if (anchor.size() > 1) run.neighbour = digestOf(anchor.substr(1));
        run.text = text();
        return run;
    }

    void require(bool holds) { failed_ = failed_ || !holds; }

  private:
    char escaped(std::string_view digits) {
        const unsigned byte = digits.size() == 2 ? hex(digits[0]) * 16 + hex(digits[1]) : 0;
        require(byte != 0);
        return static_cast<char>(byte);
    }
    unsigned hex(char c) {
        constexpr std::string_view kHex = "0123456789abcdef";
        const std::size_t value = kHex.find(c);
        require(value != std::string_view::npos);
        return static_cast<unsigned>(value & 15);
    }

    std::uint64_t digestOf(std::string_view part) {
        require(part.size() == session::kDigestSize);
        std::uint64_t digest = 0;
        for (std::size_t i = part.size(); i > 0 && !failed_; --i) {
            const std::size_t digit = session::kDigits.find(part[i - 1]);
            require(digit != std::string_view::npos);
            digest = (digest << session::kDigitBits) | digit;
        }
        return digest;
    }

    std::string_view rest_;
    Arena& arena_;
    bool failed_ = false;
    bool atEnd_ = false;
};

class Reader {
  public:
    explicit Reader(Arena& arena)
        : arena_(arena), context_(arena), versions_(arena), steps_(arena), reversals_(arena) {}

    // Nothing where the text is not a session's, whole and unharmed.
    std::optional<SessionText> read(std::string_view text) {
        if (text.size() > kLargestSession || !text.starts_with(session::kVersion)) return {};
        Parts checksum(text.substr(1, session::kDigestSize), arena_);
        std::string_view rest = text.substr(std::min(text.size(), 1 + session::kDigestSize));
        if (checksum.digest() != session::digest(rest) || checksum.failed()) return {};
        while (!rest.empty()) {
            if (!readField(rest)) return {};
        }
        chain_.steps = steps_.span();
        return SessionText{
            {context_.span(), versions_.span(), chain_, text}, reversals_.span(), inherited_};
    }

  private:
    bool readField(std::string_view& rest) {
        if (rest.size() < 2 || rest.front() != session::kBetweenFields) return false;
        const auto letter = static_cast<Field>(rest[1]);
        rest.remove_prefix(2);
        if (letter == session::kInherited) {
            inherited_ = rest;
            rest = {};
            return true;
        }
        const std::string_view field = rest.substr(0, rest.find(session::kBetweenFields));
        rest.remove_prefix(field.size());
        Parts parts(field, arena_);
        return readParts(letter, parts) && !parts.failed() && parts.atEnd();
    }

    // Parts are read in the order in which they stand: the initialisers in braces are evaluated so.
    bool readParts(Field letter, Parts& parts) {
        switch (letter) {
            case session::kNested:
                chain_.nested = static_cast<unsigned>(parts.number());
                return true;
            case session::kProcess:
                chain_.process = parts.text();
                chain_.execs = static_cast<unsigned>(parts.number());
                return true;
            case session::kStep:
                steps_.push(ChainStep{parts.text(), parts.text()});
                return true;
            case session::kSameStep:
                return repeatStep(parts.number());
            case session::kApplication:
                versions_.push(VersionInUse{parts.text(), parts.text()});
                return true;
            case session::kContext:
                context_.push(ContextEntry{parts.text(), parts.text(), "the enclosing launch"});
                return true;
            default:
                return readReversal(letter, parts);
        }
    }

    bool repeatStep(std::size_t back) {
        if (back == 0 || back > steps_.size()) return false;
        const ChainStep step = steps_[steps_.size() - back];
        steps_.push(step);
        return true;
    }

    bool readReversal(Field letter, Parts& parts) {
        Reversal reversal{};
        reversal.field = letter;
        reversal.name = parts.name();
        switch (letter) {
            case session::kSet:
                reversal.given = parts.digest();
                break;
            case session::kReplaced:
                reversal.given = parts.digest();
                reversal.before = parts.text();
                break;
            case session::kUnset:
                reversal.before = parts.text();
                break;
            case session::kList:
                readList(reversal, parts);
                break;
            default:
                return false;
        }
        reversals_.push(reversal);
        return true;
    }

    void readList(Reversal& list, Parts& parts) {
        list.separator = parts.text();
        parts.require(!list.separator.empty());
        list.wasEmpty = parts.raw() == std::string_view{&session::kWasEmpty, 1};
        list.front = parts.digests();
        list.back = parts.digests();
        if (parts.atEnd()) return;
        list.core = parts.digest();
        ArenaVector<Run> runs(arena_);
        while (!parts.atEnd() && !parts.failed()) runs.push(parts.run());
        list.runs = runs.span();
    }

    Arena& arena_;
    ArenaVector<ContextEntry> context_;
    ArenaVector<VersionInUse> versions_;
    ArenaVector<ChainStep> steps_;
    ArenaVector<Reversal> reversals_;
    LaunchChain chain_;
    std::string_view inherited_;
};

// A list as somebody may have changed it since.
class ListRestoration {
  public:
    ListRestoration(std::string_view current, const Reversal& list, Arena& arena)
        : list_(list), arena_(arena), entries_(arena) {
        forEachEntry(current, list.separator, [&](std::string_view entry) {
            entries_.push({entry, session::digest(entry), false});
        });
    }

    Value restored() {
        takeOutAdded();
        dropTakenOut();
        return joinedWithRuns();
    }

  private:
    struct Entry {
        std::string_view text;
        std::uint64_t digest;
        bool takenOut;
    };

    static auto matching(std::uint64_t digest) {
        return [digest](const Entry& entry) { return !entry.takenOut && entry.digest == digest; };
    }

    // One entry for each that was added, so that of entries that stand twice the user's own stays:
    // from the end that it was added at.
    void takeOutAdded() {
        for (std::uint64_t added : list_.front) {
            takeOut(std::ranges::find_if(entries_, matching(added)), entries_.end());
        }
        for (std::size_t i = list_.back.size(); i > 0; --i) {
            const auto matches = matching(list_.back[i - 1]);
            Entry* at = entries_.end();
            while (at != entries_.begin() && !matches(*(at - 1))) --at;
            if (at != entries_.begin()) takeOut(at - 1, entries_.end());
        }
    }

    static void takeOut(Entry* entry, const Entry* end) {
        if (entry != end) entry->takenOut = true;
    }

    void dropTakenOut() {
        Entry* out = entries_.begin();
        gap_ = entries_.size();
        for (const Entry& entry : entries_.span()) {
            if (!entry.takenOut) {
                *out++ = entry;
            } else if (gap_ == entries_.size()) {
                gap_ = static_cast<std::size_t>(out - entries_.begin());
            }
        }
        entries_.truncate(static_cast<std::size_t>(out - entries_.begin()));
        gap_ = std::min(gap_, entries_.size());
    }

    Value joinedWithRuns() {
        const bool isAsLeft = !list_.runs.empty() && session::digest(joined({})) == list_.core;
        ArenaVector<std::size_t> places(arena_);
        for (const Run& run : list_.runs) {
            places.push(isAsLeft ? std::min(run.ahead, entries_.size()) : placeOf(run));
        }
        if (entries_.empty() && list_.runs.empty()) {
            return list_.wasEmpty ? Value{""} : std::nullopt;
        }
        return joined(places.span());
    }

    // Beside the neighbour that it had, else where the added entries stood.
    std::size_t placeOf(const Run& run) const {
        const auto neighbour = std::ranges::find_if(
            entries_, [&](const Entry& entry) { return entry.digest == run.neighbour; });
        if (run.anchor == session::kNoAnchor || neighbour == entries_.end()) return gap_;
        const auto place = static_cast<std::size_t>(neighbour - entries_.begin());
        return run.anchor == session::kBehind ? place + 1 : place;
    }

    // With each run ahead of the entry at its place.
    std::string_view joined(std::span<const std::size_t> places) {
        std::size_t size = 0;
        for (const Entry& entry : entries_) size += entry.text.size() + list_.separator.size();
        for (const Run& run : list_.runs) size += run.text.size() + list_.separator.size();
        ArenaVector<char> text(arena_);
        text.reserve(size + 1);
        bool any = false;
        const auto write = [&](std::string_view entry) {
            if (any) text.append({list_.separator.data(), list_.separator.size()});
            text.append({entry.data(), entry.size()});
            any = true;
        };
        for (std::size_t i = 0; i <= entries_.size(); ++i) {
            for (std::size_t run = 0; run < places.size(); ++run) {
                if (places[run] == i) write(list_.runs[run].text);
            }
            if (i < entries_.size()) write(entries_[i].text);
        }
        return {text.begin(), text.size()};
    }

    const Reversal& list_;
    Arena& arena_;
    ArenaVector<Entry> entries_;
    std::size_t gap_ = 0;  // how many entries stand ahead of the first that was taken out
};

void takeBackOne(Environment& environment, const Reversal& reversal, Arena& arena) {
    const Value current = environment.get(reversal.name);
    const bool holdsGiven = current && session::digest(*current) == reversal.given;
    switch (reversal.field) {
        case session::kSet:
            if (holdsGiven) environment.set(reversal.name, std::nullopt);
            break;
        case session::kReplaced:
            if (holdsGiven) environment.set(reversal.name, reversal.before);
            break;
        case session::kUnset:
            if (!current) environment.set(reversal.name, reversal.before);
            break;
        default:
            // Who cleared it since would have cleared what it was.
            if (!current || current->empty()) break;
            environment.set(reversal.name, ListRestoration(*current, reversal, arena).restored());
    }
}

constexpr std::string_view kLeftByLaunch[] = {kSessionVariable, kLaunchIdVariable,
                                              kApplicationVariable};

// Of most entries it looks at one byte: every launch asks this of every entry.
bool isLeftByLaunch(const char* entry) {
    if (*entry != 'S') return false;
    return std::ranges::any_of(kLeftByLaunch, [entry](std::string_view name) {
        return std::strncmp(entry, name.data(), name.size()) == 0 && entry[name.size()] == '=';
    });
}

}  // namespace

StartingPoint takeBack(std::span<const char* const> environment, const PlatformRules& rules,
                       Arena& arena) {
    StartingPoint point{environment, environment, {}};
    if (std::ranges::none_of(environment, isLeftByLaunch)) return point;
    Environment start(arena, rules, environment);
    std::string_view text = start.get(kSessionVariable).value_or(std::string_view{});
    while (const auto session = Reader(arena).read(text)) {
        if (point.enclosing.session.empty()) point.enclosing = session->enclosing;
        for (const Reversal& reversal : session->reversals) takeBackOne(start, reversal, arena);
        text = session->inherited;
    }
    for (std::string_view name : kLeftByLaunch) {
        start.set(name, std::nullopt);
    }
    point.environment = start.block();
    return point;
}

}  // namespace slipway
