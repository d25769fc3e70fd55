// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "installer/app_bundle.h"

#include <gmock/gmock.h>
#include <plist/plist.h>
#include <unistd.h>

#include <memory>

#include "tests/installer/shim_world.h"

namespace slipway {
namespace {

using test::readFile;
using test::ShimWorld;
using test::Tree;
using test::treeOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::string valueIn(const std::string& xml, const char* key) {
    plist_t list = nullptr;
    plist_from_xml(xml.data(), static_cast<std::uint32_t>(xml.size()), &list);
    const std::unique_ptr<void, decltype(&plist_free)> owner(list, plist_free);
    char* text = nullptr;
    if (plist_t value = list == nullptr ? nullptr : plist_dict_get_item(list, key)) {
        plist_get_string_val(value, &text);
    }
    const std::unique_ptr<char, decltype(&std::free)> textOwner(text, std::free);
    return text == nullptr ? "" : text;
}

TEST(AppBundle, TellsFinderWhatItIs) {
    const std::string list = formatBundleList(
        {.name = "maya 2024", .label = "Maya <2024> & more", .shim = "/a b/maya"}, 0);
    EXPECT_EQ(valueIn(list, "CFBundlePackageType"), "APPL");
    EXPECT_EQ(valueIn(list, "CFBundleName"), "Maya <2024> & more");
    EXPECT_EQ(valueIn(list, "CFBundleExecutable"), "launch");
    EXPECT_EQ(valueIn(list, "CFBundleIdentifier"), "org.slipway.launcher.maya-202024");
    EXPECT_EQ(valueIn(list, "CFBundleIconFile"), "");
}

class AppBundles : public testing::Test {
  protected:
    std::string folder() const { return world_.path("Applications"); }
    void make(const PlannedChanges& planned) {
        ASSERT_TRUE(planned);
        ASSERT_TRUE(makeChanges(planned->changes, world_.path("tmp"), files_));
    }
    // A shim that says what it was called with.
    std::string shim(const std::string& name) {
        const auto path = world_.write(name, "#!/bin/sh\nprintf '%s|' \"$0\" \"$@\"\n");
        test::makeExecutable(path);
        return path;
    }

    ShimWorld world_;
    HostFiles files_;
};

TEST_F(AppBundles, StartTheShim) {
    const std::string path = shim("it's a folder/ma\"ya $x");
    make(planAppBundles(folder(), {{.name = "maya", .label = "Maya", .shim = path}}));
    const test::Ended ended = test::run(
        world_.command(folder() + "/Maya.app/Contents/MacOS/launch", {"one two", "$three", ""}));
    EXPECT_EQ(ended.output, path + "|one two|$three||") << ended;
}

TEST_F(AppBundles, AreMadeRenewedAndRemovedWithoutTrace) {
    const std::string icon = world_.write("maya.icns", "icns");
    const Launcher maya{.name = "maya", .label = "Maya/3D", .shim = "/bin/maya", .icon = icon};
    const Tree before = treeOf(world_.folder());
    make(planAppBundles(folder(), {maya}));
    const std::string bundle = folder() + "/Maya-3D.app";
    EXPECT_EQ(readFile(bundle + "/Contents/Resources/icon.icns"), "icns");
    EXPECT_EQ(valueIn(readFile(bundle + "/Contents/Info.plist"), "CFBundleIconFile"), "icon.icns");
    EXPECT_THAT(appBundlesIn(folder()), ElementsAre(FoundLauncher{bundle, "/bin/maya"}));
    EXPECT_THAT(planAppBundles(folder(), {maya})->changes, IsEmpty());
    Launcher other = maya;
    other.shim = "/opt/bin/maya";
    make(planAppBundles(folder(), {other}));
    EXPECT_THAT(planAppBundleRemoval(folder(), {"/bin/maya"})->changes, IsEmpty());
    make(planAppBundleRemoval(folder(), {"/opt/bin/maya"}));
    EXPECT_EQ(treeOf(world_.folder()), before);
}

TEST_F(AppBundles, OfOneLabelAreToldApart) {
    make(planAppBundles(folder(), {{.name = "maya", .label = "Maya", .shim = "/bin/maya"},
                                   {.name = "maya-x", .label = "Maya", .shim = "/bin/maya-x"}}));
    EXPECT_THAT(appBundlesIn(folder()),
                ElementsAre(FoundLauncher{folder() + "/Maya (maya-x).app", "/bin/maya-x"},
                            FoundLauncher{folder() + "/Maya.app", "/bin/maya"}));
}

TEST_F(AppBundles, OfSomebodyElseStayAsTheyAre) {
    world_.write("Applications/Maya.app/Contents/Info.plist", "<plist><dict/></plist>");
    world_.write("Applications/Broken.app/Contents/Info.plist", "<plist><dict>");
    const auto refused =
        planAppBundles(folder(), {{.name = "maya", .label = "Maya", .shim = "/bin/maya"}});
    ASSERT_FALSE(refused);
    EXPECT_THAT(refused.error(), ElementsAre(HasSubstr("is not Slipway's and stays as it is")));
    EXPECT_THAT(appBundlesIn(folder()), IsEmpty());
}

}  // namespace
}  // namespace slipway
