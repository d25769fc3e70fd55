// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "cli/variable_story.h"

#include <algorithm>

#include "cli/attribution.h"
#include "cli/explanation_text.h"
#include "cli/terminal.h"
#include "manifests/diagnostic.h"
#include "resolver/text.h"

namespace slipway {

namespace {

constexpr std::size_t kIndent = 2;
constexpr std::size_t kValueColumn = 11;  // behind the longest operation

using Blocks = std::vector<NotedLines>;
using Operation = Explanation::OperationPart;

class Text {
  public:
    Text(const VariableStory& story, const Explanation& explanation, const PlatformRules& rules,
         const Screen& screen)
        : story_(story), explanation_(explanation), rules_(rules), screen_(screen) {}

    std::string whole() const {
        const Explanation::ApplicationPart& application = explanation_.application;
        return Line(screen_)
                   .add(printable(story_.variable.name), Style::kCyan)
                   .add(" in a launch of " +
                        withVersion(application.label, application.version.value_or("")))
                   .text() +
               "\n" + section("Before", before()) + section("What is done, in order", done()) +
               section("What would be done, but is skipped", skipped()) +
               section("What cannot be told", broken()) + section("Now", now());
    }

  private:
    Line line(std::size_t indent = kIndent) const { return Line(screen_).padTo(indent); }
    Line dim(const std::string& text) const { return line(0).add(text, Style::kDim); }

    std::string section(const std::string& title, const Blocks& blocks) const {
        if (blocks.empty()) return {};
        return "\n" + line(0).add(title, Style::kBold).text() + "\n" +
               withNotes(blocks, screen_, WithoutColumn::kBelow);
    }

    NotedLines block(const Line& only, const Line& note) const {
        return {{only}, note, kValueColumn};
    }

    // Each entry on a line of its own.
    NotedLines values(const Line& first, std::string_view text, const std::string& separator,
                      std::size_t column) const {
        NotedLines lines{{}, line(0), kValueColumn};
        forEachEntry(text, separator, [&](std::string_view entry) {
            Line here = lines.lines.empty() ? first : line(0);
            here.padTo(column).add(entry.empty() ? "(empty)" : printable(entry),
                                   entry.empty() ? Style::kDim : Style::kPlain);
            lines.lines.push_back(here);
        });
        return lines;
    }

    Blocks state(const std::optional<std::string>& value) const {
        if (!value) return {block(line().add("unset", Style::kDim), line(0))};
        return {values(line(), *value, separatorOf(story_.variable), kIndent)};
    }

    Blocks before() const { return state(story_.variable.before); }

    Blocks done() const {
        Blocks blocks;
        for (const Operation& operation : story_.variable.operations) {
            blocks.push_back(operationBlock(operation));
            if (operation.leftOut) blocks.back().lines = {head(operation)};
            if (!operation.absent.empty()) addAbsence(operation, blocks.back());
        }
        if (blocks.empty() && story_.variable.changed) {
            blocks.push_back(
                block(line().add("set", styleOf(OperationKind::kSet)), dim("← Slipway itself")));
        }
        return blocks;
    }

    void addAbsence(const Operation& operation, NotedLines& lines) const {
        const std::string what = operation.leftOut ? "left out: " : "left out of it: ";
        Line& last = operation.leftOut ? lines.lines.back() : lines.lines.emplace_back(line(0));
        last.padTo(kValueColumn).add(what, Style::kYellow).add(isAbsent(operation.absent));
    }

    Blocks skipped() const {
        Blocks blocks;
        for (const Explanation::SkippedOperation& skipped : story_.skipped) {
            blocks.push_back(skippedBlock(skipped));
            const std::size_t width = std::max(screen_.width, kValueColumn + 1) - kValueColumn;
            for (const std::string& each : wrapped(printable(skipped.reason), width)) {
                blocks.back().lines.push_back(line(kValueColumn).add(each, Style::kYellow));
            }
        }
        return blocks;
    }

    NotedLines skippedBlock(const Explanation::SkippedOperation& skipped) const {
        NotedLines lines{{}, dim("← " + origin(skipped.operation)), kValueColumn};
        for (const std::string& value : skipped.values) {
            Line here = lines.lines.empty() ? head(skipped.operation) : line(0);
            lines.lines.push_back(here.padTo(kValueColumn).add(printable(value)));
        }
        if (lines.lines.empty()) lines.lines = {head(skipped.operation)};
        return lines;
    }

    Blocks broken() const {
        Blocks blocks;
        for (const Explanation::IntegrationPart& plugin : story_.broken) {
            blocks.push_back(block(line().add(withVersion(plugin.name, plugin.version) + ": " +
                                              printable(plugin.reason)),
                                   dim("← " + placeText(plugin.place))));
        }
        return blocks;
    }

    Blocks now() const {
        const Explanation::Variable& variable = story_.variable;
        const auto entries = separatorOf(variable).empty() ? std::vector<AttributedEntry>{}
                                                           : attributeEntries(variable, rules_);
        if (entries.empty()) return state(variable.after);
        Blocks blocks;
        for (const AttributedEntry& entry : entries) {
            blocks.push_back(values(line(), entry.entry, {}, kIndent));
            blocks.back().note =
                dim("← " + (entry.operation == nullptr ? std::string("before")
                                                       : printable(by(*entry.operation))));
        }
        return blocks;
    }

    Line head(const Operation& operation) const {
        return line().add(std::string(operationName(operation.kind)), styleOf(operation.kind));
    }

    NotedLines operationBlock(const Operation& operation) const {
        NotedLines lines =
            operation.kind == OperationKind::kUnset
                ? block(head(operation), line(0))
                : values(head(operation), operation.value, separatorOf(operation), kValueColumn);
        lines.note = dim("← " + origin(operation));
        return lines;
    }

    std::string by(const Operation& operation) const {
        return operation.by.value_or(explanation_.application.name);
    }

    std::string origin(const Operation& operation) const {
        const std::string printed =
            operation.printedBy.empty() ? "" : ", printed by " + printable(operation.printedBy);
        return whoText(operation) + "  " + placeText(operation.place) + printed;
    }

    // The integration, with its plugin where that is called otherwise.
    std::string whoText(const Operation& operation) const {
        const auto found = std::ranges::find(explanation_.integrations, by(operation),
                                             &Explanation::IntegrationPart::name);
        if (!operation.by || found == explanation_.integrations.end()) {
            return printable(by(operation));
        }
        const std::string who = withVersion(found->name, found->version);
        return found->plugin == found->name ? who : who + " of " + printable(found->plugin);
    }

    const VariableStory& story_;
    const Explanation& explanation_;
    const PlatformRules& rules_;
    const Screen& screen_;
};

bool isBroken(const Explanation::IntegrationPart& integration) {
    return !integration.priority;
}

}  // namespace

std::optional<VariableStory> storyOf(std::string_view name, const Explanation& explanation,
                                     const PlatformRules& rules) {
    const Case letters = rules.namesIgnoreCase ? Case::kIgnored : Case::kMatters;
    const auto isIt = [&](const auto& named) { return equals(named.name, name, letters); };
    const auto variable = std::ranges::find_if(explanation.variables, isIt);
    if (variable == explanation.variables.end()) return std::nullopt;
    VariableStory story{.variable = *variable, .skipped = {}, .broken = {}};
    std::ranges::copy_if(explanation.skippedOperations, std::back_inserter(story.skipped), isIt);
    std::ranges::copy_if(explanation.integrations, std::back_inserter(story.broken), isBroken);
    return story;
}

std::string storyText(const VariableStory& story, const Explanation& explanation,
                      const PlatformRules& rules, const Screen& screen) {
    return Text(story, explanation, rules, screen).whole();
}

}  // namespace slipway
