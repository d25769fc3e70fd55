// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// What starting a process on Windows takes, whoever starts it: the sandbox or the desk
// (tests/windows/desk.h).

#pragma once

#ifndef WIN32_LEAN_AND_MEAN
#define WIN32_LEAN_AND_MEAN
#endif
#ifndef NOMINMAX
#define NOMINMAX
#endif
#include <windows.h>

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace slipway::test {

// Of bytes that are UTF-8, and back; what is none becomes U+FFFD.
std::wstring widened(std::string_view text);
std::string narrowed(std::wstring_view text);

// One argument of a command line, by the C runtime's rules.
std::wstring quotedArgument(const std::wstring& argument);

// An environment as CreateProcessW takes it.
std::wstring environmentBlock(const std::map<std::wstring, std::wstring>& variables);
// Variables of the tests' own without which programs do not start as a user's would.
std::map<std::wstring, std::wstring> systemVariables();

// A new file that is inherited by what is started.
HANDLE openInherited(const std::filesystem::path& path);

}  // namespace slipway::test
