// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// On Windows it brings the kinds of sharing: for spdlog.

#include_next <io.h>
#include <share.h>
