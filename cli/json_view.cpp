// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "cli/json_view.h"

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>

#include "cli/attribution.h"
#include "cli/shim_examination.h"

namespace slipway {

namespace {

using Json = nlohmann::ordered_json;

std::string written(const Json& json) {
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

Json orNull(const std::optional<std::string>& text) {
    return text ? Json(*text) : Json();
}

Json textOrNull(const std::string& text) {
    return text.empty() ? Json() : Json(text);
}

Json numberOrNull(std::uint32_t number) {
    return number == 0 ? Json() : Json(number);
}

template <class Values, class View>
Json listOf(const Values& values, View&& view) {
    Json list = Json::array();
    for (const auto& value : values) list.push_back(view(value));
    return list;
}

std::string_view statusName(IntegrationStatus status) {
    switch (status) {
        case IntegrationStatus::kApplied:
            return "applied";
        case IntegrationStatus::kSkipped:
            return "skipped";
        case IntegrationStatus::kFailed:
            return "failed";
    }
    return "failed";
}

Json view(const Explanation::FoundInstallation& found) {
    return {{"version", textOrNull(found.version)},
            {"version_source", textOrNull(found.versionSource)},
            {"path", found.path},
            {"chosen", found.chosen},
            {"manifest", textOrNull(found.place.file)},
            {"line", found.place.line}};
}

Json view(const Explanation::Pin& pin) {
    return {{"when", textOrNull(pin.when)},
            {"file", pin.place.file},
            {"line", numberOrNull(pin.place.line)}};
}

Json placeView(const Explanation::Place& place) {
    return {{"manifest", place.file}, {"line", numberOrNull(place.line)}};
}

Json view(const Explanation::OverriddenKey& overridden) {
    return {{"key", overridden.key},
            {"by", placeView(overridden.by)},
            {"over", placeView(overridden.over)}};
}

Json view(const Explanation::ApplicationPart& application) {
    return {
        {"name", application.name},
        {"command", application.command},
        {"identifier", application.identifier},
        {"label", application.label},
        {"variant", orNull(application.variant)},
        {"version", orNull(application.version)},
        {"path", orNull(application.path)},
        {"chosen_by", textOrNull(application.chosenBy)},
        {"pin", application.pin ? view(*application.pin) : Json()},
        {"known", application.known},
        {"manifest", textOrNull(application.place.file)},
        {"overridden", listOf(application.overridden, [](const auto& each) { return view(each); })},
        {"installations", listOf(application.found, [](const auto& each) { return view(each); })}};
}

Json view(const Explanation::Case& part) {
    return {{"when", part.when},
            {"applies", part.applies},
            {"reason", textOrNull(part.reason)},
            {"depth", part.depth},
            {"line", numberOrNull(part.place.line)}};
}

Json view(const Explanation::IntegrationPart& integration) {
    return {{"name", integration.name},
            {"plugin", textOrNull(integration.plugin)},
            {"version", textOrNull(integration.version)},
            {"manifest", integration.place.file},
            {"line", numberOrNull(integration.place.line)},
            {"priority", integration.priority ? Json(*integration.priority) : Json()},
            {"status", statusName(integration.status)},
            {"reason", textOrNull(integration.reason)},
            {"cases", listOf(integration.cases, [](const auto& each) { return view(each); })}};
}

Json view(const Explanation::OperationPart& operation) {
    Json json = {
        {"operation", operationName(operation.kind)},
        {"value", operation.kind == OperationKind::kUnset ? Json() : Json(operation.value)},
        {"by", orNull(operation.by)},
        {"manifest", operation.place.file},
        {"line", numberOrNull(operation.place.line)}};
    if (!operation.absent.empty()) json["absent"] = operation.absent;
    if (!operation.printedBy.empty()) json["printed_by"] = operation.printedBy;
    return json;
}

enum class Which { kApplied, kLeftOut };

Json operations(const Explanation::Variable& variable, Which which) {
    Json list = Json::array();
    for (const Explanation::OperationPart& operation : variable.operations) {
        if (operation.leftOut == (which == Which::kLeftOut)) list.push_back(view(operation));
    }
    return list;
}

Json environment(const Explanation& explanation, bool changed) {
    Json list = Json::array();
    for (const Explanation::Variable& variable : explanation.variables) {
        const Json applied = operations(variable, Which::kApplied);
        if (variable.changed != changed || (!changed && applied.empty())) continue;
        list.push_back({{"name", variable.name},
                        {"before", orNull(variable.before)},
                        {"value", orNull(variable.after)},
                        {"operations", applied}});
    }
    return list;
}

// Operations by their variable; an argument has none.
Json leftOut(const Explanation& explanation) {
    Json list = Json::array();
    for (const Explanation::Variable& variable : explanation.variables) {
        for (Json& operation : operations(variable, Which::kLeftOut)) {
            operation.erase("value");
            Json entry = {{"name", variable.name}};
            entry.update(operation);
            list.push_back(entry);
        }
    }
    for (const Explanation::Argument& argument : explanation.addedArguments) {
        if (argument.absent.empty()) continue;
        list.push_back(
            {{"name", nullptr}, {"by", orNull(argument.by)}, {"absent", argument.absent}});
    }
    return list;
}

Json view(const Explanation::SkippedOperation& skipped) {
    Json json = view(skipped.operation);
    json["value"] = skipped.values;
    json["reason"] = textOrNull(skipped.reason);
    return json;
}

// Of a list, whose each entry is.
Json entries(const Explanation::Variable& variable, const PlatformRules& rules) {
    if (separatorOf(variable).empty()) return Json::array();
    return listOf(attributeEntries(variable, rules), [](const AttributedEntry& entry) {
        const bool isNew = entry.operation != nullptr;
        return Json{{"value", entry.entry},
                    {"before", !isNew},
                    {"by", isNew ? orNull(entry.operation->by) : Json()}};
    });
}

std::string_view deedName(Deed deed) {
    switch (deed) {
        case Deed::kLeft:
            return "not done";
        case Deed::kDone:
            return "done";
        case Deed::kFailed:
            return "failed";
        case Deed::kUntrusted:
            return "untrusted";
    }
    return "";
}

Json deeds(const Explanation& explanation, Explanation::DeedPart::Kind kind) {
    Json list = Json::array();
    for (const Explanation::DeedPart& deed : explanation.deeds) {
        if (deed.kind != kind) continue;
        Json json = {{"by", deed.by},
                     {"manifest", deed.place.file},
                     {"line", numberOrNull(deed.place.line)},
                     {"status", deed.absent.empty() ? deedName(deed.deed) : "left out"},
                     {"reason", textOrNull(deed.reason)}};
        if (!deed.absent.empty()) {
            json["absent"] = deed.absent;
        } else if (kind == Explanation::DeedPart::Kind::kFile) {
            json["path"] = deed.words.front();
            json["content"] = deed.content;
        } else {
            json["command"] = deed.words;
        }
        list.push_back(json);
    }
    return list;
}

Json context(const std::vector<Explanation::ContextPart>& entries) {
    Json json = Json::object();
    for (const Explanation::ContextPart& entry : entries) json[entry.key] = entry.value;
    return json;
}

Json contextSources(const std::vector<Explanation::ContextPart>& entries) {
    Json json = Json::object();
    for (const Explanation::ContextPart& entry : entries) json[entry.key] = entry.source;
    return json;
}

Json addedArguments(const Explanation& explanation) {
    Json list = Json::array();
    for (const Explanation::Argument& argument : explanation.addedArguments) {
        if (!argument.absent.empty()) continue;
        list.push_back({{"value", argument.value}, {"by", orNull(argument.by)}});
    }
    return list;
}

Json command(const Explanation& explanation) {
    return {{"executable", textOrNull(explanation.executable)},
            {"rosetta", explanation.rosetta},
            {"arguments", explanation.arguments},
            {"working_directory", orNull(explanation.workingDirectory)},
            {"added_arguments", addedArguments(explanation)}};
}

Json view(const Explanation::Root& root) {
    return {{"path", root.path},
            {"named_by", root.namedBy},
            {"exists", root.exists},
            {"plugins", root.plugins}};
}

Json view(const Explanation::Shadowed& plugin) {
    return {{"name", plugin.name},
            {"version", textOrNull(plugin.version)},
            {"path", plugin.path},
            {"by_version", textOrNull(plugin.byVersion)},
            {"by_path", textOrNull(plugin.byPath)},
            {"reason", textOrNull(plugin.reason)}};
}

Json diagnosticView(Severity severity, const std::string& code, const std::string& message,
                    const Explanation::Place& place) {
    return {{"severity", severityName(severity)},
            {"code", code},
            {"message", message},
            {"file", textOrNull(place.file)},
            {"line", numberOrNull(place.line)},
            {"column", numberOrNull(place.column)}};
}

Json view(const Explanation::Notice& notice) {
    return diagnosticView(notice.severity, notice.code, notice.message, notice.place);
}

Json view(const Diagnostic& diagnostic) {
    const Location& at = diagnostic.location;
    Json json = diagnosticView(diagnostic.severity, diagnostic.code, diagnostic.message,
                               {at.source ? at.source->path : "", at.line, at.column});
    json["hint"] = textOrNull(diagnostic.hint);
    return json;
}

Json view(const Finding& finding) {
    return {{"severity", severityName(finding.severity)},
            {"code", finding.code},
            {"what", finding.what},
            {"why", textOrNull(finding.why)},
            {"mend", textOrNull(finding.mend)}};
}

Json view(const Fact& fact) {
    return {{"subject", fact.subject}, {"text", fact.text}};
}

Json view(const ListedApplication& application) {
    return {{"name", application.name},
            {"label", application.label},
            {"commands", application.commands},
            {"icon", textOrNull(application.icon)},
            {"categories", application.categories},
            {"mime_types", application.mimeTypes},
            {"installations", listOf(application.installations, [](const auto& found) {
                 return Json{{"version", textOrNull(found.version)}, {"path", found.path}};
             })}};
}

Json view(const ListedShimFolder& folder) {
    return {{"path", folder.path}, {"shims", listOf(folder.shims, [](const auto& shim) {
                                        return Json{{"name", shim.name},
                                                    {"launches", textOrNull(shim.launches)},
                                                    {"broken", shim.broken}};
                                    })}};
}

Json numberOf(const std::string& digits) {
    std::uint32_t number = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return number;
}

Json view(const RecordedLaunch& launch) {
    return {{"time", launch.time},
            {"launch_id", textOrNull(launch.id)},
            {"command", launch.command},
            {"application",
             {{"name", textOrNull(launch.application)},
              {"identifier", textOrNull(launch.identifier)},
              {"version", textOrNull(launch.version)},
              {"path", textOrNull(launch.executable)},
              {"chosen_by", textOrNull(launch.chosenBy)}}},
            {"mode", launch.mode},
            {"catalogue", launch.catalogue},
            {"outcome", launch.isRefused() ? "refused" : "launched"},
            {"exit_code", launch.isRefused() ? numberOf(launch.outcome) : Json()},
            {"reason", textOrNull(launch.reason)},
            {"warning_count", numberOf(launch.warningCount)},
            {"warnings", launch.warnings}};
}

}  // namespace

std::string toJson(const Explanation& explanation) {
    const auto each = [](const auto& value) { return view(value); };
    return written({{"application", view(explanation.application)},
                    {"mode", launchModeName(explanation.mode)},
                    {"context", context(explanation.context)},
                    {"context_sources", contextSources(explanation.context)},
                    {"command", command(explanation)},
                    {"exit_code", exitCode(explanation.outcome)},
                    {"configuration", explanation.configuration},
                    {"roots", listOf(explanation.roots, each)},
                    {"integrations", listOf(explanation.integrations, each)},
                    {"shadowed", listOf(explanation.shadowed, each)},
                    {"environment", environment(explanation, true)},
                    {"without_effect", environment(explanation, false)},
                    {"left_out", leftOut(explanation)},
                    {"before", deeds(explanation, Explanation::DeedPart::Kind::kCommand)},
                    {"files", deeds(explanation, Explanation::DeedPart::Kind::kFile)},
                    {"companions", deeds(explanation, Explanation::DeedPart::Kind::kCompanion)},
                    {"diagnostics", listOf(explanation.diagnostics, each)}});
}

std::string toJson(const VariableStory& story, const PlatformRules& rules) {
    const auto each = [](const auto& value) { return view(value); };
    const Explanation::Variable& variable = story.variable;
    return written({{"name", variable.name},
                    {"before", orNull(variable.before)},
                    {"value", orNull(variable.after)},
                    {"entries", entries(variable, rules)},
                    {"operations", operations(variable, Which::kApplied)},
                    {"left_out", operations(variable, Which::kLeftOut)},
                    {"skipped", listOf(story.skipped, each)},
                    {"broken", listOf(story.broken, each)}});
}

std::string toJson(const EnvironmentPatch& patch) {
    Json set = Json::object();
    Json unset = Json::array();
    for (const VariableChange& change : patch) {
        if (change.after) {
            set[std::string(change.name)] = *change.after;
        } else {
            unset.push_back(change.name);
        }
    }
    return written({{"set", set}, {"unset", unset}});
}

std::string toJson(const Listing& listing) {
    const auto each = [](const auto& value) { return view(value); };
    return written({{"applications", listOf(listing.applications, each)},
                    {"shim_folders", listOf(listing.shimFolders, each)},
                    {"in_place", listing.inPlace}});
}

std::string toJson(const Checkup& checkup) {
    const auto each = [](const auto& value) { return view(value); };
    return written(
        {{"findings", listOf(checkup.findings, each)}, {"looked_at", listOf(checkup.facts, each)}});
}

std::string toJson(const PublishedIndex& published) {
    const IndexDifferences& differences = published.differences;
    return written({{"root", published.root},
                    {"index", published.file},
                    {"plugins", published.plugins},
                    {"added", differences.added},
                    {"changed", differences.changed},
                    {"removed", differences.removed},
                    {"diagnostics",
                     listOf(published.diagnostics, [](const auto& each) { return view(each); })}});
}

std::string toJson(const std::vector<RecordedLaunch>& launches, const std::string& file,
                   bool recording) {
    return written({{"record", textOrNull(file)},
                    {"recording", recording},
                    {"launches", listOf(launches, [](const auto& each) { return view(each); })}});
}

std::string toJson(const std::vector<ExaminedShim>& shims) {
    const auto ailment = [](const Ailment& each) -> Json {
        return {{"severity", severityName(each.severity)},
                {"code", each.code},
                {"what", each.fact},
                {"why", each.why},
                {"mend", each.mend}};
    };
    const auto shim = [&](const ExaminedShim& each) -> Json {
        return {{"name", each.name},
                {"path", each.path},
                {"in_order", each.ailments.empty()},
                {"findings", listOf(each.ailments, ailment)}};
    };
    return written({{"shims", listOf(shims, shim)}});
}

std::string toJson(const std::vector<Diagnostic>& diagnostics) {
    return written(
        {{"diagnostics", listOf(diagnostics, [](const auto& each) { return view(each); })}});
}

}  // namespace slipway
