// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "manifests/preparation_reader.h"

#include <algorithm>
#include <charconv>

#include "manifests/environment_reader.h"
#include "manifests/json_mistake.h"
#include "manifests/platform_table.h"
#include "manifests/wording.h"
#include "resolver/json_text.h"

namespace slipway {

namespace {

// A case has the keys of its integration.
std::vector<TableReader> tablesOf(const TableReader& part, std::string_view key) {
    const TablePath path{"integration." + std::string(key), part.pathOf(key).shown};
    std::vector<TableReader> tables;
    for (const Node* node : part.tables(key)) tables.emplace_back(*node, path, part.reading());
    return tables;
}

bool isThere(const TableReader& table, std::string_view shown, std::string_view key,
             std::string_view hint) {
    if (table.find(key) != nullptr) return true;
    // One of a wrong type has been reported.
    const Table& members = *table.node().as<Table>();
    if (find(members, key) == nullptr) {
        table.reading().error(table.location(), quoted(shown) + " has no " + quoted(key),
                              std::string(hint));
    }
    return false;
}

// Empty where it was reported, or where the platform has none.
std::vector<Template> readCommandLine(const TableReader& table, std::string_view shown) {
    if (!isThere(table, shown, "command", "write command = [\"{plugin.dir}/bin/prepare\"]")) {
        return {};
    }
    std::vector<Template> command = table.texts("command");
    const Node& node = *table.find("command");
    const Array* list = node.as<Array>();
    if (list != nullptr && list->empty()) {
        table.reading().error(node.location, quoted(table.shown("command")) + " is empty",
                              "its first string is the executable");
    }
    return command;
}

BeforeCommand readBeforeCommand(const TableReader& table, std::vector<Template> command) {
    BeforeCommand before{.command = std::move(command), .location = table.location()};
    before.timeout = table.duration("timeout").value_or(before.timeout);
    before.onFailure =
        failureResponseNamed(table.word("on_failure").value_or("stop")).value_or(before.onFailure);
    before.readsOutput = table.word("output") == "json";
    before.onWorker = table.word("where") == "worker";
    return before;
}

std::optional<std::uint32_t> readMode(const TableReader& table) {
    constexpr std::uint32_t kAllPermissions = 0777;
    const auto text = table.plainText("mode");
    if (!text) return std::nullopt;
    std::uint32_t mode = 0;
    const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), mode, 8);
    const bool isWhole = error == std::errc{} && end == text->data() + text->size();
    if (isWhole && mode <= kAllPermissions) return mode;
    table.reading().error(table.find("mode")->location,
                          quoted(table.shown("mode")) + " is no mode of a file: " + quoted(*text),
                          "write it octal: \"0600\", \"0644\"");
    return std::nullopt;
}

// A table as JSON: what is known is put together, strings with placeholders stand alone.
class JsonContent {
  public:
    JsonContent(const std::string& shown, const Reading& reading)
        : shown_(shown), reading_(reading) {}

    std::vector<ContentPiece> read(const Node& node) {
        write(node);
        known_ += '\n';
        flush();
        return std::move(pieces_);
    }

  private:
    void write(const Node& node) {
        if (const auto* table = node.as<Table>()) {
            writeTable(*table);
        } else if (const auto* list = node.as<Array>()) {
            writeList(*list);
        } else if (const auto* text = node.as<std::string>()) {
            writeString(*text, node.location);
        } else if (const auto* number = node.as<std::int64_t>()) {
            known_ += std::to_string(*number);
        } else if (const auto* truth = node.as<bool>()) {
            known_ += *truth ? "true" : "false";
        } else {
            writeOther(*node.as<Unsupported>(), node.location);
        }
    }

    void writeTable(const Table& table) {
        known_ += '{';
        for (const Member& member : table) {
            if (&member != &table.front()) known_ += ", ";
            known_ += '"' + escaped(member.key, member.keyLocation) + "\": ";
            write(member.node);
        }
        known_ += '}';
    }

    void writeList(const Array& list) {
        known_ += '[';
        for (const Node& element : list) {
            if (&element != &list.front()) known_ += ", ";
            write(element);
        }
        known_ += ']';
    }

    void writeString(const std::string& text, const Location& at) {
        auto value = parseTemplate(text, at, reading_.rules, reading_.diagnostics);
        if (!value) return;
        known_ += '"';
        if (const auto plain = literalText(*value)) {
            known_ += escaped(*plain, at);
        } else {
            flush();
            pieces_.push_back({*std::move(value), true});
        }
        known_ += '"';
    }

    // What JSON has too is written as it stands: `1.5`, `null`.
    void writeOther(const Unsupported& other, const Location& at) {
        if (other.text == "null" || jsonNumberLength(other.text) == other.text.size()) {
            known_ += other.text;
            return;
        }
        reading_.error(at, quoted(shown_) + " holds " + other.kind + " that JSON has not",
                       "write it as a string: \"" + other.text + "\"");
    }

    std::string escaped(std::string_view text, const Location& at) {
        Arena arena;
        const auto result = jsonEscaped(text, arena);
        if (!result) reading_.error(at, quoted(shown_) + " holds text that is not UTF-8");
        return std::string(result.value_or(""));
    }

    void flush() {
        if (!known_.empty()) pieces_.push_back({literal(known_), false});
        known_.clear();
    }

    const std::string& shown_;
    const Reading& reading_;
    std::string known_;
    std::vector<ContentPiece> pieces_;
};

std::vector<ContentPiece> readOneContent(const Node& node, const std::string& shown,
                                         const Reading& reading) {
    if (node.as<Table>()) return JsonContent(shown, reading).read(node);
    auto text =
        parseTemplate(*node.as<std::string>(), node.location, reading.rules, reading.diagnostics);
    if (!text) return {};
    return {{*std::move(text), false}};
}

// As readByPlatform, by another rule of what is by platform. Nothing where this one has none.
std::optional<std::vector<ContentPiece>> readContent(const TableReader& table) {
    const Node& node = *table.find("content");
    const Reading& reading = table.reading();
    const std::string shown = table.shown("content");
    if (!isContentByPlatform(node)) return readOneContent(node, shown, reading);
    const Node* wanted = forPlatform(node, reading.rules);
    std::optional<std::vector<ContentPiece>> ours;
    for (const Member& member : *node.as<Table>()) {
        auto content = readOneContent(member.node, shown, reading);
        if (&member.node == wanted) ours = std::move(content);
    }
    return ours;
}

std::optional<LaunchFile> readFile(const TableReader& table, std::string_view shown) {
    const bool hasPath = isThere(table, shown, "path", "write where it stands");
    const bool hasContent = isThere(table, shown, "content", "write a string, or a table for JSON");
    if (!hasPath || !hasContent) return std::nullopt;
    const auto path = table.text("path");
    auto content = readContent(table);
    const auto mode = readMode(table);
    if (!path || path->empty() || !content) return std::nullopt;
    return LaunchFile{*path, *std::move(content), mode, table.location()};
}

}  // namespace

std::vector<BeforeCommand> readBefore(const TableReader& part) {
    std::vector<BeforeCommand> commands;
    for (const TableReader& table : tablesOf(part, "before")) {
        auto command = readBeforeCommand(table, readCommandLine(table, part.shown("before")));
        if (!command.command.empty()) commands.push_back(std::move(command));
    }
    return commands;
}

std::vector<LaunchFile> readFiles(const TableReader& part) {
    std::vector<LaunchFile> files;
    for (const TableReader& table : tablesOf(part, "file")) {
        if (auto file = readFile(table, part.shown("file"))) files.push_back(*std::move(file));
    }
    return files;
}

std::vector<Companion> readCompanions(const TableReader& part) {
    std::vector<Companion> companions;
    for (const TableReader& table : tablesOf(part, "companion")) {
        Companion companion{.command = readCommandLine(table, part.shown("companion")),
                            .environment = {},
                            .location = table.location()};
        if (const Node* env = table.find("env")) {
            companion.environment = readEnvironment(*env, table.reading());
        }
        if (!companion.command.empty()) companions.push_back(std::move(companion));
    }
    return companions;
}

}  // namespace slipway
