// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "cli/new_plugin.h"

#include <algorithm>

#include "cli/syntax.h"
#include "manifests/plugin_folder.h"
#include "resolver/text.h"

namespace slipway {

namespace {

constexpr std::string_view kFirstVersion = "0.1.0";

bool isOfName(char c) {
    return isLetter(c) || isDigit(c) || std::string_view("-_.").find(c) != std::string_view::npos;
}

// A folder that begins with a dot is hidden, and no plugin; with a dash, an option to any command.
bool isName(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, isOfName) &&
           (isLetter(text.front()) || isDigit(text.front()));
}

}  // namespace

std::expected<std::string, std::string> newPluginFolder(std::string_view text) {
    if (!isName(text)) {
        return std::unexpected(inQuotes(text) +
                               " cannot name a plugin here: letters, digits, '-', '_' and '.' can, "
                               "a letter or digit first");
    }
    const FolderName folder = parseFolderName(text);
    return std::string(text) +
           (folder.version.empty() ? "-" + std::string(kFirstVersion) : std::string());
}

std::string_view newPluginManifest() {
    return R"toml(# A Slipway plugin. Lines that begin with '# ' and a key show what else there is.
# 'slipway check' says what is wrong here, 'slipway explain maya' what comes of it.

slipway = 1                                  # version of this language

[plugin]                                     # name and version come from the folder's name
description = "What the plugin is, for people"

[[integration]]
when = "application.name = maya"             # application, context, platform, host, user, env
# when = "application.name = nuke and application.version >= 14 and context.project = bunny"
# requires = ["studio-base >= 1.0"]          # integrations without which this one is left out
# priority = 50                              # lower is applied first; 100 unless said
# arguments = ["-noAutoloadPlugins"]         # ahead of the user's own

[integration.env]                            # applied in the order of writing
PYTHONPATH.prepend = "{plugin.dir}/python"   # prepend, append, set, pop or unset
# MAYA_SCRIPT_PATH.append = ["{plugin.dir}/mel", "{plugin.dir}/scripts"]
# STUDIO_SHOT.set = "{context.shot:-none}"   # without a default, left out where there is no shot
# OCIO.set = { linux = "/mnt/ocio/config.ocio", windows = 'P:\ocio\config.ocio' }
# PYTHONHOME.unset = true

# [[integration.case]]                       # a part under a condition of its own
# when = "platform = windows"
# [integration.case.env]
# MAYA_MODULE_PATH.append = { value = "{plugin.dir}/modules", separator = ";" }
)toml";
}

}  // namespace slipway
