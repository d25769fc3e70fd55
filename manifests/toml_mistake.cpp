// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "manifests/toml_mistake.h"

#include <algorithm>
#include <string>
#include <utility>

#include "manifests/wording.h"
#include "resolver/text.h"

namespace slipway {
namespace {

constexpr std::string_view kBackslashHint =
    "for a backslash write \\\\, or put a Windows path in single quotes";

class Interpreter {
  public:
    Interpreter(std::string_view text, std::string_view description, std::size_t at);
    Mistake interpret() const;

  private:
    bool aboutValue() const;
    Mistake asItIs() const;
    Mistake ending() const;
    Mistake noValue() const;
    Mistake missingValue() const;
    Mistake escape() const;
    Mistake controlCharacter() const;
    Mistake missingEquals() const;
    Mistake somethingBehind() const;
    Mistake missingComma() const;
    Mistake trailingComma() const;
    Mistake brokenLine() const;
    Mistake noKey() const;
    Mistake missingBracket() const;
    Mistake noStatement() const;

    bool says(std::string_view reason) const { return reason_.contains(reason); }
    bool atLineEnd() const {
        return at_ >= text_.size() || text_[at_] == '\n' || text_[at_] == '\r';
    }
    std::string_view rest() const { return text_.substr(at_); }
    std::string_view wordAround() const;
    std::string found() const;
    Mistake mistake(std::string message, std::string_view hint = {}) const {
        return {at_, std::move(message), std::string(hint)};
    }

    std::string_view text_;
    std::string_view scope_;
    std::string_view reason_;
    std::size_t at_;
};

Interpreter::Interpreter(std::string_view text, std::string_view description, std::size_t at)
    : text_(text), at_(std::min(at, text.size())) {
    constexpr std::string_view kPrefix = "Error while parsing ";
    if (description.starts_with(kPrefix)) description.remove_prefix(kPrefix.size());
    const std::size_t colon = description.find(": ");
    reason_ = description;
    if (colon == std::string_view::npos) return;
    scope_ = description.substr(0, colon);
    reason_ = description.substr(colon + 2);
}

Mistake Interpreter::interpret() const {
    if (scope_ == "unicode scalar sequence") return escape();
    if (says("encountered end-of-file")) return ending();
    if (says("escape sequence") || says("line-ending backslashes")) return escape();
    if (says("after '\\r'")) return mistake("a carriage return stands without a line feed");
    if (says("ontrol character")) return controlCharacter();
    if (says("expected '=', saw")) return missingEquals();
    if (says("expected value, saw") || says("expected value or closing")) return missingValue();
    if (says("expected key-value pair or closing")) return noKey();
    if (says("dangling comma")) return trailingComma();
    if (says("expected comma or closing")) return missingComma();
    if (says("expected key or closing '}'")) return brokenLine();
    if (says("expected bare key starting character")) return noKey();
    if (says("expected keys, tables")) return noStatement();
    if (says("expected ']', saw")) return missingBracket();
    if (says("expected a comment or whitespace")) return somethingBehind();
    return aboutValue() ? noValue() : asItIs();
}

// Numbers, dates, booleans, and what toml++ took for one of them by its first letter.
bool Interpreter::aboutValue() const {
    for (const std::string_view scope :
         {"value", "boolean", "floating-point", "integer", "date", "time"}) {
        if (scope_.contains(scope)) return true;
    }
    return false;
}

// From the last thing that may stand before a value to the first that may stand behind it.
std::string_view Interpreter::wordAround() const {
    constexpr std::string_view kStops = " \t\r\n,=[]{}#";
    const std::size_t before =
        at_ == 0 ? std::string_view::npos : text_.find_last_of(kStops, at_ - 1);
    const std::size_t begin = before == std::string_view::npos ? 0 : before + 1;
    return text_.substr(begin, text_.find_first_of(kStops, begin) - begin);
}

// What stands at the place, quoted.
std::string Interpreter::found() const {
    if (atLineEnd()) return "the end of the line";
    const std::size_t word = std::min(rest().find_first_of(" \t\r\n,=[]{}#"), rest().size());
    return quoted(rest().substr(0, std::max<std::size_t>(word, 1)));
}

Mistake Interpreter::asItIs() const {
    return mistake(std::string(reason_));
}

Mistake Interpreter::ending() const {
    if (says("utf-8")) return asItIs();
    return mistake("the text ends within a " + std::string(scope_));
}

Mistake Interpreter::noValue() const {
    const std::string_view word = wordAround();
    if (word.empty()) return mistake(found() + " stands where a value is expected");
    const std::size_t begin = static_cast<std::size_t>(word.data() - text_.data());
    std::string message = quoted(word) + " is not a value";
    if (says("leading zero")) message += ": numbers do not begin with 0";
    if (says("64 bits")) message += ": it is larger than 64 bits hold";
    for (const std::string_view truth : {"true", "false"}) {
        if (equals(word, truth, Case::kIgnored)) {
            return {begin, std::move(message), "write " + std::string(truth)};
        }
    }
    return {begin, std::move(message), "a string stands in quotes"};
}

Mistake Interpreter::missingValue() const {
    return mistake("a value is missing before " + found(),
                   atLineEnd() ? "an empty string is written \"\"" : "");
}

Mistake Interpreter::escape() const {
    // it says so behind the backslash, how far behind depends
    const std::size_t backslash = at_ == 0 ? std::string_view::npos : text_.rfind('\\', at_ - 1);
    if (backslash == std::string_view::npos || backslash + 1 >= text_.size()) return asItIs();
    std::size_t size = 1 + codePointAt(text_, backslash + 1).length;
    const bool whole = says("surrogates") || says("U+10FFFF");
    if (whole) size = text_[backslash + 1] == 'U' ? 10 : 6;
    const std::string written = quoted(text_.substr(backslash, size));
    std::string message = "unknown escape " + written;
    if (whole) message = written + " does not name a character";
    if (says("hex digit")) message = written + " without its hexadecimal digits";
    return {backslash, std::move(message), std::string(whole ? "" : kBackslashHint)};
}

Mistake Interpreter::controlCharacter() const {
    const bool comment = scope_ == "comment";
    return mistake(
        std::string("a control character stands in a ") + (comment ? "comment" : "string"),
        comment ? "" : "write it as \\u and four digits, in double quotes");
}

Mistake Interpreter::missingEquals() const {
    const bool colon = rest().starts_with(':');
    return mistake("'=' is missing before " + found(),
                   colon ? "TOML writes key = value" : "after a key stand '=' and its value");
}

Mistake Interpreter::somethingBehind() const {
    if (scope_ == "table header") {
        return mistake(found() + " stands behind a header", "a header has a line of its own");
    }
    return mistake(found() + " stands behind a value", "a line holds one key and its value");
}

Mistake Interpreter::missingComma() const {
    return mistake("',' is missing before " + found());
}

Mistake Interpreter::trailingComma() const {
    return mistake("a ',' stands before '}'", "remove it; only lists may end so");
}

Mistake Interpreter::brokenLine() const {
    if (!atLineEnd() && !rest().starts_with('#')) return noKey();
    return mistake("an inline table does not end on its line",
                   "write it on one line, or as a table of its own: [name]");
}

Mistake Interpreter::noKey() const {
    return mistake(found() + " stands where a key is expected");
}

Mistake Interpreter::missingBracket() const {
    return mistake("']' is missing before " + found());
}

Mistake Interpreter::noStatement() const {
    if (rest().starts_with('{')) {
        return mistake("'{' stands where a key is expected",
                       "JSON belongs in a file whose name ends with .json");
    }
    return noKey();
}

}  // namespace

Mistake tomlMistake(std::string_view text, std::string_view description, std::size_t at) {
    return Interpreter(text, description, at).interpret();
}

}  // namespace slipway
