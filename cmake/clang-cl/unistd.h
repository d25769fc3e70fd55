// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#error "Wine has this header, Windows has none"
