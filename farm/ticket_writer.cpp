// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "farm/ticket.h"
#include "farm/ticket_json.h"

namespace slipway {

namespace {

using Json = nlohmann::json;

// What is empty, false or nothing is not written: a ticket says only what there is to say.
void put(Json& object, const char* key, Json value) {
    const bool isNothing = value.is_null() || value == false || value == "" ||
                           (value.is_structured() && value.empty());
    if (!isNothing) object[key] = std::move(value);
}

Json view(const TicketOperation& operation);
Json view(const TicketCommand& command);
Json view(const TicketContent& content);
Json view(const TicketFile& file);
Json view(const TicketCompanion& companion);
Json view(const TicketPart& part);
Json view(const TicketIntegration& integration);
Json view(const TicketGroup& group);
Json view(const TicketSecret& secret);
Json view(const TicketManifest& manifest);

template <class Values>
Json listOf(const Values& values) {
    Json list = Json::array();
    for (const auto& value : values) list.push_back(view(value));
    return list;
}

Json view(const TicketOperation& operation) {
    Json json = {{"name", operation.name}, {"operation", operationName(operation.kind)}};
    put(json, "list", operation.isList);
    if (operation.separator) json["separator"] = *operation.separator;
    if (operation.kind != OperationKind::kUnset) json["values"] = operation.values;
    put(json, "origin", operation.origin);
    return json;
}

Json view(const TicketCommand& command) {
    Json json = {{"command", command.command}, {"timeout", command.timeout}};
    put(json, "json", command.readsOutput);
    put(json, "origin", command.origin);
    return json;
}

Json view(const TicketContent& content) {
    Json json = {{"text", content.text}};
    put(json, "in_json", content.isInJsonString);
    return json;
}

Json view(const TicketFile& file) {
    Json json = {{"path", file.path}, {"content", listOf(file.content)}};
    if (file.mode) json["mode"] = *file.mode;
    put(json, "origin", file.origin);
    return json;
}

Json view(const TicketCompanion& companion) {
    Json json = {{"command", companion.command}};
    put(json, "operations", listOf(companion.operations));
    put(json, "origin", companion.origin);
    return json;
}

Json view(const TicketPart& part) {
    Json json = Json::object();
    put(json, "depth", part.depth == 0 ? Json() : Json(part.depth));
    put(json, "when", part.when);
    put(json, "arguments", part.arguments);
    put(json, "operations", listOf(part.operations));
    put(json, "before", listOf(part.before));
    put(json, "files", listOf(part.files));
    put(json, "companions", listOf(part.companions));
    return json;
}

Json view(const TicketIntegration& integration) {
    Json json = {{"name", integration.name}, {"parts", listOf(integration.parts)}};
    put(json, "plugin", integration.plugin);
    put(json, "version", integration.version);
    put(json, "folder", integration.folder);
    put(json, "origin", integration.origin);
    put(json, "required", integration.required);
    put(json, "grouped", integration.grouped);
    put(json, "requires", integration.requirements);
    return json;
}

Json view(const TicketGroup& group) {
    return {{"name", group.name}, {"members", group.members}};
}

Json view(const PlatformLaunch& launch) {
    Json json = {{"digest", launch.digest}, {"find", jsonOf(launch.find)}};
    put(json, "executable", launch.executable);
    put(json, "arguments", launch.arguments);
    put(json, "working_directory", launch.workingDirectory);
    put(json, "operations", listOf(launch.operations));
    put(json, "groups", listOf(launch.groups));
    put(json, "integrations", listOf(launch.integrations));
    return json;
}

Json view(const TicketApplication& application) {
    Json json = {{"name", application.name},
                 {"command", application.command},
                 {"identifier", application.identifier},
                 {"label", application.label}};
    put(json, "variant", application.variant);
    put(json, "version", application.version);
    return json;
}

Json view(const TicketSecret& secret) {
    Json json = {{"name", secret.name}};
    put(json, "file", secret.file);
    return json;
}

Json view(const TicketManifest& manifest) {
    return {{"path", manifest.path}, {"sha256", manifest.sha256}};
}

Json treeOf(const Ticket& ticket) {
    Json json = {{"slipway_ticket", kTicketFormat},
                 {"application", view(ticket.application)},
                 {"base", ticket.base == TicketBase::kClean ? "clean" : "inherit"},
                 {"platforms", Json::object()}};
    put(json, "arguments", ticket.arguments);
    put(json, "context", ticket.context);
    put(json, "expires", ticket.expires);
    if (!ticket.frames.empty()) json["frames"] = {{"list", ticket.frames}, {"chunk", ticket.chunk}};
    put(json, "manifests", listOf(ticket.manifests));
    put(json, "paths", ticket.paths);
    for (const auto& [name, launch] : ticket.platforms) json["platforms"][name] = view(launch);
    put(json, "secrets", listOf(ticket.secrets));
    put(json, "secret_patterns", ticket.secretPatterns);
    put(json, "working_directory", ticket.workingDirectory);
    return json;
}

}  // namespace

std::string printTicket(const Ticket& ticket) {
    Json tree = treeOf(ticket);
    tree["id"] = ticketId(tree);
    return canonical(tree) + "\n";
}

}  // namespace slipway
