// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// toml++ 3.3 asserts what a text may break, and goes on into undefined behaviour without its
// asserts. So this file, the only one that includes it, is compiled with asserts that throw,
// whatever the build type. Where toml++ cannot throw (it steps back in a `noexcept` function) or
// would overflow the stack, toml_guard.h stands before it.

#include <stdexcept>
#include <version>

namespace {

[[noreturn]] void failTomlAssertion() {
    throw std::logic_error("an assertion of toml++ failed");
}

}  // namespace

#undef NDEBUG
#define TOML_ASSERT(condition) ((condition) ? static_cast<void>(0) : ::failTomlAssertion())
#define TOML_EXCEPTIONS 1
#define TOML_HEADER_ONLY 1
#if defined(__cpp_lib_to_chars)  // libc++ reads no floats by it
#define TOML_FLOAT_CHARCONV 1    // else it makes a stream for each
#endif
#define TOML_ENABLE_FORMATTERS 0
#define TOML_ENABLE_WINDOWS_COMPAT 0
#if __has_include(<toml++/toml.hpp>)  // since 3.4 all its headers end so
#include <toml++/impl/forward_declarations.hpp>
#else
#include <toml++/impl/forward_declarations.h>
#endif

// It takes the letters that its search for blanks comes upon, such as 'é', for unreachable.
#pragma push_macro("TOML_UNREACHABLE")
#undef TOML_UNREACHABLE
#define TOML_UNREACHABLE return false
#if __has_include(<toml++/toml.hpp>)
#include <toml++/impl/unicode.hpp>
#else
#include <toml++/impl/unicode.h>
#endif
#pragma pop_macro("TOML_UNREACHABLE")

#include <toml++/toml.h>

#include <algorithm>
#include <string>
#include <tuple>
#include <utility>

#include "manifests/document.h"
#include "manifests/source_text.h"
#include "manifests/toml_guard.h"
#include "manifests/toml_mistake.h"
#include "manifests/wording.h"

namespace slipway {
namespace {

auto rank(const toml::source_position& position) {
    return std::tuple(position.line, position.column);
}

// From toml++'s tree, which is sorted by name, to one in the order of writing.
class TreeBuilder {
  public:
    explicit TreeBuilder(const SourcePointer& source) : source_(source) {}
    Node build(toml::table& root);

  private:
    struct Entry {
        const toml::key* key;
        toml::node* node;
    };

    Location locate(const toml::source_position& position) const {
        return {source_, position.line, position.column};
    }
    void read(toml::node& from, std::uint32_t depth, Node& to);
    Table readTable(toml::table& from, std::uint32_t depth);
    Array readArray(toml::array& from, std::uint32_t depth);
    Unsupported unsupported(const toml::node& from);
    std::size_t offset(const toml::source_position& position);

    SourcePointer source_;
    std::optional<OffsetIndex> offsets_;  // made when first asked for: most files need none
};

Node TreeBuilder::build(toml::table& root) {
    return {readTable(root, 1), {source_, 1, 1}};
}

Table TreeBuilder::readTable(toml::table& from, std::uint32_t depth) {
    std::vector<Entry> entries;
    entries.reserve(from.size());
    for (auto&& [key, node] : from) entries.push_back({&key, &node});
    std::ranges::sort(entries, {},
                      [](const Entry& entry) { return rank(entry.key->source().begin); });
    Table table(entries.size());
    for (std::size_t i = 0; i < entries.size(); ++i) {
        table[i].key = entries[i].key->str();
        table[i].keyLocation = locate(entries[i].key->source().begin);
        read(*entries[i].node, depth, table[i].node);
    }
    return table;
}

Array TreeBuilder::readArray(toml::array& from, std::uint32_t depth) {
    Array nodes(from.size());
    for (std::size_t i = 0; i < nodes.size(); ++i) read(from[i], depth, nodes[i]);
    return nodes;
}

void TreeBuilder::read(toml::node& from, std::uint32_t depth, Node& to) {
    to.location = locate(from.source().begin);
    const bool holdsValues = from.is_table() || from.is_array();
    if (holdsValues && depth == kDeepestNesting) {
        throw Mistake{offset(from.source().begin), "values are nested deeper than " +
                                                       std::to_string(kDeepestNesting) + " levels"};
    }
    if (auto* table = from.as_table()) {
        to.value = readTable(*table, depth + 1);
    } else if (auto* array = from.as_array()) {
        to.value = readArray(*array, depth + 1);
    } else if (auto* text = from.as_string()) {
        to.value = std::move(text->get());
    } else if (auto* integer = from.as_integer()) {
        to.value = integer->get();
    } else if (auto* boolean = from.as_boolean()) {
        to.value = boolean->get();
    } else {
        to.value = unsupported(from);
    }
}

Unsupported TreeBuilder::unsupported(const toml::node& from) {
    const std::size_t begin = offset(from.source().begin);
    const std::size_t end = offset(from.source().end);
    std::string text = source_->text.substr(begin, end - begin);
    if (from.is_floating_point()) return {std::move(text), "a float"};
    return {std::move(text), from.is_time() ? "a time" : "a date"};
}

std::size_t TreeBuilder::offset(const toml::source_position& position) {
    if (!offsets_) offsets_.emplace(source_->text);
    return offsets_->offset(position.line, position.column);
}

std::size_t offsetOf(std::string_view text, const toml::source_position& position) {
    return OffsetIndex(text).offset(position.line, position.column);
}

// Where `again` comes upon what `before` holds already. Both are followed along the only path of
// `again`, the last tables of lists included.
struct Obstacle {
    const toml::key* key = nullptr;
    const toml::node* node = nullptr;
    bool whole = false;  // it is the path's end
};

const toml::table* tableOf(const toml::node& node) {
    if (const auto* table = node.as_table()) return table;
    const auto* array = node.as_array();
    return array && !array->empty() ? array->back().as_table() : nullptr;
}

Obstacle findObstacle(const toml::table& before, const toml::table& again) {
    const toml::table* held = &before;
    const toml::table* path = &again;
    Obstacle last;
    while (held && path && !path->empty()) {
        const auto [key, node] = *path->begin();
        const auto found = held->find(key.str());
        if (found == held->end()) break;
        held = tableOf(found->second);
        path = tableOf(node);
        last = {&found->first, &found->second, !path || path->empty()};
    }
    return last;
}

std::size_t placeOf(const Obstacle& obstacle, std::string_view text) {
    const toml::table* table = tableOf(*obstacle.node);
    const bool byHeader = table && !table->is_inline();
    // the key of a table stands where it was first named, perhaps as a part of another's name
    return offsetOf(text, (byHeader ? obstacle.node->source() : obstacle.key->source()).begin);
}

// The text of a key, up to what ends it.
std::string_view keyText(std::string_view text, std::size_t begin) {
    std::size_t end = begin;
    while (end < text.size() && text[end] != '=' && text[end] != ']') {
        const bool quote = text[end] == '"' || text[end] == '\'';
        end = quote ? tomlStringEnd(text, end).value_or(text.size()) : end + 1;
    }
    const std::string_view key = text.substr(begin, end - begin);
    return key.substr(0, key.find_last_not_of(" \t") + 1);
}

std::string_view lineAt(std::string_view text, std::size_t begin) {
    return text.substr(begin, text.find('\n', begin) - begin);
}

// The rest of a message, once the two that meet are known: `again` is a text with the second alone.
Mistake redefined(std::string_view text, std::size_t begin, std::string_view key,
                  std::size_t statement, const std::string& again) {
    const toml::table before = toml::parse(text.substr(0, statement));
    const toml::table second = toml::parse(again);
    const Obstacle obstacle = findObstacle(before, second);
    if (!obstacle.key) return {begin, quoted(key) + " is defined already"};
    const std::string name = quoted(obstacle.key->str());
    if (obstacle.whole) {
        return {begin, quoted(key) + " is defined already", "the first is at",
                placeOf(obstacle, text)};
    }
    return {begin, quoted(key) + " adds to " + name + ", which is complete already",
            name + " is at", placeOf(obstacle, text)};
}

bool parses(std::string_view text) {
    try {
        static_cast<void>(toml::parse(text));
        return true;
    } catch (const std::exception&) {
        return false;
    }
}

// toml++ says so at the header, or at the beginning of the line behind it, which may be one, too.
Mistake redefinedTable(std::string_view text, std::size_t at) {
    const TomlSurvey survey = surveyToml(text.substr(0, at + 1));
    const std::size_t header =
        parses(text.substr(0, survey.header)) ? survey.header : survey.headerBefore;
    const std::string again(lineAt(text, header));
    const std::size_t key = surveyToml(text.substr(0, header + again.size())).key;
    return redefined(text, header, keyText(text, key), header, again);
}

// toml++ says so at the value, or at a part of the key.
Mistake redefinedKey(std::string_view text, std::size_t at) {
    const TomlSurvey survey = surveyToml(text.substr(0, at + 1));
    const std::string_view key = keyText(text, survey.key);
    if (survey.key != survey.statement) {  // within an inline table, which cannot be read by itself
        return {survey.key, quoted(key) + " is defined already"};
    }
    std::string again(key);
    again += " = 0";
    if (survey.header != TomlSurvey::kNone) {
        again.insert(0, std::string(lineAt(text, survey.header)) + "\n");
    }
    return redefined(text, survey.key, key, survey.statement, again);
}

Mistake explain(std::string_view text, const toml::parse_error& error) {
    if (std::optional<Mistake> encoding = findEncodingMistake(text)) return *encoding;
    const std::string_view description = error.description();
    const std::size_t at = offsetOf(text, error.source().begin);
    const bool twice =
        description.contains("cannot redefine") || description.contains("cannot insert");
    if (!twice) return tomlMistake(text, description, at);
    return description.contains("parsing table header") ? redefinedTable(text, at)
                                                        : redefinedKey(text, at);
}

toml::table parse(std::string_view text) {
    try {
        return toml::parse(text);
    } catch (const toml::parse_error& error) {
        throw explain(text, error);
    }
}

// What is wrong ahead of a hazard is nearer to the cause.
Mistake firstMistake(std::string_view text, const TomlSurvey& survey) {
    if (std::optional<Mistake> encoding = findEncodingMistake(text)) return *encoding;
    parse(text.substr(0, std::min(survey.statement, survey.hazard->offset)));
    return *survey.hazard;
}

}  // namespace

std::expected<Node, Diagnostic> readToml(const SourcePointer& source) {
    try {
        const TomlSurvey survey = surveyToml(source->text);
        if (survey.hazard) throw firstMistake(source->text, survey);
        toml::table root = parse(source->text);
        return TreeBuilder(source).build(root);
    } catch (const Mistake& mistake) {
        return std::unexpected(syntaxError(mistake, source));
    } catch (const std::exception& error) {  // a last resort
        const std::string message = std::string("the text cannot be read as TOML: ") + error.what();
        return std::unexpected(syntaxError({0, message}, source));
    }
}

}  // namespace slipway
