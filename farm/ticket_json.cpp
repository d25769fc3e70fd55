// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "farm/ticket_json.h"

#include "farm/digest.h"

namespace slipway {

using Json = nlohmann::json;

Json jsonOf(const Node& node) {
    if (const auto* text = node.as<std::string>()) return *text;
    if (const auto* number = node.as<std::int64_t>()) return *number;
    if (const auto* flag = node.as<bool>()) return *flag;
    if (const auto* array = node.as<Array>()) {
        Json list = Json::array();
        for (const Node& element : *array) list.push_back(jsonOf(element));
        return list;
    }
    Json object = Json::object();
    if (const auto* table = node.as<Table>()) {
        for (const Member& member : *table) object[member.key] = jsonOf(member.node);
    }
    return object;
}

std::string canonical(const Json& json) {
    return json.dump();
}

std::string ticketId(Json ticket) {
    ticket.erase("id");
    return sha256(canonical(ticket));
}

}  // namespace slipway
