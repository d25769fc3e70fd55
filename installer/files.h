// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// The changes of the file system that installing is made of, each atomic. Behind an interface, so
// that tests let any of them fail. Results are errno values, 0 for done.

#pragma once

#include <optional>
#include <string>

namespace slipway {

class Files {
  public:
    virtual ~Files() = default;

    virtual int makeFolder(const std::string& path) = 0;
    // Fails where it is not empty.
    virtual int removeFolder(const std::string& path) = 0;
    // A symbolic link. Fails where something is there.
    virtual int makeLink(const std::string& target, const std::string& path) = 0;
    // Fails where something is there. On the disk, not just in memory, when it returns; whole or,
    // where it failed, not there.
    virtual int writeFile(const std::string& path, const std::string& bytes) = 0;
    // Replaces a file or link that is there.
    virtual int rename(const std::string& from, const std::string& to) = 0;
    // A file or a link.
    virtual int remove(const std::string& path) = 0;
    // Another name of the same file. Fails where something is there.
    virtual int linkFile(const std::string& path, const std::string& to) = 0;
    // A new file with the bytes of `from`, executable by whoever may execute `like`, and of the
    // same owner as far as that may be said. On the disk when it returns; whole, or not there.
    virtual int copyExecutable(const std::string& from, const std::string& to,
                               const std::string& like) = 0;
    // What was made, renamed and removed in the folder, or written to the file, is on the disk when
    // it returns.
    virtual int sync(const std::string& path) = 0;
    // Whoever may read it may execute it, too.
    virtual int makeExecutable(const std::string& path) = 0;
    // Has desktops know which files the entries in the folder open, where there is what does that.
    virtual void indexEntries(const std::string& folder) = 0;
    // Has the package manager keep its hands off the path, and put `to` there instead, from now on
    // or (`undivert`) no more. Done already is done, too.
    virtual int divert(const std::string& path, const std::string& to) = 0;
    virtual int undivert(const std::string& path, const std::string& to) = 0;
    // Of Windows' registry (registry.h), with what is missing of its key; without a text it goes,
    // and of its key and those above it what is empty by then.
    virtual int writeSetting(const std::string& setting,
                             const std::optional<std::string>& text) = 0;
};

// Why nothing can be made or removed in the folder; 0 where nothing speaks against it, or where
// only trying tells.
int whyNotWritable(const std::string& folder);

// The machine's own.
class HostFiles final : public Files {
  public:
    int makeFolder(const std::string& path) override;
    int removeFolder(const std::string& path) override;
    int makeLink(const std::string& target, const std::string& path) override;
    int writeFile(const std::string& path, const std::string& bytes) override;
    int rename(const std::string& from, const std::string& to) override;
    int remove(const std::string& path) override;
    int linkFile(const std::string& path, const std::string& to) override;
    int copyExecutable(const std::string& from, const std::string& to,
                       const std::string& like) override;
    int sync(const std::string& path) override;
    int makeExecutable(const std::string& path) override;
    void indexEntries(const std::string& folder) override;
    int divert(const std::string& path, const std::string& to) override;
    int undivert(const std::string& path, const std::string& to) override;
    int writeSetting(const std::string& setting, const std::optional<std::string>& text) override;
};

}  // namespace slipway
