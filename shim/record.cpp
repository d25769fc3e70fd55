// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "shim/record.h"

#include "resolver/text.h"

namespace slipway {

namespace {

constexpr std::string_view kEnd{"\0", 1};

struct Field {
    std::string_view prefix;
    std::string_view ShimRecord::*value;
};
constexpr Field kFields[] = {
    {"command=", &ShimRecord::command},  {"version=", &ShimRecord::version},
    {"target=", &ShimRecord::target},    {"slipway=", &ShimRecord::slipway},
    {"in-place=", &ShimRecord::inPlace},
};

void readEntry(std::string_view entry, ShimRecord& record) {
    for (const Field& field : kFields) {
        if (!entry.starts_with(field.prefix)) continue;
        entry.remove_prefix(field.prefix.size());
        record.*field.value = entry;
        return;
    }
}

}  // namespace

std::optional<ShimRecord> parseRecord(std::string_view bytes) {
    // A file that was cut short must not pass as one that says less.
    if (!bytes.starts_with(kRecordSignature) || !bytes.ends_with('\0')) return std::nullopt;
    bytes.remove_prefix(kRecordSignature.size());
    if (!bytes.starts_with('\0')) return std::nullopt;
    ShimRecord record;
    forEachEntry(bytes, kEnd, [&](std::string_view entry) { readEntry(entry, record); });
    return record;
}

std::string_view formatRecord(const ShimRecord& record, Arena& arena) {
    std::string_view bytes = arena.join({kRecordSignature, kEnd});
    for (const Field& field : kFields) {
        const std::string_view value = record.*field.value;
        if (!value.empty()) bytes = arena.join({bytes, field.prefix, value, kEnd});
    }
    return bytes;
}

}  // namespace slipway
