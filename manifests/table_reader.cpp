// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "manifests/table_reader.h"

#include <algorithm>
#include <charconv>
#include <limits>

#include "manifests/platform_table.h"
#include "manifests/wording.h"

namespace slipway {

namespace {

bool isInteger(const std::string& text) {
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc{} && end == text.data() + text.size();
}

// How the value would be written were it a string; empty where it is no plain value.
std::string asString(const Node& value) {
    if (const auto* number = value.as<std::int64_t>()) return '"' + std::to_string(*number) + '"';
    if (const auto* truth = value.as<bool>()) return *truth ? "\"true\"" : "\"false\"";
    const auto* other = value.as<Unsupported>();
    return other != nullptr && other->text != "null" ? '"' + other->text + '"' : "";
}

constexpr std::string_view kHintForTable =
    "a table by platform has the keys 'linux', 'windows', 'macos' or 'default'";

std::string hintForString(const Node& value) {
    if (value.as<Table>()) return std::string(kHintForTable);
    const std::string text = asString(value);
    return text.empty() ? "" : "write " + text;
}

std::string hintForInteger(const Node& value) {
    const auto* text = value.as<std::string>();
    return text != nullptr && isInteger(*text) ? "write " + *text : "";
}

std::string hintForBoolean(const Node& value) {
    const auto* text = value.as<std::string>();
    const auto* number = value.as<std::int64_t>();
    if ((text && *text == "true") || (number && *number == 1)) return "write true";
    if ((text && *text == "false") || (number && *number == 0)) return "write false";
    return "";
}

std::string hintForList(const Node& value) {
    if (value.as<Table>()) return std::string(kHintForTable);
    const auto* text = value.as<std::string>();
    const bool isShort = text != nullptr && text->size() <= 60;
    return isShort ? "write [\"" + *text + "\"]" : "";
}

std::optional<std::chrono::milliseconds> parseDuration(std::string_view text) {
    std::int32_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    const std::string_view unit = text.substr(static_cast<std::size_t>(end - text.data()));
    if (error != std::errc{} || number < 0) return std::nullopt;
    if (unit == "ms") return std::chrono::milliseconds(number);
    if (unit == "s") return std::chrono::seconds(number);
    if (unit == "m") return std::chrono::minutes(number);
    return std::nullopt;
}

// What people call it who know other languages.
struct OtherWord {
    std::string_view word;
    std::string_view key;
};
constexpr OtherWord kOtherWords[] = {
    {"environment", "env"},       {"variables", "env"},    {"environment_variables", "env"},
    {"condition", "when"},        {"if", "when"},          {"filter", "when"},
    {"expression", "when"},       {"args", "arguments"},   {"launch_arguments", "arguments"},
    {"dependencies", "requires"}, {"depends", "requires"}, {"depends_on", "requires"},
    {"require", "requires"},      {"search_path", "find"}, {"executable", "find"},
};

// "[[integration]]", "[policy]", "the file's beginning".
std::string tableAsWritten(std::string_view path, std::span<const Key> keys) {
    if (path.empty()) return "the beginning of the file, above all tables";
    const Key* key = findKey(keys, path);
    const bool isList = key != nullptr && key->type == KeyType::kTables;
    return isList ? "[[" + std::string(path) + "]]" : "[" + std::string(path) + "]";
}

// Where that key may stand: in a table around this one, else in any; of two the shallower ones, a
// case being like its integration.
std::string whereItBelongs(std::string_view name, std::string_view here,
                           std::span<const Key> keys) {
    std::string places;
    std::size_t count = 0;
    for (const Key& key : keys) {
        const std::size_t dot = key.path.rfind('.');
        const bool isTop = dot == std::string_view::npos;
        const std::string_view table = isTop ? "" : key.path.substr(0, dot);
        const bool isShallow = table.find('.') == std::string_view::npos;
        if (key.path.substr(isTop ? 0 : dot + 1) != name || !isShallow) continue;
        const std::string place = tableAsWritten(table, keys);
        const bool isAround = !isTop && here.starts_with(std::string(table) + ".");
        if (isAround) return quoted(name) + " belongs in " + place;
        if (count++ < 3) places += (places.empty() ? "" : " or ") + place;
    }
    return places.empty() ? "" : quoted(name) + " belongs in " + places;
}

std::string hintForUnknown(std::string_view name, std::string_view table,
                           std::span<const Key> keys) {
    const std::vector<std::string_view> here = namesBeneath(keys, table);
    if (std::string near = suggestion(name, here); !near.empty()) return near;
    if (std::string place = whereItBelongs(name, table, keys); !place.empty()) return place;
    std::vector<std::string_view> words;
    for (const OtherWord& each : kOtherWords) words.push_back(each.word);
    const std::string_view word = nearest(name, words);
    const auto meant = std::ranges::find(kOtherWords, word, &OtherWord::word);
    if (meant != std::end(kOtherWords)) {
        const bool isHere = std::ranges::find(here, meant->key) != here.end();
        return isHere ? "did you mean " + quoted(meant->key) + "?"
                      : whereItBelongs(meant->key, table, keys);
    }
    if (!table.empty()) return {};
    const bool isManifest = findKey(keys, "slipway") != nullptr;
    const Key* other = findKey(isManifest ? configurationKeys() : manifestKeys(), name);
    if (other == nullptr) return {};
    return quoted(name) + (isManifest ? " belongs in a configuration file, such as config.toml"
                                      : " belongs in a plugin's manifest");
}

// One check of one value against the type of its key. Its functions tell whether it passed.
class TypeCheck {
  public:
    TypeCheck(const Key& key, const TableReader& table, std::string_view name)
        : key_(key), table_(table), name_(name), reading_(table.reading()) {}

    bool passes(const Node& value) const {
        switch (key_.type) {
            case KeyType::kName:
                return name(value);
            case KeyType::kWord:
                return byPlatform(value, [&](const Node& node) { return word(node); });
            case KeyType::kText:
            case KeyType::kCondition:
                return byPlatform(value, [&](const Node& node) { return string(node); });
            case KeyType::kTexts:
                return byPlatform(value, [&](const Node& node) { return strings(node); });
            case KeyType::kTextOrTexts:
                return byPlatform(value, [&](const Node& node) {
                    return node.as<Array>() ? strings(node) : string(node);
                });
            case KeyType::kContent:
                return content(value);
            case KeyType::kTextOrTable:
                return (value.as<Table>() && !isByPlatform(value)) ||
                       byPlatform(value, [&](const Node& node) { return string(node); });
            case KeyType::kEntries:
                return byPlatform(value, [&](const Node& node) { return entries(node); });
            case KeyType::kInteger:
                return integer(value);
            case KeyType::kBoolean:
                return value.as<bool>() || wrong(value, "a boolean", hintForBoolean(value));
            case KeyType::kVersionOrBoolean:
                return value.as<bool>() || value.as<std::string>() ||
                       wrong(value, "a version, true or false", hintForString(value));
            case KeyType::kOwners:
                return owners(value);
            case KeyType::kTable:
            case KeyType::kMap:
            case KeyType::kOperations:
                return value.as<Table>() || wrong(value, "a table");
            case KeyType::kTables:
                return tables(value);
            case KeyType::kValue:
                return true;  // the reader of operations has much more to say
        }
        return true;
    }

  private:
    // Only what is wrong is spoken of.
    std::string shown() const { return quoted(table_.shown(name_)); }

    template <class Check>
    bool byPlatform(const Node& value, Check check) const {
        if (!isByPlatform(value)) return check(value);
        bool passed = true;
        for (const Member& member : *value.as<Table>()) {
            passed &= platform(member) && check(member.node);
        }
        return passed;
    }

    bool platform(const Member& member) const {
        if (isPlatformWord(member.key)) return true;
        reading_.error(
            member.keyLocation,
            shown() + " is a table by platform, but " + quoted(member.key) + " is not a platform",
            platformSuggestion(member.key));
        return false;
    }

    bool name(const Node& value) const {
        const auto* text = value.as<std::string>();
        if (text == nullptr) return wrong(value, "a string", hintForString(value));
        const bool isControl =
            std::ranges::any_of(*text, [](unsigned char c) { return c < 0x20 || c == 0x7F; });
        if (!text->empty() && !isControl) return true;
        reading_.error(value.location,
                       shown() + (isControl ? " holds a control character" : " is empty"));
        return false;
    }

    bool word(const Node& value) const {
        if (!string(value)) return false;
        const std::string& text = *value.as<std::string>();
        if (std::ranges::find(key_.words, text) != key_.words.end()) return true;
        const std::vector<std::string_view> words{key_.words.begin(), key_.words.end()};
        reading_.error(value.location, shown() + " cannot be " + quoted(text),
                       "it can be " + alternatives(words));
        return false;
    }

    bool string(const Node& value) const {
        if (value.as<std::string>()) return true;
        const auto* number = value.as<std::int64_t>();
        const bool isDuration = number != nullptr && parseDuration(key_.standard);
        return wrong(
            value, "a string",
            isDuration ? "write \"" + std::to_string(*number) + "s\"" : hintForString(value));
    }

    bool strings(const Node& value) const {
        const auto* list = value.as<Array>();
        if (list == nullptr) return wrong(value, "a list of strings", hintForList(value));
        bool passed = true;
        for (const Node& element : *list) {
            passed &= byPlatform(element, [&](const Node& node) { return elementString(node); });
        }
        return passed;
    }

    bool elementString(const Node& value) const {
        if (value.as<std::string>()) return true;
        reading_.error(value.location, shown() + " must hold strings, not " + described(value),
                       hintForString(value));
        return false;
    }

    bool content(const Node& value) const {
        if (!isContentByPlatform(value)) return contentOfOne(value);
        return std::ranges::all_of(*value.as<Table>(),
                                   [&](const Member& each) { return contentOfOne(each.node); });
    }
    bool contentOfOne(const Node& value) const {
        return value.as<Table>() || value.as<std::string>() ||
               wrong(value, "a string or a table", hintForString(value));
    }

    bool entries(const Node& value) const {
        const auto* list = value.as<Array>();
        if (list == nullptr) return wrong(value, "a list of paths", hintForList(value));
        bool passed = true;
        for (const Node& element : *list) {
            passed &= (element.as<Table>() && !isByPlatform(element)) ||
                      byPlatform(element, [&](const Node& node) { return elementString(node); });
        }
        return passed;
    }

    bool owners(const Node& value) const {
        const auto* list = value.as<Array>();
        if (list == nullptr) return wrong(value, "a list of users", hintForList(value));
        bool passed = true;
        for (const Node& element : *list) {
            passed &= element.as<std::string>() || element.as<std::int64_t>() ||
                      wrong(element, "a list of users' names and numbers");
        }
        return passed;
    }

    bool integer(const Node& value) const {
        using Limits = std::numeric_limits<std::int32_t>;
        const auto* number = value.as<std::int64_t>();
        if (number == nullptr) return wrong(value, "an integer", hintForInteger(value));
        if (*number >= Limits::min() && *number <= Limits::max()) return true;
        reading_.error(value.location, shown() + " is out of range: " + std::to_string(*number),
                       "it can be from " + std::to_string(Limits::min()) + " to " +
                           std::to_string(Limits::max()));
        return false;
    }

    bool tables(const Node& value) const {
        if (value.as<Table>()) return true;
        const auto* list = value.as<Array>();
        if (list == nullptr) return wrong(value, "a table or a list of tables");
        bool passed = true;
        for (const Node& element : *list) {
            passed &= element.as<Table>() || wrong(element, "a table or a list of tables");
        }
        return passed;
    }

    bool wrong(const Node& value, std::string_view expected, std::string hint = {}) const {
        reading_.error(value.location,
                       shown() + " must be " + std::string(expected) + ", not " + described(value),
                       std::move(hint));
        return false;
    }

    const Key& key_;
    const TableReader& table_;
    std::string_view name_;
    const Reading& reading_;
};

// The strings of a list; elements of other platforms are dropped.
std::vector<Template> readTexts(const Node& list, const Reading& reading, TemplateScope scope) {
    std::vector<Template> result;
    if (const auto* only = list.as<std::string>()) {
        auto text = parseTemplate(*only, list.location, reading.rules, reading.diagnostics);
        if (text) result.push_back(*std::move(text));
        return result;
    }
    for (const Node& element : *list.as<Array>()) {
        auto text = readByPlatform(element, reading.rules, [&](const Node& node) {
            return parseTemplate(*node.as<std::string>(), node.location, reading.rules,
                                 reading.diagnostics, scope);
        });
        if (text) result.push_back(*std::move(text));
    }
    return result;
}

}  // namespace

TableReader::TableReader(const Node& table, TablePath path, const Reading& reading)
    : table_(&table), path_(std::move(path)), reading_(&reading) {
    beneath_ = path_.keys.empty() ? "" : path_.keys + ".";
    any_ = findKey(reading_->keys, beneath_ + "*");
    accepted_.reserve(table.as<Table>()->size());
    for (const Member& member : *table.as<Table>()) check(member);
}

const Key* TableReader::keyOf(std::string_view name) const {
    if (any_ != nullptr) return any_;
    // A quoted key may hold what parts paths in the table of keys.
    if (name.find('.') != std::string_view::npos) return nullptr;
    return findKey(reading_->keys, beneath_ + std::string(name));
}

void TableReader::check(const Member& member) {
    const Key* key = keyOf(member.key);
    if (key == nullptr) {
        reading_->diagnostics.warning("unknown-key", member.keyLocation,
                                      "unknown key " + quoted(shown(member.key)),
                                      hintForUnknown(member.key, path_.keys, reading_->keys));
    } else if (!key->carriedOut) {
        reading_->diagnostics.error(
            "not-yet", member.keyLocation,
            quoted(shown(member.key)) + " is not carried out by this version");
    } else if (TypeCheck(*key, *this, member.key).passes(member.node)) {
        accepted_.push_back(&member);
    }
}

TablePath TableReader::pathOf(std::string_view key) const {
    const Key* known = keyOf(key);
    const std::string shown{key};
    return {known != nullptr ? std::string(known->path) : shown,
            path_.shown.empty() ? shown : path_.shown + "." + shown};
}

const Node* TableReader::find(std::string_view key) const {
    const auto at = std::ranges::find(accepted_, key,
                                      [](const Member* m) -> std::string_view { return m->key; });
    return at == accepted_.end() ? nullptr : &(*at)->node;
}

std::optional<std::string> TableReader::name(std::string_view key) const {
    const Node* node = find(key);
    if (node == nullptr) return std::nullopt;
    return *node->as<std::string>();
}

std::optional<std::string> TableReader::word(std::string_view key) const {
    const Node* node = find(key);
    const Node* ours = node != nullptr ? forPlatform(*node, reading_->rules) : nullptr;
    if (ours == nullptr) return std::nullopt;
    return *ours->as<std::string>();
}

std::optional<std::int32_t> TableReader::integer(std::string_view key) const {
    const Node* node = find(key);
    if (node == nullptr) return std::nullopt;
    return static_cast<std::int32_t>(*node->as<std::int64_t>());
}

std::optional<bool> TableReader::boolean(std::string_view key) const {
    const Node* node = find(key);
    if (node == nullptr) return std::nullopt;
    return *node->as<bool>();
}

std::optional<Template> TableReader::text(std::string_view key, TemplateScope scope) const {
    const Node* node = find(key);
    if (node == nullptr) return std::nullopt;
    return readByPlatform(*node, reading_->rules, [&](const Node& text) {
        return parseTemplate(*text.as<std::string>(), text.location, reading_->rules,
                             reading_->diagnostics, scope);
    });
}

std::vector<Template> TableReader::texts(std::string_view key, TemplateScope scope) const {
    const Node* node = find(key);
    if (node == nullptr) return {};
    return readByPlatform(*node, reading_->rules,
                          [&](const Node& list) { return readTexts(list, *reading_, scope); });
}

std::optional<std::string> TableReader::plainText(std::string_view key) const {
    const std::optional<Template> read = text(key);
    if (!read) return std::nullopt;
    std::optional<std::string> plain = literalText(*read);
    if (!plain) {
        reading_->error(find(key)->location,
                        quoted(shown(key)) + " cannot be " + quoted(templateText(*read)),
                        "it is needed before any launch, which alone knows the placeholder");
    }
    return plain;
}

std::optional<std::chrono::milliseconds> TableReader::duration(std::string_view key) const {
    const auto text = plainText(key);
    if (!text) return std::nullopt;
    const auto duration = parseDuration(*text);
    if (!duration) {
        reading_->error(find(key)->location,
                        quoted(shown(key)) + " is no duration: " + quoted(*text),
                        "write \"250ms\" or \"3s\"");
    }
    return duration;
}

std::vector<const Node*> TableReader::tables(std::string_view key) const {
    const Node* node = find(key);
    if (node == nullptr) return {};
    if (node->as<Table>()) return {node};
    std::vector<const Node*> result;
    for (const Node& element : *node->as<Array>()) result.push_back(&element);
    return result;
}

std::optional<TableReader> TableReader::table(std::string_view key) const {
    const Node* node = find(key);
    if (node == nullptr) return std::nullopt;
    return TableReader(*node, pathOf(key), *reading_);
}

}  // namespace slipway
