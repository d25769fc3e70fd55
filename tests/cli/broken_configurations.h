// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Configuration files that both the schema and `slipway check` refuse.

#pragma once

namespace slipway::test {

inline constexpr const char* kBrokenConfigurations[] = {
    "plugin_path = '/x'\n",
    "include = [1]\n",
    "use = { maya = 2024 }\n",
    "use = 'maya'\n",
    "[[pin]]\nplugins = { a = 1 }\n",
    "[[pin]]\nrequire = 'ocio'\n",
    "[[pin]]\nuse = { maya = true }\n",
    "[policy]\nstrict = 'yes'\n",
    "[policy]\ntrusted_owners = [1.5]\n",
    "[policy]\nshare_budget = 250\n",
    "[paths]\na = { linux = 5 }\n",
    "[[context]]\nset = { a = ['b'] }\n",
    "[[integration]]\nenv = { A.prepnd = 'x' }\n",
};

}  // namespace slipway::test
