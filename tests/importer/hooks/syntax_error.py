# Copyright (c) 2026 The Slipway Authors
# SPDX-License-Identifier: Apache-2.0

def register(session:
    pass
