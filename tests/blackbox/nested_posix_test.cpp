// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Spec 2.4: launches within launches, with shells between them that edit the environment.

#include <random>

#include "tests/blackbox/nested.h"

namespace slipway::test {
namespace {

// What happens between the levels must come out as if it had happened without Slipway.
class NestedThrough : public Nested, public ::testing::WithParamInterface<std::string> {};

INSTANTIATE_TEST_SUITE_P(
    Wrapper, NestedThrough,
    ::testing::Values(
        "PATH=/w/bin:$PATH", "PATH=$PATH:/w/bin", "PYTHONPATH=/w:$PYTHONPATH:/v",
        "PYTHONPATH=", "unset PYTHONPATH", "PYTHONPATH=/w",
        "PYTHONPATH=$(echo \"$PYTHONPATH\" | sed s,/user/a:,,)",
        "PYTHONPATH=$(echo \"$PYTHONPATH\" | sed 's,/user/a:/user/b,/user/b:/w:/user/a,')",
        "LISTED=/w:$LISTED", "LISTED=$LISTED:/w", "PYTHONHOME=/w", "MAYA_ONLY=2", "unset MAYA_ONLY",
        "EMPTY=x", "unset EMPTY", "LC_NUMERIC=fr_FR", "unset LC_NUMERIC", "unset XBMLANGPATH",
        "XBMLANGPATH=${XBMLANGPATH:+$XBMLANGPATH:}/w", "NEW='a b'", "unset HOME",
        "unset LISTED PYTHONPATH LC_NUMERIC"));

TEST_P(NestedThrough, AWrapperThatEditsTheEnvironment) {
    const Arguments wrapper = {"/bin/sh", "-c",
                               "export PYTHONPATH LISTED LC_NUMERIC XBMLANGPATH; " + GetParam() +
                                   "; [ -n \"$XBMLANGPATH\" ] || unset XBMLANGPATH; "
                                   "export PYTHONHOME EMPTY NEW MAYA_ONLY; exec \"$@\"",
                               "sh"};
    for (const std::string inner : {"maya", "blender"}) {
        for (const std::string outer : {"maya", "blender"}) {
            Arguments nested = {outer};
            nested.insert(nested.end(), wrapper.begin(), wrapper.end());
            nested.push_back(world.shim(inner));
            Arguments alone = wrapper;
            alone.push_back(world.shim(inner));
            Arguments found = variablesOf(through(nested));
            Arguments expected = variablesOf(through(alone));
            EXPECT_EQ(found, expected) << outer << " → " << GetParam() << " → " << inner;
        }
    }
}

// The model of what a launch within launches gets is the same edits without the launches between
// them.
class NestedProperty : public Nested, public ::testing::WithParamInterface<unsigned> {
  protected:
    std::string anyOf(const std::vector<std::string>& texts) {
        return texts[random() % texts.size()];
    }
    // What a wrapper does without looking at what there is: whoever writes down a value that he
    // read within an application writes down what that application was given.
    std::string edit() {
        const std::string entry = "/w" + std::to_string(random() % 5);
        const std::string list = anyOf({"PATH", "PYTHONPATH", "LISTED", "XBMLANGPATH"});
        const std::string only = anyOf({"MAYA_ONLY", "LC_NUMERIC", "EMPTY", "NEW"});
        switch (random() % 6) {
            case 0:
                return "export " + list + "=" + entry + "${" + list + ":+:$" + list + "}";
            case 1:
                return "export " + list + "=${" + list + ":+$" + list + ":}" + entry;
            case 2:
                return "export PYTHONPATH=" + entry + " PATH=$SANDBOX/shims:/usr/bin:/bin";
            case 3:
                return "[ -z \"${PYTHONPATH+x}\" ] || export PYTHONPATH=$(echo \"$PYTHONPATH\" | "
                       "sed 's,/user/a,/user/c,')";
            case 4:
                return "export " + only + "=" + entry + " PYTHONHOME=" + entry;
            default:
                // Not LISTED: into one that is made anew, what was popped comes back.
                return "unset " + only + anyOf({"", " PYTHONPATH", " XBMLANGPATH"});
        }
    }
    // A shell that edits and becomes what follows.
    Arguments wrapper() {
        std::string script;
        for (unsigned i = random() % 4; i > 0; --i) script += edit() + "; ";
        if (random() % 8 == 0) {
            script +=
                "exec env -i HOME=$SANDBOX/home XDG_CACHE_HOME=$SANDBOX/home/.cache "
                "SLIPWAY_PLUGIN_PATH=$SANDBOX/studio PATH=$SANDBOX/shims:/usr/bin:/bin "
                "PYTHONPATH=/user/a LISTED=/old1:/kept \"$@\"";
        } else {
            script += "exec \"$@\"";
        }
        return {"/bin/sh", "-c", world.expand(script), "sh"};
    }

    std::mt19937 random{GetParam()};
};

INSTANTIATE_TEST_SUITE_P(Seed, NestedProperty, ::testing::Range(0u, 8u));

TEST_P(NestedProperty, RandomEditsBetweenLevelsComeOutAsWithoutTheLaunches) {
    for (int time = 0; time < 12; ++time) {
        Arguments nested;
        Arguments alone;
        std::string story;
        const auto add = [&](const Arguments& part, bool toBoth) {
            nested.insert(nested.end(), part.begin(), part.end());
            if (toBoth) alone.insert(alone.end(), part.begin(), part.end());
            story += toBoth ? " → " + part[2] : " → " + part[0];
        };
        for (unsigned level = 1 + random() % 4; level > 0; --level) {
            add({world.shim(anyOf({"maya", "blender"}))}, false);
            add(wrapper(), true);
        }
        const Arguments last = {world.shim(anyOf({"maya", "blender"}))};
        add(last, false);
        alone.push_back(last[0]);
        EXPECT_EQ(variablesOf(through(nested)), variablesOf(through(alone))) << story;
    }
}

TEST_F(Nested, ExactlyTheVersionThatRunsNotTheNewestWithinIt) {
    installEnv("maya", "2023");
    world.set("SLIPWAY_USE", "maya=2023");
    const Launch launched =
        through({"maya", "/bin/sh", "-c",
                 world.expand("mkdir -p $SANDBOX/opt/maya2023.5/bin; cp /usr/bin/env "
                              "$SANDBOX/opt/maya2023.5/bin/maya; unset SLIPWAY_USE; "
                              "exec maya \"$@\""),
                 "sh"});
    EXPECT_EQ(launched["SLIPWAY_APPLICATION"], "maya_2023");
}

}  // namespace
}  // namespace slipway::test
