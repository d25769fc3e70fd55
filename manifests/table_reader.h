// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// One table of a manifest, read by the table of keys (keys.h).

#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "manifests/diagnostic.h"
#include "manifests/document.h"
#include "manifests/keys.h"
#include "manifests/template.h"
#include "resolver/platform.h"

namespace slipway {

// Where a table stands: by the table of keys, and as messages name it. They differ below names
// that the author chose: "application.commands.*", "application.commands.Render".
struct TablePath {
    std::string keys;
    std::string shown;
};

// What all readers of one tree share.
struct Reading {
    const PlatformRules& rules;
    Diagnostics& diagnostics;
    std::span<const Key> keys = manifestKeys();

    void error(const Location& at, std::string message, std::string hint = {}) const {
        diagnostics.error("schema", at, std::move(message), std::move(hint));
    }
};

// Reports, when made, every key that is unknown or not carried out and every value of a wrong
// type. From then on a key's value is of its type, or absent. Values for other platforms are
// checked like this one's, and dropped.
class TableReader {
  public:
    // `table` must be a table and outlive the reader.
    TableReader(const Node& table, TablePath path, const Reading& reading);

    // Null where the key is absent or was reported.
    const Node* find(std::string_view key) const;

    std::optional<std::string> name(std::string_view key) const;
    std::optional<std::string> word(std::string_view key) const;
    std::optional<std::int32_t> integer(std::string_view key) const;
    std::optional<bool> boolean(std::string_view key) const;
    std::optional<Template> text(std::string_view key,
                                 TemplateScope scope = TemplateScope::kValue) const;
    // Of a `kTextOrTexts` key too.
    std::vector<Template> texts(std::string_view key,
                                TemplateScope scope = TemplateScope::kValue) const;
    // The same where only what is known ahead of any launch makes sense; the rest is reported.
    std::optional<std::string> plainText(std::string_view key) const;
    // "250ms", "3s", "2m"; known ahead of any launch, too.
    std::optional<std::chrono::milliseconds> duration(std::string_view key) const;
    // The one table of a `kTables` key, or those of its list.
    std::vector<const Node*> tables(std::string_view key) const;
    // A `kTable` or `kMap` beneath this one.
    std::optional<TableReader> table(std::string_view key) const;
    // All that is neither unknown nor wrong, in the order of writing.
    std::span<const Member* const> members() const { return accepted_; }
    // One of these, where it is a table.
    TableReader tableOf(const Member& member) const {
        return {member.node, pathOf(member.key), *reading_};
    }

    TablePath pathOf(std::string_view key) const;
    std::string shown(std::string_view key) const { return pathOf(key).shown; }
    const Node& node() const { return *table_; }
    const Location& location() const { return table_->location; }
    const Reading& reading() const { return *reading_; }

  private:
    const Key* keyOf(std::string_view name) const;
    void check(const Member& member);

    const Node* table_;
    TablePath path_;
    const Reading* reading_;
    std::string beneath_;       // what the paths of its keys begin with
    const Key* any_ = nullptr;  // where the author chooses the names
    std::vector<const Member*> accepted_;
};

}  // namespace slipway
