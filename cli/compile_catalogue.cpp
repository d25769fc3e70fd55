// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// The shim's helper (shim/compiler_process.h): not for people, so it says nothing.

#include "cli/catalogue_file.h"
#include "cli/verbs.h"
#include "manifests/compiler.h"
#include "resolver/catalogue.h"

namespace slipway {

int runCompileCatalogue(const Surroundings& surroundings, Arguments arguments) {
    if (arguments.size() != 3) return 2;
    const std::string& command = arguments[0];
    const std::string& cacheFile = arguments[1];
    Host host = hostOf(surroundings);
    host.compiler = arguments[2];
    const std::vector<std::byte> block = compileCatalogue(command, Extent::kLaunch, host);
    const auto catalogue = Catalogue::open(block);
    if (!catalogue) return 1;
    if (!cacheFile.empty() && catalogue->header().settled) keepCatalogue(cacheFile, block);
    surroundings.out.write(reinterpret_cast<const char*>(block.data()),
                           static_cast<std::streamsize>(block.size()));
    return 0;
}

}  // namespace slipway
