// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "importer/yaml_reader.h"

#include <yaml.h>

#include <algorithm>
#include <charconv>
#include <memory>
#include <optional>

#include "resolver/text.h"

namespace slipway::ftrack {

namespace {

// An alias of an alias of an alias … grows without end.
constexpr std::size_t kMostNodes = 20'000;

struct Document {
    yaml_document_t document{};
    bool isLoaded = false;
    Document() = default;
    Document(const Document&) = delete;
    Document& operator=(const Document&) = delete;
    ~Document() {
        if (isLoaded) yaml_document_delete(&document);
    }
};

struct Parser {
    yaml_parser_t parser{};
    Parser() { yaml_parser_initialize(&parser); }
    Parser(const Parser&) = delete;
    Parser& operator=(const Parser&) = delete;
    ~Parser() { yaml_parser_delete(&parser); }
};

Location locationOf(const yaml_mark_t& mark, const SourcePointer& source) {
    return {source, static_cast<std::uint32_t>(mark.line + 1),
            static_cast<std::uint32_t>(mark.column + 1)};
}

bool isOneOf(std::string_view text, std::initializer_list<std::string_view> words) {
    return std::ranges::any_of(
        words, [&](std::string_view word) { return equals(text, word, Case::kIgnored); });
}

class TreeMaker {
  public:
    TreeMaker(yaml_document_t& document, const SourcePointer& source)
        : document_(document), source_(source) {}

    std::optional<Node> make(yaml_node_t* node, std::uint32_t depth) {
        if (node == nullptr || depth > kDeepestNesting || ++count_ > kMostNodes) {
            return wrong(node, "it is nested too deeply, or too much of it is aliases");
        }
        switch (node->type) {
            case YAML_SCALAR_NODE:
                return scalar(*node);
            case YAML_SEQUENCE_NODE:
                return sequence(*node, depth);
            case YAML_MAPPING_NODE:
                return mapping(*node, depth);
            default:
                return wrong(node, "it is empty");
        }
    }
    Diagnostic mistake;

  private:
    std::optional<Node> wrong(yaml_node_t* node, std::string message) {
        mistake = {.code = "syntax", .message = std::move(message)};
        mistake.location =
            node != nullptr ? locationOf(node->start_mark, source_) : Location{source_, 1, 1};
        return std::nullopt;
    }

    static std::string textOf(const yaml_node_t& node) {
        return {reinterpret_cast<const char*>(node.data.scalar.value), node.data.scalar.length};
    }

    Node scalar(const yaml_node_t& node) const {
        std::string text = textOf(node);
        const Location location = locationOf(node.start_mark, source_);
        if (node.data.scalar.style != YAML_PLAIN_SCALAR_STYLE) return {std::move(text), location};
        if (text.empty() || isOneOf(text, {"null", "~"})) {
            return {Unsupported{std::move(text), "null"}, location};
        }
        if (isOneOf(text, {"true", "yes", "on"})) return {true, location};
        if (isOneOf(text, {"false", "no", "off"})) return {false, location};
        std::int64_t number = 0;
        const char* end = text.data() + text.size();
        const auto [at, failed] = std::from_chars(text.data(), end, number);
        if (failed == std::errc() && at == end) return {number, location};
        return {std::move(text), location};
    }

    std::optional<Node> sequence(yaml_node_t& node, std::uint32_t depth) {
        Array list;
        for (auto* item = node.data.sequence.items.start; item < node.data.sequence.items.top;
             ++item) {
            auto made = make(yaml_document_get_node(&document_, *item), depth + 1);
            if (!made) return std::nullopt;
            list.push_back(*std::move(made));
        }
        return Node{std::move(list), locationOf(node.start_mark, source_)};
    }

    std::optional<Node> mapping(yaml_node_t& node, std::uint32_t depth) {
        Table table;
        for (auto* pair = node.data.mapping.pairs.start; pair < node.data.mapping.pairs.top;
             ++pair) {
            yaml_node_t* key = yaml_document_get_node(&document_, pair->key);
            if (key == nullptr || key->type != YAML_SCALAR_NODE) {
                return wrong(key, "a key is no text");
            }
            auto made = make(yaml_document_get_node(&document_, pair->value), depth + 1);
            if (!made) return std::nullopt;
            put({textOf(*key), locationOf(key->start_mark, source_), *std::move(made)}, table);
        }
        return Node{std::move(table), locationOf(node.start_mark, source_)};
    }

    static void put(Member member, Table& table) {
        const auto known = std::ranges::find(table, member.key, &Member::key);
        if (known == table.end()) {
            table.push_back(std::move(member));
        } else {
            *known = std::move(member);
        }
    }

    yaml_document_t& document_;
    const SourcePointer& source_;
    std::size_t count_ = 0;
};

Diagnostic mistakeOf(const yaml_parser_t& parser, const SourcePointer& source) {
    const std::string problem = parser.problem != nullptr ? parser.problem : "it cannot be read";
    return {.code = "syntax",
            .message = "no YAML: " + problem,
            .location = locationOf(parser.problem_mark, source)};
}

}  // namespace

std::expected<Node, Diagnostic> readYaml(const SourcePointer& source) {
    Parser parser;
    const auto* text = reinterpret_cast<const unsigned char*>(source->text.data());
    yaml_parser_set_input_string(&parser.parser, text, source->text.size());
    Document document;
    if (yaml_parser_load(&parser.parser, &document.document) == 0) {
        return std::unexpected(mistakeOf(parser.parser, source));
    }
    document.isLoaded = true;
    TreeMaker maker(document.document, source);
    auto root = maker.make(yaml_document_get_root_node(&document.document), 0);
    if (!root) return std::unexpected(maker.mistake);
    return *std::move(root);
}

}  // namespace slipway::ftrack
