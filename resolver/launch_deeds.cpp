// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "resolver/launch_deeds.h"

#include <algorithm>

#include "resolver/json_text.h"
#include "resolver/path.h"
#include "resolver/relative_path.h"
#include "resolver/text.h"

namespace slipway {

namespace {

bool isSeparator(char c, const PlatformRules& rules) {
    return c == '/' || c == rules.pathSeparator;
}

bool hasFolder(std::string_view path, const PlatformRules& rules) {
    return std::ranges::any_of(path, [&](char c) { return isSeparator(c, rules); });
}

// Whether a relative path leads out of the folder that it begins at.
bool leadsOut(std::string_view path, const PlatformRules& rules) {
    int depth = 0;
    while (!path.empty()) {
        const auto end = std::ranges::find_if(path, [&](char c) { return isSeparator(c, rules); });
        const std::string_view segment(path.begin(), end);
        if (segment == "..") --depth;
        if (!segment.empty() && segment != "." && segment != "..") ++depth;
        if (depth < 0) return true;
        path.remove_prefix(std::min(segment.size() + 1, path.size()));
    }
    return false;
}

std::string_view withName(std::string_view names, std::string_view name, Arena& arena) {
    if (names.empty()) return name;
    bool isNamed = false;
    forEachEntry(names, kBetweenNames, [&](std::string_view each) { isNamed |= each == name; });
    return isNamed ? names : arena.join({names, kBetweenNames, name});
}

}  // namespace

AppliedOperation expandOperation(const Catalogue& catalogue, const catalogue::Operation& operation,
                                 PlaceholderSource& facts, const PlatformRules& rules,
                                 Arena& arena) {
    ArenaVector<std::string_view> values(arena);
    std::string_view absent;
    std::string_view name;
    for (const catalogue::Template& value : catalogue.list(operation.values)) {
        if (const auto text = expandTemplate(catalogue, value, facts, arena, name)) {
            values.push(*text);
        } else {
            absent = withName(absent, name, arena);
        }
    }
    const Value separator = operation.hasSeparator
                                ? expandTemplate(catalogue, operation.separator, facts, arena, name)
                                : Value{std::string_view{&rules.listSeparator, 1}};
    if (!separator) absent = withName(absent, name, arena);
    // Only an element of a list falls out alone, and only as long as others remain.
    const bool leftOut = !separator || (!absent.empty() && values.empty());
    return {values.span(), separator.value_or(std::string_view{}), absent, leftOut};
}

Value LaunchDeeds::expanded(catalogue::Template text, PlaceholderSource& facts,
                            std::string_view& absent) {
    return expandTemplate(catalogue_, text, facts, arena_, absent);
}

// A relative one begins at the manifest's folder, and does not lead out of it.
Finished<std::string_view> LaunchDeeds::path(std::string_view written,
                                             const catalogue::Origin& origin) {
    if (isAbsolutePath(written, rules_)) return {written};
    if (!isRelativePath(written, rules_)) {
        return {.problem = arena_.join({"is on no drive: '", written, "'"})};
    }
    if (leadsOut(written, rules_)) {
        return {.problem = arena_.join({"leads out of the manifest's folder: '", written, "'"})};
    }
    const std::string_view folder = folderOf(catalogue_.text(origin.file), rules_);
    return {arena_.join({folder, std::string_view{&rules_.pathSeparator, 1}, written})};
}

Finished<LaunchDeeds::CommandLine> LaunchDeeds::commandLine(
    const catalogue::Integration& by, catalogue::List<catalogue::Template> command,
    const catalogue::Origin& origin, std::string_view what, PlaceholderSource& facts) {
    const auto texts = catalogue_.list(command);
    std::string_view absent;
    const Value written = expanded(texts.front(), facts, absent);
    if (!written) {
        observer_.deedLeftOut(by, origin, what, absent);
        return {};
    }
    Finished<std::string_view> executable{*written};
    if (written->empty()) return {.problem = "has no name"};
    if (hasFolder(*written, rules_)) executable = path(*written, origin);
    if (!executable.deed) return {.problem = executable.problem};
    ArenaVector<const char*> arguments(arena_);
    arguments.push(arena_.copy(*executable.deed).data());
    for (const catalogue::Template& text : texts.subspan(1)) {
        if (const Value argument = expanded(text, facts, absent)) {
            arguments.push(arena_.copy(*argument).data());
        } else {
            observer_.valueLeftOut("command", absent);
        }
    }
    arguments.push(nullptr);
    return {CommandLine{arena_.copy(*executable.deed), {arguments.begin(), arguments.size() - 1}}};
}

Finished<PlannedCommand> LaunchDeeds::command(const catalogue::Integration& by,
                                              const catalogue::BeforeCommand& command,
                                              PlaceholderSource& facts,
                                              std::span<const char* const> environment) {
    const auto line = commandLine(by, command.command, command.origin, "command", facts);
    if (!line.deed) return {.problem = line.problem};
    return {
        PlannedCommand{&by, &command, line.deed->executable, line.deed->arguments, environment}};
}

Finished<PlannedFile> LaunchDeeds::file(const catalogue::Integration& by,
                                        const catalogue::File& file, PlaceholderSource& facts) {
    std::string_view absent;
    const Value written = expanded(file.path, facts, absent);
    ArenaVector<std::string_view> pieces(arena_);
    for (const catalogue::ContentPiece& piece : catalogue_.list(file.content)) {
        const Value text = expanded(piece.text, facts, absent);
        if (!text) break;
        const Value content = piece.isInJsonString ? jsonEscaped(*text, arena_) : text;
        if (!content) return {.problem = "cannot be written as JSON: a value is not UTF-8"};
        pieces.push(*content);
    }
    if (!absent.empty()) {
        observer_.deedLeftOut(by, file.origin, "file", absent);
        return {};
    }
    if (written->empty()) return {.problem = "has no path"};
    const auto whole = path(*written, file.origin);
    if (!whole.deed) return {.problem = whole.problem};
    return {PlannedFile{&by, &file, arena_.copy(*whole.deed), arena_.join(pieces.span(), "")}};
}

Finished<PlannedCompanion> LaunchDeeds::companion(const catalogue::Integration& by,
                                                  const catalogue::Companion& companion,
                                                  LaunchFacts& facts,
                                                  std::span<const char* const> environment) {
    Environment own(arena_, rules_, environment);
    LaunchFacts ownFacts(facts, own);
    for (const catalogue::Operation& operation : catalogue_.list(companion.environment)) {
        const auto applied = expandOperation(catalogue_, operation, ownFacts, rules_, arena_);
        if (applied.leftOut) {
            observer_.valueLeftOut("companion.env", applied.absent);
        } else {
            own.apply(operation.kind, catalogue_.text(operation.name), applied.values,
                      applied.separator);
        }
    }
    const auto line = commandLine(by, companion.command, companion.origin, "companion", facts);
    if (facts.privateFailure.empty()) facts.privateFailure = ownFacts.privateFailure;
    if (!line.deed) return {.problem = line.problem};
    return {PlannedCompanion{&by, &companion, line.deed->executable, line.deed->arguments,
                             own.block()}};
}

}  // namespace slipway
