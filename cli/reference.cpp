// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "cli/reference.h"

#include <algorithm>
#include <array>
#include <vector>

#include "manifests/template.h"
#include "resolver/language.h"

namespace slipway {

namespace {

constexpr ReferenceSection kManifestSections[] = {
    {"", "A manifest", R"toml(slipway = 1

[plugin]
name = "studio-color"

[[application]]
name = "painter"

[[integration]]
env = { OCIO.set = "{plugin.dir}/config.ocio" }
)toml"},
    {"plugin", "[plugin]", R"toml([plugin]
name = "framework-maya"
version = "24.11.0"
description = "ftrack Framework for Maya"
)toml"},
    {"application", "[[application]]", R"toml([[application]]
name = "maya"
identifier = "maya_{variant}"
variant = "{version}"
label = "Maya"
icon = "resource/maya.svg"
priority = 100
contexts = ["Task"]
arguments = ["-noAutoloadPlugins"]
batch = ["-batch", "-b"]
working_directory = "inherit"
nested = "inherit"
integrations = { framework = ["framework-maya"] }
categories = ["Graphics", "3DGraphics"]
mime_types = ["application/x-maya-ascii"]
commands = { mayapy = {} }
find = { linux = ["/usr/autodesk/maya{version}/bin/maya"] }
env = { PYTHONHOME.unset = true }
)toml"},
    {"application.commands.*", "[application.commands.NAME]", R"toml([[application]]
name = "maya"
[application.commands]
mayapy = {}                                      # an executable beside the main one
Render = { executable = { macos = "../bin/Render" }, mode = "batch" }
[application.commands.maya-safe]
executable = "maya"
arguments = ["-noAutoloadPlugins"]
identifier = "maya_safe_{variant}"
label = "Maya (safe)"
contexts = ["Task"]
batch = ["-batch"]
working_directory = "{home}"
env = { MAYA_SKIP_USERSETUP_PY.set = 1 }
)toml"},
    {"application.find", "Entries of application.find", R"toml([[application]]
name = "blender"
[application.find]
linux = [
    "/opt/blender-{version}*/blender",
    { path = "/mnt/software/blender/current/blender", version = "4.2", arguments = ["--factory-startup"] },
    { path = "/usr/bin/blender", version = { ask = ["--version"], pattern = "Blender {version}" } },
    { path = "/usr/bin/krita", version = { ask = [], pattern = "{version}", executable = "krita_version" } },
    { segments = ["/opt", "blender-.+", "blender$"], version = '(?P<version>\d+\.\d+)' },
]
windows = ['C:\Program Files\Blender Foundation\Blender {version}\blender.exe']
macos = [{ path = "/Applications/Blender.app", rosetta = true }]
)toml"},
    {"integration", "[[integration]]", R"toml([[integration]]
name = "framework-maya"
version = "24.11.0"
priority = 40
when = "application.identifier = maya* and application.version >= 2021"
requires = ["framework-core >= 2.0"]
required = false
arguments = ["-noAutoloadPlugins"]
env = { PYTHONPATH.prepend = ["{plugin.dir}/dependencies", "{plugin.dir}/bootstrap"] }
case = [{ when = "platform = windows", env = { MAYA_NO_CONSOLE.set = 1 } }]
)toml"},
    {"integration.file", "[[integration.file]]", R"toml([[integration]]
[[integration.file]]
path = "{home}/.local/share/studio/session.json"
content = { session = "{launch.id}", version = "{application.version.major}" }
mode = "0600"
)toml"},
    {"integration.before", "[[integration.before]]", R"toml([[integration]]
[[integration.before]]
command = ["{plugin.dir}/bin/prepare", "--port", "{launch.port}"]
output = "json"
timeout = "10s"
on_failure = "stop"
where = "worker"
)toml"},
    {"integration.companion", "[[integration.companion]]", R"toml([[integration]]
[[integration.companion]]
command = ["{plugin.dir}/bin/helper"]
env = { FTRACK_APPLICATION_PID = "{launch.pid}" }
)toml"},
    {"integration.case", "[[integration.case]]", R"toml([[integration]]
[[integration.case]]
when = "platform = windows"
arguments = ["-noAutoloadPlugins"]
file = [{ path = "{home}/.studio/maya.txt", content = "{application.version}\n" }]
before = [{ command = ["{plugin.dir}/bin/prepare.exe"] }]
companion = [{ command = ["{plugin.dir}/bin/helper.exe"] }]
[integration.case.env]
MAYA_MODULE_PATH.append = { value = ["{plugin.dir}/modules"], separator = ";" }
[[integration.case.case]]
when = "application.version >= 2025"
env = { MAYA_QT.set = 6 }
)toml"},
};

constexpr ReferenceSection kConfigurationSections[] = {
    {"", "A configuration file",
     R"toml(plugin_path = ["{paths.projects}/{context.project}/plugins", "/mnt/pipeline/connect", ""]
include = ["{paths.projects}/{context.project}/slipway.toml"]

[paths]
projects = { linux = "/mnt/projects", windows = ['P:\projects', '\\filesrv\projects'], macos = "/Volumes/projects" }

[use]
maya = "2024"

[[context]]
path = "{paths.projects}/{project}/shots/{sequence}/{shot}"

[[pin]]
use = { nuke = "15.1" }

[[integration]]
env = { OCIO.set = "{paths.projects}/ocio/config.ocio" }

[policy]
strict = false
record = true
)toml"},
    {"context", "[[context]]", R"toml([[context]]
path = "{paths.projects}/{project}/shots/{sequence}/{shot}"
[[context]]
when = "host = lon-*"
set = { site = "london" }
)toml"},
    {"pin", "[[pin]]", R"toml([[pin]]
when = "context.project = bunny"
use = { maya = "2023", nuke = "15.1" }
plugins = { framework-maya = "24.10", old-tools = false, beta-tools = true, "*" = true }
require = ["ocio"]
)toml"},
    {"policy", "[policy]", R"toml([policy]
strict = false
share_budget = "250ms"
share_ttl = "3s"
trusted_owners = ["pipeline", 1005]
trusted_roots = ["/mnt/pipeline"]
group_writable = false
secrets = ["STUDIO_*"]
)toml"},
};

constexpr std::array<std::string_view, 5> kOperationMeanings{
    "`VALUE`, the separator and what it was; just `VALUE` where it was unset or empty",
    "what it was, the separator and `VALUE`; just `VALUE` where it was unset or empty",
    "`VALUE`, which may be empty",
    "its entries equal to an entry of `VALUE` go, `*` in which matches any run of characters; with "
    "the last entry goes the variable",
    "it is gone; the value given is ignored",
};
static_assert(kOperationMeanings.size() == std::size_t(OperationKind::kUnset) + 1);

std::string_view typeName(KeyType type) {
    switch (type) {
        case KeyType::kName:
            return "string, as it is";
        case KeyType::kWord:
            return "word";
        case KeyType::kText:
            return "string";
        case KeyType::kTexts:
            return "list of strings";
        case KeyType::kTextOrTexts:
            return "string, list of strings";
        case KeyType::kContent:
        case KeyType::kTextOrTable:
            return "string, table";
        case KeyType::kEntries:
            return "list of strings and tables";
        case KeyType::kCondition:
            return "condition";
        case KeyType::kInteger:
            return "integer";
        case KeyType::kBoolean:
            return "boolean";
        case KeyType::kVersionOrBoolean:
            return "string, boolean";
        case KeyType::kOwners:
            return "list of strings and integers";
        case KeyType::kTable:
            return "table";
        case KeyType::kTables:
            return "table, list of tables";
        case KeyType::kMap:
            return "table by name";
        case KeyType::kOperations:
            return "operations";
        case KeyType::kValue:
            return "value";
    }
    return "";
}

std::string code(std::string_view text) {
    return "`" + std::string(text) + "`";
}

std::string inCell(std::string_view text) {
    std::string cell;
    for (char c : text) {
        if (c == '|') cell += '\\';
        cell += c;
    }
    return cell;
}

std::string wordsOf(const Key& key) {
    std::string words;
    for (std::string_view word : key.words) words += (words.empty() ? ": " : ", ") + code(word);
    return words;
}

std::string meaningOf(const Key& key) {
    std::string required = key.required ? "Required" : "";
    if (!key.unless.empty()) required += " unless there is `" + std::string(key.unless) + "`";
    if (key.required) required += ". ";
    const std::string later = key.carriedOut ? "" : " *Not carried out by this version.*";
    return required + std::string(key.meaning) + later;
}

std::string row(const Key& key, std::string_view name) {
    return "| " + code(name) + " | " + std::string(typeName(key.type)) + wordsOf(key) + " | " +
           (key.standard.empty() ? "" : code(key.standard)) + " | " + inCell(meaningOf(key)) +
           " |\n";
}

using Sections = std::span<const ReferenceSection>;

std::string_view below(std::string_view path, std::string_view parent) {
    return parent.empty() ? path : path.substr(parent.size() + 1);
}

bool isBelow(std::string_view path, std::string_view parent) {
    return parent.empty() || path.starts_with(std::string(parent) + ".");
}

// Whether `section` is the deepest one that the key stands below.
bool belongsTo(const Key& key, const ReferenceSection& section, Sections sections) {
    if (!isBelow(key.path, section.path)) return false;
    return std::ranges::none_of(sections, [&](const ReferenceSection& other) {
        return other.path.size() > section.path.size() && isBelow(key.path, other.path);
    });
}

std::string sectionText(std::span<const Key> keys, const ReferenceSection& section,
                        Sections sections) {
    std::string text = "\n### " + std::string(section.heading) + "\n\n";
    if (const Key* key = findKey(keys, section.path)) text += std::string(key->meaning) + "\n\n";
    text += "```toml\n" + std::string(section.example) + "```\n\n";
    text += "| key | type | default | meaning |\n|---|---|---|---|\n";
    for (const Key& key : keys) {
        if (belongsTo(key, section, sections)) text += row(key, below(key.path, section.path));
    }
    return text;
}

std::string sectionsText(std::span<const Key> keys, Sections sections) {
    std::string text;
    for (const ReferenceSection& section : sections) text += sectionText(keys, section, sections);
    return text;
}

std::vector<Key> withoutIntegration(std::span<const Key> keys) {
    std::vector<Key> rest;
    std::ranges::copy_if(keys, std::back_inserter(rest),
                         [](const Key& key) { return !key.path.starts_with("integration."); });
    return rest;
}

std::string operationsText() {
    std::string text = "| operation | what the variable is after it |\n|---|---|\n";
    for (std::size_t i = 0; i < operationNames().size(); ++i) {
        text +=
            "| " + code(operationNames()[i]) + " | " + std::string(kOperationMeanings[i]) + " |\n";
    }
    return text;
}

std::string placeholdersText() {
    std::string text = "| placeholder | stands for |\n|---|---|\n";
    for (const PlaceholderName& placeholder : placeholderNames()) {
        text += "| " + code("{" + std::string(placeholder.name) + "}") + " | " +
                inCell(placeholder.meaning) + " |\n";
    }
    return text;
}

std::string listed(std::span<const std::string_view> names) {
    std::string text;
    for (std::string_view name : names) {
        text += (text.empty() ? "" : ", ") +
                code(std::string(name) + (name.ends_with('.') ? "KEY" : ""));
    }
    return text;
}

constexpr std::string_view kIntroduction = R"md(# Reference

Every key of manifests and configuration files, every operation, placeholder and field. This page is
made from the tables that Slipway itself reads by; a test holds it to them.
`SLIPWAY_UPDATE_GOLDEN=1 build/release/tests/bin/slipway_cli_tests --gtest_filter='Reference*'`
writes it anew.

JSON and TOML hold the same tree. `slipway check` says what is wrong with a file, with line and
column; `slipway schema` prints the same tables as a JSON Schema ([command-line.md](command-line.md)).

## Types

| type | what may stand there |
|---|---|
| string | a string with [placeholders](#placeholders), or a table by platform |
| list of strings | a list of such strings, or a table by platform |
| string, as it is | a string that is not empty: `{` means nothing, and there is no table by platform |
| word | one of the words named, or a table by platform |
| condition | a string, see [Conditions](#conditions) |
| integer | from -2147483648 to 2147483647 |
| table by name | a table whose keys, `*` below, are names that the author chooses |
| table, list of tables | in TOML `[key]` or `[[key]]` |
| operations, value | see [Operations](#operations) |

A **table by platform** is `{ linux = …, windows = …, macos = …, default = … }`; a platform that it
does not name, where there is no `default` either, gets nothing.

## Manifests

`slipway.toml` or `slipway.json` in a plugin's folder, or `NAME.slipway.toml` directly in a plugin
root.
)md";

constexpr std::string_view kConfiguration = R"md(
## Configuration

`config.toml` of the system and of the user, `slipway-site.toml` beside a shim, the file that
`SLIPWAY_CONFIG` names, and what these include. `[[integration]]` is what it is in a manifest.
)md";

constexpr std::string_view kOperations = R"md(
## Operations

A key of `env` is `NAME` or `NAME.OPERATION`, split at the last dot; without an operation it is
`append`. A value is a string, an integer, a boolean (`1`, `0`), a list of these joined by the
separator, a table by platform, or `{ value = …, separator = "…" }`. The separator is the platform's
(`:` or `;`) unless given. Operations apply in the order they are written.

```toml
[integration.env]
PYTHONPATH.prepend = ["{plugin.dir}/python", "{plugin.dir}/vendor"]
MAYA_SCRIPT_PATH = "{plugin.dir}/mel"
OCIO.set = { linux = "/mnt/ocio/config.ocio", windows = 'P:\ocio\config.ocio' }
LD_LIBRARY_PATH.pop = "{env.CONDA_PREFIX}/*"
MAYA_MODULE_PATH.append = { value = "{plugin.dir}/modules", separator = ";" }
VIRTUAL_ENV.unset = true
```

)md";

constexpr std::string_view kPlaceholders = R"md(
Prepending or appending never makes an empty entry: empty elements are dropped, and with nothing left
the variable stays as it was.

## Placeholders

`{name:-text}` gives `text` where `name` is absent; `{{` and `}}` are braces. Without such a default
an absent `context.*`, `env.*`, `paths.*` or `application.*` leaves the operation (the entry, the
argument) out, and `slipway explain` says so.

)md";

constexpr std::string_view kConditions = R"md(
## Conditions

`FIELD OP VALUE`, joined by `and`, `or`, `not` and parentheses; `not` binds tightest, `or` loosest.

```toml
when = "application.name = maya and (application.version >= 2024 or not platform = windows)"
```

)md";

constexpr std::string_view kComparisons = R"md(
`=` and `!=` compare text without letter case, `*` in the value matching any run of characters, but
`application.version` without `*` as a version; `<`, `<=`, `>`, `>=` compare versions. A condition on
an absent field is false, `!=` too. `env.KEY` is of the starting environment.
)md";

}  // namespace

std::span<const ReferenceSection> manifestSections() {
    return kManifestSections;
}

std::span<const ReferenceSection> configurationSections() {
    return kConfigurationSections;
}

std::string referencePage() {
    std::string page(kIntroduction);
    page += sectionsText(manifestKeys(), kManifestSections);
    page += kConfiguration;
    page += sectionsText(withoutIntegration(configurationKeys()), kConfigurationSections);
    page += std::string(kOperations) + operationsText();
    page += std::string(kPlaceholders) + placeholdersText();
    page += std::string(kConditions) + "Fields: " + listed(fieldNames()) +
            ".\n\nComparisons: " + listed(comparisonNames()) + ".\n";
    return page + std::string(kComparisons);
}

}  // namespace slipway
