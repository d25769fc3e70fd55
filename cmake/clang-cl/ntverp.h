// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// The number of a Windows SDK, which Wine has none of: Boost asks for it.

#pragma once

#define VER_PRODUCTBUILD 10011
