// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "cli/surroundings.h"

#include "cli/version_memory.h"
#include "manifests/paths.h"
#include "shim/process.h"

namespace slipway {

Variables variablesOf(const Surroundings& surroundings) {
    return [environment =
                surroundings.environment](std::string_view name) -> std::optional<std::string> {
        const char* value = variable(environment, name);
        return value == nullptr ? std::nullopt : std::optional<std::string>(value);
    };
}

Host hostOf(const Surroundings& surroundings) {
    return hostOf(surroundings, surroundings.folder);
}

Host hostOf(const Surroundings& surroundings, std::string siteFolder) {
    return {.disk = surroundings.disk,
            .rules = surroundings.rules,
            .variables = variablesOf(surroundings),
            .definitions = surroundings.definitions,
            .ask = rememberingAsk(surroundings),
            .siteFolder = std::move(siteFolder),
            .user = surroundings.user,
            .shares =
                surroundings.shares != nullptr ? surroundings.shares->shareFacts() : ShareFacts{}};
}

std::optional<std::string> absolutePath(std::string_view path, const Surroundings& surroundings) {
    const PlatformRules& rules = surroundings.rules;
    if (isAbsolutePath(path, rules)) return tidyPath(path, rules);
    if (surroundings.workingDirectory.empty()) return std::nullopt;
    return tidyPath(joinPath(surroundings.workingDirectory, path, rules), rules);
}

}  // namespace slipway
