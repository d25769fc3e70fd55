// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "importer/recording.h"

#include <algorithm>
#include <exception>
#include <nlohmann/json.hpp>

#include "resolver/language.h"

namespace slipway::ftrack {

namespace {

using Json = nlohmann::ordered_json;  // operations apply in the order of writing

// In stand_in.py: a variable of Connect's own environment, where it stands.
constexpr std::string_view kWas = "\u27e6was\u27e7";

Json applicationJson(const LaunchedApplication& application) {
    return {{"identifier", application.identifier},
            {"label", application.label},
            {"variant", application.variant},
            {"version", application.version},
            {"path", application.path},
            {"icon", application.name},
            {"description", nullptr},
            {"integrations", Json::object()}};
}

std::string variableOr(const Scenario& scenario, const char* name, std::string otherwise) {
    const auto found = scenario.environment.find(name);
    return found == scenario.environment.end() ? std::move(otherwise) : found->second;
}

Json scenarioJson(const Scenario& scenario, const std::string& pluginVersion) {
    Json json{{"place", scenario.place},
              {"original", scenario.original},
              {"otherwise", scenario.otherwise},
              {"home", scenario.home},
              {"temporary", scenario.temporary},
              {"environment", scenario.environment},
              {"application", applicationJson(scenario.application)},
              {"application_environment",
               {{"FTRACK_FRAMEWORK_EXTENSIONS_PATH", scenario.place + "/extensions"}}},
              {"platform", scenario.platform},
              {"launch", scenario.launchId},
              {"user", scenario.user},
              {"host", scenario.host},
              {"seed", scenario.seed},
              {"time", 1'900'000'000.25 + 98'765.5 * scenario.seed},
              {"process", 20'000 + 37 * scenario.seed},
              {"skipped", scenario.skipped},
              {"survey", scenario.isSurvey},
              {"version", pluginVersion}};
    json["session"] = {{"server_url", variableOr(scenario, "FTRACK_SERVER", "")},
                       {"api_user", variableOr(scenario, "FTRACK_API_USER", "")},
                       {"api_key", variableOr(scenario, "FTRACK_API_KEY", "")}};
    if (scenario.selection) {
        json["context"] = {{"id", scenario.selection->id}, {"type", scenario.selection->type}};
    }
    return json;
}

std::string textOf(const Json& value) {
    if (value.is_string()) return value.get<std::string>();
    if (value.is_boolean()) return value.get<bool>() ? "True" : "False";  // as `str` has it
    if (value.is_null()) return "None";
    return value.dump();
}

std::vector<std::string> textsAt(const Json& record, const char* key) {
    std::vector<std::string> texts;
    for (const Json& each : record.value(key, Json::array())) texts.push_back(textOf(each));
    return texts;
}

std::optional<HookError> errorAt(const Json& record, const char* key) {
    if (!record.contains(key) || !record[key].is_object()) return std::nullopt;
    const Json& error = record[key];
    const Json line = error.value("line", Json());
    return HookError{textOf(error.value("kind", Json(""))),
                     textOf(error.value("message", Json(""))),
                     line.is_number() ? line.get<std::uint32_t>() : 0};
}

std::string joined(const Json& list) {
    std::string text;
    for (const Json& each : list) text += (text.empty() ? "" : ":") + textOf(each);
    return text;
}

// Connect splits a key that has exactly one dot.
RecordedOperation operationOf(const std::string& key, const Json& value,
                              std::vector<std::string>& remarks) {
    RecordedOperation operation{key, "", value.is_array() ? joined(value) : textOf(value)};
    const std::size_t dot = key.find('.');
    if (dot != std::string::npos && key.find('.', dot + 1) == std::string::npos) {
        operation.name = key.substr(0, dot);
        operation.operation = key.substr(dot + 1);
    }
    if (value.is_array()) {
        remarks.push_back("'" + key +
                          "' is a list, which Connect wrote out as Python shows it; "
                          "its entries were meant");
    }
    return operation;
}

bool isKnown(const RecordedOperation& operation, std::vector<std::string>& remarks) {
    const bool known =
        operation.operation.empty() || operationNamed(operation.operation).has_value();
    if (!known) {
        remarks.push_back("'" + operation.name + "." + operation.operation +
                          "' has an operation that Connect does not know, either");
    }
    return known;
}

void readEnvironment(const Json& env, SubscriptionRecord& record) {
    if (!env.is_object()) return;
    for (const auto& [key, value] : env.items()) {
        RecordedOperation operation = operationOf(key, value, record.remarks);
        if (isKnown(operation, record.remarks)) record.operations.push_back(std::move(operation));
    }
}

// What a hook made of a variable that it changed by hand.
RecordedOperation byHand(const std::string& name, const Json& after) {
    if (after.is_null()) return {name, "unset", ""};
    std::string value = textOf(after);
    const std::string ahead = std::string(kWas) + ":";
    const std::string behind = ":" + std::string(kWas);
    if (value.starts_with(ahead)) return {name, "append", value.substr(ahead.size())};
    if (value.ends_with(behind)) {
        return {name, "prepend", value.substr(0, value.size() - behind.size())};
    }
    return {name, "set", std::move(value)};
}

void readOptions(const Json& json, const std::vector<std::string>& direct,
                 SubscriptionRecord& record) {
    const Json& options = json["options"];
    for (const std::string& name : direct) {
        const Json after = options.value(name, Json());
        if (after.is_string() && after.get<std::string>() == kWas) continue;
        record.operations.push_back(byHand(name, after));
        record.hasIntegration = true;
    }
    const Json command = json.value("command", Json::array());
    for (std::size_t i = 1; command.is_array() && i < command.size(); ++i) {
        record.arguments.push_back(textOf(command[i]));
        record.hasIntegration = true;
    }
}

void readIntegration(const Json& result, SubscriptionRecord& record) {
    const Json integration = result.value("integration", Json());
    if (result.contains("env")) {
        record.remarks.push_back(
            "'env' stands beside 'integration' in the answer, where Connect "
            "did not look for it");
    }
    if (!integration.is_object()) return;
    record.hasIntegration = true;
    const Json name = integration.value("name", Json());
    record.name = name.is_string() ? name.get<std::string>() : "";
    const Json version = integration.value("version", Json());
    record.version = version.is_null() ? "" : textOf(version);
    record.isDisabled = integration.value("disable", Json()) == Json(true);
    readEnvironment(integration.value("env", Json()), record);
    const Json arguments = integration.value("launch_arguments", Json::array());
    if (arguments.is_array()) record.arguments = textsAt(integration, "launch_arguments");
}

SubscriptionRecord subscriptionOf(const Json& json, const std::vector<std::string>& direct) {
    SubscriptionRecord record;
    const std::string topic = textOf(json.value("topic", Json("")));
    record.topic = topic == "launch"     ? SubscriptionRecord::Topic::kLaunch
                   : topic == "discover" ? SubscriptionRecord::Topic::kDiscover
                                         : SubscriptionRecord::Topic::kOther;
    record.expression = textOf(json.value("expression", Json("")));
    const Json priority = json.value("priority", Json(100));
    if (priority.is_number_integer()) record.priority = priority.get<std::int64_t>();
    record.raised = errorAt(json, "raised");
    const Json result = json.value("result", Json());
    if (result.is_object()) readIntegration(result, record);
    if (json.contains("options") && json["options"].is_object()) {
        readOptions(json, direct, record);
    }
    return record;
}

std::vector<Question> questionsAt(const Json& record, const char* key) {
    std::vector<Question> questions;
    for (const Json& each : record.value(key, Json::array())) {
        questions.push_back({textOf(each.at(0)), each.at(1).get<std::uint32_t>()});
    }
    return questions;
}

void readText(const Json& literals, Recording& recording) {
    recording.numbers = textsAt(literals, "numbers");
    recording.texts = textsAt(literals, "texts");
    recording.fields = textsAt(literals, "fields");
    for (const Json& line : literals.value("platform", Json::array())) {
        recording.platformLines.push_back(line.get<std::uint32_t>());
    }
    for (const Json& each : literals.value("statements", Json::array())) {
        recording.statements.push_back({each.at(0), each.at(1), each.at(2), each.at(3)});
    }
}

Recording recordingOf(const Json& json, const Scenario& scenario) {
    Recording recording{.scenario = scenario};
    recording.raised = errorAt(json, "raised");
    recording.isRegistered = !json.value("unregistered", false);
    recording.direct = textsAt(json, "direct");
    for (const Json& each : json.value("subscriptions", Json::array())) {
        recording.subscriptions.push_back(subscriptionOf(each, recording.direct));
    }
    recording.read = textsAt(json, "read");
    recording.changed = textsAt(json, "changed");
    recording.refused = textsAt(json, "refused");
    recording.missing = textsAt(json, "missing");
    recording.folders = textsAt(json, "folders");
    for (const Json& each : json.value("files", Json::array())) {
        RecordedFile file{textOf(each["path"]), each.value("mode", 0U), std::nullopt};
        if (each["content"].is_string()) file.content = each["content"].get<std::string>();
        recording.files.push_back(std::move(file));
    }
    recording.written = json.value("written", std::size_t{0});
    recording.isRandom = json.value("ports", false) || !textsAt(json, "drawn").empty();
    recording.questions = questionsAt(json, "questions");
    recording.looked = questionsAt(json, "looked");
    for (const Json& line : json.value("reached", Json::array())) {
        recording.reached.insert(line.get<std::uint32_t>());
    }
    readText(json.value("literals", Json::object()), recording);
    return recording;
}

}  // namespace

std::string described(const HookError& error) {
    std::string text = error.kind;
    if (!error.message.empty()) text += ": " + error.message;
    if (error.line != 0) text += " (line " + std::to_string(error.line) + ")";
    return text;
}

std::string requestJson(const HookRequest& request) {
    Json json{{"hook", request.hook}, {"scratch", request.scratch}, {"records", request.records}};
    json["scenarios"] = Json::array();
    for (const Scenario& scenario : request.scenarios) {
        json["scenarios"].push_back(scenarioJson(scenario, request.pluginVersion));
    }
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

namespace {

void readLine(const Json& json, const std::vector<Scenario>& scenarios, Recordings& recordings) {
    if (json.contains("done")) recordings.isComplete = true;
    if (json.contains("begun")) recordings.unfinished = json["begun"].get<std::size_t>();
    if (!json.contains("scenario")) return;
    const auto index = json["scenario"].get<std::size_t>();
    recordings.list.push_back(recordingOf(json, scenarios.at(index)));
    recordings.unfinished.reset();
}

}  // namespace

Recordings readRecordings(std::string_view text, const std::vector<Scenario>& scenarios) {
    Recordings recordings;
    try {
        while (!text.empty()) {
            const std::size_t end = std::min(text.find('\n'), text.size());
            readLine(Json::parse(text.substr(0, end)), scenarios, recordings);
            text.remove_prefix(std::min(end + 1, text.size()));
        }
    } catch (const std::exception&) {
        recordings.isComplete = false;  // cut off, or written by somebody else
    }
    return recordings;
}

}  // namespace slipway::ftrack
