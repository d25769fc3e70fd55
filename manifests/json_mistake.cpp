// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "manifests/json_mistake.h"

#include <string>
#include <utility>
#include <vector>

#include "manifests/document.h"
#include "manifests/wording.h"
#include "resolver/text.h"

namespace slipway {
namespace {

constexpr bool isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

constexpr bool endsWord(char c) {
    return isBlank(c) || std::string_view(",:[]{}\"'#").contains(c);
}

bool isHexadecimal(char c) {
    return isDigit(c) || (lower(c) >= 'a' && lower(c) <= 'f');
}

bool isOneOf(std::string_view word, std::initializer_list<std::string_view> words) {
    for (const std::string_view other : words) {
        if (equals(word, other, Case::kIgnored)) return true;
    }
    return false;
}

// What a word that is no value was probably meant to be.
std::string hintForWord(std::string_view word) {
    if (word.starts_with('\'')) return "strings stand in double quotes";
    if (word.starts_with('#') || word.starts_with('/')) return "JSON has no comments";
    if (isOneOf(word, {"true", "yes", "on"})) return "write true";
    if (isOneOf(word, {"false", "no", "off"})) return "write false";
    if (isOneOf(word, {"none", "nil", "null", "undefined"})) return "write null, or leave it out";
    const char first = word.front();
    if (isDigit(first) || first == '-' || first == '+' || first == '.') {
        return "numbers look like 12, -3 or 0.5; anything else stands in double quotes";
    }
    return "a string stands in double quotes: \"" + std::string(word.substr(0, 40)) + "\"";
}

// Goes through the text token by token, by a stack of its own instead of the machine's: the text
// may be 200,000 brackets.
class MistakeFinder {
  public:
    explicit MistakeFinder(std::string_view text) : text_(text) {}
    std::optional<Mistake> find();

  private:
    enum class Expected { kValue, kFirstElement, kElement, kFirstKey, kKey, kColon, kNext };
    struct Container {
        char closing;
        std::size_t offset;
    };
    using Outcome = std::optional<Mistake>;

    bool atEnd() const { return at_ == text_.size(); }
    std::string_view rest() const { return text_.substr(at_); }
    std::string_view token() const;
    void skipBlanks();

    Outcome step();
    Outcome unfinished() const;
    Outcome value();
    Outcome key();
    Outcome colon();
    Outcome next();
    Outcome trailingComma() const;
    Outcome open(char closing);
    Outcome close();
    Outcome string();
    Outcome escape();
    Outcome unicodeEscape();
    Outcome unpaired(std::size_t offset) const;
    std::optional<unsigned> fourDigits() const;

    Outcome mistake(std::string message, std::string hint = {}) const {
        return Mistake{at_, std::move(message), std::move(hint)};
    }

    std::string_view text_;
    std::size_t at_ = 0;
    Expected expected_ = Expected::kValue;
    std::vector<Container> open_;
    std::size_t stringBegin_ = 0;
    std::size_t comma_ = 0;
};

std::optional<Mistake> MistakeFinder::find() {
    if (text_.starts_with(kByteOrderMark)) {
        return mistake("the text begins with a byte order mark",
                       "save the file as UTF-8 without BOM");
    }
    for (skipBlanks(); !atEnd(); skipBlanks()) {
        if (Outcome outcome = step()) return outcome;
    }
    return unfinished();
}

void MistakeFinder::skipBlanks() {
    while (!atEnd() && isBlank(text_[at_])) ++at_;
}

// A bracket, a string as far as its line goes, or a word.
std::string_view MistakeFinder::token() const {
    const char first = rest().front();
    if (first == '"') {
        const std::string_view line = rest().substr(0, rest().find('\n'));
        const std::size_t quote = line.find('"', 1);
        return quote == std::string_view::npos ? line : line.substr(0, quote + 1);
    }
    std::size_t size = codePointAt(text_, at_).length;
    if (std::string_view(",:[]{}").contains(first)) return rest().substr(0, size);
    while (size < rest().size() && !endsWord(rest()[size])) ++size;
    if (first == '\'' && size < rest().size() && rest()[size] == '\'') ++size;
    return rest().substr(0, size);
}

MistakeFinder::Outcome MistakeFinder::unfinished() const {
    if (!open_.empty()) {
        const std::string bracket(1, text_[open_.back().offset]);
        return Mistake{open_.back().offset, "'" + bracket + "' is never closed",
                       "'" + std::string(1, open_.back().closing) + "' is missing"};
    }
    if (expected_ != Expected::kValue) return {};
    return Mistake{0, "the file is empty", "write a table: {}"};
}

MistakeFinder::Outcome MistakeFinder::step() {
    switch (expected_) {
        case Expected::kFirstElement:
            return text_[at_] == ']' ? close() : value();
        case Expected::kElement:
            return text_[at_] == ']' ? trailingComma() : value();
        case Expected::kValue:
            return value();
        case Expected::kFirstKey:
            return text_[at_] == '}' ? close() : key();
        case Expected::kKey:
            return text_[at_] == '}' ? trailingComma() : key();
        case Expected::kColon:
            return colon();
        case Expected::kNext:
            break;
    }
    return next();
}

MistakeFinder::Outcome MistakeFinder::value() {
    const char first = text_[at_];
    if (first == '{') return open('}');
    if (first == '[') return open(']');
    const std::string_view word = token();
    if (first != '"') {
        if (std::string_view(",:]}").contains(first)) {
            return mistake("a value is missing before " + quoted(word));
        }
        const bool known = word == "true" || word == "false" || word == "null";
        if (!known && jsonNumberLength(word) != word.size()) {
            return mistake(quoted(word) + " is not a value",
                           open_.empty()
                               ? "JSON begins with '{'; TOML belongs in a file whose name "
                                 "ends with .toml"
                               : hintForWord(word));
        }
        at_ += word.size();
    } else if (Outcome outcome = string()) {
        return outcome;
    }
    expected_ = Expected::kNext;
    return {};
}

MistakeFinder::Outcome MistakeFinder::key() {
    if (text_[at_] == '"') {
        expected_ = Expected::kColon;
        return string();
    }
    const std::string_view word = token();
    const bool comment = word.starts_with('#') || word.starts_with('/');
    return mistake(quoted(word) + " stands where a key is expected",
                   comment ? hintForWord(word) : "keys stand in double quotes");
}

MistakeFinder::Outcome MistakeFinder::colon() {
    if (text_[at_] != ':') {
        return mistake("':' is missing before " + quoted(token()),
                       "after a key stand ':' and its value");
    }
    ++at_;
    expected_ = Expected::kValue;
    return {};
}

MistakeFinder::Outcome MistakeFinder::next() {
    const char c = text_[at_];
    if (c == '#' || c == '/')
        return mistake(quoted(token()) + " is not JSON", hintForWord(token()));
    if (open_.empty()) {
        return mistake(quoted(token()) + " stands after the end",
                       "a file holds one value and nothing behind it");
    }
    if (c == ']' || c == '}') return close();
    if (c != ',') return mistake("',' is missing before " + quoted(token()));
    comma_ = at_++;
    expected_ = open_.back().closing == '}' ? Expected::kKey : Expected::kElement;
    return {};
}

MistakeFinder::Outcome MistakeFinder::trailingComma() const {
    return Mistake{comma_, "a ',' stands behind the last value", "remove it"};
}

MistakeFinder::Outcome MistakeFinder::open(char closing) {
    if (open_.size() == kDeepestNesting) {
        return mistake("values are nested deeper than " + std::to_string(kDeepestNesting) +
                       " levels");
    }
    open_.push_back({closing, at_++});
    expected_ = closing == '}' ? Expected::kFirstKey : Expected::kFirstElement;
    return {};
}

MistakeFinder::Outcome MistakeFinder::close() {
    const Container container = open_.back();
    if (text_[at_] != container.closing) {
        return Mistake{at_,
                       quoted(rest().substr(0, 1)) + " stands where '" +
                           std::string(1, container.closing) + "' is expected",
                       "it would close the '" + std::string(1, text_[container.offset]) + "' of",
                       container.offset};
    }
    ++at_;
    open_.pop_back();
    expected_ = Expected::kNext;
    return {};
}

MistakeFinder::Outcome MistakeFinder::string() {
    stringBegin_ = at_++;
    while (!atEnd()) {
        const auto c = static_cast<unsigned char>(text_[at_]);
        if (c == '"') {
            ++at_;
            return {};
        }
        if (c == '\n' || c == '\r') break;
        if (c < 0x20) {
            return mistake(
                c == '\t' ? "a tab stands in a string" : "a control character stands in a string",
                c == '\t' ? "write \\t" : "write it as \\u and four digits");
        }
        if (c != '\\') {
            ++at_;
        } else if (Outcome outcome = escape()) {
            return outcome;
        }
    }
    return Mistake{
        stringBegin_,
        "the string " + quoted(text_.substr(stringBegin_, at_ - stringBegin_)) + " is not closed",
        "'\"' is missing; a line break in a string is written \\n"};
}

MistakeFinder::Outcome MistakeFinder::escape() {
    if (at_ + 1 == text_.size()) {
        ++at_;
        return {};
    }
    if (text_[at_ + 1] == 'u') return unicodeEscape();
    if (std::string_view("\"\\/bfnrt").contains(text_[at_ + 1])) {
        at_ += 2;
        return {};
    }
    const std::size_t size = 1 + codePointAt(text_, at_ + 1).length;
    return mistake("unknown escape " + quoted(rest().substr(0, size)),
                   "for a backslash write \\\\; in paths '/' does as well");
}

// The value of \uXXXX.
std::optional<unsigned> MistakeFinder::fourDigits() const {
    if (!rest().starts_with("\\u") || rest().size() < 6) return {};
    unsigned value = 0;
    for (const char c : rest().substr(2, 4)) {
        if (!isHexadecimal(c)) return {};
        value = value * 16 + static_cast<unsigned>(isDigit(c) ? c - '0' : lower(c) - 'a' + 10);
    }
    return value;
}

MistakeFinder::Outcome MistakeFinder::unicodeEscape() {
    const std::optional<unsigned> first = fourDigits();
    if (!first) {
        return mistake("'\\u' without four hexadecimal digits",
                       "for a backslash write \\\\; in paths '/' does as well");
    }
    const std::size_t begin = at_;
    at_ += 6;
    if (*first < 0xD800 || *first > 0xDFFF) return {};
    const std::optional<unsigned> second = fourDigits();
    if (*first > 0xDBFF || !second || *second < 0xDC00 || *second > 0xDFFF) return unpaired(begin);
    at_ += 6;
    return {};
}

MistakeFinder::Outcome MistakeFinder::unpaired(std::size_t offset) const {
    return Mistake{offset, quoted(text_.substr(offset, 6)) + " is half of a surrogate pair",
                   "write the character itself, or both halves"};
}

}  // namespace

std::optional<Mistake> findJsonMistake(std::string_view text) {
    if (std::optional<Mistake> encoding = findEncodingMistake(text)) return encoding;
    return MistakeFinder(text).find();
}

std::size_t jsonNumberLength(std::string_view text) {
    std::size_t at = 0;
    const auto digits = [&] {
        const std::size_t begin = at;
        while (at < text.size() && isDigit(text[at])) ++at;
        return at > begin;
    };
    const auto skip = [&](std::string_view either) {
        const bool found = at < text.size() && either.contains(text[at]);
        if (found) ++at;
        return found;
    };
    skip("-");
    if (!skip("0") && !digits()) return 0;
    if (skip(".") && !digits()) return 0;
    if (skip("eE")) {
        skip("+-");
        if (!digits()) return 0;
    }
    return at;
}

}  // namespace slipway
