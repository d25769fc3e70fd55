// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Both readers with whatever libFuzzer comes up with. The first byte chooses the format.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>

#include "manifests/diagnostic.h"
#include "manifests/document.h"
#include "manifests/json_mistake.h"

namespace {

using namespace slipway;

void require(bool condition) {
    if (!condition) std::abort();
}

void requirePlace(const Location& at, const Source& source) {
    require(at.source.get() == &source && at.line > 0 && at.column > 0);
}

// What every reader of a document relies on.
void requireSound(const Node& node, const Source& source, std::uint32_t depth) {
    requirePlace(node.location, source);
    require(depth <= kDeepestNesting);
    if (const auto* array = node.as<Array>()) {
        for (const Node& element : *array) requireSound(element, source, depth + 1);
    }
    if (const auto* table = node.as<Table>()) {
        for (const Member& member : *table) {
            requirePlace(member.keyLocation, source);
            require(find(*table, member.key) == &member.node);
            const bool holds = member.node.as<Table>() || member.node.as<Array>();
            requireSound(member.node, source, depth + (holds ? 1 : 0));
        }
    }
}

// A mistake is explained, in words that a terminal can show; never by a reader's last resort.
void requireExplained(const Diagnostic& diagnostic, const Source& source) {
    requirePlace(diagnostic.location, source);
    require(diagnostic.code == "syntax" || diagnostic.code == "schema");
    require(!diagnostic.message.empty());
    require(!diagnostic.message.starts_with("the text cannot be read"));
    for (const char c : oneLine(diagnostic)) require(static_cast<unsigned char>(c) >= 0x20);
    require(!withSourceLine(diagnostic, true).empty());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const Format format = data[0] % 2 == 0 ? Format::kToml : Format::kJson;
    auto source = std::make_shared<Source>();
    source->path = "fuzz";
    source->text.assign(reinterpret_cast<const char*>(data) + 1, size - 1);
    const auto document = readDocument(source, format);
    if (document) {
        requireSound(*document, *source, 1);
        require(format == Format::kToml || !findJsonMistake(source->text));
    } else {
        requireExplained(document.error(), *source);
    }
    return 0;
}
