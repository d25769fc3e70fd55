// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "resolver/launch_limits.h"

#include <algorithm>

#include "resolver/utf16.h"

namespace slipway {

namespace {

constexpr std::size_t kMostNamed = 3;

struct Variable {
    std::string_view name;
    std::size_t size;
};

std::size_t sizeOf(std::string_view text, const LaunchLimits& limits) {
    return (limits.inUtf16 ? utf16Length(text) : text.size()) + 1;
}

std::string_view nameOf(std::string_view entry) {
    return entry.substr(0, entry.find('='));
}

std::size_t sizeTogether(const LaunchTexts& texts, const LaunchLimits& limits) {
    std::size_t size = sizeOf(texts.executable, limits);
    for (const auto& list : {texts.arguments, texts.environment}) {
        for (const char* text : list) size += sizeOf(text, limits) + limits.perText;
    }
    return size;
}

std::string_view unitOf(const LaunchLimits& limits) {
    return limits.inUtf16 ? " characters" : " bytes";
}

std::string_view whyVariableTooLarge(std::span<const char* const> environment,
                                     const LaunchLimits& limits, Arena& arena) {
    for (std::string_view entry : environment) {
        const std::size_t size = sizeOf(entry, limits);
        if (size <= limits.oneText) continue;
        return arena.join({"not launched: the variable ", nameOf(entry), " would have ",
                           arena.decimal(size), unitOf(limits), " with its name, and ",
                           arena.decimal(limits.oneText),
                           " is the most that the system takes of one"});
    }
    return {};
}

std::string_view whyArgumentTooLarge(std::span<const char* const> arguments,
                                     const LaunchLimits& limits, Arena& arena) {
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const std::size_t size = sizeOf(arguments[i], limits);
        if (size <= limits.oneText) continue;
        return arena.join({"not launched: argument ", arena.decimal(i), " would have ",
                           arena.decimal(size), unitOf(limits), ", and ",
                           arena.decimal(limits.oneText),
                           " is the most that the system takes of one"});
    }
    return {};
}

// "PATH (90000 bytes), PYTHONPATH (1000 bytes), …"
std::string_view largest(std::span<const char* const> environment, Arena& arena) {
    ArenaVector<Variable> variables(arena);
    for (std::string_view entry : environment) variables.push({nameOf(entry), entry.size() + 1});
    std::ranges::sort(variables, std::ranges::greater{}, &Variable::size);
    std::string_view text;
    for (const Variable& variable :
         variables.span().first(std::min(variables.size(), kMostNamed))) {
        text = arena.join({text, text.empty() ? "" : ", ", variable.name, " (",
                           arena.decimal(variable.size), " bytes)"});
    }
    return text;
}

}  // namespace

const LaunchLimits& limitsOf(const PlatformRules& rules) {
    switch (rules.platform) {
        case Platform::kLinux:
            return kLinuxLimits;
        case Platform::kMacos:
            return kMacosLimits;
        case Platform::kWindows:
            break;
    }
    return kWindowsLimits;
}

std::string_view whyTooLarge(const LaunchTexts& texts, const LaunchLimits& limits,
                             std::size_t space, Arena& arena) {
    std::string_view reason = whyVariableTooLarge(texts.environment, limits, arena);
    if (reason.empty()) reason = whyArgumentTooLarge(texts.arguments, limits, arena);
    if (!reason.empty()) return reason;
    const std::size_t together = sizeTogether(texts, limits);
    if (together <= std::max(space, limits.together)) return {};
    return arena.join({"not launched: arguments and environment would have ",
                       arena.decimal(together), " bytes together, and the system takes ",
                       arena.decimal(std::max(space, limits.together)),
                       "; the largest variables: ", largest(texts.environment, arena)});
}

}  // namespace slipway
