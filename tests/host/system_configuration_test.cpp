// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Spec 2.6: `trusted_owners`, `trusted_roots` and `group_writable` of the system's own
// configuration, which stands in /etc/slipway of a mount namespace, and the rule of trust over
// owners, modes, depths and links, held against a model that is no part of Slipway.

#include <gmock/gmock.h>
#include <sys/stat.h>

#include <random>
#include <span>
#include <sstream>

#include "tests/support/users.h"

namespace slipway::test {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

constexpr unsigned kFolderModes[] = {0755, 0775, 0757, 0777, 01777};
constexpr unsigned kFileModes[] = {0644, 0664, 0646, 0666};
constexpr unsigned kOwners[] = {0, kArtist, kStranger, kPipeline};

// What the system's configuration says.
struct SystemPolicy {
    const char* name;
    std::string text;
    std::vector<unsigned> owners{};
    bool groupWritable = true;
    bool trustsRoot = false;
};

std::vector<SystemPolicy> policies() {
    return {{"Nothing", ""},
            {"NoGroups", "group_writable = false\n", {}, false},
            {"OwnerByNumber", "trusted_owners = [61003]\n", {kPipeline}},
            {"OwnerByName", "trusted_owners = [\"pipeline\"]\n", {kPipeline}},
            {"OwnerAndNoGroups",
             "trusted_owners = [61003]\ngroup_writable = false\n",
             {kPipeline},
             false},
            {"Root", "trusted_roots = [\"$SANDBOX/top/root\"]\n", {}, true, true},
            {"RootAndNoGroups",
             "trusted_roots = [\"$SANDBOX/top/root\"]\ngroup_writable = false\n",
             {},
             false,
             true}};
}

enum class Place { kAbove, kInRoot, kElsewhere };

// A step on the way to a manifest.
struct Step {
    unsigned owner = 0;
    unsigned mode = 0755;
    Place place = Place::kInRoot;
    bool isLink = false;
};

bool passes(const Step& step, std::optional<unsigned> rootsOwner, const SystemPolicy& policy) {
    const bool isOwned = step.owner == 0 || step.owner == kArtist ||
                         std::ranges::count(policy.owners, step.owner) != 0 ||
                         (step.place == Place::kInRoot && step.owner == rootsOwner);
    const bool isSticky = (step.mode & 01000) != 0;
    const bool isEveryones = (step.mode & 0002) != 0 && !isSticky;
    const bool isGroups = (step.mode & 0020) != 0 && !isSticky && !policy.groupWritable;
    return isOwned && (step.isLink || (!isEveryones && !isGroups));
}

// The rule, as the specification words it. Of the way the first step is above the root, the second
// the root.
bool counts(const std::vector<Step>& way, const SystemPolicy& policy) {
    const bool isRootsOwnerTrusted = passes(way[0], {}, policy);
    const auto rootsOwner = isRootsOwnerTrusted ? std::optional(way[1].owner) : std::nullopt;
    return std::ranges::all_of(way, [&](const Step& step) {
        const bool asItStands = policy.trustsRoot && step.place != Place::kElsewhere;
        return asItStands || passes(step, rootsOwner, policy);
    });
}

class SystemConfiguration : public ::testing::Test {
  protected:
    SystemConfiguration() {
        world.write("etc/passwd", "root:x:0:0::/:/bin/sh\npipeline:x:61003:61003::/:/bin/sh\n");
        world.integration("top/root/one-1.0", "ONE.set = 'yes'");
        world.set("SLIPWAY_PLUGIN_PATH", "$SANDBOX/studio:$SANDBOX/top/root");
        moveIn(world, kArtist);
        say("");
    }

    void say(const std::string& policy) {
        world.write("etc/slipway/config.toml", "[policy]\n" + policy);
    }
    Launch launched() const {
        Command command = world.mayaCommand();
        command.prepare = as(kArtist, world / "etc", "/etc");
        return launch(command);
    }
    bool isTaken() const {
        const Launch maya = launched();
        EXPECT_TRUE(maya.report) << maya;
        const bool taken = maya["ONE"] == "yes";
        EXPECT_EQ(maya.said().contains("is not trusted"), !taken) << maya;
        return taken;
    }

    MayaSandbox world;
};

// The way to the manifest, each part of which a test may make worse.
class WayToAManifest : public SystemConfiguration {
  protected:
    static constexpr const char* kPaths[] = {"top", "top/root", "top/root/one-1.0",
                                             "top/root/one-1.0/slipway.toml"};
    std::vector<Step> straight() const {
        return {{.place = Place::kAbove}, {}, {}, {.mode = 0644}};
    }
    void apply(const std::vector<Step>& way) const {
        for (std::size_t i = 0; i < way.size(); ++i) {
            give(world / kPaths[i], way[i].owner);
            setRights(world / kPaths[i], way[i].mode);
        }
    }
    void expectAsTheModel(const std::vector<Step>& way, const SystemPolicy& policy) const {
        apply(way);
        std::ostringstream text;
        for (const Step& step : way) {
            text << std::dec << step.owner << " " << std::oct << step.mode << ", ";
        }
        EXPECT_EQ(isTaken(), counts(way, policy)) << policy.name << ": " << text.str();
    }
};

TEST_F(WayToAManifest, CountsByOwnerAndModeAtEveryDepth) {
    for (const SystemPolicy& policy : policies()) {
        say(policy.text);
        for (std::size_t depth = 0; depth < 4; ++depth) {
            const std::span<const unsigned> modes = depth == 3
                                                        ? std::span<const unsigned>(kFileModes)
                                                        : std::span<const unsigned>(kFolderModes);
            for (const unsigned owner : kOwners) {
                auto way = straight();
                way[depth].owner = owner;
                expectAsTheModel(way, policy);
            }
            for (const unsigned mode : modes) {
                auto way = straight();
                way[depth].mode = mode;
                expectAsTheModel(way, policy);
            }
        }
    }
}

TEST_F(WayToAManifest, CountsByAllOfThemTogether) {
    std::mt19937 random(20'261'121);
    const auto any = [&](const auto& values) { return values[random() % std::size(values)]; };
    for (const SystemPolicy& policy : policies()) {
        say(policy.text);
        for (int time = 0; time < 30; ++time) {
            auto way = straight();
            for (Step& step : way) {
                if (random() % 2 == 0) step.owner = any(kOwners);
                if (random() % 3 == 0) step.mode = any(kFolderModes);
            }
            way[3].mode = any(kFileModes);
            expectAsTheModel(way, policy);
        }
    }
}

// Of a link the owner counts where it stands, and all where it leads.
TEST_F(WayToAManifest, CountsWhereALinkStandsAndWhereItLeads) {
    fs::create_directory(world / "elsewhere");
    fs::rename(world / "top/root/one-1.0", world / "elsewhere/real");
    fs::create_directory_symlink(world / "elsewhere/real", world / "top/root/one-1.0");
    const char* const paths[] = {"top",       "top/root",       "top/root/one-1.0",
                                 "elsewhere", "elsewhere/real", "elsewhere/real/slipway.toml"};
    for (const SystemPolicy& policy : policies()) {
        say(policy.text);
        for (std::size_t worse = 0; worse < 6; ++worse) {
            for (const unsigned owner : kOwners) {
                for (const unsigned mode : {0755u, 0757u}) {
                    std::vector<Step> way = {{.place = Place::kAbove},
                                             {},
                                             {.isLink = true},
                                             {.place = Place::kElsewhere},
                                             {.place = Place::kElsewhere},
                                             {.mode = 0644, .place = Place::kElsewhere}};
                    way[worse].owner = owner;
                    if (!way[worse].isLink && mode != 0755) way[worse].mode = mode;
                    for (std::size_t i = 0; i < 6; ++i) {
                        give(world / paths[i], way[i].owner);
                        if (!way[i].isLink) setRights(world / paths[i], way[i].mode);
                    }
                    EXPECT_EQ(isTaken(), counts(way, policy))
                        << policy.name << ": " << paths[worse] << " of " << owner << " with "
                        << std::oct << mode;
                }
            }
        }
    }
}

TEST_F(SystemConfiguration, CannotBeLoosenedByTheUsersOwnOrANamedOne) {
    give(world / "top/root", 0);
    give(world / "top/root/one-1.0/slipway.toml", kPipeline);
    EXPECT_FALSE(isTaken());
    const fs::path own = world.write("home/.config/slipway/config.toml",
                                     "[policy]\ntrusted_roots = ['$SANDBOX/top/root']\n");
    give(own, kArtist);
    EXPECT_FALSE(isTaken());
    world.set("SLIPWAY_CONFIG", own.string());
    EXPECT_FALSE(isTaken());
    say("trusted_owners = []\n");
    give(world.write("home/.config/slipway/config.toml", "[policy]\ntrusted_owners = [61003]\n"),
         kArtist);
    EXPECT_FALSE(isTaken()) << "the system's says that there are none";
}

TEST_F(SystemConfiguration, IsBelievedOnlyWhereNobodyElseCanWriteIt) {
    give(world / "top/root/one-1.0/slipway.toml", kPipeline);
    say("trusted_owners = [61003]\n");
    EXPECT_TRUE(isTaken());
    for (const char* path : {"etc", "etc/slipway", "etc/slipway/config.toml"}) {
        setRights(world / path, 0777);
        const Launch launched = this->launched();
        EXPECT_EQ(launched["ONE"], std::nullopt) << path;
        EXPECT_THAT(launched.said(), HasSubstr("/etc")) << path;
        setRights(world / path, 0755);
        give(world / path, kStranger);
        EXPECT_EQ(this->launched()["ONE"], std::nullopt) << path;
        give(world / path, 0);
        EXPECT_TRUE(isTaken()) << path;
    }
}

TEST_F(SystemConfiguration, TurnsTheRecordOfLaunchesOff) {
    const fs::path record = world / "home/.cache/slipway/launches";
    launched();
    EXPECT_EQ(std::ranges::count(readFile(record), '\n'), 1);
    say("record = false\n");
    give(world.write("home/.config/slipway/config.toml", "[policy]\nrecord = true\n"), kArtist);
    launched();
    launched();
    EXPECT_EQ(std::ranges::count(readFile(record), '\n'), 1);
}

}  // namespace
}  // namespace slipway::test
