// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "manifests/environment_reader.h"

#include <algorithm>
#include <optional>
#include <string>
#include <tuple>
#include <utility>

#include "manifests/platform_table.h"
#include "manifests/wording.h"

namespace slipway {

namespace {

// An operation as written: `NAME` or `NAME.OPERATION`, the parts of its key joined.
struct Entry {
    std::string key;
    const Node* value;
    Location location;
};

bool isValueWord(std::string_view key) {
    return key == "value" || key == "separator";
}

// `{ value = …, separator = … }`
bool isExplicit(const Table& table) {
    return std::ranges::any_of(table, isValueWord, [](const Member& m) { return m.key; });
}

// A table that is neither by platform nor a value is one of operations, or in TOML what unquoted
// dots in a variable's name make.
bool isDeeper(const Node& node) {
    const Table* table = node.as<Table>();
    return table != nullptr && !isByPlatform(node) && !isExplicit(*table);
}

void collect(const Member& member, const std::string& prefix, std::vector<Entry>& entries) {
    std::string key = prefix + member.key;
    const Table* table = member.node.as<Table>();
    if (!isDeeper(member.node) || table->empty()) {
        entries.push_back({std::move(key), &member.node, member.keyLocation});
        return;
    }
    for (const Member& inner : *table) collect(inner, key + ".", entries);
}

bool isBefore(const Entry& left, const Entry& right) {
    return std::tie(left.location.line, left.location.column) <
           std::tie(right.location.line, right.location.column);
}

// TOML keeps `A.set`, `B.set`, `A.append` as two tables, but they apply in the order of writing.
// Entries merged from several files have an order already, and no common measure.
std::vector<Entry> entriesOf(const Table& env) {
    std::vector<Entry> entries;
    for (const Member& member : env) collect(member, "", entries);
    const auto isElsewhere = [&](const Entry& entry) {
        return entry.location.source != entries.front().location.source;
    };
    if (std::ranges::none_of(entries, isElsewhere)) std::ranges::stable_sort(entries, isBefore);
    return entries;
}

struct Target {
    std::string name;
    OperationKind kind = OperationKind::kAppend;
    bool isNamed = true;
};

// Splits at the last dot; nothing where the operation is unknown.
std::optional<Target> targetOf(const std::string& key) {
    const std::size_t dot = key.rfind('.');
    if (dot == std::string::npos) return Target{.name = key, .isNamed = false};
    const auto kind = operationNamed(std::string_view(key).substr(dot + 1));
    if (!kind) return std::nullopt;
    return Target{key.substr(0, dot), *kind};
}

struct ReadValue {
    bool isList = false;
    std::vector<Template> values;
    std::optional<Template> separator;
};

// Reads the operation of one entry.
class EntryReader {
  public:
    EntryReader(const Entry& entry, const Reading& reading) : entry_(entry), reading_(reading) {}

    std::optional<EnvironmentOperation> read() const {
        std::optional<Target> target = targetOf(entry_.key);
        if (!target) return unknownOperation();
        if (!isName(target->name)) return std::nullopt;
        EnvironmentOperation operation{.name = std::move(target->name),
                                       .kind = target->kind,
                                       .isNamed = target->isNamed,
                                       .location = entry_.location};
        if (target->kind == OperationKind::kUnset) return unset(std::move(operation));
        std::optional<ReadValue> value = readBranches(*entry_.value, &EntryReader::readWhole);
        if (!value) return std::nullopt;
        operation.isList = value->isList;
        operation.values = std::move(value->values);
        operation.separator = std::move(value->separator);
        return operation;
    }

  private:
    std::optional<EnvironmentOperation> unknownOperation() const {
        const std::size_t dot = entry_.key.rfind('.');
        const std::string name = entry_.key.substr(0, dot);
        const std::string operation = entry_.key.substr(dot + 1);
        const auto names = operationNames();
        const std::vector<std::string_view> known{names.begin(), names.end()};
        std::string hint = suggestion(operation, known);
        if (hint.empty()) hint = hintForUnknown(name, known);
        report("unknown operation " + quoted(operation) + " on " + quoted(name), hint);
        return std::nullopt;
    }

    std::string hintForUnknown(const std::string& name,
                               const std::vector<std::string_view>& known) const {
        if (isPlatformWord(name)) return kHintForPlatforms;
        return "operations are " + alternatives(known) +
               "; a variable with a dot in its name needs one: " + quoted(entry_.key + ".append");
    }

    bool isName(const std::string& name) const {
        if (name.empty()) {
            report("an operation without a variable: " + quoted(entry_.key),
                   "write NAME.OPERATION");
        } else if (name.find('=') != std::string::npos) {
            report("a variable's name cannot hold '=': " + quoted(name));
        } else if (name.find('\0') != std::string::npos) {
            report("a variable's name cannot hold NUL: " + quoted(name));
        } else {
            warnOfPlatform(name);
            return true;
        }
        return false;
    }

    // `[integration.env.windows]` makes variables called 'windows.FOO', which no one means.
    void warnOfPlatform(const std::string& name) const {
        const std::size_t dot = name.find('.');
        if (dot == std::string::npos || !isPlatformWord(name.substr(0, dot))) return;
        reading_.diagnostics.warning("unknown-value", entry_.location,
                                     "this is about a variable called " + quoted(name),
                                     kHintForPlatforms);
    }

    // The value does not matter, but the platform does.
    std::optional<EnvironmentOperation> unset(EnvironmentOperation operation) const {
        const Node* value = forPlatform(*entry_.value, reading_.rules);
        if (value == nullptr) return std::nullopt;
        if (const bool* wanted = value->as<bool>(); wanted != nullptr && !*wanted) {
            reading_.diagnostics.warning("unknown-value", value->location,
                                         quoted(entry_.key) + " unsets whatever its value is",
                                         "leave it out to keep the variable");
        }
        return operation;
    }

    std::optional<ReadValue> readWhole(const Node& node) const {
        const Table* table = node.as<Table>();
        if (table == nullptr) return readPlain(node);
        if (isExplicit(*table)) return readExplicit(node, *table);
        if (table->empty()) {
            wrong(node, "an empty table says nothing", "give it a value, or leave it out");
            return std::nullopt;
        }
        wrong(node, "a table of operations cannot stand within a platform or a value",
              "write " + quoted(targetName() + ".OPERATION = { linux = …, windows = … }"));
        return std::nullopt;
    }

    std::optional<ReadValue> readExplicit(const Node& node, const Table& table) const {
        for (const Member& member : table) {
            if (!isValueWord(member.key) && !isPartOfValue(member)) return std::nullopt;
        }
        const Node* value = find(table, "value");
        if (value == nullptr) {
            wrong(node, "there is a separator, but no value", "add 'value = …'");
            return std::nullopt;
        }
        std::optional<ReadValue> result = readBranches(*value, &EntryReader::readPlain);
        const Node* separator = find(table, "separator");
        if (separator == nullptr) return result;
        std::optional<Template> text = readBranches(*separator, &EntryReader::readSeparator);
        if (result) result->separator = std::move(text);
        return result;
    }

    // Another word of this place is a mixture; any other key is only unknown.
    bool isPartOfValue(const Member& member) const {
        if (operationNamed(member.key) || isPlatformWord(member.key)) {
            reading_.error(
                member.keyLocation,
                quoted(entry_.key) + " mixes 'value' or 'separator' with " + quoted(member.key),
                "one table holds a value, operations or platforms");
            return false;
        }
        reading_.diagnostics.warning("unknown-key", member.keyLocation,
                                     "unknown key " + quoted(entry_.key + "." + member.key),
                                     suggestion(member.key, {"value", "separator"}));
        return true;
    }

    std::optional<Template> readSeparator(const Node& node) const {
        const auto* text = node.as<std::string>();
        if (text == nullptr) {
            wrong(node, "a separator must be a string, not " + described(node));
            return std::nullopt;
        }
        return parseTemplate(*text, node.location, reading_.rules, reading_.diagnostics);
    }

    std::optional<ReadValue> readPlain(const Node& node) const {
        if (const auto* list = node.as<Array>()) return readList(*list);
        std::optional<Template> text = readScalar(node);
        if (!text) return std::nullopt;
        ReadValue result;  // not by a list in braces: what is in one is copied
        result.values.push_back(*std::move(text));
        return result;
    }

    std::optional<ReadValue> readList(const Array& list) const {
        ReadValue result{.isList = true};
        for (const Node& element : list) {
            std::optional<Template> text = readBranches(element, &EntryReader::readScalar);
            if (text) result.values.push_back(*std::move(text));
        }
        return result;
    }

    std::optional<Template> readScalar(const Node& node) const {
        if (const auto* text = node.as<std::string>()) {
            return parseTemplate(*text, node.location, reading_.rules, reading_.diagnostics);
        }
        if (const auto* number = node.as<std::int64_t>()) return literal(std::to_string(*number));
        if (const auto* truth = node.as<bool>()) return literal(*truth ? "1" : "0");
        wrong(node, "a value cannot be " + described(node), hintForScalar(node));
        return std::nullopt;
    }

    std::string hintForScalar(const Node& node) const {
        const auto* other = node.as<Unsupported>();
        if (other == nullptr) return "a list holds strings, integers and booleans";
        if (other->text == "null") return "to unset, write " + quoted(targetName() + ".unset");
        return "write it as a string: \"" + other->text + "\"";
    }

    template <class Result>
    using Reader = std::optional<Result> (EntryReader::*)(const Node&) const;

    // As readByPlatform, for tables that must not hold anything but platforms.
    template <class Result>
    std::optional<Result> readBranches(const Node& node, Reader<Result> reader) const {
        if (!isByPlatform(node)) return (this->*reader)(node);
        bool onlyPlatforms = true;
        for (const Member& member : *node.as<Table>()) onlyPlatforms &= isPlatform(member);
        if (!onlyPlatforms) return std::nullopt;
        return readByPlatform(node, reading_.rules,
                              [&](const Node& branch) { return (this->*reader)(branch); });
    }

    bool isPlatform(const Member& member) const {
        if (isPlatformWord(member.key)) return true;
        const bool isKnown = operationNamed(member.key) || isValueWord(member.key);
        const std::string what = isKnown ? " mixes platforms with "
                                         : " is a table by platform, but no platform is called ";
        reading_.error(member.keyLocation, quoted(entry_.key) + what + quoted(member.key),
                       isKnown ? "one table holds a value, operations or platforms"
                               : platformSuggestion(member.key));
        return false;
    }

    std::string targetName() const {
        const std::optional<Target> target = targetOf(entry_.key);
        return target ? target->name : entry_.key;
    }

    void report(std::string message, std::string hint = {}) const {
        reading_.error(entry_.location, std::move(message), std::move(hint));
    }
    void wrong(const Node& node, const std::string& message, std::string hint = {}) const {
        reading_.error(node.location, quoted(entry_.key) + ": " + message, std::move(hint));
    }

    static constexpr const char* kHintForPlatforms =
        "'env' is not a table by platform: write NAME.OPERATION = { windows = … }, or a case with "
        "when = \"platform = windows\"";

    const Entry& entry_;
    const Reading& reading_;
};

}  // namespace

std::vector<EnvironmentOperation> readEnvironment(const Node& env, const Reading& reading) {
    const std::vector<Entry> entries = entriesOf(*env.as<Table>());
    std::vector<EnvironmentOperation> operations;
    operations.reserve(entries.size());
    for (const Entry& entry : entries) {
        if (auto operation = EntryReader(entry, reading).read()) {
            operations.push_back(*std::move(operation));
        }
    }
    return operations;
}

Node canonicalEnvironment(const Node& env, const PlatformRules& rules) {
    Table table;
    for (const Entry& entry : entriesOf(*env.as<Table>())) {
        const Node* value = forPlatform(*entry.value, rules);
        const std::optional<Target> target = targetOf(entry.key);
        if (value == nullptr || !target) continue;
        const std::string key = target->name + "." + std::string(operationName(target->kind));
        table.push_back({key, entry.location, *value});
    }
    return {std::move(table), env.location};
}

}  // namespace slipway
