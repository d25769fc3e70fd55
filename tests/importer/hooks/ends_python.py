# Copyright (c) 2026 The Slipway Authors
# SPDX-License-Identifier: Apache-2.0

import os

os._exit(7)
