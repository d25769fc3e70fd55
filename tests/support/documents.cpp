// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/documents.h"

#include <gtest/gtest.h>

#include <memory>
#include <utility>

namespace slipway::testing {

namespace {

Node parsed(std::string text, Format format) {
    auto document = readDocument(toolsSource(std::move(text)), format);
    if (document) return *std::move(document);
    ADD_FAILURE() << withSourceLine(document.error(), false);
    return {Table{}, toolsLocation()};
}

}  // namespace

SourcePointer toolsSource(std::string text) {
    return std::make_shared<const Source>(
        Source{.path = "slipway.toml",
               .folder = "/studio/tools-1.2.0",
               .text = std::move(text),
               .plugin = PluginFacts{.name = "tools",
                                     .version = "1.2.0",
                                     .folder = "/studio/tools-1.2.0",
                                     .root = "/studio"}});
}

Location toolsLocation() {
    return {toolsSource(), 1, 1};
}

Node toml(std::string text) {
    return parsed(std::move(text), Format::kToml);
}

Node json(std::string text) {
    return parsed(std::move(text), Format::kJson);
}

std::vector<std::string> printed(const Diagnostics& diagnostics) {
    std::vector<std::string> lines;
    for (const Diagnostic& diagnostic : diagnostics.list()) lines.push_back(oneLine(diagnostic));
    return lines;
}

}  // namespace slipway::testing
