# Copyright (c) 2026 The Slipway Authors
# SPDX-License-Identifier: Apache-2.0

raise RuntimeError('no licence\x1b[31m for "this"')
