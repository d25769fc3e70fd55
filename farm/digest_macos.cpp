// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <CommonCrypto/CommonDigest.h>

#include "farm/digest.h"

namespace slipway {

Digest digestOf(std::string_view bytes) {
    Digest digest;
    static_assert(digest.size() == CC_SHA256_DIGEST_LENGTH);
    CC_SHA256(bytes.data(), static_cast<CC_LONG>(bytes.size()), digest.data());
    return digest;
}

}  // namespace slipway
