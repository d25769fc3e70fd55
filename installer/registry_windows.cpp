// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "installer/files.h"
#include "installer/registry.h"
#include "resolver/system_windows.h"
//
#include <shlobj.h>

#include <string_view>

namespace slipway {

namespace {

struct Setting {
    HKEY root;
    std::string key;
    std::string name;
};

Setting partsOf(const std::string& setting) {
    const std::size_t bar = setting.rfind('|');
    const std::size_t slash = setting.find('\\');
    const std::string root = setting.substr(0, slash);
    const HKEY hive = root == "HKLM"   ? HKEY_LOCAL_MACHINE
                      : root == "HKCR" ? HKEY_CLASSES_ROOT
                                       : HKEY_CURRENT_USER;
    return {hive, setting.substr(slash + 1, bar - slash - 1), setting.substr(bar + 1)};
}

bool isEmpty(HKEY key) {
    DWORD keys = 0;
    DWORD values = 0;
    return ::RegQueryInfoKeyW(key, nullptr, nullptr, nullptr, &keys, nullptr, nullptr, &values,
                              nullptr, nullptr, nullptr, nullptr) == ERROR_SUCCESS &&
           keys == 0 && values == 0;
}

// Windows' own: where applications register, and what a name is registered in.
bool isWindowsOwn(std::string_view key) {
    return key.ends_with("\\Classes") || key.ends_with("\\App Paths");
}

// And those above it, as far as nothing is in them.
void removeEmptyKeys(HKEY root, std::string key, Arena& arena) {
    while (!isWindowsOwn(key) && key.find('\\') != std::string::npos) {
        HKEY opened = nullptr;
        if (::RegOpenKeyExW(root, wide(key, arena), 0, KEY_READ, &opened) == ERROR_SUCCESS) {
            const bool isLast = isEmpty(opened);
            ::RegCloseKey(opened);
            if (!isLast || ::RegDeleteKeyW(root, wide(key, arena)) != ERROR_SUCCESS) return;
        }
        key.resize(key.rfind('\\'));
    }
}

LSTATUS removeValue(const Setting& setting, Arena& arena) {
    const LSTATUS error =
        ::RegDeleteKeyValueW(setting.root, wide(setting.key, arena), wide(setting.name, arena));
    if (error != ERROR_SUCCESS && error != ERROR_FILE_NOT_FOUND) return error;
    removeEmptyKeys(setting.root, setting.key, arena);
    return ERROR_SUCCESS;
}

LSTATUS writeValue(const Setting& setting, std::string_view text, Arena& arena) {
    const std::u16string_view units = toUtf16(text, arena);
    return ::RegSetKeyValueW(setting.root, wide(setting.key, arena), wide(setting.name, arena),
                             REG_SZ, units.data(),
                             static_cast<DWORD>((units.size() + 1) * sizeof(wchar_t)));
}

// What the desktop shows of types is remembered.
void tellOf(const Setting& setting) {
    if (setting.key.find("\\Classes\\") == std::string::npos) return;
    ::SHChangeNotify(SHCNE_ASSOCCHANGED, SHCNF_IDLIST, nullptr, nullptr);
}

}  // namespace

std::optional<std::string> readSetting(const std::string& setting) {
    Arena arena;
    const Setting parts = partsOf(setting);
    const wchar_t* key = wide(parts.key, arena);
    const wchar_t* name = wide(parts.name, arena);
    constexpr DWORD kTexts = RRF_RT_REG_SZ | RRF_RT_REG_EXPAND_SZ | RRF_NOEXPAND;
    DWORD size = 0;
    if (::RegGetValueW(parts.root, key, name, kTexts, nullptr, nullptr, &size) != ERROR_SUCCESS) {
        return std::nullopt;
    }
    const std::span<wchar_t> text = arena.allocateArray<wchar_t>(size / sizeof(wchar_t) + 1);
    if (::RegGetValueW(parts.root, key, name, kTexts, nullptr, text.data(), &size) !=
        ERROR_SUCCESS) {
        return std::nullopt;
    }
    return std::string(narrow(text.data(), arena));
}

int HostFiles::writeSetting(const std::string& setting, const std::optional<std::string>& text) {
    Arena arena;
    const Setting parts = partsOf(setting);
    const LSTATUS error = text ? writeValue(parts, *text, arena) : removeValue(parts, arena);
    if (error == ERROR_SUCCESS) tellOf(parts);
    return errnoOf(static_cast<DWORD>(error));
}

}  // namespace slipway
