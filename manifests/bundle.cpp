// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "manifests/bundle.h"

#include <plist/plist.h>

#include <cstdlib>
#include <memory>
#include <optional>

#include "manifests/wording.h"

namespace slipway {

namespace {

// The parser and what frees its tree recurse: in so much text nothing is nested deep enough to
// exhaust the stack. Applications have a few kilobytes.
constexpr std::uint64_t kLargestList = 128 * 1024;

struct FreeList {
    void operator()(plist_t list) const { plist_free(list); }
};
using PropertyList = std::unique_ptr<void, FreeList>;

PropertyList parsed(const std::string& text) {
    plist_t list = nullptr;
    const auto size = static_cast<std::uint32_t>(text.size());
    if (plist_is_binary(text.data(), size) != 0) {
        plist_from_bin(text.data(), size, &list);
    } else {
        plist_from_xml(text.data(), size, &list);
    }
    return PropertyList(list);
}

std::optional<std::string> stringOf(const PropertyList& list, const char* key) {
    plist_t value = plist_dict_get_item(list.get(), key);
    if (value == nullptr || plist_get_node_type(value) != PLIST_STRING) return std::nullopt;
    char* text = nullptr;
    plist_get_string_val(value, &text);
    if (text == nullptr) return std::nullopt;
    const std::unique_ptr<char, decltype(&std::free)> owner(text, std::free);
    return text;
}

bool isFileName(std::string_view name) {
    return !name.empty() && name != "." && name != ".." && name.find('/') == std::string_view::npos;
}

}  // namespace

bool isBundleName(std::string_view path) {
    return path.ends_with(".app");
}

std::expected<Bundle, std::string> readBundle(const std::string& path, Disk& disk) {
    const auto content = disk.read(path + "/Contents/Info.plist", kLargestList);
    if (!content) {
        return std::unexpected("its Contents/Info.plist cannot be read: " +
                               errorText(content.error()));
    }
    const PropertyList list = parsed(content->text);
    if (!list || plist_get_node_type(list.get()) != PLIST_DICT) {
        return std::unexpected("its Contents/Info.plist is no property list");
    }
    const auto executable = stringOf(list, "CFBundleExecutable");
    if (!executable) return std::unexpected("its Contents/Info.plist has no CFBundleExecutable");
    if (!isFileName(*executable)) {
        return std::unexpected("its CFBundleExecutable is no file's name: " + quoted(*executable));
    }
    return Bundle{path + "/Contents/MacOS/" + *executable,
                  stringOf(list, "CFBundleShortVersionString").value_or("")};
}

}  // namespace slipway
