// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "manifests/toml_guard.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "manifests/document.h"
#include "manifests/wording.h"
#include "resolver/text.h"

namespace slipway {
namespace {

// toml++ steps back at most 127 characters, and does so beyond that where a date is long enough.
constexpr std::size_t kLongestNumber = 100;

// toml++ looks for tables in lists, one by one, for each part of a key: time grows with the square
// of their number, to a quarter of a second with so many.
constexpr std::size_t kMostNames = 20'000;

// What ends a number or a date for toml++.
constexpr std::string_view kTerminators = " \t\r\n\v\f,]}#";

// By its dashes: toml++ looks at no more, and passes over underscores anywhere in it.
bool looksLikeDate(std::string_view word) {
    std::string plain(word);
    std::erase(plain, '_');
    return plain.size() == 10 && plain[4] == '-' && plain[7] == '-';
}

// A blank and a digit behind a date begin a time for toml++, even where it ends right there.
bool beginsTimeOfOneDigit(std::string_view rest) {
    if (rest.size() < 3 || rest[0] != ' ' || !isDigit(rest[1])) return false;
    return kTerminators.contains(rest[2]) || static_cast<unsigned char>(rest[2]) >= 0x80;
}

class Surveyor {
  public:
    explicit Surveyor(std::string_view text) : text_(text) {}
    TomlSurvey survey();

  private:
    using Outcome = std::optional<Mistake>;
    struct Bracket {
        char closing = 0;
        std::size_t offset = 0;
    };

    Outcome step();
    Outcome newline();
    Outcome carriageReturn();
    Outcome header();
    Outcome open(char closing);
    Outcome close();
    Outcome string();
    Outcome word();
    Outcome number();
    Outcome keyPart();
    Outcome other();
    Outcome unclosed() const;
    void beginStatement();
    void expectKey(bool key);
    void skipBlanks();

    Outcome mistake(std::string message, std::string hint = {}) const {
        return Mistake{at_, std::move(message), std::move(hint)};
    }
    std::string_view rest() const { return text_.substr(at_); }
    const Bracket& top() const { return open_[depth_ - 1]; }

    std::string_view text_;
    std::size_t at_ = 0;
    TomlSurvey result_;
    std::array<Bracket, kDeepestNesting> open_;
    std::size_t depth_ = 0;
    std::size_t keyParts_ = 0;
    std::size_t names_ = 0;
    bool inStatement_ = false;
    bool inHeader_ = false;
    bool inKey_ = true;  // else in a value
};

TomlSurvey Surveyor::survey() {
    if (text_.starts_with(kByteOrderMark)) at_ = kByteOrderMark.size();
    while (at_ < text_.size() && !result_.hazard) result_.hazard = step();
    if (!result_.hazard && depth_ > 0) result_.hazard = unclosed();
    return result_;
}

Surveyor::Outcome Surveyor::step() {
    const char c = text_[at_];
    switch (c) {
        case ' ':
        case '\t':
            ++at_;
            return {};
        case '\n':
            return newline();
        case '\r':
            return carriageReturn();
        case '#':
            at_ = std::min(text_.find_first_of("\r\n", at_), text_.size());
            return {};
        default:
            break;
    }
    if (!inStatement_) beginStatement();
    switch (c) {
        case '"':
        case '\'':
            return string();
        case '[':
            return at_ == result_.statement ? header() : open(']');
        case '{':
            return open('}');
        case ']':
        case '}':
            return close();
        case '=':
        case ',':
            expectKey(c == ',' && depth_ > 0 && top().closing == '}');
            ++at_;
            return {};
        default:
            return isTomlKeyCharacter(c) ? word() : other();
    }
}

void Surveyor::beginStatement() {
    inStatement_ = true;
    result_.statement = at_;
    expectKey(true);
}

void Surveyor::expectKey(bool key) {
    inKey_ = key;
    keyParts_ = 0;
}

Surveyor::Outcome Surveyor::newline() {
    ++at_;
    if (depth_ == 0) inStatement_ = inHeader_ = false;
    return {};
}

Surveyor::Outcome Surveyor::carriageReturn() {
    if (!rest().starts_with("\r\n")) {
        return mistake("a carriage return stands without a line feed",
                       "lines end with LF or with CR and LF");
    }
    ++at_;
    return {};
}

Surveyor::Outcome Surveyor::header() {
    result_.headerBefore = std::exchange(result_.header, at_);
    inHeader_ = true;
    at_ += rest().starts_with("[[") ? 2 : 1;
    skipBlanks();
    if (at_ == text_.size()) return {};
    const char c = text_[at_];
    if (isTomlKeyCharacter(c) || c == '"' || c == '\'') return {};
    if (c == ']') return mistake("a table without a name", "write [name]");
    return mistake(quoted(rest().substr(0, codePointAt(text_, at_).length)) +
                       " stands where the name of a table is expected",
                   "write [name]; in quotes the name may hold anything");
}

void Surveyor::skipBlanks() {
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\t')) ++at_;
}

Surveyor::Outcome Surveyor::open(char closing) {
    if (depth_ == open_.size()) {
        return mistake("values are nested deeper than " + std::to_string(kDeepestNesting) +
                       " levels");
    }
    open_[depth_++] = {closing, at_++};
    expectKey(closing == '}');
    return {};
}

Surveyor::Outcome Surveyor::close() {
    const char c = text_[at_];
    if (depth_ == 0) {
        if (c == '}' || !inHeader_) return mistake(quoted(rest().substr(0, 1)) + " closes nothing");
    } else if (c != top().closing) {
        return Mistake{at_,
                       quoted(rest().substr(0, 1)) + " stands where '" +
                           std::string(1, top().closing) + "' is expected",
                       "it would close the '" + std::string(1, text_[top().offset]) + "' of",
                       top().offset};
    } else {
        --depth_;
        inKey_ = false;
    }
    ++at_;
    return {};
}

Surveyor::Outcome Surveyor::string() {
    const std::optional<std::size_t> end = tomlStringEnd(text_, at_);
    if (!end) {
        const std::string_view line = rest().substr(0, rest().find_first_of("\r\n"));
        const bool path = line.starts_with('"') && line.contains('\\');
        return mistake("the string " + quoted(line) + " is not closed",
                       path ? "in double quotes '\\' escapes what follows; write a Windows path in "
                              "single quotes"
                            : "its closing quote is missing");
    }
    Outcome outcome = inKey_ ? keyPart() : std::nullopt;
    at_ = *end;
    return outcome;
}

Surveyor::Outcome Surveyor::word() {
    if (!inKey_) return number();
    std::size_t end = at_;
    while (end < text_.size() && isTomlKeyCharacter(text_[end])) ++end;
    Outcome outcome = keyPart();
    at_ = end;
    return outcome;
}

Surveyor::Outcome Surveyor::number() {
    const std::size_t size = std::min(rest().find_first_of(kTerminators), rest().size());
    const std::string_view word = rest().substr(0, size);
    if (size > kLongestNumber) {
        return mistake(quoted(word) + " is too long for a number or a date",
                       "a string stands in quotes");
    }
    if (looksLikeDate(word) && beginsTimeOfOneDigit(rest().substr(size))) {
        return mistake(quoted(rest().substr(0, size + 2)) + " is not a value",
                       "a string stands in quotes");
    }
    at_ += size;
    return {};
}

Surveyor::Outcome Surveyor::keyPart() {
    if (keyParts_ == 0) result_.key = at_;
    if (++keyParts_ > kDeepestNesting) {
        return mistake("the key names tables nested deeper than " +
                       std::to_string(kDeepestNesting) + " levels");
    }
    if ((inHeader_ || keyParts_ > 1) && ++names_ > kMostNames) {
        return mistake("more than " + std::to_string(kMostNames) +
                       " headers and dotted keys stand in one file");
    }
    return {};
}

Surveyor::Outcome Surveyor::other() {
    const CodePoint point = codePointAt(text_, at_);
    const std::string character = quoted(rest().substr(0, point.length));
    if (point.value >= 0x80) {
        return mistake(character + " stands outside of quotes",
                       "outside of quotes there are only ASCII letters");
    }
    if (point.value < 0x20) return mistake("a control character stands here");
    ++at_;
    return {};
}

Surveyor::Outcome Surveyor::unclosed() const {
    return Mistake{top().offset, "'" + std::string(1, text_[top().offset]) + "' is never closed",
                   "'" + std::string(1, top().closing) + "' is missing"};
}

}  // namespace

TomlSurvey surveyToml(std::string_view text) {
    return Surveyor(text).survey();
}

std::optional<std::size_t> tomlStringEnd(std::string_view text, std::size_t begin) {
    const char quote = text[begin];
    const bool manyLines = text.substr(begin).starts_with(std::string(3, quote));
    const std::string closing(manyLines ? 3 : 1, quote);
    for (std::size_t at = begin + closing.size(); at < text.size(); ++at) {
        const char c = text[at];
        if (c == '\n' && !manyLines) return {};
        if (c == '\\' && quote == '"' && at + 1 < text.size()) {
            if (text[at + 1] == '"' || text[at + 1] == '\\') ++at;
        } else if (c == quote && text.substr(at).starts_with(closing)) {
            if (!manyLines) return at + 1;
            // two quotes of the string itself may stand right before those that close it
            return std::min({text.find_first_not_of(quote, at), text.size(), at + 5});
        }
    }
    return {};
}

bool isTomlKeyCharacter(char c) {
    return isLetter(c) || isDigit(c) || c == '_' || c == '-';
}

}  // namespace slipway
