// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// By what folders of launches are told to be of processes that are gone. For `*_posix.cpp` only.

#pragma once

#include <string>
#include <string_view>

namespace slipway {

// When it was started; empty: there is no such process. Without a '-'.
std::string startOfProcess(std::string_view processId);

// Another after each start of this computer.
std::string bootOfThisComputer();

// Numbers of processes mean something within one of these only.
std::string processNamespace();

}  // namespace slipway
