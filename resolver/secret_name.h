// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Which values are never shown and never stand in what a launch leaves behind (spec 2.6,
// "Secrets").

#pragma once

#include <string_view>

#include "resolver/catalogue.h"

namespace slipway {

// Whether the name is that of a variable whose value is a secret.
bool isSecretName(std::string_view name);

// With the patterns that configuration adds to the built-in ones.
class SecretNames {
  public:
    SecretNames() = default;
    // The catalogue's block must outlive this.
    explicit SecretNames(const Catalogue& catalogue) : catalogue_(catalogue) {}
    bool contains(std::string_view name) const;

  private:
    std::optional<Catalogue> catalogue_;
};

}  // namespace slipway
