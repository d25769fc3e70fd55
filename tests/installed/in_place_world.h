// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// An application of which a shim takes the place.

#pragma once

#include <sys/stat.h>
#include <sys/xattr.h>

#include <algorithm>
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "tests/support/sandbox.h"

namespace slipway::test {

// What a file is, but for what is in it: nothing of it may change.
struct FileIdentity {
    ino_t number;
    mode_t mode;
    uid_t owner;
    gid_t group;
    off_t size;
    std::int64_t modified;  // in nanoseconds
    bool operator==(const FileIdentity&) const = default;
};
inline FileIdentity identityOf(const std::filesystem::path& path) {
    struct stat facts {};
    lstat(path.c_str(), &facts);
    return {facts.st_ino,  facts.st_mode,
            facts.st_uid,  facts.st_gid,
            facts.st_size, facts.st_mtim.tv_sec * 1'000'000'000L + facts.st_mtim.tv_nsec};
}

// Path → what stands there. Caches aside: launches are none of an installation's business.
using Tree = std::map<std::string, std::string>;
inline Tree treeOf(const std::filesystem::path& folder) {
    Tree tree;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        const std::string path = entry.path().lexically_relative(folder);
        if (path.starts_with("home/.cache")) continue;
        tree[path] = entry.is_symlink()     ? "-> " + std::filesystem::read_symlink(entry).string()
                     : entry.is_directory() ? "folder"
                                            : readFile(entry);
    }
    return tree;
}

// Whose it is, who may do what with it, and what is tied to it, but for what is in it.
inline std::string attributesOf(const std::filesystem::path& path) {
    struct stat facts {};
    lstat(path.c_str(), &facts);
    std::string text = std::to_string(facts.st_mode) + " " + std::to_string(facts.st_uid) + ":" +
                       std::to_string(facts.st_gid);
    std::string names(4096, '\0');
    names.resize(static_cast<std::size_t>(
        std::max<ssize_t>(0, llistxattr(path.c_str(), names.data(), names.size()))));
    for (std::size_t at = 0; at < names.size(); at = names.find('\0', at) + 1) {
        std::string value(4096, '\0');
        const ssize_t size = lgetxattr(path.c_str(), &names[at], value.data(), value.size());
        value.resize(static_cast<std::size_t>(std::max<ssize_t>(0, size)));
        text += std::string(" ") + &names[at] + "=" + value;
    }
    return text;
}

// Path → all of it that could be told apart. Of folders the times are the file system's own work.
inline Tree wholeTreeOf(const std::filesystem::path& folder) {
    Tree tree = treeOf(folder);
    for (auto& [path, what] : tree) {
        const FileIdentity identity = identityOf(folder / path);
        if (S_ISREG(identity.mode)) what = std::to_string(std::hash<std::string>()(what));
        what += " " + attributesOf(folder / path);
        if (S_ISREG(identity.mode)) {
            what += " " + std::to_string(identity.number) + " " + std::to_string(identity.modified);
        }
    }
    return tree;
}

// `easel` in opt/easel-1.0, which no manifest makes known.
class InPlaceWorld : public Sandbox {
  public:
    InPlaceWorld() {
        set("XDG_STATE_HOME", "$SANDBOX/home/.local/state");
        makeFolder("opt/easel-1.0");
        update("1.0");
    }

    std::filesystem::path easel() const { return *this / "opt/easel-1.0/easel"; }
    std::filesystem::path real() const { return *this / "opt/easel-1.0/easel.slipway-real"; }

    // As an installer does it: the new file is renamed over the old one. What is behind the probe's
    // last byte tells versions apart.
    void update(const std::string& version) const {
        const auto next = *this / "opt/easel-1.0/.next";
        std::filesystem::copy_file(probeExecutable(), next);
        const auto old = readFile(next);
        write("opt/easel-1.0/.next", old + "\n" + version);
        makeExecutable(next);
        std::filesystem::rename(next, easel());
    }
    static std::string versionOf(const std::filesystem::path& file) {
        const std::string bytes = readFile(file);
        return bytes.substr(bytes.rfind('\n') + 1);
    }

    Ended install() const { return slipway({"install", "--target", easel(), "--in-place"}); }
    Ended uninstall() const { return slipway({"uninstall", "--in-place", easel()}); }
    Launch start() const { return slipway::test::launch(command(easel())); }
};

}  // namespace slipway::test
