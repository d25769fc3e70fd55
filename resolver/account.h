// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace slipway {

struct Account {
    std::string_view name;
    std::string_view home;
};

// The first account of a user id in the text of /etc/passwd (passwd(5)); views of that text.
// Nothing where no line has it: accounts of a directory service do not stand there.
std::optional<Account> accountOf(std::uint32_t userId, std::string_view passwd);

}  // namespace slipway
