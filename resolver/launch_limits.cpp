// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "resolver/launch_limits.h"

#include <algorithm>

namespace slipway {

namespace {

constexpr std::size_t kMostNamed = 3;

struct Variable {
    std::string_view name;
    std::size_t size;
};

std::size_t sizeOf(std::string_view text) {
    return text.size() + 1;
}

std::string_view nameOf(std::string_view entry) {
    return entry.substr(0, entry.find('='));
}

std::size_t sizeTogether(const LaunchTexts& texts, const LaunchLimits& limits) {
    std::size_t size = sizeOf(texts.executable);
    for (const auto& list : {texts.arguments, texts.environment}) {
        for (const char* text : list) size += sizeOf(text) + limits.perText;
    }
    return size;
}

std::string_view whyVariableTooLarge(std::span<const char* const> environment, std::size_t most,
                                     Arena& arena) {
    for (std::string_view entry : environment) {
        if (sizeOf(entry) <= most) continue;
        return arena.join({"not launched: the variable ", nameOf(entry), " would have ",
                           arena.decimal(sizeOf(entry)), " bytes with its name, and ",
                           arena.decimal(most), " is the most that the system takes of one"});
    }
    return {};
}

std::string_view whyArgumentTooLarge(std::span<const char* const> arguments, std::size_t most,
                                     Arena& arena) {
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        if (sizeOf(arguments[i]) <= most) continue;
        return arena.join({"not launched: argument ", arena.decimal(i), " would have ",
                           arena.decimal(sizeOf(arguments[i])), " bytes, and ", arena.decimal(most),
                           " is the most that the system takes of one"});
    }
    return {};
}

// "PATH (90000 bytes), PYTHONPATH (1000 bytes), …"
std::string_view largest(std::span<const char* const> environment, Arena& arena) {
    ArenaVector<Variable> variables(arena);
    for (std::string_view entry : environment) variables.push({nameOf(entry), sizeOf(entry)});
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
    std::string_view reason = whyVariableTooLarge(texts.environment, limits.oneText, arena);
    if (reason.empty()) reason = whyArgumentTooLarge(texts.arguments, limits.oneText, arena);
    if (!reason.empty()) return reason;
    const std::size_t together = sizeTogether(texts, limits);
    if (together <= std::max(space, limits.together)) return {};
    return arena.join({"not launched: arguments and environment would have ",
                       arena.decimal(together), " bytes together, and the system takes ",
                       arena.decimal(std::max(space, limits.together)),
                       "; the largest variables: ", largest(texts.environment, arena)});
}

}  // namespace slipway
