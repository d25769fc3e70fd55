// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "installer/words.h"

#include <cerrno>
#include <system_error>

#include "resolver/text.h"

namespace slipway {

std::string quote(std::string_view text) {
    return "'" + std::string(text) + "'";
}

std::string failureOf(std::string_view action, std::string_view path, int error) {
    std::string reason = error == ETXTBSY
                             ? "it is in use: close the application that runs from it first"
                             : std::generic_category().message(error);
    if (!reason.empty()) reason.front() = lower(reason.front());
    return "cannot " + std::string(action) + " " + quote(path) + ": " + reason;
}

}  // namespace slipway
