// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// What must not be shown (spec 2.6, "Secrets").

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "resolver/secret_values.h"

namespace slipway {

// Knows secret values, to hide them wherever they turn up.
class Secrets {
  public:
    Secrets() = default;
    explicit Secrets(const SecretNames& names) : names_(names) {}

    // Takes the value for a secret where the name says so.
    void learn(std::string_view name, std::string_view value);
    // The same of each entry, "NAME=value".
    void learn(std::span<const char* const> environment);

    std::string hide(std::string_view text) const;
    // Of the value of a variable.
    std::string hideValue(std::string_view name, std::string_view value) const;

  private:
    SecretNames names_;
    std::vector<std::string> values_;  // longest first, so that none leaves a part of another
};

}  // namespace slipway
