// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "installer/desktop_entry.h"

#include <gmock/gmock.h>
#include <sys/stat.h>

#include "tests/installer/shim_world.h"

namespace slipway {
namespace {

using test::ShimWorld;
using test::Tree;
using test::treeOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using Outcome = PlannedShim::Outcome;

Launcher maya(const std::string& shim) {
    return {.name = "maya",
            .label = "Maya",
            .shim = shim,
            .icon = "maya",
            .categories = {"Graphics", "3DGraphics"},
            .mimeTypes = {"application/x-maya"}};
}

std::string entryOf(const Launcher& launcher) {
    return formatDesktopEntry(launcher, 0).value_or("none");
}

TEST(DesktopEntry, SaysWhatADesktopHasToKnow) {
    EXPECT_EQ(formatDesktopEntry(maya("/opt/bin/maya"), 2),
              "[Desktop Entry]\n"
              "Type=Application\n"
              "Version=1.0\n"
              "Name=Maya\n"
              "TryExec=/opt/bin/maya\n"
              "Exec=\"/opt/bin/maya\" %F\n"
              "Icon=maya\n"
              "Terminal=false\n"
              "Categories=Graphics;3DGraphics;\n"
              "MimeType=application/x-maya;\n"
              "X-Slipway-Made=2\n");
}

TEST(DesktopEntry, QuotesAPathTwice) {
    const std::string entry = entryOf(maya(R"(/a b/"c"/$d/`e`/f\g)"));
    EXPECT_THAT(entry, HasSubstr(R"(Exec="/a b/\\"c\\"/\\$d/\\`e\\`/f\\\\g" %F)"));
    EXPECT_THAT(entry, HasSubstr("TryExec=/a b/\"c\"/$d/`e`/f\\\\g\n"));
}

TEST(DesktopEntry, IsRefusedForAPathThatNoDesktopCouldStart) {
    for (const char* path : {"/a=b/maya", "/a%b/maya", "/a\nb/maya", "/a\x80/maya"}) {
        EXPECT_FALSE(formatDesktopEntry(maya(path), 0)) << path;
    }
}

TEST(DesktopEntry, KeepsItsLines) {
    Launcher launcher = maya("/bin/maya");
    launcher.label = "One\nExec=evil";
    launcher.icon = "a\nb";
    launcher.categories = {"A;B\nExec=evil"};
    const std::string entry = entryOf(launcher);
    EXPECT_THAT(entry, HasSubstr("\nName=One Exec=evil\n"));
    EXPECT_THAT(entry, HasSubstr("\nIcon=application-x-executable\n"));
    EXPECT_THAT(entry, HasSubstr("\nCategories=X-A\\;B Exec=evil;\n"));
}

TEST(DesktopEntry, LeavesOutWhatIsNoTypeOfFiles) {
    Launcher launcher = maya("/bin/maya");
    launcher.mimeTypes = {"text", "a/b/c", "image/png", "/", "a b/c"};
    EXPECT_THAT(entryOf(launcher), HasSubstr("\nMimeType=image/png;\n"));
    launcher.mimeTypes = {"text"};
    EXPECT_THAT(entryOf(launcher), Not(HasSubstr("MimeType")));
}

TEST(DesktopEntry, HasAFileNameThatIndexesCanHold) {
    EXPECT_EQ(desktopFileName("maya"), "slipway-maya.desktop");
    EXPECT_EQ(desktopFileName("größe 2"), "slipway-größe 2.desktop");
    EXPECT_EQ(desktopFileName("a;b\n%"), "slipway-a%3bb%0a%25.desktop");
}

class DesktopEntries : public testing::Test {
  protected:
    PlannedChanges plan(const std::vector<Launcher>& launchers) const {
        return planDesktopEntries(folder(), launchers);
    }
    std::string folder() const { return world_.path("share/applications"); }
    void make(const PlannedChanges& planned) {
        ASSERT_TRUE(planned);
        ASSERT_TRUE(makeChanges(planned->changes, world_.path("tmp"), files_));
    }

    ShimWorld world_;
    HostFiles files_;
};

TEST_F(DesktopEntries, AreMadeRenewedAndRemovedWithTheFoldersMadeForThem) {
    const Tree before = treeOf(world_.folder());
    make(plan({maya("/bin/maya")}));
    EXPECT_THAT(desktopEntriesIn(folder()),
                ElementsAre(FoundLauncher{folder() + "/slipway-maya.desktop", "/bin/maya"}));
    EXPECT_THAT(plan({maya("/bin/maya")})->changes, IsEmpty());
    Launcher other = maya("/bin/maya");
    other.label = "Another";
    make(plan({other}));
    make(plan({{.name = "nuke", .label = "Nuke", .shim = "/bin/nuke"}}));
    make(planDesktopEntryRemoval(folder(), {"/bin/maya"}));
    EXPECT_THAT(desktopEntriesIn(folder()), testing::SizeIs(1));
    make(planDesktopEntryRemoval(folder(), {"/bin/nuke", "/bin/maya"}));
    EXPECT_EQ(treeOf(world_.folder()), before);
}

TEST_F(DesktopEntries, OfSomebodyElseStayAsTheyAre) {
    world_.write("share/applications/slipway-maya.desktop", "[Desktop Entry]\nTryExec=/bin/maya\n");
    const auto refused = plan({maya("/bin/maya")});
    ASSERT_FALSE(refused);
    EXPECT_THAT(refused.error(), ElementsAre(HasSubstr("is not Slipway's and stays as it is")));
    EXPECT_THAT(planDesktopEntryRemoval(folder(), {"/bin/maya"})->changes, IsEmpty());
    EXPECT_THAT(desktopEntriesIn(folder()), IsEmpty());
}

TEST_F(DesktopEntries, AreFilesOfTheirOwn) {
    const std::string path = world_.path("share/applications/slipway-maya.desktop");
    world_.write("mine", entryOf(maya("/bin/maya")));
    world_.makeFolder("share/applications");
    world_.link(world_.path("mine"), "share/applications/slipway-maya.desktop");
    EXPECT_FALSE(plan({maya("/bin/maya")}));
    EXPECT_THAT(desktopEntriesIn(folder()), IsEmpty());
    std::filesystem::remove(path);
    ASSERT_EQ(mkfifo(path.c_str(), 0600), 0);
    EXPECT_FALSE(plan({maya("/bin/maya")}));
    EXPECT_THAT(desktopEntriesIn(folder()), IsEmpty());
}

TEST_F(DesktopEntries, AreNotLookedForInAFolderThatIsNotThere) {
    EXPECT_THAT(desktopEntriesIn(folder()), IsEmpty());
    EXPECT_THAT(planDesktopEntryRemoval(folder(), {"/bin/maya"})->changes, IsEmpty());
    EXPECT_THAT(plan({})->changes, IsEmpty());
}

}  // namespace
}  // namespace slipway
