// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "cli/explanation_text.h"

#include <algorithm>

#include "cli/attribution.h"
#include "cli/shell_format.h"
#include "cli/terminal.h"
#include "manifests/diagnostic.h"
#include "resolver/text.h"

namespace slipway {

namespace {

constexpr std::size_t kIndent = 2;
constexpr std::size_t kValueColumn = 13;  // of values below a variable's name: "    prepend  "
constexpr std::size_t kWidestProse = 88;

std::string placeText(const Explanation::Place& place) {
    const std::string file = printable(place.file);
    return place.line == 0 ? file : file + ":" + std::to_string(place.line);
}

std::string withVersion(const std::string& name, const std::string& version) {
    return printable(version.empty() ? name : name + " " + version);
}

Style styleOf(IntegrationStatus status) {
    switch (status) {
        case IntegrationStatus::kApplied:
            return Style::kGreen;
        case IntegrationStatus::kSkipped:
            return Style::kPlain;
        case IntegrationStatus::kFailed:
            return Style::kRed;
    }
    return Style::kPlain;
}

Style styleOf(OperationKind kind) {
    switch (kind) {
        case OperationKind::kPrepend:
        case OperationKind::kAppend:
            return Style::kGreen;
        case OperationKind::kSet:
            return Style::kYellow;
        case OperationKind::kPop:
        case OperationKind::kUnset:
            return Style::kRed;
    }
    return Style::kPlain;
}

Style styleOf(Severity severity) {
    switch (severity) {
        case Severity::kNote:
            return Style::kCyan;
        case Severity::kWarning:
            return Style::kYellow;
        case Severity::kError:
            return Style::kRed;
    }
    return Style::kPlain;
}

// One explanation on one screen; a member function a section. A section ends with its last line.
class Text {
  public:
    Text(const Explanation& explanation, const PlatformRules& rules, const Screen& screen)
        : explanation_(explanation), rules_(rules), screen_(screen) {}

    std::string whole() {
        const std::string sections[] = {application(), context(),  roots(),   integrations(),
                                        shadowed(),    changes(),  leftOut(), withoutEffect(),
                                        command(),     messages(), advice()};
        std::string text;
        for (const std::string& section : sections) {
            if (section.empty()) continue;
            text += (text.empty() ? "" : "\n") + section;
        }
        return text;
    }

  private:
    Line line(std::size_t indent = 0) const { return Line(screen_).padTo(indent); }

    std::string heading(const std::string& title, const std::string& more = {}) const {
        return line()
                   .add(title, Style::kBold)
                   .add(more.empty() ? "" : "  " + more, Style::kDim)
                   .text() +
               "\n";
    }

    std::string prose(const std::string& text) const {
        std::string lines;
        for (const std::string& each :
             wrapped(text, std::min(screen_.width, kWidestProse) - kIndent)) {
            lines += line(kIndent).add(each).text() + "\n";
        }
        return lines;
    }

    // A manifest's path as the roots make it unique; the whole stands with the integrations.
    std::string shortPlace(const Explanation::Place& place) const {
        for (const Explanation::Root& root : explanation_.roots) {
            if (!place.file.starts_with(root.path + "/")) continue;
            Explanation::Place shorter = place;
            shorter.file.erase(0, root.path.size() + 1);
            return placeText(shorter);
        }
        return placeText(place);
    }

    // --- the application

    std::string application() const {
        const Explanation::ApplicationPart& application = explanation_.application;
        const std::string name = withVersion(application.label, application.version.value_or(""));
        std::vector<Row> rows;
        const auto add = [&](const std::string& key, const std::string& value) {
            rows.push_back({{key, Style::kDim}, {value}});
        };
        add("identifier", printable(application.identifier));
        if (application.command != application.name) add("command", printable(application.command));
        add("path", application.path ? printable(*application.path) : "none");
        if (!application.chosenBy.empty()) add("chosen", chosen());
        addOthers(rows);
        add("defined in", application.known ? placeText(application.place) : "no manifest");
        if (explanation_.mode != LaunchMode::kInteractive) {
            add("mode", std::string(launchModeName(explanation_.mode)));
        }
        return heading(name) + formatTable(rows, kIndent, screen_);
    }

    std::string chosen() const {
        const std::string& by = explanation_.application.chosenBy;
        const std::size_t count = explanation_.application.found.size();
        if (by == "newest") {
            return count == 1 ? "the only one found"
                              : "the newest of " + std::to_string(count) + " found";
        }
        if (by == "command-line") return "asked for on the command line";
        if (by == "PATH") return "the first of that name on PATH that is no shim";
        return "asked for by " + by;
    }

    void addOthers(std::vector<Row>& rows) const {
        std::string key = "also found";
        for (const Explanation::FoundInstallation& found : explanation_.application.found) {
            if (found.chosen) continue;
            const std::string version =
                found.version.empty() ? "" : printable(found.version) + "  ";
            rows.push_back({{key, Style::kDim}, {version + printable(found.path), Style::kDim}});
            key.clear();
        }
    }

    // --- where everything comes from

    std::string context() const {
        if (explanation_.context.empty()) return {};
        std::vector<Row> rows;
        for (const Explanation::ContextPart& entry : explanation_.context) {
            rows.push_back({{printable(entry.key), Style::kDim},
                            {printable(entry.value)},
                            {"from " + entry.source, Style::kDim}});
        }
        return heading("Context") + formatTable(rows, kIndent, screen_);
    }

    std::string roots() const {
        std::vector<NotedLine> lines;
        for (const Explanation::Root& root : explanation_.roots) {
            const bool missing = !root.exists;
            lines.push_back(
                {line(kIndent).add(printable(root.path), missing ? Style::kDim : Style::kPlain),
                 line()
                     .add(missing ? "not there" : counted(root.plugins, "plugin"),
                          missing && root.namedBy != "default" ? Style::kYellow : Style::kDim)
                     .add(", from " + root.namedBy, Style::kDim)});
        }
        return heading("Plugin roots") + withNotes(lines, screen_);
    }

    std::string shadowed() const {
        if (explanation_.shadowed.empty()) return {};
        std::string text = heading("Shadowed plugins", "another one of the same name counts");
        for (const Explanation::Shadowed& plugin : explanation_.shadowed) {
            text += line(kIndent).add(withVersion(plugin.name, plugin.version)).text() + "\n";
            text += formatTable({{{"passed over", Style::kDim}, {printable(plugin.path)}},
                                 {{"counts", Style::kDim},
                                  {printable(plugin.byPath)},
                                  {printable(plugin.byVersion), Style::kDim}}},
                                kIndent + 2, screen_);
        }
        return text;
    }

    // --- integrations

    std::size_t count(IntegrationStatus status) const {
        return static_cast<std::size_t>(std::ranges::count(explanation_.integrations, status,
                                                           &Explanation::IntegrationPart::status));
    }

    std::string integrations() const {
        return group(IntegrationStatus::kApplied, "Applied", "in this order") +
               group(IntegrationStatus::kSkipped, "Skipped") +
               group(IntegrationStatus::kFailed, "Failed");
    }

    std::string group(IntegrationStatus status, const std::string& title,
                      const std::string& more = {}) const {
        if (count(status) == 0) return {};
        const bool isFirst =
            status == IntegrationStatus::kApplied ||
            (count(IntegrationStatus::kApplied) == 0 &&
             (status == IntegrationStatus::kSkipped || count(IntegrationStatus::kSkipped) == 0));
        std::vector<NotedLine> lines;
        for (const Explanation::IntegrationPart& integration : explanation_.integrations) {
            if (integration.status == status) addIntegration(integration, lines);
        }
        return (isFirst ? "" : "\n") + heading(title, more) + withNotes(lines, screen_);
    }

    void addIntegration(const Explanation::IntegrationPart& integration,
                        std::vector<NotedLine>& lines) const {
        Line first = line(kIndent);
        first.add(printable(integration.name), styleOf(integration.status));
        if (!integration.version.empty()) first.add(" " + printable(integration.version));
        if (integration.plugin != integration.name) {
            first.add(" of " + printable(integration.plugin));
        }
        lines.push_back(
            {first, line()
                        .add("priority " + std::to_string(integration.priority) + "  ", Style::kDim)
                        .add(placeText(integration.place), Style::kDim)});
        addReason(integration.reason, kIndent + 4, lines);
        for (const Explanation::Case& part : integration.cases) {
            lines.push_back(
                {line(kIndent + 4)
                     .add(part.applies ? "case when " : "not its case when ", Style::kDim)
                     .add(printable(part.when)),
                 line()});
        }
    }

    void addReason(const std::string& reason, std::size_t indent,
                   std::vector<NotedLine>& lines) const {
        for (const std::string& each : wrapped(printable(reason), screen_.width - indent)) {
            lines.push_back({line(indent).add(each), line()});
        }
    }

    // --- the environment

    std::string changes() const {
        std::string own;
        std::vector<NotedLine> lines;
        for (const Explanation::Variable& variable : explanation_.variables) {
            if (variable.changed) addVariable(variable, lines);
        }
        if (lines.empty()) return {};
        return heading("Environment") + withNotes(lines, screen_);
    }

    void addVariable(const Explanation::Variable& variable, std::vector<NotedLine>& lines) const {
        lines.push_back({line(kIndent).add(printable(variable.name), Style::kCyan), line()});
        const auto entries = attributeEntries(variable, rules_);
        addState("was", variable.before, separatorOf(variable), lines);
        for (const Explanation::OperationPart& operation : variable.operations) {
            if (!operation.leftOut) addOperation(operation, lines);
        }
        if (isTold(variable)) return;
        if (entries.size() > 1) {
            addEntries(entries, lines);
        } else {
            addState("now", variable.after, separatorOf(variable), lines);
        }
    }

    static std::string separatorOf(const Explanation::Variable& variable) {
        return variable.operations.empty() ? std::string() : variable.operations.front().separator;
    }

    // Whether the only operation says all that there is to say of what the variable is now.
    static bool isTold(const Explanation::Variable& variable) {
        const auto counts = [](const auto& operation) { return !operation.leftOut; };
        const auto only = std::ranges::find_if(variable.operations, counts);
        if (std::ranges::count_if(variable.operations, counts) != 1) return false;
        return only->kind == OperationKind::kUnset || variable.after == only->value;
    }

    void addState(const std::string& word, const std::optional<std::string>& value,
                  const std::string& separator, std::vector<NotedLine>& lines) const {
        if (!value || value->empty()) {
            lines.push_back({line(4)
                                 .add(word, Style::kDim)
                                 .padTo(kValueColumn)
                                 .add(value ? "empty" : "unset", Style::kDim),
                             line()});
            return;
        }
        addValues(line(4).add(word, Style::kDim), *value, separator, line(),
                  word == "was" ? Style::kDim : Style::kPlain, lines);
    }

    // Each entry of a list on a line of its own.
    void addValues(Line first, std::string_view value, const std::string& separator,
                   const Line& note, Style style, std::vector<NotedLine>& lines) const {
        bool isFirst = true;
        forEachEntry(value, separator, [&](std::string_view entry) {
            Line here = isFirst ? first : line();
            here.padTo(kValueColumn).add(entry.empty() ? "(empty)" : printable(entry), style);
            lines.push_back({here, isFirst ? note : line()});
            isFirst = false;
        });
    }

    void addOperation(const Explanation::OperationPart& operation,
                      std::vector<NotedLine>& lines) const {
        const std::string name(operationName(operation.kind));
        Line first = line(4).add(name, styleOf(operation.kind));
        if (operation.kind == OperationKind::kUnset) {
            lines.push_back({first, origin(operation)});
        } else {
            addValues(first, operation.value, operation.separator, origin(operation), Style::kPlain,
                      lines);
        }
        if (operation.absent.empty()) return;
        lines.push_back(
            {line(kValueColumn)
                 .add("without an entry: {" + printable(operation.absent) + "} is absent",
                      Style::kYellow),
             line()});
    }

    void addEntries(const std::vector<AttributedEntry>& entries,
                    std::vector<NotedLine>& lines) const {
        Line first = line(4).add("now", Style::kDim);
        for (const AttributedEntry& entry : entries) {
            first.padTo(kValueColumn).add(entry.entry.empty() ? "(empty)" : printable(entry.entry));
            const std::string whose =
                entry.operation == nullptr ? "as it was" : by(*entry.operation);
            lines.push_back({first, line().add(whose, Style::kDim)});
            first = line();
        }
    }

    std::string by(const Explanation::OperationPart& operation) const {
        return printable(operation.by.value_or(explanation_.application.name));
    }

    Line origin(const Explanation::OperationPart& operation) const {
        return line().add(by(operation) + "  " + shortPlace(operation.place), Style::kDim);
    }

    std::string leftOut() const {
        std::vector<NotedLine> lines;
        for (const Explanation::Variable& variable : explanation_.variables) {
            for (const Explanation::OperationPart& operation : variable.operations) {
                if (!operation.leftOut) continue;
                lines.push_back({line(kIndent)
                                     .add(printable(variable.name), Style::kCyan)
                                     .add("  " + std::string(operationName(operation.kind)) +
                                          "  {" + printable(operation.absent) + "} is absent"),
                                 origin(operation)});
            }
        }
        return lines.empty() ? "" : heading("Left out") + withNotes(lines, screen_);
    }

    std::string withoutEffect() const {
        std::vector<NotedLine> lines;
        for (const Explanation::Variable& variable : explanation_.variables) {
            if (variable.changed) continue;
            for (const Explanation::OperationPart& operation : variable.operations) {
                if (operation.leftOut) continue;
                lines.push_back({line(kIndent)
                                     .add(printable(variable.name), Style::kCyan)
                                     .add("  " + std::string(operationName(operation.kind)) + "  " +
                                          printable(operation.value)),
                                 origin(operation)});
            }
        }
        return lines.empty() ? "" : heading("Without effect") + withNotes(lines, screen_);
    }

    // --- the command line

    std::string command() const {
        if (explanation_.executable.empty()) return {};
        std::string words = quoteForSh(explanation_.executable);
        for (const std::string& argument : explanation_.arguments) {
            words += " " + quoteForSh(argument);
        }
        std::vector<NotedLine> lines{{line(kIndent).add(printable(words)), line()}};
        for (const Explanation::Argument& argument : explanation_.addedArguments) {
            lines.push_back(
                {line(kIndent + 2).add(printable(quoteForSh(argument.value)), Style::kDim),
                 line().add(
                     "from " + printable(argument.by.value_or(explanation_.application.name)),
                     Style::kDim)});
        }
        if (explanation_.workingDirectory) {
            lines.push_back({line(kIndent)
                                 .add("in ", Style::kDim)
                                 .add(printable(*explanation_.workingDirectory)),
                             line()});
        }
        return heading("Command") + withNotes(lines, screen_);
    }

    // --- the end

    static bool isTold(const Explanation::Notice& notice) {
        return notice.code == "plugin-shadowed" || notice.code == "integration-failed";
    }

    std::string messages() const {
        std::string text;
        for (const Explanation::Notice& notice : explanation_.diagnostics) {
            if (!isTold(notice)) text += message(notice);
        }
        return text.empty() ? "" : heading("Messages") + text;
    }

    std::string message(const Explanation::Notice& notice) const {
        Line first = line(kIndent);
        if (!notice.place.file.empty()) {
            first.add(placeText(notice.place));
            if (notice.place.column != 0) first.add(":" + std::to_string(notice.place.column));
            first.add(": ");
        }
        first.add(std::string(severityName(notice.severity)) + ": ", styleOf(notice.severity));
        return first.add(printable(notice.message)).text() + "\n";
    }

    std::string advice() const {
        if (explanation_.outcome != Outcome::kLaunch) {
            return line()
                       .add("Not launched: exit " + std::to_string(exitCode(explanation_.outcome)),
                            Style::kRed)
                       .text() +
                   "\n";
        }
        if (count(IntegrationStatus::kApplied) != 0) return {};
        return heading("Nothing applies") + prose(whatNext());
    }

    std::string whatNext() const {
        const auto exists = [](const Explanation::Root& root) { return root.exists; };
        if (std::ranges::none_of(explanation_.roots, exists)) {
            return "None of the plugin roots is there. Make one of them, or name others in "
                   "SLIPWAY_PLUGIN_PATH.";
        }
        if (explanation_.integrations.empty()) {
            return "No plugin in these roots has an integration: a plugin is a folder in a root "
                   "that holds a slipway.toml or slipway.json. 'slipway check' reads what is "
                   "there.";
        }
        return "The reasons stand above with each integration: look at its 'when' first, then at "
               "what it requires. 'slipway check' finds mistakes in the manifests.";
    }

    const Explanation& explanation_;
    const PlatformRules& rules_;
    const Screen& screen_;
};

}  // namespace

std::string explanationText(const Explanation& explanation, const PlatformRules& rules,
                            const Screen& screen) {
    return Text(explanation, rules, screen).whole();
}

}  // namespace slipway
