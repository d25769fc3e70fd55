// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <algorithm>

#include "resolver/session.h"
#include "resolver/session_format.h"
#include "resolver/text.h"

namespace slipway {

namespace {

using session::Field;

// What is told besides the way back must leave room for the way back.
constexpr std::size_t kLargestTelling = 3072;
// Shorter ones stand in other values by chance.
constexpr std::size_t kShortestSecret = 6;

constexpr bool isPlain(char c) {
    return c > ' ' && c <= '~' && c != session::kEscape && c != session::kBetweenParts;
}

// Text in a buffer of fixed size. What is written past its end is lost, and known to be.
class Buffer {
  public:
    explicit Buffer(std::span<char> bytes) : bytes_(bytes), limit_(bytes.size()) {}

    void limitTo(std::size_t limit) { limit_ = limit; }
    bool overflowed() const { return overflowed_; }
    std::size_t size() const { return size_; }
    void backTo(std::size_t size) {
        size_ = size;
        overflowed_ = false;
    }
    std::string_view text() const { return {bytes_.data(), size_}; }

    void put(char c) {
        if (size_ < limit_) {
            bytes_[size_++] = c;
        } else {
            overflowed_ = true;
        }
    }
    void put(std::string_view text) {
        if (text.size() > limit_ - std::min(size_, limit_)) {
            overflowed_ = true;
            return;
        }
        std::ranges::copy(text, bytes_.begin() + static_cast<std::ptrdiff_t>(size_));
        size_ += text.size();
    }

    void putEscaped(std::string_view text) {
        while (!text.empty()) {
            const auto odd = std::ranges::find_if_not(text, isPlain);
            const std::string_view plain(text.begin(), odd);
            put(plain);
            text.remove_prefix(plain.size());
            if (text.empty()) return;
            const auto byte = static_cast<unsigned char>(text.front());
            text.remove_prefix(1);
            put(session::kEscape);
            put("0123456789abcdef"[byte >> 4]);
            put("0123456789abcdef"[byte & 15]);
        }
    }

    void putNumber(std::size_t number) {
        if (number >= 10) putNumber(number / 10);
        put(static_cast<char>('0' + number % 10));
    }

    void putDigest(std::uint64_t digest) {
        char digits[session::kDigestSize];
        writeDigest(digest, digits);
        put({digits, sizeof digits});
    }
    // Over what stands at `at`.
    void putDigestAt(std::size_t at, std::uint64_t digest) {
        writeDigest(digest, bytes_.data() + at);
    }

  private:
    static void writeDigest(std::uint64_t digest, char* digits) {
        for (std::size_t i = 0; i < session::kDigestSize; ++i, digest >>= session::kDigitBits) {
            digits[i] = session::kDigits[digest & (session::kDigits.size() - 1)];
        }
    }

    std::span<char> bytes_;
    std::size_t limit_;
    std::size_t size_ = 0;
    bool overflowed_ = false;
};

class Writer {
  public:
    Writer(const SessionContent& content, Arena& arena)
        : content_(content),
          buffer_(arena.allocateArray<char>(kLargestSession)),
          secrets_(arena),
          left_(arena) {}

    PrintedSession write() {
        buffer_.put(session::kVersion);
        buffer_.putDigest(0);
        buffer_.limitTo(kLargestTelling);
        tell();
        buffer_.limitTo(kLargestSession);
        content_.environment.forEachEdit([&](const VariableEdit& edit) { describe(edit); });
        if (!content_.inherited.empty()) {
            field(session::kInherited, [&] { buffer_.put(content_.inherited); });
        }
        const std::string_view text = buffer_.text();
        buffer_.putDigestAt(1, session::digest(text.substr(1 + session::kDigestSize)));
        return {text, left_.span()};
    }

  private:
    // All of a field or nothing of it.
    template <class Write>
    bool field(Field letter, Write&& write) {
        const std::size_t before = buffer_.size();
        holdsSecret_ = false;
        buffer_.put(session::kBetweenFields);
        buffer_.put(letter);
        write();
        if (!buffer_.overflowed() && !holdsSecret_) return true;
        buffer_.backTo(before);
        return false;
    }

    void next() { buffer_.put(session::kBetweenParts); }

    void tell() {
        tellOf(content_.chain);
        for (const VersionInUse& version : content_.versions) {
            field(session::kApplication, [&] {
                buffer_.putEscaped(version.application);
                next();
                buffer_.putEscaped(version.version);
            });
        }
        for (const ContextEntry& entry : content_.context) {
            field(session::kContext, [&] {
                buffer_.putEscaped(entry.key);
                next();
                putValue(entry.key, entry.value);
            });
        }
    }

    void tellOf(const LaunchChain& chain) {
        field(session::kNested, [&] { buffer_.putNumber(chain.nested); });
        field(session::kProcess, [&] {
            buffer_.putEscaped(chain.process);
            next();
            buffer_.putNumber(chain.execs);
        });
        for (std::size_t i = 0; i < chain.steps.size(); ++i) tellOf(chain.steps, i);
    }

    // A loop goes through the same few again and again.
    void tellOf(std::span<const ChainStep> steps, std::size_t index) {
        const ChainStep& step = steps[index];
        for (std::size_t back = 1; back <= index; ++back) {
            if (steps[index - back] != step) continue;
            field(session::kSameStep, [&] { buffer_.putNumber(back); });
            return;
        }
        field(session::kStep, [&] {
            buffer_.putEscaped(step.command);
            next();
            buffer_.putEscaped(step.executable);
        });
    }

    void describe(const VariableEdit& edit) {
        const std::string_view name = edit.change.name;
        if (name == kSessionVariable || name == kLaunchIdVariable || name == kApplicationVariable) {
            return;  // these go in any case
        }
        if (!fieldOf(edit)) left_.push(name);
    }

    bool fieldOf(const VariableEdit& edit) {
        const VariableChange& change = edit.change;
        if (!change.after) {
            return field(session::kUnset, [&] {
                putName(change.name);
                putValue(change.name, *change.before);
            });
        }
        const bool isList = !edit.separator.empty() && !edit.isMixed && !change.after->empty();
        if (isList && isSubsequence(edit)) {
            return field(session::kList, [&] { putList(edit); });
        }
        if (!change.before) {
            return field(session::kSet, [&] {
                putName(change.name);
                buffer_.putDigest(session::digest(*change.after));
            });
        }
        return field(session::kReplaced, [&] {
            putName(change.name);
            buffer_.putDigest(session::digest(*change.after));
            next();
            putValue(change.name, *change.before);
        });
    }

    void putName(std::string_view name) {
        buffer_.putEscaped(name);
        next();
    }

    // A value that a person or an earlier launch gave.
    void putValue(std::string_view name, std::string_view value) {
        holdsSecret_ = holdsSecret_ || content_.secrets.contains(name) || holdsSecretValue(value);
        if (!holdsSecret_) buffer_.putEscaped(value);
    }

    bool holdsSecretValue(std::string_view text) {
        if (!knowsSecrets_) learnSecrets();
        return std::ranges::any_of(secrets_.span(), [text](std::string_view secret) {
            return text.find(secret) != std::string_view::npos;
        });
    }

    void learnSecrets() {
        knowsSecrets_ = true;
        const auto learn = [&](const Value& value) {
            if (value && value->size() >= kShortestSecret) secrets_.push(*value);
        };
        content_.environment.forEachVariable([&](const VariableChange& variable) {
            if (!content_.secrets.contains(variable.name)) return;
            learn(variable.before);
            if (variable.after != variable.before) learn(variable.after);
        });
    }

    static std::string_view coreOf(const VariableEdit& edit) {
        return edit.change.after->substr(edit.coreBegin, edit.coreEnd - edit.coreBegin);
    }

    // Whether the core is what it was but for entries that are gone (so one that is as long as it
    // was is the same).
    static bool isSubsequence(const VariableEdit& edit) {
        const std::string_view before = edit.change.before.value_or(std::string_view{});
        const std::string_view core = coreOf(edit);
        if (core.empty() || core.size() == before.size()) return true;
        std::string_view rest = core;
        bool isOver = false;
        forEachEntry(before, edit.separator, [&](std::string_view entry) {
            if (!isOver && entry == firstEntry(rest, edit.separator)) {
                isOver = !dropFirstEntry(rest, edit.separator);
            }
        });
        return isOver;
    }

    static std::string_view firstEntry(std::string_view list, std::string_view separator) {
        return list.substr(0, list.find(separator));
    }
    // False where it was the last.
    static bool dropFirstEntry(std::string_view& list, std::string_view separator) {
        const std::size_t end = list.find(separator);
        if (end == std::string_view::npos) return false;
        list.remove_prefix(end + separator.size());
        return true;
    }

    void putList(const VariableEdit& edit) {
        const std::string_view after = *edit.change.after;
        const std::string_view before = edit.change.before.value_or(std::string_view{});
        putName(edit.change.name);
        buffer_.putEscaped(edit.separator);
        next();
        if (edit.change.before && before.empty()) buffer_.put(session::kWasEmpty);
        next();
        const std::string_view core = coreOf(edit);
        std::string_view front = after.substr(0, edit.coreBegin);
        std::string_view back = after.substr(edit.coreEnd);
        dropSeparators(front, back, core.empty(), edit.separator);
        putDigests(front, edit.separator);
        next();
        putDigests(back, edit.separator);
        if (core.size() == before.size()) return;
        next();
        buffer_.putDigest(session::digest(core));
        putPopped(edit.change.name, before, core, edit.separator);
    }

    // Those that part both from the core. Without one there is a single separator between them: the
    // front's, since only `set` makes empty entries, and what it makes stands behind.
    static void dropSeparators(std::string_view& front, std::string_view& back, bool isCoreEmpty,
                               std::string_view separator) {
        if (isCoreEmpty && (front.empty() || back.empty())) return;
        const bool dropped = front.ends_with(separator);
        if (dropped) front.remove_suffix(separator.size());
        const bool another = !isCoreEmpty || !dropped;
        if (another && back.starts_with(separator)) back.remove_prefix(separator.size());
    }

    void putDigests(std::string_view entries, std::string_view separator) {
        if (entries.empty()) return;
        forEachEntry(entries, separator,
                     [&](std::string_view entry) { buffer_.putDigest(session::digest(entry)); });
    }

    void putPopped(std::string_view name, std::string_view before, std::string_view core,
                   std::string_view separator) {
        if (core.empty()) return putRun(name, 0, session::kNoAnchor, {}, before);
        const char* run = nullptr;  // where the run of popped entries begins
        std::string_view previous;  // the core's last entry ahead of the run
        std::size_t ahead = 0;
        bool coreIsOver = false;
        forEachEntry(before, separator, [&](std::string_view entry) {
            if (coreIsOver || entry != firstEntry(core, separator)) {
                if (run == nullptr) run = entry.data();
                return;
            }
            if (run != nullptr) {
                const char anchor = ahead == 0 ? session::kAhead : session::kBehind;
                const char* end = entry.data() - separator.size();
                putRun(name, ahead, anchor, ahead == 0 ? entry : previous, {run, end});
            }
            run = nullptr;
            previous = entry;
            ++ahead;
            coreIsOver = !dropFirstEntry(core, separator);
        });
        if (run != nullptr) {
            putRun(name, ahead, session::kBehind, previous, {run, before.data() + before.size()});
        }
    }

    void putRun(std::string_view name, std::size_t ahead, char anchor, std::string_view neighbour,
                std::string_view run) {
        next();
        buffer_.putNumber(ahead);
        next();
        buffer_.put(anchor);
        if (anchor != session::kNoAnchor) buffer_.putDigest(session::digest(neighbour));
        next();
        putValue(name, run);
    }

    const SessionContent& content_;
    Buffer buffer_;
    ArenaVector<std::string_view> secrets_;
    ArenaVector<std::string_view> left_;
    bool knowsSecrets_ = false;
    bool holdsSecret_ = false;
};

}  // namespace

PrintedSession printSession(const SessionContent& content, Arena& arena) {
    return Writer(content, arena).write();
}

}  // namespace slipway
