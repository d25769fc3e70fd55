// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "farm/ticket.h"

#include <nlohmann/json.hpp>

#include "cli/syntax.h"
#include "cli/ticket_view.h"
#include "cli/verbs.h"
#include "farm/worker.h"
#include "manifests/diagnostic.h"

namespace slipway {

namespace {

std::optional<Ticket> opened(const std::string& path, const Surroundings& surroundings) {
    Task task;
    task.ticketPath = absolutePath(path, surroundings).value_or(path);
    auto ticket = openTicket(task, surroundings.disk);
    if (ticket) return *std::move(ticket);
    surroundings.err << "slipway: " << inQuotes(path) << ": " << printable(ticket.error().reason)
                     << "\n";
    return std::nullopt;
}

int show(const std::string& path, bool json, const Surroundings& surroundings) {
    const auto ticket = opened(path, surroundings);
    if (!ticket) return 1;
    if (json) {
        surroundings.out << nlohmann::json::parse(printTicket(*ticket)).dump(2) << "\n";
        return 0;
    }
    for (const std::string& line : ticketLines(*ticket)) surroundings.out << line << "\n";
    return 0;
}

int diff(const std::string& first, const std::string& second, const Surroundings& surroundings) {
    const auto one = opened(first, surroundings);
    const auto other = opened(second, surroundings);
    if (!one || !other) return 1;
    for (const std::string& line : differingLines(ticketLines(*one), ticketLines(*other))) {
        surroundings.out << line << "\n";
    }
    return one->id == other->id ? 0 : 1;
}

}  // namespace

int runTicket(const Surroundings& surroundings, Arguments arguments) {
    bool json = false;
    const Syntax syntax{
        .verb = "ticket",
        .usage = "show FILE [--json] | diff FILE FILE",
        .about =
            "'show' says what a ticket launches, with the manifest and line that each change "
            "of the environment comes from; 'diff' what two tickets differ in. The exit code "
            "is 1 where a ticket is damaged, or two differ.",
        .options = {{"--json", "", "the ticket's own JSON, indented", &json}},
        .fewest = 2,
        .most = 3};
    const auto parsed = parse(syntax, arguments, surroundings);
    if (!parsed) return parsed.error();
    const std::vector<std::string>& words = parsed->positionals;
    if (words[0] == "show" && words.size() == 2) return show(words[1], json, surroundings);
    if (words[0] == "diff" && words.size() == 3) return diff(words[1], words[2], surroundings);
    return wrongUsage(surroundings, "'ticket' is 'show FILE' or 'diff FILE FILE'");
}

}  // namespace slipway
