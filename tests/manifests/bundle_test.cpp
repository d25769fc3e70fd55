// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "manifests/bundle.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "manifests/installations.h"
#include "tests/support/fake_disk.h"

namespace slipway {
namespace {

using test::FakeDisk;
using testing::HasSubstr;

constexpr const char* kHead =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE plist PUBLIC \"-//Apple//DTD PLIST "
    "1.0//EN\" \"http://www.apple.com/DTDs/PropertyList-1.0.dtd\">\n<plist version=\"1.0\">\n";

std::string xmlList(const std::string& members) {
    return kHead + ("<dict>\n" + members + "</dict>\n</plist>\n");
}
std::string member(const std::string& key, const std::string& value) {
    return "<key>" + key + "</key><string>" + value + "</string>\n";
}

// { CFBundleExecutable = Maya, CFBundleShortVersionString = 2024.2 }
const std::string kBinaryList(
    "bplist00\xd2\x01\x02\x03\x04_\x10\x12"
    "CFBundleExecutable_\x10\x1a"
    "CFBundleShortVersionStringTMayaV2024.2\x08\x0d\x22?D\x00\x00\x00\x00\x00\x00\x01\x01\x00\x00"
    "\x00\x00\x00\x00\x00\x05\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00K",
    112);

constexpr const char* kPath = "/Applications/Autodesk/maya2024/Maya.app";

class Bundles : public testing::Test {
  protected:
    void list(const std::string& text) {
        disk.write(std::string(kPath) + "/Contents/Info.plist", text);
    }
    void executable(const std::string& name) {
        disk.writeExecutable(std::string(kPath) + "/Contents/MacOS/" + name);
    }
    std::vector<Installation> find(const std::string& text, const std::string& version = "") {
        Application application;
        Diagnostics mistakes;
        application.find.push_back(
            {.path = parseTemplate(text, {}, kMacosRules, mistakes, TemplateScope::kFind).value()});
        if (!version.empty()) application.find[0].version = literal(version);
        const Variables none = [](std::string_view) { return std::nullopt; };
        const Host host{.disk = disk, .rules = kMacosRules, .variables = none};
        return findInstallations(application, host, diagnostics);
    }
    // What is said of the one bundle, which is none.
    std::string refusal() {
        EXPECT_TRUE(find(kPath).empty());
        if (diagnostics.list().size() != 1) return "not one diagnostic";
        EXPECT_EQ(diagnostics.list()[0].code, "broken-bundle");
        EXPECT_FALSE(diagnostics.list()[0].concernsLaunch);
        return diagnostics.list()[0].message;
    }

    FakeDisk disk{kMacosRules};
    Diagnostics diagnostics;
};

TEST_F(Bundles, TheExecutableIsTheOneThatTheBundleNames) {
    list(xmlList(member("CFBundleExecutable", "Maya") +
                 member("CFBundleShortVersionString", "2024.2")));
    executable("Maya");
    const auto found = find("/Applications/Autodesk/maya{version}/Maya.app");
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].path, std::string(kPath) + "/Contents/MacOS/Maya");
    EXPECT_EQ(found[0].version, "2024") << "the path tells";
    EXPECT_TRUE(diagnostics.list().empty());
}

TEST_F(Bundles, TheVersionFallsBackToTheBundles) {
    list(xmlList(member("CFBundleExecutable", "Maya") +
                 member("CFBundleShortVersionString", "2024.2 (build 7)")));
    executable("Maya");
    const auto found = find(kPath);
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].version, "2024.2");
    EXPECT_EQ(found[0].versionSource, "from its Info.plist");
    EXPECT_EQ(find(kPath, "7")[0].version, "7") << "the entry's own comes first";
}

TEST_F(Bundles, ListsMayBeBinary) {
    list(kBinaryList);
    executable("Maya");
    const auto found = find(kPath);
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].version, "2024.2");
    EXPECT_EQ(found[0].path, std::string(kPath) + "/Contents/MacOS/Maya");
}

TEST_F(Bundles, WithoutAVersionAreInstallationsOfNone) {
    list(xmlList(member("CFBundleExecutable", "Maya")));
    executable("Maya");
    ASSERT_EQ(find(kPath).size(), 1u);
    EXPECT_EQ(find(kPath)[0].version, "");
}

TEST_F(Bundles, TheListAndTheExecutableAreWitnesses) {
    list(xmlList(member("CFBundleExecutable", "Maya")));
    executable("Maya");
    RecordingDisk recording(disk);
    EXPECT_TRUE(readBundle(kPath, recording).has_value());
    ASSERT_EQ(recording.witnesses().size(), 1u);
    EXPECT_EQ(recording.witnesses()[0].path, std::string(kPath) + "/Contents/Info.plist");
}

TEST_F(Bundles, WithoutAListAreNoInstallations) {
    executable("Maya");
    EXPECT_THAT(refusal(), HasSubstr("Maya.app' is no installation: its Contents/Info.plist cannot "
                                     "be read: no such file or directory"));
}

TEST_F(Bundles, WithABrokenListAreNoInstallations) {
    executable("Maya");
    for (const std::string& text :
         {std::string(), std::string("not a list"), std::string(kHead), kBinaryList.substr(0, 60),
          std::string("bplist00"),
          kHead + std::string("<array><string>Maya</string></array></plist>")}) {
        diagnostics = {};
        list(text);
        EXPECT_THAT(refusal(), HasSubstr("Info.plist ")) << text;
    }
}

TEST_F(Bundles, WithoutAnExecutableAreNoInstallations) {
    list(xmlList(member("CFBundleName", "Maya")));
    EXPECT_THAT(refusal(), HasSubstr("its Contents/Info.plist has no CFBundleExecutable"));
    diagnostics = {};
    list(xmlList("<key>CFBundleExecutable</key><integer>4</integer>"));
    EXPECT_THAT(refusal(), HasSubstr("its Contents/Info.plist has no CFBundleExecutable"));
    diagnostics = {};
    list(xmlList(member("CFBundleExecutable", "Maya")));
    EXPECT_THAT(refusal(), HasSubstr("there is no executable '"));
}

TEST_F(Bundles, AnExecutableOutsideOfThemIsNone) {
    disk.writeExecutable("/bin/sh");
    for (const char* name : {"../../../../../../bin/sh", "..", ".", "", "/bin/sh", "a/b"}) {
        diagnostics = {};
        list(xmlList(member("CFBundleExecutable", name)));
        EXPECT_THAT(refusal(), HasSubstr("CFBundleExecutable")) << name;
    }
}

TEST_F(Bundles, ListsNestedAsDeepAsTheyCanBeDoNoHarm) {
    executable("Maya");
    std::string deep = kHead;
    while (deep.size() < 128 * 1024 - 8) deep += "<array>";
    list(deep);
    EXPECT_THAT(refusal(), HasSubstr("Info.plist"));
}

TEST_F(Bundles, CountOnMacosOnly) {
    FakeDisk linux;
    linux.write(std::string(kPath) + "/Contents/Info.plist", kBinaryList);
    linux.writeExecutable(std::string(kPath) + "/Contents/MacOS/Maya");
    Application application;
    application.find.push_back({.path = literal(kPath)});
    const Variables none = [](std::string_view) { return std::nullopt; };
    EXPECT_TRUE(findInstallations(application,
                                  {.disk = linux, .rules = kLinuxRules, .variables = none},
                                  diagnostics)
                    .empty());
    EXPECT_TRUE(diagnostics.list().empty());
}

}  // namespace
}  // namespace slipway
