// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// A ticket as a catalogue again, for the evaluator.

#pragma once

#include <cstddef>
#include <cstdint>
#include <expected>
#include <string>
#include <vector>

#include "farm/ticket.h"
#include "manifests/host.h"
#include "manifests/installations.h"
#include "resolver/platform.h"

namespace slipway {

// What becomes of the placeholders of what only the worker knows.
enum class WorkerFacts : std::uint8_t {
    kEvaluated,
    kAsWritten,  // `{host}` is the text "{host}"
};

// Reads the ticket's texts for one platform. An error is what of the ticket cannot be read there.
class Thaw {
  public:
    // The ticket must have a launch for the platform. It must outlive this.
    Thaw(const Ticket& ticket, const PlatformRules& rules);

    // A text with nothing in it but places.
    std::expected<std::string, std::string> text(const TicketText& text) const;
    // The same of each.
    std::expected<std::vector<std::string>, std::string> texts(
        const std::vector<TicketText>& texts) const;

    // The frozen version on this host; an error says which ones there are instead.
    std::expected<std::vector<Installation>, std::string> installations(const Host& host) const;

    std::expected<std::vector<std::byte>, std::string> catalogue(
        const std::vector<Installation>& installations, WorkerFacts facts) const;

    // SHA-256 of the environment that the operations compose on an empty one, the worker's facts as
    // their placeholders, as canonical JSON of names and values.
    std::expected<std::string, std::string> digest() const;

  private:
    class Writing;

    const Ticket& ticket_;
    const PlatformLaunch& launch_;
    const PlatformRules& rules_;
    SourcePointer source_;
};

}  // namespace slipway
