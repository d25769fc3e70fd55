// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Keeps secrets out of tickets (spec 2.6, 3.3).

#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "resolver/secret_name.h"

namespace slipway {

class SecretGuard {
  public:
    // `environment`: "NAME=value" each; the values of secrets in it are known from then on.
    SecretGuard(const SecretNames& names, std::span<const char* const> environment);

    bool isSecret(std::string_view name) const { return names_.contains(name); }

    // A value that is a secret by its name.
    void learn(std::string_view name, std::string_view value);

    // Why the text must not be written down, as far as can be told: it has a secret's value in it,
    // or it is an option that gives one (`--api-token=…`, or what stands behind `--api-token`, the
    // word ahead of it). Never the secret itself.
    std::optional<std::string> whyNot(std::string_view text, std::string_view wordAhead = {}) const;

  private:
    struct Known {
        std::string name;
        std::string value;
    };
    SecretNames names_;
    std::vector<Known> known_;
};

}  // namespace slipway
