// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "cli/inhabited_roots.h"

#include "shim/catalogue_cache.h"
#include "shim/host_world.h"

namespace slipway {

std::set<std::string> inhabitedRoots(const std::string& catalogueFile,
                                     const Surroundings& surroundings) {
    std::set<std::string> roots;
    Arena arena;
    AskedHost world(arena, surroundings.environment);
    const auto catalogue = openCatalogue(catalogueFile, world.asker());
    if (!catalogue) return roots;
    for (const auto& folder : catalogue->list(catalogue->header().witnessFolders)) {
        if (folder.path.size != 0) roots.emplace(catalogue->text(folder.path));
    }
    return roots;
}

std::set<std::string> inhabitedRootsOf(std::string_view command, const Surroundings& surroundings) {
    Arena arena;
    const auto file = lastCataloguePath(command, surroundings.environment, arena);
    return file.empty() ? std::set<std::string>{} : inhabitedRoots(std::string(file), surroundings);
}

}  // namespace slipway
