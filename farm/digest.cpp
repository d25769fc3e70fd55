// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "farm/digest.h"

namespace slipway {

std::string sha256(std::string_view bytes) {
    std::string text;
    for (const unsigned char byte : digestOf(bytes)) {
        text += "0123456789abcdef"[byte >> 4];
        text += "0123456789abcdef"[byte & 0x0f];
    }
    return text;
}

}  // namespace slipway
