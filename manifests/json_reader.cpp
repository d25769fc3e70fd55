// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// simdjson's On-Demand interface validates what is visited and nothing else: so everything is
// visited, and the end is asked for. Its pointers lead into a padded copy of the text: so they are
// positions.

#include <simdjson.h>

#include <algorithm>
#include <charconv>
#include <numeric>
#include <string>
#include <utility>

#include "manifests/document.h"
#include "manifests/json_mistake.h"
#include "manifests/source_text.h"
#include "manifests/wording.h"

namespace slipway {
namespace {

namespace ondemand = simdjson::ondemand;

// Throws Mistake and simdjson::simdjson_error.
class JsonReader {
  public:
    explicit JsonReader(const SourcePointer& source) : text_(source->text), locator_(source) {}

    Node read();

  private:
    std::size_t offsetOf(const char* pointer) const {
        return static_cast<std::size_t>(pointer - text_.data());
    }
    void readValue(ondemand::value value, std::uint32_t depth, Node& node);
    Table readTable(ondemand::object object, std::uint32_t depth);
    Array readArray(ondemand::array array, std::uint32_t depth);

    simdjson::padded_string text_;
    Locator locator_;
    ondemand::parser parser_;
};

// The first key that was there before, and where that was.
void refuseDuplicates(const Table& table, const std::vector<std::size_t>& offsets) {
    const auto key = [&](std::size_t i) -> std::string_view { return table[i].key; };
    std::vector<std::size_t> order(table.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, {}, key);
    const auto found = std::ranges::adjacent_find(order, {}, key);
    if (found == order.end()) return;
    throw Mistake{offsets[found[1]],
                  "the key " + quoted(key(*found)) + " stands here a second time",
                  "the first is at", offsets[*found]};
}

std::string_view trimmed(std::string_view token) {
    return token.substr(0, token.find_last_not_of(" \t\r\n") + 1);
}

// simdjson would read floats as numbers near them; what is written is wanted.
void readNumber(std::string_view token, Node& node) {
    if (jsonNumberLength(token) != token.size()) {
        throw simdjson::simdjson_error(simdjson::NUMBER_ERROR);
    }
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(token.data(), token.data() + token.size(), number);
    if (end != token.data() + token.size()) {
        node.value = Unsupported{std::string(token), "a float"};
    } else if (error != std::errc()) {
        node.value = Unsupported{std::string(token), "an integer beyond 64 bits"};
    } else {
        node.value = number;
    }
}

Node JsonReader::read() {
    ondemand::document document = parser_.iterate(text_);
    Node root;
    root.location = locator_.at(offsetOf(document.raw_json_token().value().data()));
    root.value = readTable(document.get_object(), 1);
    const bool atEnd = document.current_location().error() == simdjson::OUT_OF_BOUNDS;
    if (!atEnd) throw simdjson::simdjson_error(simdjson::TRAILING_CONTENT);
    return root;
}

Table JsonReader::readTable(ondemand::object object, std::uint32_t depth) {
    Table table;
    std::vector<std::size_t> offsets;
    for (ondemand::field field : object) {
        Member& member = table.emplace_back();
        offsets.push_back(offsetOf(field.key().raw()) - 1);
        member.keyLocation = locator_.at(offsets.back());
        member.key = std::string_view(field.unescaped_key());
        readValue(field.value(), depth, member.node);
    }
    refuseDuplicates(table, offsets);
    return table;
}

Array JsonReader::readArray(ondemand::array array, std::uint32_t depth) {
    Array nodes;
    for (ondemand::value value : array) readValue(value, depth, nodes.emplace_back());
    return nodes;
}

void JsonReader::readValue(ondemand::value value, std::uint32_t depth, Node& node) {
    const std::string_view token = value.raw_json_token();
    node.location = locator_.at(offsetOf(token.data()));
    const bool holdsValues = token.starts_with('{') || token.starts_with('[');
    if (holdsValues && depth == kDeepestNesting) {
        throw simdjson::simdjson_error(simdjson::DEPTH_ERROR);
    }
    switch (value.type()) {
        case ondemand::json_type::object:
            node.value = readTable(value.get_object(), depth + 1);
            break;
        case ondemand::json_type::array:
            node.value = readArray(value.get_array(), depth + 1);
            break;
        case ondemand::json_type::string:
            node.value = std::string(std::string_view(value.get_string()));
            break;
        case ondemand::json_type::number:
            readNumber(trimmed(token), node);
            break;
        case ondemand::json_type::boolean:
            node.value = bool(value.get_bool());
            break;
        case ondemand::json_type::null:
            if (!value.is_null()) throw simdjson::simdjson_error(simdjson::N_ATOM_ERROR);
            node.value = Unsupported{"null", "null"};
            break;
    }
}

std::string_view kindOf(char first) {
    if (first == '[') return "a list";
    if (first == '"') return "a string";
    if (first == 't' || first == 'f') return "a boolean";
    return first == 'n' ? "null" : "a number";
}

// The text is JSON and something else than a table.
Diagnostic wrongRoot(std::size_t offset, const SourcePointer& source) {
    const std::string kind{kindOf(source->text[offset])};
    return {Severity::kError,
            "schema",
            "the file holds " + kind + " where a table is expected",
            "it begins with '{' and ends with '}'",
            Locator(source).at(offset),
            true};
}

Diagnostic explain(const simdjson::simdjson_error& error, const SourcePointer& source) {
    if (const auto mistake = findJsonMistake(source->text)) return syntaxError(*mistake, source);
    const std::size_t begin = source->text.find_first_not_of(" \t\r\n");
    if (source->text[begin] != '{') return wrongRoot(begin, source);
    return syntaxError({begin, std::string("the text cannot be read as JSON: ") + error.what()},
                       source);
}

}  // namespace

std::expected<Node, Diagnostic> readJson(const SourcePointer& source) {
    try {
        return JsonReader(source).read();
    } catch (const Mistake& mistake) {
        return std::unexpected(syntaxError(mistake, source));
    } catch (const simdjson::simdjson_error& error) {
        return std::unexpected(explain(error, source));
    }
}

}  // namespace slipway
