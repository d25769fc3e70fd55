// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "installer/path_of.h"
#include "resolver/utf16.h"

namespace slipway {

std::filesystem::path pathOf(std::string_view utf8) {
    Arena arena;
    const std::u16string_view units = toUtf16(utf8, arena);
    return std::wstring(units.begin(), units.end());
}

std::string utf8Of(const std::filesystem::path& path) {
    Arena arena;
    const std::wstring& text = path.native();
    return std::string(fromUtf16(std::u16string(text.begin(), text.end()), arena));
}

}  // namespace slipway
