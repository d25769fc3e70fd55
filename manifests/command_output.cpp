// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "manifests/command_output.h"

#include <memory>

#include "manifests/document.h"
#include "manifests/environment_reader.h"
#include "manifests/table_reader.h"

namespace slipway {

namespace {

constexpr Key kOutputKeys[] = {
    {"arguments", KeyType::kTexts, "Arguments for the application.", "[]"},
    {"env", KeyType::kOperations, "Operations on environment variables."},
    {"env.*", KeyType::kValue, "What one operation works with."},
};

std::string doubled(const std::string& text) {
    std::string result;
    for (char c : text) {
        if (c == '{' || c == '}') result += c;
        result += c;
    }
    return result;
}

// A manifest's readers read it, to whom a brace begins a placeholder.
Node withoutPlaceholders(const Node& node) {
    Node result = node;
    if (const auto* text = node.as<std::string>()) result.value = doubled(*text);
    if (auto* list = std::get_if<Array>(&result.value)) {
        for (Node& element : *list) element = withoutPlaceholders(element);
    }
    if (auto* table = std::get_if<Table>(&result.value)) {
        for (Member& member : *table) member.node = withoutPlaceholders(member.node);
    }
    return result;
}

std::vector<std::string> texts(const std::vector<Template>& templates) {
    std::vector<std::string> result;
    for (const Template& each : templates) result.push_back(literalText(each).value_or(""));
    return result;
}

OutputOperation outputOperation(const EnvironmentOperation& operation) {
    return {operation.name, operation.kind, operation.isList, texts(operation.values),
            operation.separator ? literalText(*operation.separator) : std::nullopt};
}

std::string firstOf(const Diagnostics& diagnostics, Severity severity) {
    for (const Diagnostic& diagnostic : diagnostics.list()) {
        if (diagnostic.severity == severity) return oneLine(diagnostic);
    }
    return {};
}

}  // namespace

std::expected<CommandOutput, std::string> readCommandOutput(std::string text,
                                                            const PlatformRules& rules) {
    if (text.find_first_not_of(" \t\r\n") == std::string::npos) return CommandOutput{};
    auto source = std::make_shared<Source>();
    source->path = "its output";
    source->text = std::move(text);
    const auto root = readJson(source);
    if (!root) return std::unexpected(oneLine(root.error()));
    const Node tree = withoutPlaceholders(*root);
    Diagnostics diagnostics;
    const Reading reading{rules, diagnostics, kOutputKeys};
    const TableReader table(tree, {}, reading);
    CommandOutput output;
    if (const Node* env = table.find("env")) {
        for (const EnvironmentOperation& operation : readEnvironment(*env, reading)) {
            output.operations.push_back(outputOperation(operation));
        }
    }
    output.arguments = texts(table.texts("arguments"));
    output.warning = firstOf(diagnostics, Severity::kWarning);
    std::string error = firstOf(diagnostics, Severity::kError);
    if (!error.empty()) return std::unexpected(std::move(error));
    return output;
}

}  // namespace slipway
