// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "cli/ticket_view.h"

#include <algorithm>

#include "cli/shell_format.h"
#include "cli/terminal.h"
#include "farm/frames.h"
#include "manifests/diagnostic.h"
#include "manifests/wording.h"

namespace slipway {

namespace {

using Lines = std::vector<std::string>;

std::string indented(std::size_t depth, const std::string& text) {
    return std::string(2 * depth, ' ') + printable(text);
}

std::string joined(const std::vector<std::string>& texts, const std::string& between) {
    std::string text;
    for (const std::string& each : texts) text += (text.empty() ? "" : between) + each;
    return text;
}

void addRow(Lines& lines, const std::string& name, const std::string& value) {
    if (value.empty()) return;
    constexpr std::size_t kColumn = 13;
    const std::string gap(kColumn - std::min(kColumn - 1, name.size()), ' ');
    lines.push_back(indented(1, name + gap + value));
}

void addOperations(Lines& lines, const std::vector<TicketOperation>& operations,
                   std::size_t depth) {
    for (const TicketOperation& operation : operations) {
        const std::string text = operation.name + " " + std::string(operationName(operation.kind)) +
                                 "  " + joined(operation.values, "  ");
        const std::string with =
            operation.separator ? "  (separator '" + *operation.separator + "')" : "";
        const std::string from = operation.origin.empty() ? "" : "  ← " + operation.origin;
        lines.push_back(indented(depth, text + with + from));
    }
}

void addPart(Lines& lines, const TicketPart& part) {
    std::size_t depth = 2 + part.depth;
    if (!part.when.empty()) {
        lines.push_back(indented(depth, "when " + part.when));
        ++depth;
    }
    for (const std::string& argument : part.arguments) {
        lines.push_back(indented(depth, "argument  " + argument));
    }
    addOperations(lines, part.operations, depth);
    const auto add = [&](const std::string& what, const TicketText& origin) {
        lines.push_back(indented(depth, what + (origin.empty() ? "" : "  ← " + origin)));
    };
    for (const TicketCommand& each : part.before) {
        add("before the launch, on the worker  " + joined(each.command, " "), each.origin);
    }
    for (const TicketFile& each : part.files) add("file  " + each.path, each.origin);
    for (const TicketCompanion& each : part.companions) {
        add("companion  " + joined(each.command, " "), each.origin);
        addOperations(lines, each.operations, depth + 1);
    }
}

void addIntegration(Lines& lines, const TicketIntegration& integration) {
    std::string title = integration.name;
    if (!integration.version.empty()) title += " " + integration.version;
    if (!integration.plugin.empty() && integration.plugin != integration.name) {
        title += "  (" + integration.plugin + ")";
    }
    if (integration.required) title += "  required";
    lines.push_back(indented(1, title));
    for (const std::string& each : integration.requirements) {
        lines.push_back(indented(2, "requires " + each));
    }
    for (const TicketPart& part : integration.parts) addPart(lines, part);
}

void addPlatform(Lines& lines, const std::string& name, const PlatformLaunch& launch) {
    lines.insert(lines.end(), {"", name});
    addRow(lines, "digest", launch.digest);
    addRow(lines, "executable", launch.executable);
    addRow(lines, "arguments", joined(launch.arguments, " "));
    addRow(lines, "directory", launch.workingDirectory);
    if (!launch.operations.empty()) lines.push_back(indented(1, "the application's own"));
    addOperations(lines, launch.operations, 2);
    for (const TicketIntegration& each : launch.integrations) addIntegration(lines, each);
}

std::string framesText(const Ticket& ticket) {
    if (ticket.frames.empty()) return {};
    const auto frames = Frames::parse(ticket.frames, ticket.chunk);
    return ticket.frames + ": " + counted(frames->all().size(), "frame") + " in " +
           counted(frames->taskCount(), "task");
}

void addApplication(Lines& lines, const Ticket& ticket) {
    const TicketApplication& application = ticket.application;
    lines.push_back(printable(application.label +
                              (application.version.empty() ? "" : " " + application.version)));
    addRow(lines, "id", ticket.id);
    addRow(lines, "identifier", application.identifier);
    addRow(lines, "command", application.command);
    std::string words;
    for (const std::string& argument : ticket.arguments) {
        words += (words.empty() ? "" : " ") + quoteForSh(argument);
    }
    addRow(lines, "arguments", words);
    addRow(lines, "directory", ticket.workingDirectory);
    addRow(lines, "frames", framesText(ticket));
    addRow(lines, "base",
           ticket.base == TicketBase::kClean ? "clean: the least of the worker's environment"
                                             : "inherit: the worker's environment");
    addRow(lines, "expires", ticket.expires);
}

void addTables(Lines& lines, const Ticket& ticket) {
    const auto title = [&](bool isEmpty, const char* text) {
        if (!isEmpty) lines.insert(lines.end(), {"", text});
    };
    title(ticket.context.empty(), "Context");
    for (const auto& [key, value] : ticket.context) addRow(lines, key, value);
    title(ticket.secrets.empty(), "Secrets, supplied by the worker");
    for (const TicketSecret& secret : ticket.secrets) {
        addRow(lines, secret.name, secret.file.empty() ? "its environment" : secret.file);
    }
    title(ticket.paths.empty(), "Paths");
    for (const auto& [name, platforms] : ticket.paths) {
        for (const auto& [platform, paths] : platforms) {
            addRow(lines, name, platform + "  " + joined(paths, ", "));
        }
    }
    for (const auto& [name, launch] : ticket.platforms) addPlatform(lines, name, launch);
    title(ticket.manifests.empty(), "Manifests");
    for (const TicketManifest& manifest : ticket.manifests) {
        lines.push_back(indented(1, manifest.sha256.substr(0, 12) + "  " + manifest.path));
    }
}

}  // namespace

std::vector<std::string> ticketLines(const Ticket& ticket) {
    Lines lines;
    addApplication(lines, ticket);
    addTables(lines, ticket);
    return lines;
}

// By the longest common run of lines, which keeps what is the same in its place.
std::vector<std::string> differingLines(const Lines& first, const Lines& second) {
    constexpr std::size_t kMostCells = 25'000'000;  // more would take a computer's memory
    if (first.size() * second.size() > kMostCells) return {"the tickets are too large to compare"};
    std::vector<std::vector<std::size_t>> common(first.size() + 1,
                                                 std::vector<std::size_t>(second.size() + 1));
    for (std::size_t i = first.size(); i-- > 0;) {
        for (std::size_t j = second.size(); j-- > 0;) {
            common[i][j] = first[i] == second[j] ? common[i + 1][j + 1] + 1
                                                 : std::max(common[i + 1][j], common[i][j + 1]);
        }
    }
    Lines differing;
    std::size_t i = 0;
    std::size_t j = 0;
    while (i < first.size() || j < second.size()) {
        if (i < first.size() && j < second.size() && first[i] == second[j]) {
            ++i, ++j;
        } else if (j == second.size() ||
                   (i < first.size() && common[i + 1][j] >= common[i][j + 1])) {
            differing.push_back("- " + first[i++]);
        } else {
            differing.push_back("+ " + second[j++]);
        }
    }
    return differing;
}

}  // namespace slipway
