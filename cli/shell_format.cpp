// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "cli/shell_format.h"

#include <algorithm>

#include "manifests/source_text.h"
#include "resolver/text.h"

namespace slipway {

std::span<const ShellFormat> shellFormats() {
    static constexpr ShellFormat kFormats[] = {
        {"sh", "eval \"$(COMMAND)\"", shCommand},
        {"fish", "COMMAND | source", fishCommand},
        {"powershell", "COMMAND | Out-String | Invoke-Expression", powershellCommand},
        {"cmd", "for /f \"delims=\" %i in ('COMMAND') do @%i", cmdCommand},
    };
    return kFormats;
}

const ShellFormat* shellFormatNamed(std::string_view name) {
    const auto formats = shellFormats();
    const auto found = std::ranges::find(formats, name, &ShellFormat::name);
    return found == formats.end() ? nullptr : &*found;
}

ShellScript scriptFor(const ShellFormat& format, const EnvironmentPatch& patch) {
    ShellScript script;
    for (const VariableChange& change : patch) {
        const ShellCommand command = format.command(change);
        if (!command.text.empty()) script.text += command.text + "\n";
        if (!command.remark.empty()) {
            script.remarks.push_back({std::string(change.name), command.remark});
        }
    }
    return script;
}

bool isPlainName(std::string_view name) {
    const auto isNameCharacter = [](char c) { return isLetter(c) || isDigit(c) || c == '_'; };
    return !name.empty() && !isDigit(name.front()) && std::ranges::all_of(name, isNameCharacter);
}

bool isUtf8(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const CodePoint point = codePointAt(text, at);
        if (!point.valid) return false;
        at += point.length;
    }
    return true;
}

}  // namespace slipway
