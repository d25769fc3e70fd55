// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "cli/explanation_text.h"

#include <algorithm>

#include "cli/attribution.h"
#include "cli/shell_format.h"
#include "cli/terminal.h"
#include "manifests/diagnostic.h"
#include "manifests/paths.h"
#include "manifests/wording.h"
#include "resolver/text.h"

namespace slipway {

namespace {

constexpr std::size_t kIndent = 2;
constexpr std::size_t kValueColumn = 13;  // of values below a variable's name: "    prepend  "
constexpr std::size_t kNoteIndent = 4;    // of what stands below the line that it belongs to

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

// One explanation on one screen; a member function a section.
class Text {
  public:
    Text(const Explanation& explanation, const PlatformRules& rules, const Screen& screen)
        : explanation_(explanation), rules_(rules), screen_(screen) {}

    std::string whole() const {
        std::string text = application() + followedBy({configuration(), context(), roots()});
        // Without an installation, what integrations make of it would only mislead.
        if (explanation_.outcome != Outcome::kNotFound) {
            text += followedBy({overridden(),
                                integrations(IntegrationStatus::kApplied, "Applied, by priority"),
                                integrations(IntegrationStatus::kSkipped, "Skipped"),
                                integrations(IntegrationStatus::kFailed, "Failed"), shadowed(),
                                changes(), leftOut(), withoutEffect(), ahead(), command()});
        }
        return text + followedBy({messages(), verdict()});
    }

  private:
    using Blocks = std::vector<NotedLines>;

    static std::string followedBy(std::initializer_list<std::string> sections) {
        std::string text;
        for (const std::string& section : sections) text += (section.empty() ? "" : "\n") + section;
        return text;
    }

    Line line(std::size_t indent = 0) const { return Line(screen_).padTo(indent); }
    Line dim(const std::string& text) const { return line().add(text, Style::kDim); }

    Line from(const std::string& origin) const { return dim("← " + origin); }

    std::string section(const std::string& title, const Blocks& blocks,
                        WithoutColumn otherwise = WithoutColumn::kBelow) const {
        return blocks.empty() ? "" : heading(title) + withNotes(blocks, screen_, otherwise);
    }

    std::string heading(const std::string& title) const {
        return line().add(title, Style::kBold).text() + "\n";
    }

    std::size_t widthOfProse(std::size_t indent) const {
        return std::max(screen_.width, indent + 1) - indent;
    }

    // A manifest's path within its root, where it is unique; the whole stands with the integration.
    std::string shortPlace(const Explanation::Place& place) const {
        for (const Explanation::Root& root : explanation_.roots) {
            if (place.file == root.path || !isWithin(place.file, root.path, rules_)) continue;
            Explanation::Place shorter = place;
            shorter.file.erase(0, joinPath(root.path, "", rules_).size());
            return placeText(shorter);
        }
        return placeText(place);
    }

    // --- the application

    std::string application() const {
        const Explanation::ApplicationPart& application = explanation_.application;
        std::vector<Row> rows;
        const auto add = [&](const std::string& key, const std::string& value) {
            rows.push_back({{key, Style::kDim}, {value}});
        };
        add("identifier", printable(application.identifier));
        if (application.command != application.name) add("command", printable(application.command));
        if (application.path) add("path", printable(*application.path));
        addVersion(rows);
        add("chosen", chosen());
        addOthers(rows);
        add("defined in", application.known ? placeText(application.place) : "no manifest");
        add("mode", std::string(launchModeName(explanation_.mode)));
        return heading(withVersion(application.label, application.version.value_or(""))) +
               formatTable(rows, kIndent, screen_);
    }

    // Of an application that no `find` entry found there is no version to speak of.
    void addVersion(std::vector<Row>& rows) const {
        const auto& found = explanation_.application.found;
        const auto chosen = std::ranges::find(found, true, &Explanation::FoundInstallation::chosen);
        const bool isFound = chosen != found.end();
        const auto add = [&](const std::string& key, const std::string& value) {
            rows.push_back({{key, Style::kDim}, {value}});
        };
        if (isFound) add("found by", placeText(chosen->place));
        if (isFound && !chosen->versionSource.empty()) {
            add("version", printable(chosen->versionSource));
        } else if (explanation_.application.path && !explanation_.application.version) {
            add("version", "not known");
        }
    }

    std::string chosen() const {
        const std::string& by = explanation_.application.chosenBy;
        const std::size_t count = explanation_.application.found.size();
        if (by.empty()) return "none";
        if (by == "newest" && count == 1) return "the only one found";
        if (by == "newest") return "the newest of " + std::to_string(count) + " found";
        if (by == "command-line") return "asked for on the command line";
        if (const auto& pin = explanation_.application.pin) {
            const std::string when = pin->when.empty() ? "" : " when " + printable(pin->when);
            return (by == "use" ? "by default, [use] at " : "by the pin" + when + " at ") +
                   placeText(pin->place);
        }
        if (by == "PATH") return "the first of that name on PATH that is no shim";
        if (by == "enclosing-launch") return "what the enclosing launch runs";
        return "asked for by " + by;
    }

    void addOthers(std::vector<Row>& rows) const {
        const auto& found = explanation_.application.found;
        std::size_t widest = 0;
        for (const auto& each : found) widest = std::max(widest, displayWidth(each.version));
        std::string key = explanation_.application.chosenBy.empty() ? "found" : "also found";
        for (const Explanation::FoundInstallation& each : found) {
            if (each.chosen) continue;
            Line other = line().add(printable(each.version)).padTo(widest == 0 ? 0 : widest + 2);
            rows.push_back(
                {{key, Style::kDim}, {other.add(printable(each.path)).text(), Style::kDim}});
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
                            {"from " + printable(entry.source), Style::kDim}});
        }
        return heading("Context") + formatTable(rows, kIndent, screen_);
    }

    std::string configuration() const {
        std::vector<Row> rows;
        for (const std::string& file : explanation_.configuration) {
            rows.push_back({{printable(file)}});
        }
        return rows.empty() ? std::string()
                            : heading("Configuration") + formatTable(rows, kIndent, screen_);
    }

    std::string roots() const {
        Blocks blocks;
        for (const Explanation::Root& root : explanation_.roots) {
            const bool isWanted = root.namedBy != "default";
            Line note = root.exists
                            ? dim(counted(root.plugins, "plugin"))
                            : line().add("not there", isWanted ? Style::kYellow : Style::kDim);
            note.add(isWanted ? ", from " + printable(root.namedBy) : ", by default", Style::kDim);
            blocks.push_back({{line(kIndent).add(printable(root.path),
                                                 root.exists ? Style::kPlain : Style::kDim)},
                              note,
                              kIndent + kNoteIndent});
        }
        return section("Plugin roots", blocks);
    }

    std::string shadowed() const {
        Blocks blocks;
        const auto add = [&](const Line& name, const std::string& path) {
            blocks.push_back({{name}, dim(printable(path)), kIndent + kNoteIndent});
        };
        for (const Explanation::Shadowed& plugin : explanation_.shadowed) {
            add(line(kIndent).add(withVersion(plugin.name, plugin.version)), plugin.path);
            if (!plugin.byPath.empty()) {
                add(line(kIndent + 2).add(withVersion("by", plugin.byVersion)), plugin.byPath);
            }
            if (plugin.reason.empty()) continue;
            blocks.push_back({{line(kIndent + 2).add(printable(plugin.reason))}, line()});
        }
        return section("Plugins that do not count", blocks);
    }

    std::string overridden() const {
        Blocks blocks;
        for (const Explanation::OverriddenKey& each : explanation_.application.overridden) {
            blocks.push_back({{line(kIndent).add(printable(each.key))},
                              dim(placeText(each.by) + ", not " + placeText(each.over)),
                              kIndent + kNoteIndent});
        }
        return section("Overridden keys of the application", blocks);
    }

    // --- integrations

    bool hasAny(IntegrationStatus status) const {
        return std::ranges::find(explanation_.integrations, status,
                                 &Explanation::IntegrationPart::status) !=
               explanation_.integrations.end();
    }

    std::string integrations(IntegrationStatus status, const std::string& title) const {
        Blocks blocks;
        for (const Explanation::IntegrationPart& integration : explanation_.integrations) {
            if (integration.status == status) blocks.push_back(integrationBlock(integration));
        }
        return section(title, blocks);
    }

    static std::string priority(const Explanation::IntegrationPart& integration) {
        return integration.priority ? std::to_string(*integration.priority) : std::string();
    }

    // Where names begin, the numbers ahead of them being right-aligned.
    std::size_t nameColumn() const {
        std::size_t widest = 0;
        for (const Explanation::IntegrationPart& integration : explanation_.integrations) {
            widest = std::max(widest, priority(integration).size());
        }
        return kIndent + widest + 2;
    }

    NotedLines integrationBlock(const Explanation::IntegrationPart& integration) const {
        const std::size_t column = nameColumn();
        const std::string number = priority(integration);
        Line first = line(column - 2 - number.size()).add(number, Style::kDim).padTo(column);
        first.add(printable(integration.name), styleOf(integration.status));
        if (!integration.version.empty()) first.add(" " + printable(integration.version));
        if (!integration.plugin.empty() && integration.plugin != integration.name) {
            first.add(" of " + printable(integration.plugin));
        }
        NotedLines block{{first}, dim(placeText(integration.place)), column + 2};
        for (const std::string& each :
             wrapped(printable(integration.reason), widthOfProse(column + 2))) {
            block.lines.push_back(line(column + 2).add(each));
        }
        for (const Explanation::Case& part : integration.cases) {
            const std::string why = part.applies ? "with its case when " + part.when
                                                 : "without its case " + part.reason;
            block.lines.push_back(line(column + 2 * part.depth).add(printable(why), Style::kDim));
        }
        return block;
    }

    // --- the environment

    std::string changes() const {
        Blocks blocks;
        for (const Explanation::Variable& variable : explanation_.variables) {
            if (variable.changed) addVariable(variable, blocks);
        }
        return section("Environment", blocks, WithoutColumn::kBehind);
    }

    void addVariable(const Explanation::Variable& variable, Blocks& blocks) const {
        Line name = line(kIndent).add(printable(variable.name), Style::kCyan);
        if (!variable.before) name.add("  was unset", Style::kDim);
        blocks.push_back({{name}, line()});
        if (variable.before) {
            blocks.push_back(
                values(dim("    was"), *variable.before, separatorOf(variable), Style::kDim));
        }
        for (const Explanation::OperationPart& operation : variable.operations) {
            if (!operation.leftOut) blocks.push_back(operationBlock(operation));
        }
        if (!isTold(variable)) addResult(variable, blocks);
    }

    // Whether the last operation says all that there is to say of what the variable is now.
    static bool isTold(const Explanation::Variable& variable) {
        const auto counts = [](const auto& operation) { return !operation.leftOut; };
        const auto count = std::ranges::count_if(variable.operations, counts);
        if (count == 0) return false;
        const auto last =
            std::find_if(variable.operations.rbegin(), variable.operations.rend(), counts);
        if (last->kind == OperationKind::kUnset) return true;
        const bool replaces = count == 1 || last->kind == OperationKind::kSet;
        return replaces && variable.after == last->value;
    }

    void addResult(const Explanation::Variable& variable, Blocks& blocks) const {
        const auto entries = attributeEntries(variable, rules_);
        if (!variable.after) {
            blocks.push_back(
                {{dim("    now").padTo(kValueColumn).add("unset", Style::kDim)}, line()});
        } else if (variable.name == kSessionVariable) {
            blocks.push_back(values(line(4).add("set", styleOf(OperationKind::kSet)),
                                    "how to take all this back", {}, Style::kDim));
            blocks.back().note = from("Slipway itself");
        } else if (variable.operations.empty()) {
            blocks.push_back(values(line(4).add("set", styleOf(OperationKind::kSet)),
                                    *variable.after, {}, Style::kPlain));
            blocks.back().note = from("Slipway itself");
        } else if (entries.empty()) {
            blocks.push_back(
                values(dim("    now"), *variable.after, separatorOf(variable), Style::kPlain));
        } else {
            addEntries(entries, blocks);
        }
    }

    void addEntries(const std::vector<AttributedEntry>& entries, Blocks& blocks) const {
        Line first = dim("    now");
        for (const AttributedEntry& entry : entries) {
            blocks.push_back(values(first, entry.entry, {}, Style::kPlain));
            blocks.back().note =
                from(entry.operation == nullptr ? "before" : by(entry.operation->by));
            first = line();
        }
    }

    enum class EmptyEntries { kShown, kDropped };

    // Each entry of a list on a line of its own.
    NotedLines values(const Line& first, std::string_view value, const std::string& separator,
                      Style style, EmptyEntries empty = EmptyEntries::kShown) const {
        NotedLines block{{}, line(), kValueColumn};
        forEachEntry(value, separator, [&](std::string_view entry) {
            if (entry.empty() && empty == EmptyEntries::kDropped) return;
            Line here = block.lines.empty() ? first : line();
            here.padTo(kValueColumn)
                .add(entry.empty() ? "(empty)" : printable(entry),
                     entry.empty() ? Style::kDim : style);
            block.lines.push_back(here);
        });
        return block;
    }

    NotedLines operationBlock(const Explanation::OperationPart& operation) const {
        const Line name =
            line(4).add(std::string(operationName(operation.kind)), styleOf(operation.kind));
        NotedLines block{{name}, line(), kValueColumn};
        if (operation.kind != OperationKind::kUnset) {
            const auto empty = operation.kind == OperationKind::kSet ? EmptyEntries::kShown
                                                                     : EmptyEntries::kDropped;
            block = values(name, operation.value, separatorOf(operation), Style::kPlain, empty);
        }
        if (block.lines.empty()) block.lines.push_back(name);
        if (!operation.absent.empty()) {
            block.lines.push_back(line(kValueColumn)
                                      .add("left out of it: ", Style::kYellow)
                                      .add(isAbsent(operation.absent)));
        }
        block.note = origin(operation);
        return block;
    }

    std::string by(const std::optional<std::string>& integration) const {
        return printable(integration.value_or(explanation_.application.name));
    }

    // Plugins' folders are named like their integrations, most of the time.
    Line origin(const Explanation::OperationPart& operation) const {
        const std::string who = by(operation.by);
        std::string place = shortPlace(operation.place);
        if (!operation.printedBy.empty()) {
            place += ", printed by " + printable(operation.printedBy);
        }
        return from(place.starts_with(who) ? place : who + "  " + place);
    }

    std::string leftOut() const {
        Blocks blocks;
        for (const Explanation::Variable& variable : explanation_.variables) {
            for (const Explanation::OperationPart& operation : variable.operations) {
                if (operation.leftOut)
                    addLine(variable, operation, isAbsent(operation.absent), blocks);
            }
        }
        for (const Explanation::Argument& argument : explanation_.addedArguments) {
            if (argument.absent.empty()) continue;
            blocks.push_back({{line(kIndent).add("an argument  " + isAbsent(argument.absent))},
                              from(by(argument.by)),
                              kIndent + kNoteIndent});
        }
        return section("Left out", blocks, WithoutColumn::kBehind);
    }

    std::string withoutEffect() const {
        Blocks blocks;
        for (const Explanation::Variable& variable : explanation_.variables) {
            for (const Explanation::OperationPart& operation : variable.operations) {
                if (variable.changed || operation.leftOut) continue;
                addLine(variable, operation, printable(operation.value), blocks);
            }
        }
        return section("Without effect", blocks, WithoutColumn::kBehind);
    }

    void addLine(const Explanation::Variable& variable, const Explanation::OperationPart& operation,
                 const std::string& text, Blocks& blocks) const {
        Line first = line(kIndent).add(printable(variable.name), Style::kCyan);
        first.add(" " + std::string(operationName(operation.kind)), styleOf(operation.kind));
        blocks.push_back({{first.add("  " + text)}, origin(operation), kIndent + kNoteIndent});
    }

    // --- what is done ahead of the launch

    static std::string verbOf(Explanation::DeedPart::Kind kind) {
        switch (kind) {
            case Explanation::DeedPart::Kind::kCommand:
                return "run";
            case Explanation::DeedPart::Kind::kFile:
                return "write";
            case Explanation::DeedPart::Kind::kCompanion:
                return "start";
        }
        return {};
    }

    std::string wordsOf(const Explanation::DeedPart& deed) const {
        if (!deed.absent.empty()) return isAbsent(deed.absent);
        std::string words;
        for (const std::string& word : deed.words) {
            words += (words.empty() ? "" : " ") + quoteForShell(word, rules_);
        }
        return printable(words);
    }

    std::string ahead() const {
        constexpr std::size_t kColumn = kIndent + 7;  // behind the longest verb
        Blocks blocks;
        for (const Explanation::DeedPart& deed : explanation_.deeds) {
            Line first = line(kIndent).add(verbOf(deed.kind), Style::kCyan).padTo(kColumn);
            blocks.push_back({{first.add(wordsOf(deed))},
                              from(printable(deed.by) + "  " + shortPlace(deed.place)),
                              kColumn});
            if (deed.reason.empty()) continue;
            blocks.back().lines.push_back(
                line(kColumn).add(printable(deed.reason), Style::kYellow));
        }
        const bool isDone = std::ranges::any_of(
            explanation_.deeds, [](const auto& deed) { return deed.deed != Deed::kLeft; });
        return section(isDone ? "Ahead of the launch"
                              : "Ahead of the launch, not done now (--run-before does it)",
                       blocks, WithoutColumn::kBehind);
    }

    // --- the command line

    std::string command() const {
        if (explanation_.executable.empty()) return {};
        std::string words = explanation_.rosetta ? "arch -x86_64 " : "";
        words += quoteForShell(explanation_.executable, rules_);
        for (const std::string& argument : explanation_.arguments) {
            words += " " + quoteForShell(argument, rules_);
        }
        Blocks blocks{{{line(kIndent).add(printable(words))}, line()}};
        for (const Explanation::Argument& argument : explanation_.addedArguments) {
            if (!argument.absent.empty()) continue;
            blocks.push_back(
                {{line(kIndent + 2)
                      .add(printable(quoteForShell(argument.value, rules_)), Style::kDim)},
                 from(by(argument.by)),
                 kIndent + kNoteIndent});
        }
        if (explanation_.workingDirectory) {
            blocks.push_back({{line(kIndent)
                                   .add("in ", Style::kDim)
                                   .add(printable(*explanation_.workingDirectory))},
                              line()});
        }
        return section("Command", blocks, WithoutColumn::kBehind);
    }

    // --- the end

    // Said above already, where it belongs.
    static bool isTold(const Explanation::Notice& notice) {
        return notice.code == "plugin-shadowed" || notice.code == "plugin-excluded" ||
               notice.code == "integration-failed";
    }

    std::string messages() const {
        std::string text;
        for (const Explanation::Notice& notice : explanation_.diagnostics) {
            if (!isTold(notice)) text += message(notice);
        }
        return text.empty() ? text : heading("Messages") + text;
    }

    std::string message(const Explanation::Notice& notice) const {
        const std::string severity(severityName(notice.severity));
        const std::size_t indent = kIndent + severity.size() + 2;
        std::string text;
        for (const std::string& each : wrapped(printable(notice.message), widthOfProse(indent))) {
            Line here = line(kIndent);
            if (text.empty()) here.add(severity + ":", styleOf(notice.severity));
            text += here.padTo(indent).add(each).text() + "\n";
        }
        if (notice.place.file.empty()) return text;
        return text + line(indent).add(placeText(notice.place), Style::kDim).text() + "\n";
    }

    std::string verdict() const {
        if (explanation_.outcome != Outcome::kLaunch) {
            const int code = exitCode(explanation_.outcome);
            return line()
                       .add("Not launched", Style::kRed)
                       .add(": the exit code is " + std::to_string(code))
                       .text() +
                   "\n";
        }
        if (hasAny(IntegrationStatus::kApplied)) return {};
        std::string text = heading("Nothing applies");
        for (const std::string& each : wrapped(whatNext(), widthOfProse(kIndent))) {
            text += line(kIndent).add(each).text() + "\n";
        }
        return text;
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

std::string placeText(const Explanation::Place& place) {
    const std::string file = printable(place.file);
    return place.line == 0 ? file : file + ":" + std::to_string(place.line);
}

std::string withVersion(const std::string& name, const std::string& version) {
    return printable(version.empty() ? name : name + " " + version);
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

std::string isAbsent(const std::string& placeholders) {
    std::string text;
    forEachEntry(placeholders, kBetweenNames, [&](std::string_view name) {
        text += (text.empty() ? "{" : ", {") + printable(name) + "}";
    });
    const bool areSeveral = placeholders.contains(kBetweenNames);
    return text + (areSeveral ? " are absent" : " is absent");
}

std::string explanationText(const Explanation& explanation, const PlatformRules& rules,
                            const Screen& screen) {
    return Text(explanation, rules, screen).whole();
}

}  // namespace slipway
