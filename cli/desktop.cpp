// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "cli/desktop.h"

#include <vector>

#include "cli/detached_process.h"
#include "manifests/diagnostic.h"
#include "shim/host_world.h"

namespace slipway {

namespace {

// A notification's text is markup (Desktop Notifications Specification).
std::string escaped(std::string_view text) {
    std::string result;
    for (char c : text) {
        switch (c) {
            case '&':
                result += "&amp;";
                break;
            case '<':
                result += "&lt;";
                break;
            case '>':
                result += "&gt;";
                break;
            default:
                result += c;
        }
    }
    return result;
}

// Qt guesses whether a text is markup, and a path may look like it: so it always is.
std::string asRichText(std::string_view text) {
    std::string result = "<qt>" + escaped(text) + "</qt>";
    for (std::size_t at = result.find('\n'); at != result.npos; at = result.find('\n', at)) {
        result.replace(at, 1, "<br>");
    }
    return result;
}

std::string onPath(std::string_view command, const Surroundings& surroundings) {
    Arena arena;
    return std::string(AskedHost(arena, surroundings.environment).commandOnPath(command));
}

// What this desktop has, a notification first. Of dialogs only one: that it was closed in another
// way than by its button is a failure, too, and no reason to open the next.
std::vector<CommandLine> waysToShow(const std::string& title, const std::string& text,
                                    const Surroundings& surroundings) {
    const CommandLine dialogs[] = {
        {"zenity", "--error", "--no-markup", "--title=" + title, "--text=" + text},
        {"kdialog", "--title", title, "--error", asRichText(text)},
        {"xmessage", "-center", "-title", title, title + ": " + text},
    };
    std::vector<CommandLine> ways;
    if (surroundings.rules.platform == Platform::kMacos) {
        ways.push_back({"/usr/bin/osascript", "-e", "on run both", "-e",
                        "display alert (item 1 of both) message (item 2 of both) as critical", "-e",
                        "end run", title, text});
    }
    if (const std::string send = onPath("notify-send", surroundings); !send.empty()) {
        ways.push_back({send, "--app-name=Slipway", "--urgency=critical", "--icon=dialog-error",
                        "--", title, escaped(text)});
    }
    for (CommandLine dialog : dialogs) {
        const std::string program = onPath(dialog.front(), surroundings);
        if (program.empty()) continue;
        dialog.front() = program;
        ways.push_back(std::move(dialog));
        break;
    }
    return ways;
}

}  // namespace

void showOnDesktop(const std::string& command, std::span<const std::string> reasons,
                   const Surroundings& surroundings) {
    const std::string title = printable(command) + " was not launched";
    std::string text;
    for (const std::string& reason : reasons) {
        text += (text.empty() ? "" : "\n") + printable(reason);
    }
    runDetached(waysToShow(title, text, surroundings), surroundings);
}

}  // namespace slipway
