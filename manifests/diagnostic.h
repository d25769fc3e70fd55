// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// What the compiler has to say to the author of a manifest.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "manifests/source.h"
#include "resolver/language.h"

namespace slipway {

// `message`: a lower-case fact without a full stop, the offending text quoted in it.
// `hint`: what would be right; may be empty.
struct Diagnostic {
    Severity severity = Severity::kError;
    std::string code;  // a stable word: "syntax", "schema", "unknown-key", "plugin-shadowed", …
    std::string message;
    std::string hint;
    Location location;
    bool concernsLaunch = true;  // false: of interest to `explain`, `check` and `doctor` only
    bool leavesOut = false;      // something is missing because of it, as it is of every error
};

// Collects; the order is the order of finding.
class Diagnostics {
  public:
    void add(Diagnostic diagnostic) { list_.push_back(std::move(diagnostic)); }
    void error(std::string code, const Location& at, std::string message, std::string hint = {});
    void warning(std::string code, const Location& at, std::string message, std::string hint = {});
    // A warning of what is missing because of it.
    void lack(std::string code, const Location& at, std::string message, std::string hint = {});
    const std::vector<Diagnostic>& list() const { return list_; }
    bool hasErrors() const;

  private:
    std::vector<Diagnostic> list_;
};

// `path:line:column: error: message; hint` on one line, control characters escaped: what a launch
// prints. Parts that are not known are left out.
std::string oneLine(const Diagnostic& diagnostic);

// The same with the line of the source beneath it and a caret below the column, for `check`.
// Tabs before the caret are kept, so that it stands right; a very long line is cut around it.
std::string withSourceLine(const Diagnostic& diagnostic, bool colour);

// Control characters and bytes that are not UTF-8 as `\n`, `\x1b`, …: safe on a terminal.
std::string printable(std::string_view text);

// The candidate that `text` was probably meant to be, or an empty text.
std::string_view nearest(std::string_view text, const std::vector<std::string_view>& candidates);

}  // namespace slipway
