// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

function configure(packageFolder, packageName) {
    MessageLog.trace(packageName + " in " + packageFolder);
}

exports.configure = configure;
