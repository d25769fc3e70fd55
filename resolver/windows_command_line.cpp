// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "resolver/windows_command_line.h"

#include <algorithm>

#include "resolver/text.h"

namespace slipway {

namespace {

constexpr bool isBlank(char c) {
    return c == ' ' || c == '\t';
}

std::string_view withoutBlanksAhead(std::string_view text) {
    while (!text.empty() && isBlank(text[0])) text.remove_prefix(1);
    return text;
}

std::size_t countAhead(std::string_view text, char c) {
    std::size_t count = 0;
    while (count < text.size() && text[count] == c) ++count;
    return count;
}

// Takes arguments off the beginning of a text, into memory that has room for all of it.
class Splitter {
  public:
    Splitter(std::string_view rest, char* out) : rest_(rest), out_(out) {}

    std::string_view rest() const { return rest_; }

    std::string_view takeName() {
        char* const begin = out_;
        bool isQuoted = false;
        while (!rest_.empty() && (isQuoted || !isBlank(rest_[0]))) {
            if (rest_[0] == '"') {
                isQuoted = !isQuoted;
            } else {
                *out_++ = rest_[0];
            }
            rest_.remove_prefix(1);
        }
        return finish(begin);
    }

    std::string_view takeArgument() {
        char* const begin = out_;
        isQuoted_ = false;
        while (!rest_.empty() && (isQuoted_ || !isBlank(rest_[0]))) {
            if (rest_[0] == '"') {
                takeQuote();
            } else if (rest_[0] == '\\') {
                takeBackslashes();
            } else {
                put(rest_[0], 1);
                rest_.remove_prefix(1);
            }
        }
        return finish(begin);
    }

  private:
    // Two within quotes are one that counts.
    void takeQuote() {
        const bool isDoubled = isQuoted_ && rest_.starts_with("\"\"");
        if (isDoubled) put('"', 1);
        if (!isDoubled) isQuoted_ = !isQuoted_;
        rest_.remove_prefix(isDoubled ? 2 : 1);
    }

    // Ahead of a quote two of them are one, and one that is left makes the quote count.
    void takeBackslashes() {
        const std::size_t count = countAhead(rest_, '\\');
        rest_.remove_prefix(count);
        const bool beforeQuote = rest_.starts_with('"');
        put('\\', beforeQuote ? count / 2 : count);
        if (!beforeQuote || count % 2 == 0) return;
        put('"', 1);
        rest_.remove_prefix(1);
    }

    void put(char c, std::size_t times) {
        for (; times != 0; --times) *out_++ = c;
    }

    std::string_view finish(char* begin) {
        const auto size = static_cast<std::size_t>(out_ - begin);
        *out_++ = '\0';
        rest_ = withoutBlanksAhead(rest_);
        return {begin, size};
    }

    std::string_view rest_;
    char* out_;
    bool isQuoted_ = false;
};

// How many arguments at the end of both are the same; the programs' names never are.
std::size_t countAlike(std::span<const char* const> left,
                       std::span<const CommandLineArgument> right) {
    std::size_t count = 0;
    while (count + 1 < left.size() && count + 1 < right.size() &&
           std::string_view{left[left.size() - 1 - count]} ==
               right[right.size() - 1 - count].text) {
        ++count;
    }
    return count;
}

bool isPlain(char c) {
    // What cmd.exe makes nothing of, wherever it stands.
    constexpr std::string_view kPlain = "#$*+-./:?@\\_";
    const auto byte = static_cast<unsigned char>(c);
    return isLetter(c) || isDigit(c) || byte >= 0x80 || kPlain.find(c) != std::string_view::npos;
}

// `%` begins a variable even within quotes, and there is no way to take that from it. What stands
// behind it here is a variable that is never set in just these letters: the last of a folder's
// characters, of which there is none.
constexpr std::string_view kPercent = "%%cd:~,%";

class BatchQuoting {
  public:
    explicit BatchQuoting(ArenaVector<char>& out) : out_(out) {}

    void argument(std::string_view text) {
        // Behind a backslash at the end the quote would count as one of the argument's.
        const bool isBare = !text.empty() && !text.ends_with('\\') &&
                            std::all_of(text.begin(), text.end(), isPlain);
        if (isBare) return put(text);
        put("\"");
        std::size_t backslashes = 0;
        for (char c : text) {
            character(c, backslashes);
            backslashes = c == '\\' ? backslashes + 1 : 0;
        }
        backslash(backslashes);
        put("\"");
    }

    void put(std::string_view text) { out_.append({text.data(), text.size()}); }

  private:
    void character(char c, std::size_t backslashes) {
        if (c == '"') {
            backslash(backslashes);
            put("\"\"");  // the one form that cmd.exe and the C runtime read alike
        } else if (c == '%') {
            put(kPercent);
        } else {
            put({&c, 1});
        }
    }

    void backslash(std::size_t count) {
        for (; count != 0; --count) put("\\");
    }

    ArenaVector<char>& out_;
};

// At the end of a line cmd.exe is done, whatever is open.
bool endsLine(char c) {
    return c == '\r' || c == '\n';
}

bool fitsOnLine(std::string_view text) {
    return std::none_of(text.begin(), text.end(), endsLine);
}

}  // namespace

std::span<const CommandLineArgument> splitCommandLine(std::string_view commandLine, Arena& arena) {
    ArenaVector<CommandLineArgument> arguments(arena);
    if (commandLine.empty()) return arguments.span();
    // Each argument is no longer than what it was read from, the blank behind it the NUL's place.
    Splitter splitter(commandLine, arena.allocateArray<char>(commandLine.size() + 2).data());
    arguments.push({splitter.takeName(), commandLine});
    while (!splitter.rest().empty()) {
        const std::string_view raw = splitter.rest();
        arguments.push({splitter.takeArgument(), raw});
    }
    return arguments.span();
}

std::string_view quoteArgument(std::string_view argument, Arena& arena) {
    const bool isBare =
        !argument.empty() && std::none_of(argument.begin(), argument.end(), [](char c) {
            return isBlank(c) || c == '"' || c == '\n' || c == '\v';
        });
    if (isBare) return argument;
    ArenaVector<char> text(arena);
    text.push('"');
    while (!argument.empty()) {
        const std::size_t backslashes = countAhead(argument, '\\');
        argument.remove_prefix(backslashes);
        const bool beforeQuote = argument.empty() || argument[0] == '"';
        for (std::size_t i = 0; i < (beforeQuote ? backslashes * 2 : backslashes); ++i) {
            text.push('\\');
        }
        if (argument.empty()) break;
        if (argument[0] == '"') text.push('\\');
        text.push(argument[0]);
        argument.remove_prefix(1);
    }
    text.push('"');
    return arena.copy({text.begin(), text.size()});
}

std::string_view commandLineFor(std::span<const char* const> arguments,
                                std::string_view callersCommandLine, Arena& arena) {
    const auto callers = splitCommandLine(callersCommandLine, arena);
    const std::size_t alike = countAlike(arguments, callers);
    ArenaVector<std::string_view> parts(arena);
    // A name cannot hold a quote, and a backslash before one is nothing special in it.
    if (!arguments.empty()) parts.push(arena.join({"\"", arguments[0], "\""}));
    for (std::size_t i = 1; i + alike < arguments.size(); ++i) {
        parts.push(quoteArgument(arguments[i], arena));
    }
    if (alike != 0) parts.push(callers[callers.size() - alike].raw);
    return arena.join(parts.span(), " ");
}

bool isBatchFile(std::string_view path) {
    while (path.ends_with('.') || path.ends_with(' ')) path.remove_suffix(1);
    for (const std::string_view ending : {".bat", ".cmd"}) {
        if (path.size() > ending.size() &&
            equals(path.substr(path.size() - ending.size()), ending, Case::kIgnored)) {
            return true;
        }
    }
    return false;
}

std::optional<std::string_view> batchCommandLineFor(std::string_view interpreter,
                                                    std::string_view batchFile,
                                                    std::span<const char* const> arguments,
                                                    Arena& arena) {
    // A `%` or a quote in its own path could not be taken from cmd.exe.
    if (!fitsOnLine(batchFile) || batchFile.find('%') != std::string_view::npos ||
        batchFile.find('"') != std::string_view::npos) {
        return std::nullopt;
    }
    ArenaVector<char> text(arena);
    BatchQuoting quoting(text);
    // Extensions on, for what stands for `%`; no `!NAME!`; nothing of the registry's AutoRun. All
    // of it stands in one more pair of quotes, which /c takes off.
    quoting.put("\"");
    quoting.put(interpreter);
    quoting.put("\" /e:ON /v:OFF /d /c \"\"");
    quoting.put(batchFile);
    quoting.put("\"");
    for (std::string_view argument : arguments) {
        if (!fitsOnLine(argument)) return std::nullopt;
        quoting.put(" ");
        quoting.argument(argument);
    }
    quoting.put("\"");
    return arena.copy({text.begin(), text.size()});
}

}  // namespace slipway
