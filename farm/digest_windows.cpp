// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <stdexcept>

#include "farm/digest.h"
#include "resolver/system_windows.h"
// clang-format off: it rests on <windows.h>
#include <bcrypt.h>
// clang-format on

namespace slipway {

namespace {

template <class Function>
Function* function(HMODULE library, const char* name) {
    return reinterpret_cast<Function*>(reinterpret_cast<void*>(::GetProcAddress(library, name)));
}

// Looked up, not linked: it is none of the libraries that Windows never looks for beside an
// executable.
bool hash(std::string_view bytes, Digest& digest) {
    const HMODULE library = ::LoadLibraryExW(L"bcrypt.dll", nullptr, LOAD_LIBRARY_SEARCH_SYSTEM32);
    if (library == nullptr) return false;
    const auto open =
        function<decltype(::BCryptOpenAlgorithmProvider)>(library, "BCryptOpenAlgorithmProvider");
    const auto close =
        function<decltype(::BCryptCloseAlgorithmProvider)>(library, "BCryptCloseAlgorithmProvider");
    const auto create = function<decltype(::BCryptCreateHash)>(library, "BCryptCreateHash");
    const auto add = function<decltype(::BCryptHashData)>(library, "BCryptHashData");
    const auto finish = function<decltype(::BCryptFinishHash)>(library, "BCryptFinishHash");
    const auto destroy = function<decltype(::BCryptDestroyHash)>(library, "BCryptDestroyHash");
    BCRYPT_ALG_HANDLE algorithm = nullptr;
    BCRYPT_HASH_HANDLE state = nullptr;
    if (open(&algorithm, BCRYPT_SHA256_ALGORITHM, nullptr, 0) != 0) return false;
    auto* const data = reinterpret_cast<PUCHAR>(const_cast<char*>(bytes.data()));
    const bool isDone = create(algorithm, &state, nullptr, 0, nullptr, 0, 0) == 0 &&
                        add(state, data, static_cast<ULONG>(bytes.size()), 0) == 0 &&
                        finish(state, digest.data(), static_cast<ULONG>(digest.size()), 0) == 0;
    if (state != nullptr) destroy(state);
    close(algorithm, 0);
    return isDone;
}

}  // namespace

Digest digestOf(std::string_view bytes) {
    Digest digest;
    if (!hash(bytes, digest)) throw std::runtime_error("Windows has no SHA-256 for us");
    return digest;
}

}  // namespace slipway
