// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "manifests/published_index.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "manifests/discovery.h"
#include "tests/support/fake_disk.h"

namespace slipway {
namespace {

using test::FakeDisk;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr std::string_view kEverything = R"(slipway = 1
[plugin]
name = "ours"
version = "2.1"
[[integration]]
name = "ours"
priority = -7
required = true
[integration.env]
A.set = "{plugin.dir}/é"
B.prepend = ["x", { linux = "l", windows = "w" }]
)";

class PublishedIndexTest : public testing::Test {
  protected:
    explicit PublishedIndexTest(const PlatformRules& platform = kLinuxRules)
        : rules(platform), disk(platform) {}

    void plugin(const std::string& path, std::string_view text) { disk.write(path, text); }

    // As `slipway index` would.
    std::string print() {
        const auto names = disk.list(root.path);
        std::vector<PluginDraft> drafts;
        for (const PluginPlace& place : placesIn(root, *names, disk, rules)) {
            if (auto draft = readPluginDraft(place, nullptr, disk, rules)) {
                drafts.push_back(std::move(*draft));
            }
        }
        return printIndex(drafts, rules);
    }
    void publish() { disk.write(root.path + "/.slipway/index", print()); }

    const Discovery& discover() {
        disk.age();
        disk.clearLog();
        diagnostics = {};
        discovery = discoverPlugins({{root}}, disk, rules, diagnostics);
        return discovery;
    }
    std::vector<std::string> names() const {
        std::vector<std::string> names;
        for (const Plugin& plugin : discovery.plugins) {
            names.push_back(plugin.name + " " + plugin.version + (plugin.broken ? " broken" : ""));
        }
        return names;
    }
    // What a launch says, on one line each.
    std::vector<std::string> said() const {
        std::vector<std::string> lines;
        for (const Diagnostic& diagnostic : diagnostics.list())
            lines.push_back(oneLine(diagnostic));
        return lines;
    }

    const PlatformRules& rules;
    FakeDisk disk;
    PluginRoot root{.path = "/r", .namedBy = "SLIPWAY_PLUGIN_PATH"};
    Discovery discovery;
    Diagnostics diagnostics;
};

TEST_F(PublishedIndexTest, IsAllThatIsLookedAtHoweverManyPluginsThereAre) {
    for (int i = 0; i < 50; ++i)
        plugin("/r/tool-1." + std::to_string(i) + "/slipway.toml", kEverything);
    publish();
    discover();
    EXPECT_EQ(discovery.plugins.size(), 50u);
    EXPECT_THAT(disk.log(), ElementsAre("facts /r/.slipway/index", "read /r/.slipway/index"));
}

TEST_F(PublishedIndexTest, GivesThePluginsThatReadingThemWouldGive) {
    plugin("/r/ours-1.0/slipway.toml", kEverything);
    plugin("/r/json-1.0/slipway.json",
           R"({"slipway": 1, "integration": {"env": {"A": [1, true]}}})");
    plugin("/r/single.slipway.toml", "slipway = 1\n[[integration]]\nenv.A.set = '{plugin.name}'\n");
    plugin("/r/bad-1.0/slipway.toml", "slipway = 1\nx = [\n");
    plugin("/r/odd-1.0/slipway.toml", "slipway = 1\npriorty = 1.5\n");
    plugin("/r/two-1.0/slipway.toml", "slipway = 1\n");
    plugin("/r/two-1.0/slipway.json", "{}");
    disk.link("/r/dangling-1.0/slipway.toml", "/nowhere");
    disk.makeFolder("/r/no-plugin");
    discover();
    const auto read = names();
    const auto saidOfThem = said();
    const Manifest manifest = discovery.plugins.at(4).manifest;
    publish();
    discover();
    EXPECT_EQ(discovery.published, std::vector<std::size_t>{0});
    EXPECT_EQ(names(), read);
    EXPECT_EQ(said(), saidOfThem);
    ASSERT_EQ(discovery.plugins.at(4).name, "ours");
    const Integration& integration = discovery.plugins[4].manifest.integrations.at(0);
    EXPECT_EQ(integration.priority, -7);
    EXPECT_TRUE(integration.required);
    const auto& operations = integration.parts.at(0).environment;
    ASSERT_EQ(operations.size(), 2u);
    EXPECT_EQ(templateText(operations[0].values.at(0)), "/r/ours-1.0/é");
    EXPECT_EQ(operations[1].location.line, 11u);
    EXPECT_EQ(operations[1].location.source->path, "/r/ours-1.0/slipway.toml");
    EXPECT_EQ(operations[1].values.size(),
              manifest.integrations.at(0).parts.at(0).environment[1].values.size());
}

TEST_F(PublishedIndexTest, IsAuthoritative) {
    plugin("/r/one-1.0/slipway.toml", kEverything);
    publish();
    disk.remove("/r/one-1.0/slipway.toml");
    plugin("/r/new-1.0/slipway.toml", kEverything);
    discover();
    EXPECT_THAT(names(), ElementsAre("ours 2.1"));
    publish();
    EXPECT_THAT(discover().plugins.at(0).folder, "/r/new-1.0");
}

TEST_F(PublishedIndexTest, IsTheSameWhereverTheRootIsMounted) {
    plugin("/r/one-1.0/slipway.toml", kEverything);
    const std::string index = print();
    root.path = "/elsewhere";
    disk.write("/elsewhere/.slipway/index", index);
    discover();
    EXPECT_EQ(discovery.plugins.at(0).manifestPath, "/elsewhere/one-1.0/slipway.toml");
    EXPECT_EQ(templateText(discovery.plugins[0]
                               .manifest.integrations.at(0)
                               .parts.at(0)
                               .environment.at(0)
                               .values.at(0)),
              "/elsewhere/one-1.0/é");
}

TEST_F(PublishedIndexTest, HoldsEveryPlatformsPlugins) {
    plugin("/r/one-1.0-windows/slipway.toml", kEverything);
    plugin("/r/one-1.0-linux/slipway.toml", kEverything);
    publish();
    EXPECT_THAT(discover().plugins.at(0).folder, "/r/one-1.0-linux");
    FakeDisk other(kWindowsRules);
    other.write(R"(\\srv\r\.slipway\index)", print());
    other.age();
    const Discovery there = discoverPlugins({{{.path = R"(\\srv\r)", .namedBy = "x"}}}, other,
                                            kWindowsRules, diagnostics);
    EXPECT_EQ(there.plugins.at(0).manifestPath, R"(\\srv\r\one-1.0-windows\slipway.toml)");
}

TEST_F(PublishedIndexTest, MayBeOfARootThatIsOnePluginItself) {
    root.path = "/r-3.0";
    plugin("/r-3.0/slipway.toml", "slipway = 1\n");
    publish();
    discover();
    EXPECT_THAT(names(), ElementsAre("r 3.0"));
    EXPECT_EQ(discovery.plugins[0].folder, "/r-3.0");
}

TEST_F(PublishedIndexTest, ThatIsDamagedInAnyByteIsSaidAndThePluginsAreRead) {
    plugin("/r/one-1.0/slipway.toml", kEverything);
    const std::string index = print();
    for (std::size_t at = 0; at < index.size(); ++at) {
        std::string damaged = index;
        damaged[at] = static_cast<char>(damaged[at] ^ 0x20);
        disk.write("/r/.slipway/index", damaged);
        discover();
        ASSERT_THAT(names(), ElementsAre("ours 2.1")) << at;
        ASSERT_THAT(said(), ElementsAre(HasSubstr("index '/r/.slipway/index' "))) << at;
        ASSERT_THAT(discovery.published, IsEmpty()) << at;
    }
}

TEST_F(PublishedIndexTest, ThatIsCutAnywhereIsDamaged) {
    plugin("/r/one-1.0/slipway.toml", kEverything);
    const std::string index = print();
    for (std::size_t size = 0; size < index.size(); ++size) {
        EXPECT_FALSE(parseIndex(index.substr(0, size), rules)) << size;
    }
    EXPECT_FALSE(parseIndex(index + "x", rules));
}

TEST_F(PublishedIndexTest, OfAnotherVersionSaysSo) {
    plugin("/r/one-1.0/slipway.toml", kEverything);
    std::string index = print();
    index[std::string_view("slipway index\n").size()] = 99;
    disk.write("/r/.slipway/index", index);
    discover();
    EXPECT_THAT(said(), ElementsAre(AllOf(HasSubstr("another version of Slipway"),
                                          HasSubstr("slipway index /r"))));
}

TEST_F(PublishedIndexTest, ThatCannotBeReadIsSaidAndMissesNothing) {
    plugin("/r/one-1.0/slipway.toml", kEverything);
    publish();
    disk.setPermissions("/r/.slipway/index", 0);
    discover();
    EXPECT_THAT(names(), ElementsAre("ours 2.1"));
    ASSERT_THAT(said(), ElementsAre(HasSubstr("permission denied")));
    EXPECT_FALSE(diagnostics.list()[0].leavesOut);
}

TEST_F(PublishedIndexTest, NamesNothingElsewhere) {
    PluginDraft draft = emptyDraft(placeOf(root, "../x", false, rules), "/x/slipway.toml");
    PluginDraft dots = emptyDraft(placeOf(root, "..", false, rules), "/slipway.toml");
    disk.write("/r/.slipway/index", printIndex({draft, dots}, rules));
    EXPECT_THAT(discover().plugins, IsEmpty());
}

TEST_F(PublishedIndexTest, OfAMissingRootIsNotSpokenOf) {
    discover();
    EXPECT_THAT(said(), ElementsAre(HasSubstr("is not there")));
}

}  // namespace
}  // namespace slipway
