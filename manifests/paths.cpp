// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "manifests/paths.h"

#include <algorithm>

#include "resolver/text.h"

namespace slipway {

namespace {

bool isWindows(const PlatformRules& rules) {
    return rules.platform == Platform::kWindows;
}

bool isNameCharacter(char c) {
    return isLetter(c) || isDigit(c) || c == '_';
}

// The name of a variable at the beginning of a text.
std::string_view nameAt(std::string_view text) {
    if (text.empty() || isDigit(text[0])) return {};
    const auto end = std::ranges::find_if_not(text, isNameCharacter);
    return text.substr(0, static_cast<std::size_t>(end - text.begin()));
}

// A variable referred to at the beginning of a text, with the length of the reference.
struct Reference {
    std::string_view name;
    std::size_t length;
};

std::optional<Reference> bracedReference(std::string_view text) {
    const std::string_view name = nameAt(text.substr(2));
    if (name.empty() || !text.substr(2 + name.size()).starts_with('}')) return std::nullopt;
    return Reference{name, name.size() + 3};
}

std::optional<Reference> dollarReference(std::string_view text) {
    if (text.starts_with("${")) return bracedReference(text);
    const std::string_view name = nameAt(text.substr(1));
    if (name.empty()) return std::nullopt;
    return Reference{name, name.size() + 1};
}

// Between percent signs any name goes: `%ProgramFiles(x86)%`.
std::optional<Reference> percentReference(std::string_view text) {
    const std::size_t end = text.find('%', 1);
    if (end == std::string_view::npos || end == 1) return std::nullopt;
    return Reference{text.substr(1, end - 1), end + 1};
}

std::optional<Reference> referenceAt(std::string_view text, const PlatformRules& rules) {
    if (text[0] == '$') return dollarReference(text);
    if (text[0] == '%' && isWindows(rules)) return percentReference(text);
    return std::nullopt;
}

// `~` by itself; `~user` would need the host's user database, and stays.
bool beginsWithHome(std::string_view text, const PlatformRules& rules) {
    return text.starts_with('~') && (text.size() == 1 || isSeparator(text[1], rules));
}

bool beginsWithDrive(std::string_view path) {
    return path.size() >= 2 && isLetter(path[0]) && path[1] == ':';
}

bool beginsWithTwoSeparators(std::string_view path, const PlatformRules& rules) {
    return path.size() >= 2 && isSeparator(path[0], rules) && isSeparator(path[1], rules);
}

// Where the path is nothing but a root, the separator says that it is one.
bool needsSeparator(std::string_view tidy, const PlatformRules& rules) {
    return tidy.empty() || (isWindows(rules) && tidy.size() == 2 && beginsWithDrive(tidy));
}

}  // namespace

std::optional<std::string> nonEmpty(const Variables& variables, std::string_view name) {
    std::optional<std::string> value = variables(name);
    if (value && value->empty()) return std::nullopt;
    return value;
}

std::optional<std::string> homeFolder(const PlatformRules& rules, const Variables& variables) {
    return nonEmpty(variables, isWindows(rules) ? "USERPROFILE" : "HOME");
}

std::optional<std::string> userName(const PlatformRules& rules, const Variables& variables) {
    if (isWindows(rules)) return nonEmpty(variables, "USERNAME");
    const auto user = nonEmpty(variables, "USER");
    return user ? user : nonEmpty(variables, "LOGNAME");
}

std::string expandPath(std::string_view text, const PlatformRules& rules,
                       const Variables& variables) {
    std::string expanded;
    if (beginsWithHome(text, rules)) {
        if (const auto home = homeFolder(rules, variables)) {
            expanded = *home;
            text.remove_prefix(1);
        }
    }
    while (!text.empty()) {
        const std::optional<Reference> reference = referenceAt(text, rules);
        const auto value = reference ? variables(reference->name) : std::nullopt;
        const std::size_t length = value ? reference->length : 1;
        expanded += value ? *value : text.substr(0, 1);
        text.remove_prefix(length);
    }
    return expanded;
}

bool isSeparator(char c, const PlatformRules& rules) {
    return c == '/' || (c == '\\' && isWindows(rules));
}

std::string_view segmentAt(std::string_view text, const PlatformRules& rules) {
    const auto end = std::ranges::find_if(text, [&](char c) { return isSeparator(c, rules); });
    return text.substr(0, static_cast<std::size_t>(end - text.begin()));
}

std::string tidyPath(std::string_view path, const PlatformRules& rules) {
    std::string tidy;
    if (isWindows(rules) && beginsWithTwoSeparators(path, rules)) tidy = path.substr(0, 2);
    path.remove_prefix(tidy.size());
    std::string_view separator;
    while (!path.empty()) {
        const std::string_view segment = segmentAt(path, rules);
        if (!segment.empty() && segment != ".") {
            tidy.append(separator).append(segment);
            separator = {};
        }
        path.remove_prefix(segment.size());
        if (!path.empty() && separator.empty()) separator = path.substr(0, 1);
        path.remove_prefix(path.empty() ? 0 : 1);
    }
    if (needsSeparator(tidy, rules)) tidy += separator;
    return tidy;
}

std::string rootOf(std::string_view path, const PlatformRules& rules) {
    if (!isWindows(rules)) return "/";
    if (!beginsWithTwoSeparators(path, rules)) return std::string(path.substr(0, 3));
    const std::string_view server = segmentAt(path.substr(2), rules);
    const std::size_t behind = std::min(path.size(), 2 + server.size() + 1);
    const std::string_view share = segmentAt(path.substr(behind), rules);
    return std::string(path.substr(0, behind + share.size()));
}

std::string parentOf(std::string_view path, const PlatformRules& rules) {
    const std::string root = rootOf(path, rules);
    const std::string_view folder = folderOf(path, rules);
    return folder.size() < root.size() ? root : std::string(folder);
}

bool isWithin(std::string_view path, std::string_view folder, const PlatformRules& rules) {
    if (folder.empty() || !path.starts_with(folder)) return false;
    if (path.size() == folder.size() || isSeparator(folder.back(), rules)) return true;
    return isSeparator(path[folder.size()], rules);
}

std::string joinPath(std::string_view folder, std::string_view name, const PlatformRules& rules) {
    std::string path(folder);
    if (path.empty() || !isSeparator(path.back(), rules)) path += rules.pathSeparator;
    return path.append(name);
}

}  // namespace slipway
