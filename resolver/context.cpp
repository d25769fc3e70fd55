// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "resolver/context.h"

#include <cstdint>

#include "resolver/text.h"

namespace slipway {

namespace {

constexpr int kDeepestNesting = 64;

// Reads one JSON text from the left. After the first error every question is answered with "no".
class JsonReader {
  public:
    JsonReader(std::string_view text, Arena& arena) : text_(text), arena_(arena) {}

    std::optional<Context> readObject(std::string_view source) {
        ArenaVector<ContextEntry> entries(arena_);
        if (!expect('{', "a JSON object")) return std::nullopt;
        if (!accept('}')) {
            do {
                readMember(entries, source);
            } while (!failed() && accept(','));
            if (!failed()) expect('}', "',' or '}'");
        }
        skipSpace();
        if (!failed() && at_ != text_.size()) fail("nothing after the object");
        if (failed()) return std::nullopt;
        return Context{entries.span()};
    }

    std::string_view expected() const { return expected_; }
    std::size_t at() const { return at_; }

  private:
    bool failed() const { return !expected_.empty(); }
    void fail(std::string_view expected) {
        if (!failed()) expected_ = expected;
    }

    char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }
    void skipSpace() {
        while (at_ < text_.size() &&
               std::string_view(" \t\r\n").find(text_[at_]) != std::string_view::npos) {
            ++at_;
        }
    }
    bool accept(char c) {
        skipSpace();
        if (at_ == text_.size() || text_[at_] != c) return false;
        ++at_;
        return true;
    }
    bool expect(char c, std::string_view what) {
        if (accept(c)) return true;
        fail(what);
        return false;
    }
    bool acceptWord(std::string_view word) {
        if (text_.substr(at_, word.size()) != word) return false;
        at_ += word.size();
        return true;
    }

    void readMember(ArenaVector<ContextEntry>& entries, std::string_view source) {
        skipSpace();
        if (peek() != '"') return fail("a key in double quotes");
        const std::size_t start = at_;
        const std::string_view key = readString();
        for (const ContextEntry& entry : entries) {
            if (entry.key == key && !failed()) {
                at_ = start;
                return fail("each key once");
            }
        }
        if (failed() || !expect(':', "':'")) return;
        const Value value = readValue(0);
        if (!failed() && value) entries.push({key, *value, source});
    }

    using Value = std::optional<std::string_view>;

    // Nothing for null and for what is no plain value.
    Value readValue(int depth) {
        skipSpace();
        switch (peek()) {
            case '"':
                return readString();
            case '{':
                return skipNested('{', '}', depth);
            case '[':
                return skipNested('[', ']', depth);
            default:
                break;
        }
        if (acceptWord("true")) return "1";
        if (acceptWord("false")) return "0";
        if (acceptWord("null")) return std::nullopt;
        return readNumber();
    }

    Value skipNested(char open, char close, int depth) {
        if (depth == kDeepestNesting) fail("fewer than 64 levels");
        if (failed() || !accept(open) || accept(close)) return std::nullopt;
        do {
            skipSpace();
            if (open == '{') {
                if (peek() != '"') fail("a key in double quotes");
                if (failed()) return std::nullopt;
                readString();
                if (!expect(':', "':'")) return std::nullopt;
            }
            readValue(depth + 1);
        } while (!failed() && accept(','));
        if (!failed()) expect(close, close == '}' ? "',' or '}'" : "',' or ']'");
        return std::nullopt;
    }

    Value readNumber() {
        const std::size_t start = at_;
        if (peek() == '-') ++at_;
        if (peek() == '0') {
            ++at_;
        } else if (!skipDigits()) {
            at_ = start;
            fail("a value");
            return std::nullopt;
        }
        if (peek() == '.') {
            ++at_;
            if (!skipDigits()) fail("a digit");
        }
        if (lower(peek()) == 'e') {
            ++at_;
            if (peek() == '+' || peek() == '-') ++at_;
            if (!skipDigits()) fail("a digit");
        }
        return text_.substr(start, at_ - start);
    }
    bool skipDigits() {
        const std::size_t start = at_;
        while (isDigit(peek())) ++at_;
        return at_ != start;
    }

    // How many bytes stand between here and the closing quote.
    std::size_t quotedSize() const {
        std::size_t end = at_;
        while (end < text_.size() && text_[end] != '"') end += text_[end] == '\\' ? 2 : 1;
        return end - at_;
    }

    // Unescaped into the arena; what comes out is never longer than what stands between the
    // quotes.
    std::string_view readString() {
        ++at_;
        char* const begin = arena_.allocateArray<char>(quotedSize() + 1).data();
        char* out = begin;
        while (!failed()) {
            if (at_ == text_.size()) {
                fail("a closing '\"'");
                break;
            }
            const char c = text_[at_];
            if (static_cast<unsigned char>(c) < 0x20) {
                fail("control characters escaped");
            } else if (c == '\\') {
                ++at_;
                out = readEscape(out);
            } else {
                ++at_;
                if (c == '"') break;
                *out++ = c;
            }
        }
        return {begin, static_cast<std::size_t>(out - begin)};
    }

    char* readEscape(char* out) {
        constexpr std::string_view kEscapes = "\"\\/bfnrt";
        constexpr std::string_view kMeanings = "\"\\/\b\f\n\r\t";
        const char c = peek();
        const std::size_t index = kEscapes.find(c);
        if (c != '\0' && index != std::string_view::npos) {
            ++at_;
            *out = kMeanings[index];
            return out + 1;
        }
        if (c != 'u') {
            fail("a known escape");
            return out;
        }
        std::uint32_t point = readHex();
        if (point >= 0xd800 && point < 0xdc00 && text_.substr(at_, 2) == "\\u") {
            ++at_;
            const std::uint32_t low = readHex();
            point = low >= 0xdc00 && low < 0xe000
                        ? 0x10000 + ((point - 0xd800) << 10) + (low - 0xdc00)
                        : 0xd800;
        }
        if (point >= 0xd800 && point < 0xe000) fail("surrogates in pairs");
        if (point == 0) fail("no NUL");
        return writeUtf8(out, point);
    }

    // Four digits behind the `u` that it stands on.
    std::uint32_t readHex() {
        ++at_;
        std::uint32_t value = 0;
        for (int i = 0; i < 4; ++i, ++at_) {
            const char c = lower(peek());
            if (isDigit(c)) {
                value = value * 16 + static_cast<std::uint32_t>(c - '0');
            } else if (c >= 'a' && c <= 'f') {
                value = value * 16 + static_cast<std::uint32_t>(c - 'a' + 10);
            } else {
                fail("four hexadecimal digits");
                return 1;
            }
        }
        return value;
    }

    static char* writeUtf8(char* out, std::uint32_t point) {
        const auto put = [&](std::uint32_t byte) { *out++ = static_cast<char>(byte); };
        if (point < 0x80) {
            put(point);
        } else if (point < 0x800) {
            put(0xc0 | (point >> 6));
            put(0x80 | (point & 0x3f));
        } else if (point < 0x10000) {
            put(0xe0 | (point >> 12));
            put(0x80 | ((point >> 6) & 0x3f));
            put(0x80 | (point & 0x3f));
        } else {
            put(0xf0 | (point >> 18));
            put(0x80 | ((point >> 12) & 0x3f));
            put(0x80 | ((point >> 6) & 0x3f));
            put(0x80 | (point & 0x3f));
        }
        return out;
    }

    std::string_view text_;
    Arena& arena_;
    std::size_t at_ = 0;
    std::string_view expected_;
};

// The arena has no formatting of its own.
std::string_view decimal(std::size_t number, Arena& arena) {
    char digits[24];
    char* at = digits + sizeof digits;
    do {
        *--at = static_cast<char>('0' + number % 10);
        number /= 10;
    } while (number != 0);
    return arena.copy({at, static_cast<std::size_t>(digits + sizeof digits - at)});
}

}  // namespace

std::optional<Context> readContext(std::string_view json, std::string_view source, Arena& arena,
                                   std::string_view& error) {
    JsonReader reader(json, arena);
    std::optional<Context> context = reader.readObject(source);
    if (!context) {
        error = arena.join(
            {"expected ", reader.expected(), " at byte ", decimal(reader.at() + 1, arena)});
    }
    return context;
}

}  // namespace slipway
