// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Worlds for `slipway` itself.

#pragma once

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "tests/support/sandbox.h"

namespace slipway::test {

using Json = nlohmann::json;

class CommandLine : public ::testing::Test {
  protected:
    Json json(const std::vector<std::string>& arguments, int code = 0) const {
        const Ended ended = world.slipway(arguments);
        EXPECT_EQ(ended.code, code) << ended;
        const Json parsed = Json::parse(ended.output, nullptr, false);
        EXPECT_FALSE(parsed.is_discarded()) << ended;
        return parsed;
    }

    // The one of `array` whose `key` is `value`, or null.
    static Json having(const Json& array, const std::string& key, const std::string& value) {
        for (const Json& element : array) {
            if (element[key] == value) return element;
        }
        return nullptr;
    }

    MayaSandbox world;
};

// All that a shell could stumble over.
inline const std::vector<std::pair<std::string, std::string>> kNasty = {
    {"QUOTES", "it's \"quoted\" `id` $(id) ${HOME} $HOME"},
    {"BACKSLASH", "\\ \\\\ \\n \\' trailing\\"},
    {"NEWLINES", "\nline\n\nline\r\n"},
    {"TAB", "\ta\tb\t"},
    {"GLOB", "* ? [a] ~ !! # ; & | < > ( ) {a,b}"},
    {"DASH", "-n"},
    {"EMPTY", ""},
    {"SPACES", "  two  "},
    {"UNICODE", "ünï — 漢字 \U0001F3AC"},
    {"PERCENT", "%PATH% %s %%"},
    {"EQUALS", "=a=b="},
};

class Env : public CommandLine {
  protected:
    Env() {
        Json manifest = {{"slipway", 1}, {"integration", {{"env", Json::object()}}}};
        Json& env = manifest["integration"]["env"];
        for (const auto& [name, value] : kNasty) {
            std::string text = value;  // braces are the language's own
            for (std::size_t at = 0; (at = text.find_first_of("{}", at)) != std::string::npos;
                 at += 2) {
                text.insert(at, 1, text[at]);
            }
            env[name + ".set"] = text;
        }
        env["GONE.unset"] = true;
        env["LIST.prepend"] = "new";
        world.jsonPlugin("studio/nasty-1.0", manifest.dump());
        world.set("GONE", "here");
        world.set("LIST", "was");
    }
};

}  // namespace slipway::test
