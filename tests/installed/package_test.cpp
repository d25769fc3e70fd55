// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Packages (spec 3.2): made twice, installed, used, updated, removed. This host's own root is the
// lower layer of one that is gone afterwards, so that packages are installed for real and the host
// is as it was.

#include <gmock/gmock.h>
#include <unistd.h>

#include "tests/support/sandbox.h"

namespace slipway::test {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

// Of every cycle: what is between the file list before, which is empty, and that after.
constexpr std::string_view kLibrary = R"sh(
set -euo pipefail
export PATH=/usr/sbin:/usr/bin:/sbin:/bin
enter_layer() {
    layer=$1
    mount -t tmpfs none "$layer"
    mkdir "$layer"/{up,work,root}
    mount -t overlay -o "lowerdir=/,upperdir=$layer/up,workdir=$layer/work" overlay "$layer/root"
    mount --rbind /dev "$layer/root/dev"
    mount --rbind /proc "$layer/root/proc"
    mkdir -p "$layer/root$packages" "$layer/root/opt/easel"
    cp "$packages"/* "$layer/root$packages/"
    cp "$probe" "$layer/root/opt/easel/easel"
    touch -d 2001-01-01 "$layer/root/opt/easel/easel"
}
inside() { chroot "$layer/root" /usr/bin/env -i PATH="$PATH" HOME=/root "$@"; }
# What was not there before, or is another now; not what package managers keep of their own work.
files() {
    (cd "$layer/up" && find . -mindepth 1) | while read -r path; do
        [[ -d $layer/up/$path && -d /$path ]] || echo "$path"
    done | grep -Ev '^./(opt/easel|usr/share/fish/.*/somebody-elses|root/.cache|tmp|var/(cache|lib/(dpkg|rpm)|log|backups))' || :
}
use_it() {
    inside /usr/bin/slipway --version
    inside /usr/bin/slipway install --target /opt/easel/easel --in-place
    inside /opt/easel/easel hello | grep -q '"ownPath":"/opt/easel/easel.slipway-real"\|easel.slipway-real'
    inside /usr/bin/slipway status
    inside man --warnings -l --encoding=UTF-8 /usr/share/man/man1/slipway-install.1.gz >/dev/null
}
)sh";

class Package : public ::testing::Test {
  protected:
    Ended bash(const std::string& script) const {
        const bool isRoot = geteuid() == 0;
        Command command =
            world.command(program("unshare"), {isRoot ? "-m" : "-rm", "bash", "-c",
                                               "packages=" + world.folder().string() +
                                                   "/packages layer=" + world.folder().string() +
                                                   "/layer probe=" + probeExecutable().string() +
                                                   "\n" + std::string(kLibrary) + script});
        command.timeLimit = std::chrono::seconds(300);
        return run(command);
    }

    Ended package(const std::string& arguments) const {
        Command command = world.command(
            "/bin/bash", {"-c", std::string(SLIPWAY_TEST_SOURCE) +
                                    "/scripts/package --built " SLIPWAY_TEST_BIN " " + arguments});
        command.timeLimit = std::chrono::seconds(300);
        return run(command);
    }

    // An older version and this one.
    void makePackages(const std::string& kind) const {
        world.makeFolder("layer");
        for (const char* version : {"0.0.1", "9.9.9"}) {
            const Ended made = package(kind + " --output " + (world / "packages").string() +
                                       " --version " + version);
            ASSERT_EQ(made.code, 0) << made;
        }
    }

    Sandbox world;
};

TEST_F(Package, IsTheSameBytesEachTime) {
    world.set("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
    ASSERT_EQ(package("deb rpm tgz --output " + (world / "first").string()).code, 0);
    ASSERT_EQ(package("deb rpm tgz --output " + (world / "second").string()).code, 0);
    std::size_t count = 0;
    for (const auto& entry : fs::directory_iterator(world / "first")) {
        ++count;
        EXPECT_TRUE(readFile(entry) == readFile(world / "second" / entry.path().filename()))
            << entry.path();
    }
    EXPECT_EQ(count, 3U);
}

TEST_F(Package, OfDebianIsInstalledUsedUpdatedAndRemovedWithoutTrace) {
    world.set("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
    makePackages("deb");
    const Ended ended = bash(R"sh(
enter_layer "$layer"
inside dpkg --no-triggers -i "$packages"/slipway_0.0.1_*.deb
use_it
echo older >>"$layer/root/opt/easel/easel"        # the shim of an older Slipway
inside dpkg --no-triggers -i "$packages"/slipway_9.9.9_*.deb
inside /usr/bin/slipway status
inside dpkg --no-triggers --purge slipway
[[ -z $(files) ]] || { files >&2 && exit 1; }
cmp "$probe" "$layer/root/opt/easel/easel"
[[ $(stat -c %y "$layer/root/opt/easel/easel") == 2001-01-01* ]]
)sh");
    EXPECT_EQ(ended.code, 0) << ended;
}

TEST_F(Package, OfDebianFitsIntoAScratchRoot) {
    world.set("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
    makePackages("deb");
    const Ended ended = bash(R"sh(
scratch=$layer/scratch
mount -t tmpfs none "$layer"
mkdir -p "$scratch"/var/lib/dpkg/{updates,info} && touch "$scratch/var/lib/dpkg/"{status,available}
mkdir -p "$scratch/bin" "$scratch/dev"
for file in /bin/sh $(ldd /bin/sh | grep -o '/[^ ]*'); do
    mkdir -p "$scratch${file%/*}" && cp -L "$file" "$scratch$file"
done
dpkg --root="$scratch" --force-not-root -i "$packages"/slipway_0.0.1_*.deb
"$scratch/usr/bin/slipway" --version
dpkg --root="$scratch" --force-not-root -i "$packages"/slipway_9.9.9_*.deb
dpkg --root="$scratch" --force-not-root --purge slipway
[[ ! -e $scratch/usr/bin/slipway && ! -e $scratch/usr/share/slipway && ! -e $scratch/etc/profile.d ]]
)sh");
    EXPECT_EQ(ended.code, 0) << ended;
}

TEST_F(Package, OfRpmIsInstalledUsedUpdatedAndRemovedWithoutTrace) {
    world.set("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
    makePackages("rpm");
    const Ended ended = bash(R"sh(
enter_layer "$layer"
# An empty folder that no package of rpm's has goes with the last file in it.
mkdir -p "$layer/root/usr/share/fish/vendor_completions.d"
touch "$layer/root/usr/share/fish/vendor_completions.d/somebody-elses"
rpm() { command rpm --root "$layer/root" --dbpath /var/lib/rpm --nodeps "$@"; }
rpm -i "$packages"/slipway-0.0.1-*.rpm
use_it
echo older >>"$layer/root/opt/easel/easel"
rpm -U "$packages"/slipway-9.9.9-*.rpm
inside /usr/bin/slipway status
rpm -e slipway
[[ -z $(files) ]] || { files >&2 && exit 1; }
cmp "$probe" "$layer/root/opt/easel/easel"
)sh");
    EXPECT_EQ(ended.code, 0) << ended;
}

TEST_F(Package, OfATarIsUnpackedAnywhere) {
    world.set("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
    ASSERT_EQ(package("tgz --output " + (world / "packages").string() + " --version 1.2.3").code,
              0);
    world.makeFolder("unpacked");
    const Ended unpacked = run(world.command(
        "/bin/bash",
        {"-c", world.expand("tar -xzf $SANDBOX/packages/slipway-1.2.3-linux-*.tar.gz -C "
                            "$SANDBOX/unpacked --strip-components=1")}));
    ASSERT_EQ(unpacked.code, 0) << unpacked;
    world.integration("studio/one-1.0", "ONE.set = 'yes'");
    const auto probe = world.installation("easel", "1.0");
    const Ended installed = run(world.command(
        world / "unpacked/bin/slipway", {"install", "--target", probe, "--to", world / "shims"}));
    ASSERT_EQ(installed.code, 0) << installed;
    const Launch launch = world.launch("easel");
    ASSERT_TRUE(launch.report) << launch;
    EXPECT_EQ(launch["ONE"], "yes");
}

// dpkg would put its update over the shim: it is told to put it beside.
TEST_F(Package, AnUpdateOfADivertedApplicationLeavesTheShim) {
    world.set("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
    makePackages("deb");
    const Ended ended = bash(R"sh(
enter_layer "$layer"
rm -rf "$layer/root/opt/easel"
inside dpkg --no-triggers -i "$packages"/slipway_9.9.9_*.deb
easel() {
    mkdir -p "$layer/easel/DEBIAN" "$layer/easel/opt/easel"
    printf 'Package: easel\nVersion: %s\nArchitecture: all\nMaintainer: nobody\nDescription: none\n' \
        "$1" >"$layer/easel/DEBIAN/control"
    cp "$probe" "$layer/easel/opt/easel/easel"
    echo "$1" >>"$layer/easel/opt/easel/easel"
    dpkg-deb -b "$layer/easel" "$layer/root/easel.deb" >/dev/null
    inside dpkg --no-triggers -i /easel.deb
}
easel 1
inside /usr/bin/slipway install --target /opt/easel/easel --in-place
inside dpkg-divert --list | grep /opt/easel/easel
easel 2
inside /usr/bin/slipway status
[[ $(tail -c 2 "$layer/root/opt/easel/easel.slipway-real") == 2 ]]
inside /usr/bin/slipway uninstall --in-place easel
[[ $(tail -c 2 "$layer/root/opt/easel/easel") == 2 ]]
inside dpkg-divert --list | grep /opt/easel/easel && exit 1
inside dpkg --no-triggers --purge easel
[[ ! -e $layer/root/opt/easel ]]
)sh");
    EXPECT_EQ(ended.code, 0) << ended;
}

TEST_F(Package, OfWhatCannotBeBuiltYetIsRefused) {
    const Ended ended = run(world.command(SLIPWAY_TEST_SOURCE "/scripts/package", {"macos"}));
    EXPECT_EQ(ended.code, 1);
    EXPECT_THAT(ended.errors, HasSubstr("there is no build for"));
}

}  // namespace
}  // namespace slipway::test
