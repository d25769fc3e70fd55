// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// cmd.exe, which evaluates what a command prints by `for /f … do @%i`. That substitutes %i after it
// has looked for '%', '^' and '&', so none of them is doubled or escaped here, as it would have to
// be in a batch file; and with `set "NAME=VALUE"` the value ends at the last quote.

#include "cli/shell_format.h"

namespace slipway {

namespace {

constexpr std::size_t kLongestLine = 8191;  // characters; bytes are never fewer

}  // namespace

ShellCommand cmdCommand(const VariableChange& change) {
    const std::string_view value = change.after.value_or("");
    if (change.name.find_first_of("\r\n\"") != std::string_view::npos ||
        change.name.starts_with('/')) {
        return {"", "is left out: cmd cannot name that variable"};
    }
    if (value.find_first_of("\r\n") != std::string_view::npos) {
        return {"", "is left out: cmd has no way to write a line's end"};
    }
    if (!isUtf8(change.name) || !isUtf8(value)) {
        return {"", "is left out: it is not UTF-8, and texts of cmd are Unicode"};
    }
    const std::string text = "set \"" + std::string(change.name) + "=" + std::string(value) + "\"";
    if (text.size() > kLongestLine) {
        return {"", "is left out: a line of cmd holds 8191 characters, and this is more"};
    }
    const bool isEmpty = change.after && change.after->empty();
    return {text, isEmpty ? "is unset instead of empty: cmd knows no empty values" : ""};
}

}  // namespace slipway
