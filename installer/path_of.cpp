// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "installer/path_of.h"

namespace slipway {

std::string folderOfPath(std::string_view utf8) {
    return utf8Of(pathOf(utf8).parent_path());
}

}  // namespace slipway
