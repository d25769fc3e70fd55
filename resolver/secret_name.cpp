// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "resolver/secret_name.h"

#include <algorithm>

#include "resolver/text.h"

namespace slipway {

bool isSecretName(std::string_view name) {
    constexpr std::string_view kPatterns[] = {"*_KEY", "*APIKEY*", "*TOKEN*", "*SECRET*",
                                              "*PASSWORD*"};
    return std::ranges::any_of(kPatterns, [name](std::string_view pattern) {
        return matchesWildcard(name, pattern, Case::kIgnored);
    });
}

bool SecretNames::contains(std::string_view name) const {
    if (isSecretName(name)) return true;
    if (!catalogue_) return false;
    return std::ranges::any_of(
        catalogue_->list(catalogue_->header().secrets), [&](catalogue::Text pattern) {
            return matchesWildcard(name, catalogue_->text(pattern), Case::kIgnored);
        });
}

}  // namespace slipway
