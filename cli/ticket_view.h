// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// A ticket as lines for people.

#pragma once

#include <string>
#include <vector>

#include "farm/ticket.h"

namespace slipway {

std::vector<std::string> ticketLines(const Ticket& ticket);

// What the second has other than the first: "- line", "+ line", in order.
std::vector<std::string> differingLines(const std::vector<std::string>& first,
                                        const std::vector<std::string>& second);

}  // namespace slipway
