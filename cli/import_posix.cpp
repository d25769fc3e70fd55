// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <limits>
#include <nlohmann/json.hpp>

#include "cli/connect_import.h"
#include "cli/syntax.h"
#include "cli/verbs.h"
#include "manifests/diagnostic.h"

namespace slipway {

namespace {

using Json = nlohmann::ordered_json;

std::string indented(const std::vector<std::string>& texts, std::string_view heading) {
    std::string text;
    for (const std::string& each : texts) {
        text += "  " + std::string(heading) + ": " + printable(each) + "\n";
    }
    return text;
}

std::string comparedText(std::size_t launches, std::size_t differences) {
    if (launches == 0) return "";
    const std::string compared = "  compared with the hook in " + std::to_string(launches) +
                                 " launches that it was not made from: ";
    return compared + (differences == 0 ? "the same\n" : "not the same\n");
}

bool isClean(const ImportedPlugin& plugin) {
    return plugin.failures.empty() && plugin.differences.empty() && plugin.findings.byHand.empty();
}

std::string textOf(const ImportedPlugin& plugin) {
    const bool isNothing = plugin.manifest.empty() && isClean(plugin);
    const std::string where = isNothing                 ? "nothing of launches in it"
                              : plugin.manifest.empty() ? "not imported"
                                                        : plugin.manifest;
    return printable(plugin.source) + " → " + printable(where) + "\n" +
           comparedText(plugin.launches, plugin.differences.size()) +
           indented(plugin.failures, "failed") + indented(plugin.differences, "differs") +
           indented(plugin.findings.byHand, "by hand") + indented(plugin.findings.notes, "note");
}

std::string jsonOf(const std::vector<ImportedPlugin>& plugins) {
    Json list = Json::array();
    for (const ImportedPlugin& each : plugins) {
        list.push_back({{"source", each.source},
                        {"manifest", each.manifest.empty() ? Json() : Json(each.manifest)},
                        {"launches_compared", each.launches},
                        {"failures", each.failures},
                        {"differences", each.differences},
                        {"by_hand", each.findings.byHand},
                        {"notes", each.findings.notes}});
    }
    return Json{{"plugins", list}}.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string summary(const std::vector<ImportedPlugin>& plugins) {
    const auto written = std::ranges::count_if(
        plugins, [](const ImportedPlugin& each) { return !each.manifest.empty(); });
    const auto open = std::ranges::count_if(plugins, std::not_fn(isClean));
    std::string text =
        std::to_string(written) + " of " + std::to_string(plugins.size()) + " imported";
    if (open != 0) text += "; " + std::to_string(open) + " to be looked at by hand";
    return text + "\n";
}

}  // namespace

int runImport(const Surroundings& surroundings, Arguments arguments) {
    std::string to;
    std::string timeout = "20";
    bool json = false;
    const Syntax syntax{
        .verb = "import",
        .usage = "ftrack PATH… --to ROOT [--json]",
        .about =
            "Makes plugins of Slipway from plugins of ftrack Connect. A PATH is a Connect plugin, "
            "a folder of them, a hook (.py) or a launch configuration (.yaml). Each becomes a "
            "folder in ROOT with a slipway.toml; where ROOT is the folder that the plugin stands "
            "in already, the manifest is put beside what is there. Nothing is overwritten.\n"
            "Hooks run in the python3 on PATH, without Connect and without a server, in made-up "
            "launches; what they would write or start outside a scratch folder is refused. The "
            "manifest is then compared with the hook in launches that it was not made from.\n"
            "The exit code is 1 where something needs a hand: it is listed, and stands as a "
            "comment in the manifest.",
        .options = {{"--to", "ROOT", "the plugin root to write to", &to},
                    {"--timeout", "SECONDS", "of a hook, for all its launches; default 20",
                     &timeout},
                    {"--json", "", "as JSON", &json}},
        .examples = {{"slipway import ftrack ~/ftrack-connect-plugins --to ~/plugins", ""}},
        .fewest = 2,
        .most = std::numeric_limits<std::size_t>::max()};
    const auto parsed = parse(syntax, arguments, surroundings);
    if (!parsed) return parsed.error();
    if (parsed->positionals[0] != "ftrack") {
        return wrongUsage(surroundings, "there is 'slipway import ftrack', no 'slipway import " +
                                            printable(parsed->positionals[0]) + "'");
    }
    const auto root = absolutePath(to, surroundings);
    if (to.empty() || !root) return wrongUsage(surroundings, "--to ROOT is missing");
    const bool isNumber = !timeout.empty() && timeout.size() < 5 &&
                          timeout.find_first_not_of("0123456789") == std::string::npos;
    if (!isNumber || timeout == "0") {
        return wrongUsage(surroundings,
                          "--timeout is a number of seconds, not " + inQuotes(timeout));
    }
    std::vector<std::string> paths;
    for (std::size_t i = 1; i < parsed->positionals.size(); ++i) {
        const auto path = absolutePath(parsed->positionals[i], surroundings);
        if (!path) return wrongUsage(surroundings, "there is no working directory any more");
        paths.push_back(*path);
    }
    const auto imported =
        importFromConnect({paths, *root, std::chrono::seconds(std::stoi(timeout))}, surroundings);
    if (!imported) return wrongUsage(surroundings, imported.error());
    if (json) {
        surroundings.out << jsonOf(*imported);
    } else {
        for (const ImportedPlugin& each : *imported) surroundings.out << textOf(each);
        surroundings.out << summary(*imported);
    }
    return std::ranges::all_of(*imported, isClean) ? 0 : 1;
}

}  // namespace slipway
