// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "installer/path_of.h"
#include "resolver/utf16.h"
#include "resolver/witness_windows.h"

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

// Files that a cloud service brings when they are read are none.
bool leadsElsewhere(const std::filesystem::path& path) {
    Arena arena;
    FILE_ATTRIBUTE_TAG_INFO info;
    const Handle file = openToAsk(widePath(utf8Of(path), arena), Links::kThemselves);
    return file.isOpen() &&
           ::GetFileInformationByHandleEx(file.get(), FileAttributeTagInfo, &info, sizeof info) &&
           (info.FileAttributes & FILE_ATTRIBUTE_REPARSE_POINT) != 0 &&
           IsReparseTagNameSurrogate(info.ReparseTag);
}

}  // namespace slipway
