// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// A desk whose cache is in a real folder, for `slipway doctor`.

#pragma once

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/cli/desk.h"
#include "tests/support/files.h"

namespace slipway::test {

class Doctor : public testing::Test {
  protected:
    Doctor() {
        desk_.set("XDG_CACHE_HOME", real_.path().string());
        desk_.set("LOCALAPPDATA", real_.path().string());
        desk_.painter();
    }

    nlohmann::json findings() {
        return nlohmann::json::parse(desk_.type({"doctor", "--json"}).out)["findings"];
    }

    // The finding of that code; null where there is none.
    nlohmann::json finding(std::string_view code) {
        for (const nlohmann::json& finding : findings()) {
            if (finding["code"] == std::string(code)) return finding;
        }
        return {};
    }

    Desk desk_;
    const TemporaryFolder real_;
};

}  // namespace slipway::test
