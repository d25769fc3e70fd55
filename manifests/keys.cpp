// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "manifests/keys.h"

#include <algorithm>
#include <iterator>

namespace slipway {

namespace {

using Words = std::span<const std::string_view>;

constexpr std::string_view kCommandModes[] = {"interactive", "batch"};
constexpr std::string_view kNestedWords[] = {"inherit"};
constexpr std::string_view kOutputWords[] = {"ignore", "json"};
constexpr std::string_view kFailureWords[] = {"stop", "warn", "skip"};
constexpr std::string_view kPlaceWords[] = {"worker"};

constexpr Key required(std::string_view path, KeyType type, std::string_view meaning) {
    return {path, type, meaning, {}, {}, true};
}

constexpr Key kKeys[] = {
    {"application", KeyType::kTables, "Applications that this plugin makes known, or changes."},
    {"application.arguments", KeyType::kTexts, "Arguments of the main command.", "[]"},
    {"application.batch", KeyType::kTexts,
     "Arguments that make a launch a batch one, as 'launch.mode' tells.", "[]"},
    {"application.categories", KeyType::kTexts,
     "Where menus of desktops show it: freedesktop.org's main and additional categories.", "[]"},
    {"application.commands", KeyType::kMap,
     "Its commands besides the main one, which is named like the application."},
    {"application.commands.*", KeyType::kTable, "One command, by its name."},
    {"application.commands.*.arguments", KeyType::kTexts, "Arguments of the command.", "[]"},
    {"application.commands.*.batch", KeyType::kTexts,
     "Arguments that make a launch of the command a batch one. The default is the application's."},
    {"application.commands.*.contexts", KeyType::kTexts,
     "Types of context that the command is listed for. The default is the application's."},
    {"application.commands.*.env", KeyType::kOperations,
     "Operations on environment variables, behind the application's own."},
    {"application.commands.*.env.*", KeyType::kValue, "As 'integration.env.*'."},
    {"application.commands.*.executable", KeyType::kText,
     "The command's executable; a relative path begins at the folder of the main one. "
     "The default is the command's name."},
    {"application.commands.*.identifier", KeyType::kText,
     "The application's identifier when launched by this command. The default is the "
     "application's."},
    {"application.commands.*.label", KeyType::kText, "The command's name as people read it."},
    {"application.commands.*.mode", KeyType::kWord, "The 'launch.mode' of the command's launches.",
     "interactive", kCommandModes},
    {"application.commands.*.working_directory", KeyType::kText,
     "Where the command starts. The default is the application's."},
    {"application.contexts", KeyType::kTexts,
     "Types of context that the application is listed for; never refuses a launch. The default "
     "is all."},
    {"application.env", KeyType::kOperations,
     "Operations on environment variables, ahead of those of any integration."},
    {"application.env.*", KeyType::kValue,
     "What one operation works with; the key is NAME or NAME.OPERATION."},
    {"application.find", KeyType::kEntries,
     "Where its installations are: paths with '*', '?' and '{version}', or tables."},
    {"application.find.arguments", KeyType::kTexts,
     "Arguments of each launch of what is found there.", "[]"},
    {"application.find.path",
     KeyType::kText,
     "A path with '*' and '?' within one segment, and '{version}'.",
     {},
     {},
     true,
     true,
     "segments"},
    {"application.find.rosetta", KeyType::kBoolean,
     "On a Mac: the Intel half of a universal executable is started, as 'arch -x86_64' does.",
     "false"},
    {"application.find.segments", KeyType::kTexts,
     "ftrack's form, instead of a path: a folder, then a regular expression for each segment "
     "beneath it."},
    {"application.find.version", KeyType::kTextOrTable,
     "The version of what is found there, where the path does not tell; of 'segments', a regular "
     "expression with a group '(?P<version>…)', searched in the whole path."},
    required("application.find.version.ask", KeyType::kTexts,
             "Arguments with which the executable prints its version."),
    {"application.find.version.executable", KeyType::kText,
     "The executable to ask; a relative path begins at the folder of the one found, which is the "
     "default."},
    required("application.find.version.pattern", KeyType::kText,
             "What stands in the printed line, with '{version}' in it."),
    {"application.icon", KeyType::kText, "The path of an icon's file, or the name of an icon."},
    {"application.identifier", KeyType::kText,
     "What conditions know the application by; '{name}', '{variant}' and '{version}' are its own.",
     "{name}_{variant}"},
    {"application.integrations", KeyType::kMap,
     "Groups of integrations; a group with a missing or failed member contributes nothing."},
    {"application.integrations.*", KeyType::kTexts, "The names of a group's integrations."},
    {"application.label", KeyType::kText,
     "The application's name as people read it. The default is its name."},
    {"application.mime_types", KeyType::kTexts, "Types of the files that it opens.", "[]"},
    required("application.name", KeyType::kName,
             "The key by which applications are merged, overridden and launched."),
    {"application.nested",
     KeyType::kWord,
     "'inherit': what an enclosing launch added to the environment is not taken back.",
     {},
     kNestedWords},
    {"application.priority", KeyType::kInteger, "Its place in listings; lower comes first.", "100"},
    {"application.variant", KeyType::kText,
     "What tells an installation from the others; '{name}' and '{version}' are its own.",
     "{version}"},
    {"application.working_directory", KeyType::kText,
     "Where the application starts: a path, or 'inherit' for where it was called.", "inherit"},
    {"integration", KeyType::kTables, "What this plugin contributes to launches."},
    {"integration.arguments", KeyType::kTexts, "Arguments for the application.", "[]"},
    {"integration.before", KeyType::kTables,
     "Commands to run before the launch, one after the other, without a shell, in the environment "
     "composed so far."},
    required("integration.before.command", KeyType::kTexts,
             "The command and its arguments. A relative path begins at the manifest's folder; a "
             "name without a folder is looked up on PATH."),
    {"integration.before.on_failure", KeyType::kWord,
     "What a failure leads to: no launch, a warning, or the launch without the integration.",
     "stop", kFailureWords},
    {"integration.before.output", KeyType::kWord,
     "'json': what it prints, {\"env\": {…}, \"arguments\": […]}, is added as the integration's "
     "own; nothing in it is a placeholder.",
     "ignore", kOutputWords},
    {"integration.before.timeout", KeyType::kText,
     "How long it may take; then it and all that it started in its process group ends.", "10s"},
    {"integration.before.where",
     KeyType::kWord,
     "'worker': on a farm, run by the worker instead of at freezing.",
     {},
     kPlaceWords},
    {"integration.case", KeyType::kTables,
     "Parts of the integration, each under a condition of its own."},
    {"integration.case.arguments", KeyType::kTexts, "Arguments for the application.", "[]"},
    {"integration.case.before", KeyType::kTables, "As 'integration.before'."},
    {"integration.case.case", KeyType::kTables,
     "Parts of the case, with the keys of a case; they apply only where it does."},
    {"integration.case.companion", KeyType::kTables, "As 'integration.companion'."},
    {"integration.case.env", KeyType::kOperations, "As 'integration.env'."},
    {"integration.case.env.*", KeyType::kValue, "As 'integration.env.*'."},
    {"integration.case.file", KeyType::kTables, "As 'integration.file'."},
    {"integration.case.when", KeyType::kCondition,
     "The condition under which the part applies. The default is always."},
    {"integration.companion", KeyType::kTables,
     "Processes beside the application, started with it, which end by themselves."},
    required("integration.companion.command", KeyType::kTexts,
             "The command and its arguments, as 'integration.before.command'."),
    {"integration.companion.env", KeyType::kOperations,
     "Operations on its environment, which else is the application's."},
    {"integration.companion.env.*", KeyType::kValue, "As 'integration.env.*'."},
    {"integration.env", KeyType::kOperations,
     "Operations on environment variables, in the order of writing."},
    {"integration.env.*", KeyType::kValue,
     "What one operation works with; the key is NAME or NAME.OPERATION."},
    {"integration.file", KeyType::kTables,
     "Files to write before the launch, whole and at once; folders above them are made."},
    required("integration.file.content", KeyType::kContent,
             "The whole content: a string, or a table, which is written as JSON."),
    {"integration.file.mode", KeyType::kText,
     "The file's mode, octal, such as \"0600\". The default is what the umask leaves of 0666."},
    required("integration.file.path", KeyType::kText,
             "Where the file stands; a relative path begins at the manifest's folder."),
    {"integration.name", KeyType::kName,
     "What other manifests and messages call it. The default is the plugin's name."},
    {"integration.priority", KeyType::kInteger,
     "Its place among the integrations of a launch; lower is applied first.", "100"},
    {"integration.required", KeyType::kBoolean,
     "Whether nothing is launched where 'when' holds and it cannot be applied.", "false"},
    {"integration.requires", KeyType::kTexts,
     "Integrations, with a version or without, lacking which this one is left out.", "[]"},
    {"integration.version", KeyType::kName,
     "The plugin's version, where this is its only integration."},
    {"integration.when", KeyType::kCondition,
     "The condition under which it applies. The default is always."},
    {"plugin", KeyType::kTable, "What the plugin says of itself."},
    {"plugin.description", KeyType::kText, "What the plugin is, for people."},
    {"plugin.name", KeyType::kName, "The plugin's name. The default is from the folder's name."},
    {"plugin.version", KeyType::kName,
     "The plugin's version. The default is from the folder's name."},
    required("slipway", KeyType::kInteger, "The version of this language: 1."),
};
static_assert(std::ranges::is_sorted(kKeys, {}, &Key::path));

constexpr Key kConfigurationKeys[] = {
    {"context", KeyType::kTables,
     "Rules for what is worked on: by the path that is worked in, or by what host and user say."},
    {"context.path", KeyType::kText,
     "A path whose '{KEY}' placeholders name parts of the context; as many segments count as "
     "agree."},
    {"context.set", KeyType::kMap, "Keys of the context that are set where they are absent."},
    {"context.set.*", KeyType::kText, "The value of one key."},
    {"context.when", KeyType::kCondition,
     "The condition under which 'set' counts. The default is always."},
    {"include", KeyType::kTexts,
     "More configuration files, which count more than the one that names them; passed over where "
     "they are not there.",
     "[]"},
    {"paths", KeyType::kMap, "Places that are known by different paths on different platforms."},
    {"paths.*", KeyType::kTextOrTexts,
     "The paths of one place; the first is the one to write, all are recognised."},
    {"pin", KeyType::kTables,
     "Versions under a condition; every application and plugin takes the first matching pin that "
     "names it."},
    {"pin.plugins", KeyType::kMap, "Versions of plugins."},
    {"pin.plugins.*", KeyType::kVersionOrBoolean,
     "A version, true for any, false for none; the name '*' is for plugins not named."},
    {"pin.require", KeyType::kTexts, "Integrations without which nothing is launched.", "[]"},
    {"pin.use", KeyType::kMap, "Versions of applications."},
    {"pin.use.*", KeyType::kText, "The version of one application, in whole components."},
    {"pin.when", KeyType::kCondition,
     "The condition under which the pin counts. The default is always."},
    {"plugin_path", KeyType::kTexts,
     "Plugin roots, first to last; \"\" stands for those of the lower configuration file."},
    {"policy", KeyType::kTable, "What the system's configuration sets and nothing loosens."},
    {"policy.group_writable", KeyType::kBoolean,
     "Whether what a group can write is trusted. Counts in the system's configuration only.",
     "true"},
    {"policy.record", KeyType::kBoolean,
     "Whether launches are recorded on their host, for 'slipway log'.", "true"},
    {"policy.secrets", KeyType::kTexts,
     "Further names of variables whose values are never shown; '*' matches any characters.", "[]"},
    {"policy.share_budget", KeyType::kText, "How long a launch waits for shares.", "250ms"},
    {"policy.share_ttl", KeyType::kText, "How long a share that answered is not asked again.",
     "3s"},
    {"policy.strict", KeyType::kBoolean, "Whether any warning or error refuses a launch.", "false"},
    {"policy.trusted_owners", KeyType::kOwners,
     "Users besides root and oneself whose files count, by name or number.", "[]"},
    {"policy.trusted_roots", KeyType::kTexts,
     "Folders that are trusted as they stand. Counts in the system's configuration only.", "[]"},
    {"use", KeyType::kMap, "Default versions of applications."},
    {"use.*", KeyType::kText, "The version of one application, in whole components."},
};
static_assert(std::ranges::is_sorted(kConfigurationKeys, {}, &Key::path));

bool isOfIntegration(const Key& key) {
    return key.path == "integration" || key.path.starts_with("integration.");
}

std::vector<Key> withIntegration(std::span<const Key> own) {
    std::vector<Key> keys(own.begin(), own.end());
    std::ranges::copy_if(kKeys, std::back_inserter(keys), isOfIntegration);
    std::ranges::sort(keys, {}, &Key::path);
    return keys;
}

std::string_view parentOf(std::string_view path) {
    const std::size_t dot = path.rfind('.');
    return dot == std::string_view::npos ? std::string_view{} : path.substr(0, dot);
}

}  // namespace

std::span<const Key> manifestKeys() {
    return kKeys;
}

std::span<const Key> configurationKeys() {
    static const std::vector<Key> keys = withIntegration(kConfigurationKeys);
    return keys;
}

const Key* findKey(std::span<const Key> keys, std::string_view path) {
    const auto at = std::ranges::lower_bound(keys, path, {}, &Key::path);
    return at != keys.end() && at->path == path ? &*at : nullptr;
}

std::vector<std::string_view> namesBeneath(std::span<const Key> keys, std::string_view path) {
    std::vector<std::string_view> names;
    for (const Key& key : keys) {
        if (parentOf(key.path) != path) continue;
        const std::string_view name = key.path.substr(path.empty() ? 0 : path.size() + 1);
        if (name != "*") names.push_back(name);
    }
    return names;
}

}  // namespace slipway
