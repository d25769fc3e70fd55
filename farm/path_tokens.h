// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Paths of one platform as `{paths.NAME}/…`, which means something on every platform.

#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "manifests/configuration.h"
#include "manifests/template.h"
#include "resolver/platform.h"

namespace slipway {

class PathTokens {
  public:
    // All alternatives of a place are recognised. Those that are not the same for everybody
    // (`{home}/cache`) are not.
    PathTokens(const Places& places, const PlatformRules& rules);

    // The text as a template: a path at or beneath a place begins with `{paths.NAME}`, the deepest
    // place that fits; braces are doubled. What follows such a beginning is written with `/`.
    //
    // A path is found wherever one may begin, in the midst of a text too (`--out=/mnt/x`,
    // `open('/mnt/x')`); `/mnt/x` is not found in `/mnt/xyz` nor in `/srv/mnt/x`.
    std::string templateOf(std::string_view text) const;

  private:
    struct Place {
        std::string name;
        std::string path;  // without a separator at its end
    };
    const Place* placeAt(std::string_view text, std::size_t at) const;
    std::size_t takeRest(std::string_view text, std::size_t at, std::string& into) const;

    std::vector<Place> places_;  // longest path first
    const PlatformRules& rules_;
};

// Paths of one platform as another has them, by the places of a configuration.
class PathTranslation {
  public:
    PathTranslation(const Configuration& configuration, const PlatformRules& from,
                    const PlatformRules& to);

    // Nothing where no place leads to it there.
    std::optional<std::string> operator()(std::string_view path) const;
    // A text as a ticket has it, which holds places and nothing else that stands for something.
    std::optional<std::string> ofTemplate(const std::string& text) const;
    // Those of the platform that is led to; never null.
    const std::shared_ptr<const Places>& places() const { return places_; }

  private:
    PathTokens tokens_;
    std::shared_ptr<const Places> places_;
    const PlatformRules& to_;
};

}  // namespace slipway
