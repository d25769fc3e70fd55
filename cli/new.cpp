// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <filesystem>
#include <fstream>
#include <system_error>

#include "cli/new_plugin.h"
#include "cli/shell_format.h"
#include "cli/syntax.h"
#include "cli/verbs.h"
#include "installer/path_of.h"
#include "manifests/diagnostic.h"
#include "manifests/wording.h"

namespace slipway {

namespace {

namespace fs = std::filesystem;

int failed(const Surroundings& surroundings, const fs::path& path, const std::string& why) {
    surroundings.err << "slipway: " << inQuotes(utf8Of(path)) << " was not made: " << why << "\n";
    return 1;
}

// The folder is made here and now, or not at all: what stands there already is never touched.
int make(const fs::path& folder, const Surroundings& surroundings) {
    std::error_code error;
    if (!fs::create_directory(folder, error)) {
        return failed(surroundings, folder, error ? error.message() : "it is there already");
    }
    const fs::path manifest = folder / "slipway.toml";
    std::ofstream file(manifest, std::ios::binary);
    file << newPluginManifest();
    if (!file.flush()) return failed(surroundings, manifest, "it could not be written");
    const auto asTyped = [&](const fs::path& path) {
        return printable(quoteForShell(utf8Of(path), surroundings.rules));
    };
    surroundings.out << "made " << printable(utf8Of(manifest)) << "\n"
                     << "edit it, then: slipway check " << asTyped(folder) << "\n";
    const bool isWindows = surroundings.rules.platform == Platform::kWindows;
    surroundings.out << "               "
                     << (isWindows ? "set SLIPWAY_PLUGIN_PATH to " : "SLIPWAY_PLUGIN_PATH=")
                     << asTyped(folder.parent_path()) << (isWindows ? ", then: " : " ")
                     << "slipway explain maya\n";
    return 0;
}

}  // namespace

int runNew(const Surroundings& surroundings, Arguments arguments) {
    std::string to = ".";
    const Syntax syntax{
        .verb = "new",
        .usage = "plugin NAME[-VERSION] [--to FOLDER]",
        .about =
            "Makes the folder of a plugin with a commented manifest to start from. Without a "
            "VERSION it is 0.1.0.",
        .options = {{"--to", "FOLDER", "where to make it; default the working directory", &to}},
        .examples = {{"slipway new plugin studio-color --to ~/plugins", ""}},
        .fewest = 2,
        .most = 2};
    const auto parsed = parse(syntax, arguments, surroundings);
    if (!parsed) return parsed.error();
    if (parsed->positionals[0] != "plugin") {
        return wrongUsage(surroundings, "there is 'slipway new plugin', no 'slipway new " +
                                            printable(parsed->positionals[0]) + "'");
    }
    const auto name = newPluginFolder(parsed->positionals[1]);
    if (!name) return wrongUsage(surroundings, name.error());
    const auto parent = absolutePath(to, surroundings);
    if (!parent) return wrongUsage(surroundings, "there is no working directory any more");
    return make(pathOf(*parent) / pathOf(*name), surroundings);
}

}  // namespace slipway
