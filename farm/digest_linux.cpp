// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <sodium.h>

#include "farm/digest.h"

namespace slipway {

Digest digestOf(std::string_view bytes) {
    Digest digest;
    static_assert(digest.size() == crypto_hash_sha256_BYTES);
    crypto_hash_sha256(digest.data(), reinterpret_cast<const unsigned char*>(bytes.data()),
                       bytes.size());
    return digest;
}

}  // namespace slipway
