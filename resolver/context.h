// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// The context: what is being worked on (spec 1.1, 1.3).

#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "resolver/arena.h"

namespace slipway {

struct ContextEntry {
    std::string_view key;
    std::string_view value;
    std::string_view source;  // in words: "SLIPWAY_CONTEXT"
};

struct Context {
    std::span<const ContextEntry> entries;

    std::optional<std::string_view> get(std::string_view key) const {
        for (const ContextEntry& entry : entries) {
            if (entry.key == key) return entry.value;
        }
        return std::nullopt;
    }
};

// The plain values of a JSON object (RFC 8259): strings as they are, numbers as written, `1` and
// `0` for booleans; null counts as absent. Nothing where the text is not such an object; `error`
// then says what is wrong and at which byte.
// `passedOver`, where given, is told the first key whose value is a list or an object.
std::optional<Context> readContext(std::string_view json, std::string_view source, Arena& arena,
                                   std::string_view& error, std::string_view* passedOver = nullptr);

// The same of FTRACK_CONNECT_EVENT: base64 (RFC 4648) of such an object, whose `selection` is a
// list of entities; the first one's `entityId` and `entityType` are `id` and `type`.
std::optional<Context> readConnectEvent(std::string_view base64, std::string_view source,
                                        Arena& arena, std::string_view& error);

}  // namespace slipway
