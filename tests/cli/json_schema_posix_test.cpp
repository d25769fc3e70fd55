// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// The schema is tried with a validator that knows nothing of Slipway: python3-jsonschema. It is the
// same text on every platform.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <functional>
#include <map>
#include <sstream>

#include "cli/json_schema.h"
#include "cli/reference.h"
#include "tests/cli/broken_configurations.h"
#include "tests/cli/desk.h"
#include "tests/support/sandbox.h"

namespace slipway {
namespace {

namespace fs = std::filesystem;
using test::Desk;
using test::Sandbox;

constexpr const char* kValidator = R"(
import json, sys, tomllib
from jsonschema import Draft202012Validator
with open(sys.argv[1]) as file:
    schema = json.load(file)
Draft202012Validator.check_schema(schema)
validator = Draft202012Validator(schema)
for path in sys.argv[2:]:
    with open(path, 'rb') as file:
        document = json.load(file) if path.endswith('.json') else tomllib.load(file)
    errors = [error.message for error in validator.iter_errors(document)]
    print('invalid' if errors else 'valid', path, ascii(errors)[:200])
)";

// For each file, in order, whether it is valid, and why not.
std::vector<std::string> verdicts(const Sandbox& world, const std::string& schema,
                                  const std::vector<fs::path>& files) {
    std::vector<std::string> arguments = {"-c", kValidator, world.write("schema.json", schema)};
    arguments.insert(arguments.end(), files.begin(), files.end());
    // Debian's own Python has Debian's modules.
    const test::Ended ended = test::run(world.command("/usr/bin/python3", arguments));
    EXPECT_EQ(ended.code, 0) << ended;
    std::istringstream lines(ended.output);
    std::vector<std::string> list;
    for (std::string line; std::getline(lines, line);) list.push_back(line);
    EXPECT_EQ(list.size(), files.size());
    return list;
}

std::string manifestSchema(UnknownKeys unknown = UnknownKeys::kAllowed) {
    return jsonSchema(manifestKeys(), "manifest", unknown);
}

std::string configurationSchema(UnknownKeys unknown = UnknownKeys::kAllowed) {
    return jsonSchema(configurationKeys(), "configuration", unknown);
}

bool isConfigurationFile(const fs::path& path) {
    return path.filename() == "config.toml" || path.filename() == "project.toml";
}

std::vector<fs::path> filesOfTheRepository() {
    std::vector<fs::path> files;
    for (const char* folder : {"applications", "examples"}) {
        const fs::path root = fs::path(SLIPWAY_TEST_SOURCE) / folder;
        for (const auto& entry : fs::recursive_directory_iterator(root)) {
            const std::string kind = entry.path().extension();
            if (kind == ".toml" || kind == ".json") files.push_back(entry.path());
        }
    }
    return files;
}

TEST(ManifestSchema, AcceptsEveryManifestOfTheRepository) {
    auto files = filesOfTheRepository();
    std::erase_if(files, isConfigurationFile);
    EXPECT_GT(files.size(), 45u);
    for (UnknownKeys unknown : {UnknownKeys::kAllowed, UnknownKeys::kRefused}) {
        for (const std::string& verdict : verdicts(Sandbox(), manifestSchema(unknown), files)) {
            EXPECT_TRUE(verdict.starts_with("valid ")) << verdict;
        }
    }
}

// Each shape that the language has for a thing, and what only looks odd.
constexpr const char* kValidManifests[] = {
    "",
    "[[integration]]\n[[integration]]\nname = 'b'\n",
    "[integration]\n[integration.env]\nA = 1\nB = true\nC = ['x', 2, false, { windows = 'y' }]\n",
    "[integration.env]\nA.set = ''\nA.append = 'x'\nB.unset = [1.5]\n",
    "[integration.env]\n'A.set' = 'x'\n'A.DOTTED.NAME.set' = 'x'\n'A-B' = 'x'\n'A B%()' = 'x'\n",
    "[integration.env]\nA.B.C.set = 'x'\nA.B.append = 'y'\n'A.B' = { prepend = 'z' }\n",
    "[integration.env]\nA = { linux = 'x', default = ['y', 'z'] }\nB.pop = { macos = 1 }\n",
    "[integration.env]\nA.append = { value = ['a'], separator = ';' }\nB = { value = 1 }\n",
    "[integration.env]\nA.set = { value = { linux = 'x' }, separator = { windows = ';' } }\n",
    "[integration.env]\nA.set = { linux = { value = 'x', separator = ',' }, windows = 'y' }\n",
    "[integration.env]\nset.set = 'a variable called set'\nvalue.set = 'x'\n",
    "[integration]\narguments = { linux = ['-a', { default = '-b' }], default = [] }\n",
    "[integration]\nwhen = { linux = 'host = a*', default = 'host = b*' }\n",
    "[[application]]\nname = 'x'\nfind = ['/opt/x{version}/x', { path = { linux = '/x' } }]\n",
    "[[application]]\nname = 'x'\nfind = [{ path = '/x', version = '1.0', arguments = ['-a'] }]\n",
    "[[application]]\nname = 'x'\ncommands = { a = {}, b = { executable = { macos = 'c' } } }\n",
    "[[application]]\nname = 'x'\nlabel = { default = 'X' }\npriority = -5\n",
    "[plugin]\nname = 'a'\n[[integration]]\n[[integration.case]]\n[[integration.case.case]]\n"
    "env = { A = 'x' }\n",
};

TEST(ManifestSchema, AcceptsWhateverCheckAccepts) {
    const Sandbox world;
    std::vector<fs::path> files;
    for (const char* text : kValidManifests) {
        Desk desk;
        desk.disk.write("/drafts/a.toml", std::string("slipway = 1\n") + text);
        EXPECT_EQ(desk.type({"check", "/drafts/a.toml"}).code, 0) << text;
        files.push_back(world.write(std::to_string(files.size()) + ".toml",
                                    std::string("slipway = 1\n") + text));
    }
    for (const ReferenceSection& section : manifestSections()) {
        files.push_back(world.write(
            std::to_string(files.size()) + ".toml",
            (section.path.empty() ? "" : "slipway = 1\n") + std::string(section.example)));
    }
    for (UnknownKeys unknown : {UnknownKeys::kAllowed, UnknownKeys::kRefused}) {
        for (const std::string& verdict : verdicts(world, manifestSchema(unknown), files)) {
            EXPECT_TRUE(verdict.starts_with("valid ")) << verdict;
        }
    }
}

// Each another mistake.
constexpr const char* kBrokenManifests[] = {
    "",
    "slipway = 2\n",
    "slipway = '1'\n",
    "slipway = 1\nintegration = 'x'\n",
    "slipway = 1\nintegration = ['x']\n",
    "slipway = 1\nplugin = 'x'\n",
    "slipway = 1\nplugin = { name = 5 }\n",
    "slipway = 1\nplugin = { name = '' }\n",
    "slipway = 1\nplugin = { name = \"a\\nb\" }\n",
    "slipway = 1\nplugin = { version = 1.5 }\n",
    "slipway = 1\n[[application]]\nlabel = 'without a name'\n",
    "slipway = 1\n[[application]]\nname = { linux = 'x' }\n",
    "slipway = 1\n[[application]]\nname = 'x'\nfind = '/opt/x'\n",
    "slipway = 1\n[[application]]\nname = 'x'\nfind = [{ version = '1' }]\n",
    "slipway = 1\n[[application]]\nname = 'x'\nfind = [5]\n",
    "slipway = 1\n[[application]]\nname = 'x'\ncommands = { a = 'b' }\n",
    "slipway = 1\n[[application]]\nname = 'x'\ncommands = { a = { mode = 'silent' } }\n",
    "slipway = 1\n[[application]]\nname = 'x'\nintegrations = { a = 'b' }\n",
    "slipway = 1\n[[application]]\nname = 'x'\nnested = 'no'\n",
    "slipway = 1\n[[application]]\nname = 'x'\nlabel = { linux = 'x', unix = 'y' }\n",
    "slipway = 1\n[[integration]]\npriority = 'high'\n",
    "slipway = 1\n[[integration]]\npriority = 1.5\n",
    "slipway = 1\n[[integration]]\npriority = 3000000000\n",
    "slipway = 1\n[[integration]]\nrequired = 'yes'\n",
    "slipway = 1\n[[integration]]\nrequires = 'core'\n",
    "slipway = 1\n[[integration]]\nrequires = [1]\n",
    "slipway = 1\n[[integration]]\narguments = '-a'\n",
    "slipway = 1\n[[integration]]\nwhen = true\n",
    "slipway = 1\n[[integration]]\nenv = ['A']\n",
    "slipway = 1\n[[integration]]\nenv = { A.prepnd = 'x' }\n",
    "slipway = 1\n[[integration]]\nenv = { 'A.prepnd' = 'x' }\n",
    "slipway = 1\n[[integration]]\nenv = { A = 1.5 }\n",
    "slipway = 1\n[[integration]]\nenv = { A = 2024-01-01 }\n",
    "slipway = 1\n[[integration]]\nenv = { A = [['x']] }\n",
    "slipway = 1\n[[integration]]\nenv = { 'A=B' = 'x' }\n",
    "slipway = 1\n[[integration]]\nenv = { '' = 'x' }\n",
    "slipway = 1\n[[integration]]\nenv = { '.set' = 'x' }\n",
    "slipway = 1\n[[integration]]\nenv = { A = {} }\n",
    "slipway = 1\n[[integration]]\nenv = { A = { separator = ';' } }\n",
    "slipway = 1\n[[integration]]\nenv = { A = { value = 'x', separator = 5 } }\n",
    "slipway = 1\n[[integration]]\nenv = { A = { value = 'x', append = 'y' } }\n",
    "slipway = 1\n[[integration]]\nenv = { A = { linux = 'x', set = 'y' } }\n",
    "slipway = 1\n[[integration]]\nenv = { A.set = { linux = { append = 'x' } } }\n",
    "slipway = 1\n[[integration]]\ncase = [{ env = { A.prepnd = 'x' } }]\n",
    "slipway = 1\n[[integration]]\ncase = [{ case = [{ arguments = 'x' }] }]\n",
};

TEST(ManifestSchema, RefusesWhatIsBroken) {
    const Sandbox world;
    std::vector<fs::path> files;
    for (const char* text : kBrokenManifests) {
        Desk desk;
        desk.disk.write("/drafts/a.toml", text);
        EXPECT_EQ(desk.type({"check", "/drafts/a.toml"}).code, 1) << text;
        files.push_back(world.write(std::to_string(files.size()) + ".toml", text));
    }
    EXPECT_GE(files.size(), 30u);
    const auto said = verdicts(world, manifestSchema(), files);
    for (std::size_t i = 0; i < said.size(); ++i) {
        EXPECT_TRUE(said[i].starts_with("invalid ")) << kBrokenManifests[i];
    }
}

TEST(ManifestSchema, AllowsUnknownKeysUnlessStrict) {
    const Sandbox world;
    const std::vector<fs::path> files = {
        world.write("a.toml", "slipway = 1\n[[integration]]\npriorty = 40\n"),
        world.write("b.toml", "slipway = 1\n[[integration.case]]\nwen = 'host = a'\n"),
        world.write("c.json", R"({"slipway": 1, "$schema": "x"})")};
    for (const std::string& verdict : verdicts(world, manifestSchema(), files)) {
        EXPECT_TRUE(verdict.starts_with("valid ")) << verdict;
    }
    for (const auto& verdict : verdicts(world, manifestSchema(UnknownKeys::kRefused), files)) {
        EXPECT_TRUE(verdict.starts_with("invalid ")) << verdict;
    }
}

// A key of the language that this version does not carry out is an error to `check`, too.
TEST(ManifestSchema, RefusesWhatIsNotCarriedOutYet) {
    const Sandbox world;
    for (const Key& key : manifestKeys()) {
        if (key.carriedOut || key.path.substr(0, key.path.rfind('.')) != "integration") continue;
        const std::string text = "slipway = 1\n[[integration]]\n" +
                                 std::string(key.path.substr(key.path.rfind('.') + 1)) +
                                 " = [{}]\n";
        EXPECT_THAT(verdicts(world, manifestSchema(), {world.write("a.toml", text)})[0],
                    testing::StartsWith("invalid"));
    }
}

TEST(ConfigurationSchema, AcceptsWhatTheReferenceShows) {
    const Sandbox world;
    std::vector<fs::path> files = {world.write("empty.toml", "")};
    for (const ReferenceSection& section : configurationSections()) {
        files.push_back(world.write(std::to_string(files.size()) + ".toml", section.example));
    }
    for (const auto& verdict : verdicts(world, configurationSchema(UnknownKeys::kRefused), files)) {
        EXPECT_TRUE(verdict.starts_with("valid ")) << verdict;
    }
}

TEST(ConfigurationSchema, AcceptsEveryConfigurationOfTheRepository) {
    auto files = filesOfTheRepository();
    std::erase_if(files, std::not_fn(isConfigurationFile));
    EXPECT_EQ(files.size(), 2u);
    const Sandbox world;
    for (const auto& verdict : verdicts(world, configurationSchema(UnknownKeys::kRefused), files)) {
        EXPECT_TRUE(verdict.starts_with("valid ")) << verdict;
    }
}

TEST(ConfigurationSchema, RefusesWhatIsBroken) {
    const Sandbox world;
    std::vector<fs::path> files;
    for (const char* text : test::kBrokenConfigurations) {
        files.push_back(world.write(std::to_string(files.size()) + ".toml", text));
    }
    for (const std::string& verdict : verdicts(world, configurationSchema(), files)) {
        EXPECT_TRUE(verdict.starts_with("invalid ")) << verdict;
    }
}

}  // namespace
}  // namespace slipway
