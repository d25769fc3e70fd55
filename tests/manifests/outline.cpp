// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/manifests/outline.h"

#include <memory>
#include <utility>

#include "manifests/diagnostic.h"

namespace slipway::testing {

namespace {

std::string place(const Location& at) {
    return std::to_string(at.line) + ":" + std::to_string(at.column) + " ";
}

std::string scalar(const Node& node) {
    if (const auto* text = node.as<std::string>()) return "\"" + printable(*text) + "\"";
    if (const auto* number = node.as<std::int64_t>()) return std::to_string(*number);
    if (const auto* truth = node.as<bool>()) return *truth ? "true" : "false";
    if (const auto* other = node.as<Unsupported>()) return other->kind + " " + other->text;
    return std::string(node.kindName());
}

void write(const Node& node, const std::string& indent, std::string& result) {
    result += place(node.location) + scalar(node) + "\n";
    if (const auto* table = node.as<Table>()) {
        for (const Member& member : *table) {
            result += indent + place(member.keyLocation) + printable(member.key) + " = ";
            write(member.node, indent + "  ", result);
        }
    }
    if (const auto* array = node.as<Array>()) {
        for (const Node& element : *array) {
            result += indent + "- ";
            write(element, indent + "  ", result);
        }
    }
}

std::expected<Node, Diagnostic> read(std::string text, Format format) {
    auto source = std::make_shared<Source>();
    source->path = "file";
    source->text = std::move(text);
    return readDocument(source, format);
}

}  // namespace

std::string outline(const Node& root) {
    std::string result;
    write(root, "", result);
    return result.substr(result.find('\n') + 1);
}

std::string outlineOf(std::string text, Format format) {
    const auto document = read(std::move(text), format);
    return document ? outline(*document) : withSourceLine(document.error(), false);
}

std::string mistakeIn(std::string text, Format format) {
    const auto document = read(std::move(text), format);
    if (document) return "right";
    const std::string line = oneLine(document.error());
    return line.starts_with("file:") ? line.substr(5) : line;
}

}  // namespace slipway::testing
