// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Spec 1.3: where configuration stands on each platform, what wins, and what is said of mistakes.

#include "manifests/configuration.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cerrno>
#include <map>
#include <string>
#include <vector>

#include "manifests/configuration_files.h"
#include "manifests/configuration_reader.h"
#include "tests/support/fake_disk.h"

namespace slipway {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

using Environment = std::map<std::string, std::string, std::less<>>;

class ConfigurationOf : public testing::Test {
  protected:
    explicit ConfigurationOf(const PlatformRules& rules = kLinuxRules)
        : disk(rules), host{.disk = disk, .rules = rules, .variables = {}} {
        host.variables = [this](std::string_view name) -> std::optional<std::string> {
            const auto found = environment.find(name);
            if (found == environment.end()) return std::nullopt;
            return found->second;
        };
    }

    std::vector<std::string> places() {
        std::vector<std::string> paths;
        for (const ConfigurationPlace& place : configurationPlaces(host, diagnostics)) {
            paths.push_back(place.path + (place.onlyPolicy ? " policy" : ""));
        }
        return paths;
    }
    Configuration read() {
        diagnostics = {};
        Questions questions(host);
        return readConfiguration(host, questions, diagnostics);
    }
    std::vector<std::string> roots() {
        std::vector<std::string> paths;
        for (const ConfiguredPath& path : read().pluginPath) paths.push_back(path.path);
        return paths;
    }
    std::vector<std::string> said() const {
        std::vector<std::string> lines;
        for (const Diagnostic& diagnostic : diagnostics.list()) {
            lines.push_back(oneLine(diagnostic));
        }
        return lines;
    }

    test::FakeDisk disk;
    Environment environment{{"HOME", "/home/ada"}};
    Host host;
    Diagnostics diagnostics;
};

// --- where it stands

TEST_F(ConfigurationOf, LinuxStandsInTheUsersTheSystemsAndTheShimsFolder) {
    host.siteFolder = "/mnt/shims";
    EXPECT_THAT(places(), ElementsAre("/home/ada/.config/slipway/config.toml",
                                      "/etc/slipway/config.toml", "/mnt/shims/slipway-site.toml"));
    environment["XDG_CONFIG_HOME"] = "/cfg/";
    EXPECT_EQ(places()[0], "/cfg/slipway/config.toml");
    environment["XDG_CONFIG_HOME"] = "cfg";
    EXPECT_EQ(places()[0], "/home/ada/.config/slipway/config.toml") << "a relative one is ignored";
    environment.clear();
    EXPECT_THAT(places(), ElementsAre("/etc/slipway/config.toml", "/mnt/shims/slipway-site.toml"));
}

TEST_F(ConfigurationOf, ANamedFileReplacesAllButTheSystemsPolicy) {
    host.siteFolder = "/mnt/shims";
    environment["SLIPWAY_CONFIG"] = "~/mine.json";
    EXPECT_THAT(places(), ElementsAre("/home/ada/mine.json", "/etc/slipway/config.toml policy"));
    environment["SLIPWAY_CONFIG"] = "mine.json";
    EXPECT_EQ(places().size(), 3U);
    EXPECT_THAT(said(), ElementsAre(HasSubstr("SLIPWAY_CONFIG is no absolute path")));
    environment["SLIPWAY_CONFIG"] = "";
    EXPECT_EQ(places().size(), 3U);
}

class ConfigurationOnMacos : public ConfigurationOf {
  protected:
    ConfigurationOnMacos() : ConfigurationOf(kMacosRules) {}
};

TEST_F(ConfigurationOnMacos, StandsInTheLibraries) {
    environment["XDG_CONFIG_HOME"] = "/cfg";
    EXPECT_THAT(places(), ElementsAre("/home/ada/Library/Application Support/slipway/config.toml",
                                      "/Library/Application Support/slipway/config.toml"));
}

class ConfigurationOnWindows : public ConfigurationOf {
  protected:
    ConfigurationOnWindows() : ConfigurationOf(kWindowsRules) {
        environment = {{"ProgramData", "C:\\ProgramData"},
                       {"APPDATA", "C:\\Users\\ada\\AppData\\Roaming"},
                       {"USERPROFILE", "C:\\Users\\ada"},
                       {"SLIPWAY_CONFIG", "C:\\c\\config.toml"}};
    }
    void config(std::string_view text) { disk.write("C:\\c\\config.toml", text); }
};

TEST_F(ConfigurationOnWindows, StandsInAppdataAndProgramdata) {
    environment.erase("SLIPWAY_CONFIG");
    host.siteFolder = "\\\\filesrv\\shims";
    EXPECT_THAT(places(), ElementsAre("C:\\Users\\ada\\AppData\\Roaming\\slipway\\config.toml",
                                      "C:\\ProgramData\\slipway\\config.toml",
                                      "\\\\filesrv\\shims\\slipway-site.toml"));
}

TEST_F(ConfigurationOnWindows, TakesSharesDrivesAndSlashesOfEitherKind) {
    config(
        "plugin_path = ['\\\\filesrv\\nas\\plugins', 'P:\\plugins\\', 'P:/other', "
        "'{paths.projects}/x', 'plugins', '..\\up', '~\\mine']\n"
        "[paths]\nprojects = { windows = ['P:\\projects', '\\\\filesrv\\projects'], "
        "linux = '/mnt/projects' }\n");
    EXPECT_THAT(roots(), ElementsAre("\\\\filesrv\\nas\\plugins", "P:\\plugins", "P:/other",
                                     "P:\\projects/x", "C:\\c\\plugins", "C:\\c\\..\\up",
                                     "C:\\Users\\ada\\mine"));
    EXPECT_THAT(said(), IsEmpty());
}

TEST_F(ConfigurationOnWindows, TakesEveryPathOfAPlaceForAContext) {
    config(
        "[paths]\nprojects = { windows = ['P:\\projects', '\\\\filesrv\\projects'] }\n"
        "[[context]]\npath = '{paths.projects}\\{project}'\n");
    const Configuration configuration = read();
    ASSERT_EQ(configuration.contexts.size(), 1U);
    std::vector<std::string> paths;
    for (const Template& path : configuration.contexts[0].paths) {
        paths.push_back(templateText(path));
    }
    EXPECT_THAT(paths, ElementsAre("P:\\projects\\{context.project}",
                                   "\\\\filesrv\\projects\\{context.project}"));
}

// --- what it says

TEST_F(ConfigurationOf, SeveralFilesIsOneKeyByKey) {
    host.siteFolder = "/s";
    disk.write("/s/slipway-site.toml",
               "plugin_path = ['/site']\n[use]\nmaya = '1'\nnuke = '1'\n"
               "[[pin]]\nuse = { a = '1' }\n[paths]\np = '/site'\nq = '/q'\n");
    disk.write("/etc/slipway/config.toml",
               "plugin_path = ['', '/system']\n[use]\nmaya = '2'\n[[pin]]\nuse = { a = '2' }\n");
    disk.write("/home/ada/.config/slipway/config.toml",
               "plugin_path = ['{paths.p}', '', '{paths.q}', '']\n[[pin]]\nuse = { a = '3' }\n"
               "[paths]\np = '/user'\n");
    EXPECT_THAT(roots(), ElementsAre("/user", "/site", "/system", "/q"));
    const Configuration configuration = read();
    std::vector<std::string> use;
    for (const VersionPin& pin : configuration.use) {
        use.push_back(pin.application + " " + templateText(pin.version));
    }
    EXPECT_THAT(use, ElementsAre("maya 2", "nuke 1"));
    std::vector<std::string> pins;
    for (const Pin& pin : configuration.pins) pins.push_back(templateText(pin.use[0].version));
    EXPECT_THAT(pins, ElementsAre("3", "2", "1"));
    EXPECT_EQ(configuration.sources.size(), 3U);
    EXPECT_EQ(configuration.leftOut, 0U);
}

// --- what is wrong with it

class BrokenConfiguration : public ConfigurationOf {
  protected:
    // What is said of a file with this text.
    std::vector<std::string> mistakes(std::string_view text) {
        disk.write("/etc/slipway/config.toml", text);
        read();
        return said();
    }
};

TEST_F(BrokenConfiguration, IsLeftOutAsAWholeAndSaysWhere) {
    EXPECT_THAT(mistakes("plugin_path = ['/a']\n[use]\nmaya = 2024\n"),
                ElementsAre(StartsWith("/etc/slipway/config.toml:3:8: error: 'use.maya'")));
    EXPECT_THAT(said(), ElementsAre(HasSubstr("this configuration is left out")));
    EXPECT_THAT(roots(), IsEmpty());
    EXPECT_EQ(read().leftOut, 1U);
    EXPECT_THAT(mistakes("plugin_path = [\n"),
                ElementsAre(StartsWith("/etc/slipway/config.toml:")));
}

TEST_F(BrokenConfiguration, SaysWhatWouldBeRight) {
    EXPECT_THAT(mistakes("[[context]]\npath = 'projects/{project}'\n"),
                ElementsAre("/etc/slipway/config.toml:2:8: error: a context's path must be "
                            "absolute: 'projects/'; begin it with a place of [paths], "
                            "'{paths.projects}/{project}'; this configuration is left out"));
    EXPECT_THAT(mistakes("[[context]]\npath = '/projects'\n"),
                ElementsAre(HasSubstr("2:8: error: a context's path that names no part of the "
                                      "context; name some by '{KEY}'")));
    EXPECT_THAT(mistakes("[[context]]\n"),
                ElementsAre(HasSubstr("1:1: error: a [[context]] that says nothing; write a "
                                      "'path', or 'when' and 'set'")));
    EXPECT_THAT(mistakes("[[context]]\npath = '/p/{project}'\nset = { a = 'b' }\n"),
                ElementsAre(HasSubstr("not both; make it two")));
    EXPECT_THAT(mistakes("[policy]\nshare_budget = '250'\n"),
                ElementsAre(HasSubstr("2:16: error: 'policy.share_budget' is no duration: '250'; "
                                      "write \"250ms\" or \"3s\"")));
    EXPECT_THAT(mistakes("[[pin]]\nwhen = 'contxt.project = a'\n"),
                ElementsAre(StartsWith("/etc/slipway/config.toml:2:8: error: ")));
    EXPECT_THAT(mistakes("plugin_pth = ['/a']\n"),
                ElementsAre(HasSubstr("1:1: warning: unknown key 'plugin_pth'; did you mean "
                                      "'plugin_path'?")));
}

TEST_F(BrokenConfiguration, IsWhatIsNoFileThatCanBeRead) {
    disk.makeFolder("/etc/slipway/config.toml");
    read();
    EXPECT_THAT(said(),
                ElementsAre(StartsWith("/etc/slipway/config.toml: error: is no file; this")));
    disk.remove("/etc/slipway/config.toml");
    disk.makeFifo("/etc/slipway/config.toml");
    read();
    EXPECT_EQ(said().size(), 1U);
    disk.remove("/etc/slipway/config.toml");
    disk.writeSparse("/etc/slipway/config.toml", 2 << 20);
    read();
    EXPECT_THAT(said(), ElementsAre(HasSubstr("is larger than 1048576 bytes")));
    disk.remove("/etc/slipway/config.toml");
    disk.write("/etc/slipway/config.toml", "");
    disk.fail(test::FakeDisk::Call::kRead, "/etc/slipway/config.toml", EACCES);
    read();
    EXPECT_THAT(said(), ElementsAre(HasSubstr("cannot be read: permission denied")));
}

TEST_F(BrokenConfiguration, IsNothingThatIsNotThere) {
    disk.link("/etc/slipway/config.toml", "/gone");
    read();
    EXPECT_THAT(said(), IsEmpty());
    environment["SLIPWAY_CONFIG"] = "/gone.toml";
    read();
    EXPECT_THAT(said(), ElementsAre("/gone.toml: warning: is not there; SLIPWAY_CONFIG names it"));
}

// --- what it includes

TEST_F(ConfigurationOf, IncludedFilesCountMoreThanTheOneThatIncludesThem) {
    disk.write("/etc/slipway/config.toml",
               "include = ['/a.toml', '/gone.toml', 'b.json', '/a.toml']\n[use]\nmaya = '1'\n");
    disk.write("/a.toml", "[use]\nmaya = '2'\n");
    disk.write("/etc/slipway/b.json", R"({"use": {"nuke": "3"}})");
    const Configuration configuration = read();
    ASSERT_EQ(configuration.use.size(), 2U);
    EXPECT_EQ(templateText(configuration.use[0].version), "2");
    EXPECT_THAT(said(), IsEmpty());
    EXPECT_EQ(configuration.sources.size(), 3U);
}

TEST_F(ConfigurationOf, IncludedFilesSayNeitherContextsNorPolicyNorIncludes) {
    disk.write("/etc/slipway/config.toml", "include = ['/etc/slipway/config.toml', '/a.toml']\n");
    disk.write("/a.toml",
               "include = ['/a.toml']\n[policy]\nstrict = true\n[[context]]\nset = { a = 'b' }\n");
    const Configuration configuration = read();
    EXPECT_FALSE(configuration.policy.strict);
    EXPECT_THAT(configuration.contexts, IsEmpty());
    EXPECT_THAT(said(), ElementsAre(HasSubstr("config.toml:1:11: warning: 'include' of an included "
                                              "file does not count"),
                                    HasSubstr("'policy'"), HasSubstr("'context'"),
                                    HasSubstr("/a.toml:1:11: warning: 'include'")));
}

TEST_F(ConfigurationOf, IncludesAThousandFiles) {
    std::string text = "include = [";
    for (int i = 0; i < 1000; ++i) {
        const std::string path = "/i/" + std::to_string(i) + ".toml";
        text += "'" + path + "',";
        disk.write(path, "[use]\na" + std::to_string(i) + " = '1'\n");
    }
    disk.write("/etc/slipway/config.toml", text + "]\n");
    EXPECT_EQ(read().use.size(), 1000U);
}

}  // namespace
}  // namespace slipway
