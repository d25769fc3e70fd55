// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Expands the templates of a catalogue (spec 1.4, "Placeholders").

#pragma once

#include <optional>
#include <string_view>

#include "resolver/arena.h"
#include "resolver/catalogue.h"
#include "resolver/environment.h"

namespace slipway {

// Where the values of placeholders come from; nothing for one that is absent.
class PlaceholderSource {
  public:
    virtual Value placeholder(PieceKind kind, std::string_view key) = 0;

  protected:
    ~PlaceholderSource() = default;
};

// The text; or nothing where a placeholder without a default is absent, which `absent` then names
// as it is written, without its braces. The text may be one that the catalogue or source holds.
std::optional<std::string_view> expandTemplate(const Catalogue& catalogue, catalogue::Template text,
                                               PlaceholderSource& source, Arena& arena,
                                               std::string_view& absent);

}  // namespace slipway
