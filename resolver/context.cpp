// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "resolver/context.h"

#include <cstdint>

#include "resolver/text.h"

namespace slipway {

namespace {

constexpr int kDeepestNesting = 64;

bool isSpace(char c) {
    return std::string_view(" \t\r\n").find(c) != std::string_view::npos;
}

// Reads one JSON text from the left. After the first error every question is answered with "no".
class JsonReader {
  public:
    JsonReader(std::string_view text, std::string_view source, Arena& arena)
        : text_(text), source_(source), arena_(arena), entries_(arena) {}

    // The object's plain values. With `selectsEntity`, those of the first entity of `selection`
    // stand for `id` and `type`.
    std::optional<Context> readText(bool selectsEntity) {
        selectsEntity_ = selectsEntity;
        readObject([this] { readMember(); });
        skipSpace();
        if (!failed() && at_ != text_.size()) fail("nothing after the object");
        if (failed()) return std::nullopt;
        return Context{entries_.span()};
    }

    std::string_view expected() const { return expected_; }
    std::size_t at() const { return at_; }
    std::string_view passedOver() const { return passedOver_; }

  private:
    template <class ReadMember>
    void readObject(ReadMember&& readMember) {
        if (!expect('{', "a JSON object") || accept('}')) return;
        do {
            readMember();
        } while (!failed() && accept(','));
        if (!failed()) expect('}', "',' or '}'");
    }

    bool failed() const { return !expected_.empty(); }
    void fail(std::string_view expected) {
        if (!failed()) expected_ = expected;
    }

    char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }
    void skipSpace() {
        while (at_ < text_.size() && isSpace(text_[at_])) ++at_;
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

    // A key and the colon behind it; empty after an error.
    std::string_view readKey() {
        skipSpace();
        if (peek() != '"') {
            fail("a key in double quotes");
            return {};
        }
        const std::string_view key = readString();
        expect(':', "':'");
        return key;
    }

    void readMember() {
        skipSpace();
        const std::size_t start = at_;
        const std::string_view key = readKey();
        if (failed()) return;
        if (Context{keys_.span()}.get(key)) {
            at_ = start;
            return fail("each key once");
        }
        keys_.push({key, {}, {}});
        if (selectsEntity_ && key == "selection") return readSelection();
        skipSpace();
        const bool isNested = peek() == '{' || peek() == '[';
        const Value value = readValue(0);
        if (isNested && passedOver_.empty()) passedOver_ = key;
        if (!failed() && value && !Context{entries_.span()}.get(key)) {
            entries_.push({key, *value, source_});
        }
    }

    using Value = std::optional<std::string_view>;

    // The selected entity's counts more than a value that happens to be called so.
    void set(std::string_view key, const Value& value) {
        if (failed() || !value) return;
        for (ContextEntry& entry : entries_) {
            if (entry.key == key) {
                entry.value = *value;
                return;
            }
        }
        entries_.push({key, *value, source_});
    }

    // The first entity of a list; the others are only checked.
    void readSelection() {
        skipSpace();
        if (peek() != '[') {
            readValue(0);
            return;
        }
        accept('[');
        if (accept(']')) return;
        skipSpace();
        if (peek() == '{') {
            readObject([this] { readEntityMember(); });
        } else {
            readValue(1);
        }
        while (!failed() && accept(',')) readValue(1);
        if (!failed()) expect(']', "',' or ']'");
    }

    void readEntityMember() {
        const std::string_view key = readKey();
        if (failed()) return;
        const Value value = readValue(1);
        if (key == "entityId") set("id", value);
        if (key == "entityType") set("type", value);
    }

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
    std::string_view source_;
    Arena& arena_;
    ArenaVector<ContextEntry> entries_;
    ArenaVector<ContextEntry> keys_{arena_};  // all that were there, whatever their values
    std::size_t at_ = 0;
    std::string_view expected_;
    std::string_view passedOver_;
    bool selectsEntity_ = false;
};

// Nothing where the text is not base64. Padding may be left out, and lines may be broken, as
// base64(1) does.
std::optional<std::string_view> decodeBase64(std::string_view text, Arena& arena) {
    constexpr std::string_view kDigits =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    while (!text.empty() && (text.back() == '=' || isSpace(text.back()))) text.remove_suffix(1);
    char* const begin = arena.allocateArray<char>(text.size() + 1).data();
    char* out = begin;
    std::uint32_t bits = 0;
    int count = 0;
    for (const char c : text) {
        if (isSpace(c)) continue;
        const std::size_t digit = kDigits.find(c == '-' ? '+' : c == '_' ? '/' : c);
        if (digit == std::string_view::npos) return std::nullopt;
        bits = bits << 6 | static_cast<std::uint32_t>(digit);
        count += 6;
        if (count < 8) continue;
        count -= 8;
        *out++ = static_cast<char>(bits >> count & 0xff);
    }
    if (count == 6) return std::nullopt;  // a digit that is no byte
    return std::string_view{begin, static_cast<std::size_t>(out - begin)};
}

std::string_view whatIsWrong(const JsonReader& reader, Arena& arena) {
    return arena.join(
        {"expected ", reader.expected(), " at byte ", arena.decimal(reader.at() + 1)});
}

}  // namespace

std::optional<Context> readContext(std::string_view json, std::string_view source, Arena& arena,
                                   std::string_view& error, std::string_view* passedOver) {
    JsonReader reader(json, source, arena);
    std::optional<Context> context = reader.readText(false);
    if (!context) error = whatIsWrong(reader, arena);
    if (passedOver != nullptr) *passedOver = reader.passedOver();
    return context;
}

std::optional<Context> readConnectEvent(std::string_view base64, std::string_view source,
                                        Arena& arena, std::string_view& error) {
    const auto json = decodeBase64(base64, arena);
    if (!json) {
        error = "it is not base64";
        return std::nullopt;
    }
    JsonReader reader(*json, source, arena);
    std::optional<Context> context = reader.readText(true);
    if (!context) error = whatIsWrong(reader, arena);
    return context;
}

}  // namespace slipway
