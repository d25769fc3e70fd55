// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <nlohmann/json.hpp>

#include "importer/draft.h"

namespace slipway::ftrack {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kWidth = 96;

// At least that many digits.
std::string numberText(std::uint32_t number, std::uint32_t base, std::size_t digits) {
    std::string text;
    for (; number != 0 || text.size() < digits; number /= base) {
        text.insert(text.begin(), "0123456789ABCDEF"[number % base]);
    }
    return text;
}

std::string basicString(std::string_view text) {
    std::string result = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') {
            result += std::string("\\") + c;
        } else if (c == '\n') {
            result += "\\n";
        } else if (c == '\t') {
            result += "\\t";
        } else if (static_cast<unsigned char>(c) < ' ' || c == '\x7f') {
            result += "\\u" + numberText(static_cast<unsigned char>(c), 16, 4);
        } else {
            result += c;
        }
    }
    return result + '"';
}

// Paths of Windows, and expressions, are written as they are.
std::string quotedText(std::string_view text) {
    const bool isLiteral =
        text.find('\\') != std::string_view::npos && text.find('\'') == std::string_view::npos &&
        std::ranges::all_of(
            text, [](char c) { return static_cast<unsigned char>(c) >= ' ' && c != '\x7f'; });
    return isLiteral ? "'" + std::string(text) + "'" : basicString(text);
}

std::string keyText(std::string_view key) {
    const bool isBare = !key.empty() && std::ranges::all_of(key, [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
               c == '_' || c == '-';
    });
    return isBare ? std::string(key) : basicString(key);
}

std::string listText(const std::vector<std::string>& values, std::size_t column) {
    std::string line = "[";
    for (const std::string& each : values) line += (line.size() > 1 ? ", " : "") + quotedText(each);
    line += "]";
    if (column + line.size() <= kWidth || values.size() < 2) return line;
    std::string text = "[\n";
    for (const std::string& each : values) text += "    " + quotedText(each) + ",\n";
    return text + "]";
}

void writeComments(const Comments& comments, std::string& text) {
    for (const std::string& each : comments) {
        std::string line = "#";
        std::size_t at = 0;
        while (at < each.size()) {
            const std::size_t end = std::min(each.find_first_of(" \n\r\t", at), each.size());
            std::string word = each.substr(at, end - at);
            // Nothing of a hook's may end the comment.
            std::erase_if(
                word, [](char c) { return static_cast<unsigned char>(c) < ' ' || c == '\x7f'; });
            if (line.size() > 1 && line.size() + 1 + word.size() > kWidth) {
                text += line + "\n";
                line = "#";
            }
            line += " " + word;
            at = end + 1;
        }
        text += line + "\n";
    }
}

void writeOperation(const OperationDraft& operation, std::string& text) {
    writeComments(operation.comments, text);
    std::string key = keyText(operation.name);
    if (!operation.operation.empty()) key += "." + operation.operation;
    // A name with a dot of its own takes the whole key in quotes, split at the last.
    if (operation.name.find('.') != std::string::npos) {
        key = basicString(operation.name + "." +
                          (operation.operation.empty() ? "append" : operation.operation));
    }
    text += key + " = ";
    if (operation.operation == "unset") {
        text += "true";
    } else if (operation.isList) {
        text += listText(operation.values, key.size() + 3);
    } else {
        text += quotedText(operation.values.empty() ? "" : operation.values.front());
    }
    text += "\n";
}

bool fitsManifest(const Json& value) {
    if (value.is_object() || value.is_array()) return std::ranges::all_of(value, fitsManifest);
    return value.is_string() || value.is_number_integer() || value.is_boolean();
}

std::string inlineText(const Json& value) {
    std::string text;
    if (value.is_object()) {
        for (const auto& [key, each] : value.items()) {
            text += (text.empty() ? " " : ", ") + keyText(key) + " = " + inlineText(each);
        }
        return "{" + text + " }";
    }
    if (value.is_array()) {
        for (const Json& each : value) text += (text.empty() ? "" : ", ") + inlineText(each);
        return "[" + text + "]";
    }
    return value.is_string() ? quotedText(value.get<std::string>()) : value.dump();
}

// In a text of JSON braces of placeholders stand in strings only, the others are doubled.
std::string contentText(const std::string& content) {
    const std::size_t first = content.find_first_not_of(" \n\r\t");
    const std::size_t last = content.find_last_not_of(" \n\r\t");
    if (first == std::string::npos || !content.substr(first).starts_with("{{")) {
        return quotedText(content);
    }
    std::string json;
    bool isString = false;
    for (std::size_t at = first; at <= last; ++at) {
        if (isString && content[at] == '\\') {
            json += content.substr(at++, 2);
            continue;
        }
        if (content[at] == '"') isString = !isString;
        const bool isBrace = content[at] == '{' || content[at] == '}';
        json += content[at];
        if (isBrace && !isString) ++at;
    }
    const Json parsed = Json::parse(json, nullptr, false);
    if (!parsed.is_object() || parsed.empty() || !fitsManifest(parsed)) return quotedText(content);
    return inlineText(parsed);
}

void writeFile(const FileDraft& file, const std::string& table, std::string& text) {
    text += "\n[[" + table + ".file]]\n";
    text += "path = " + quotedText(file.path) + "\n";
    text += "content = " + contentText(file.content) + "\n";
    if (file.mode != 0) text += "mode = \"" + numberText(file.mode, 8, 4) + "\"\n";
}

void writePart(const PartDraft& part, const std::string& table, std::string& text) {
    if (!part.arguments.empty()) {
        text += "arguments = " + listText(part.arguments, 12) + "\n";
    }
    if (!part.environment.empty()) {
        text += (table == "integration" ? "\n[" : "[") + table + ".env]\n";
        for (const OperationDraft& each : part.environment) writeOperation(each, text);
    }
    for (const FileDraft& each : part.files) writeFile(each, table, text);
}

void writeIntegration(const IntegrationDraft& integration, std::string& text) {
    text += "\n[[integration]]\n";
    if (!integration.name.empty()) text += "name = " + quotedText(integration.name) + "\n";
    if (integration.priority != 100)
        text += "priority = " + std::to_string(integration.priority) + "\n";
    writeComments(integration.own.comments, text);
    if (!integration.own.when.empty()) {
        text += "when = " + basicString(integration.own.when) + "\n";
    }
    writePart(integration.own, "integration", text);
    for (const PartDraft& each : integration.cases) {
        text += "\n[[integration.case]]\n";
        writeComments(each.comments, text);
        text += "when = " + basicString(each.when) + "\n";
        writePart(each, "integration.case", text);
    }
}

std::string findText(const FindDraft& entry) {
    const bool isPlain = entry.arguments.empty() && !entry.rosetta;
    if (!entry.path.empty() && isPlain) return quotedText(entry.path);
    std::string text = "{ ";
    if (!entry.path.empty()) {
        text += "path = " + quotedText(entry.path);
    } else {
        text += "segments = " + listText(entry.segments, 0).substr(0);
        std::erase(text, '\n');
        if (!entry.version.empty()) text += ", version = " + quotedText(entry.version);
    }
    if (!entry.arguments.empty()) text += ", arguments = " + listText(entry.arguments, 0);
    if (entry.rosetta) text += ", rosetta = true";
    return text + " }";
}

void writeFind(const ApplicationDraft& application, std::string& text) {
    if (application.find.empty()) return;
    text += "\n[application.find]\n";
    for (const auto& [platform, entries] : application.find) {
        text += platform + " = [";
        std::string line;
        for (const FindDraft& each : entries) line += (line.empty() ? "" : ", ") + findText(each);
        if (entries.size() == 1 && platform.size() + 5 + line.size() <= kWidth) {
            text += line + "]\n";
            continue;
        }
        text += "\n";
        for (const FindDraft& each : entries) text += "    " + findText(each) + ",\n";
        text += "]\n";
    }
}

void writeApplication(const ApplicationDraft& application, std::string& text) {
    text += "\n[[application]]\n";
    writeComments(application.comments, text);
    const auto put = [&](std::string_view key, const std::string& value) {
        if (!value.empty()) text += std::string(key) + " = " + quotedText(value) + "\n";
    };
    put("name", application.name);
    put("identifier", application.identifier);
    put("variant", application.variant);
    put("label", application.label);
    put("icon", application.icon);
    if (application.priority != 100)
        text += "priority = " + std::to_string(application.priority) + "\n";
    if (!application.contexts.empty()) {
        text += "contexts = " + listText(application.contexts, 11) + "\n";
    }
    if (!application.arguments.empty()) {
        text += "arguments = " + listText(application.arguments, 12) + "\n";
    }
    if (!application.groups.empty()) {
        text += "integrations = {";
        std::string groups;
        for (const auto& [group, names] : application.groups) {
            groups += (groups.empty() ? " " : ", ") + keyText(group) + " = " + inlineText(names);
        }
        text += groups + " }\n";
    }
    writeFind(application, text);
    if (application.environment.empty()) return;
    text += "\n[application.env]\n";
    for (const OperationDraft& each : application.environment) writeOperation(each, text);
}

}  // namespace

std::string manifestText(const ManifestDraft& draft) {
    std::string text;
    writeComments(draft.comments, text);
    if (!draft.comments.empty()) text += "\n";
    text += "slipway = 1\n";
    if (!draft.name.empty() || !draft.version.empty() || !draft.description.empty()) {
        text += "\n[plugin]\n";
        if (!draft.name.empty()) text += "name = " + quotedText(draft.name) + "\n";
        if (!draft.version.empty()) text += "version = " + quotedText(draft.version) + "\n";
        if (!draft.description.empty()) {
            text += "description = " + quotedText(draft.description) + "\n";
        }
    }
    for (const ApplicationDraft& each : draft.applications) writeApplication(each, text);
    for (const IntegrationDraft& each : draft.integrations) writeIntegration(each, text);
    return text;
}

}  // namespace slipway::ftrack
