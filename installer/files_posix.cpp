// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <fcntl.h>
#include <spawn.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <expected>
#include <string_view>

#include "installer/files.h"

namespace slipway {

namespace {

// Shared with one's group where the umask says so, never writable by everyone: what stands in a
// folder that anybody can write to, a launch does not trust.
constexpr mode_t kFolderMode = 0775;
constexpr mode_t kFileMode = 0664;

constexpr const char* kDivert = "/usr/bin/dpkg-divert";
constexpr const char* kIndexEntries = "/usr/bin/update-desktop-database";
// What that writes where no entry opens any file.
constexpr std::string_view kEmptyIndex = "[MIME Cache]\n";

int errorOf(int result) {
    return result == 0 ? 0 : errno;
}

// Until it would be there after a loss of power. macOS' fsync(2) ends at the drive's own memory.
int flush(int file) {
#ifdef F_FULLFSYNC
    if (fcntl(file, F_FULLFSYNC) == 0) return 0;  // not every file system can
#endif
    return errorOf(fsync(file));
}

int writeAll(int file, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t count = write(file, bytes.data(), bytes.size());
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) return count < 0 ? errno : EIO;
        bytes.remove_prefix(static_cast<std::size_t>(count));
    }
    return flush(file);
}

// Closes what was written; removes it where it is not whole.
int finish(int file, const std::string& path, int error) {
    // A share may tell only now that there was no room.
    if (const int closing = errorOf(close(file)); error == 0) error = closing;
    if (error != 0) unlink(path.c_str());
    return error;
}

int errorAt(int file, const std::string& path) {
    return finish(file, path, errno);
}

std::expected<std::string, int> bytesOf(const std::string& path) {
    const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0) return std::unexpected(errno);
    std::string bytes;
    char block[64 * 1024];
    ssize_t count;
    while ((count = read(file, block, sizeof block)) > 0 || (count < 0 && errno == EINTR)) {
        if (count > 0) bytes.append(block, static_cast<std::size_t>(count));
    }
    const int error = count < 0 ? errno : 0;
    close(file);
    if (error != 0) return std::unexpected(error);
    return bytes;
}

// ECANCELED where it has failed.
int runTool(const char* tool, const char* const* arguments) {
    const char* const environment[] = {"PATH=/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL=C", nullptr};
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    pid_t child = 0;
    const int error =
        posix_spawn(&child, tool, &actions, nullptr, const_cast<char* const*>(arguments),
                    const_cast<char* const*>(environment));
    posix_spawn_file_actions_destroy(&actions);
    if (error != 0) return error;
    int status = 0;
    while (waitpid(child, &status, 0) < 0) {
        if (errno != EINTR) return errno;
    }
    return status == 0 ? 0 : ECANCELED;
}

int runDivert(const char* action, const std::string& path, const std::string& to) {
    const char* const arguments[] = {"dpkg-divert", "--quiet",    "--local",
                                     "--no-rename", "--divert",   to.c_str(),
                                     action,        path.c_str(), nullptr};
    return runTool(kDivert, arguments);
}

}  // namespace

int whyNotWritable(const std::string& folder) {
    return errorOf(faccessat(AT_FDCWD, folder.c_str(), W_OK | X_OK, AT_EACCESS));
}

int HostFiles::makeFolder(const std::string& path) {
    return errorOf(mkdir(path.c_str(), kFolderMode));
}

int HostFiles::removeFolder(const std::string& path) {
    return errorOf(rmdir(path.c_str()));
}

int HostFiles::makeLink(const std::string& target, const std::string& path) {
    return errorOf(symlink(target.c_str(), path.c_str()));
}

int HostFiles::writeFile(const std::string& path, const std::string& bytes) {
    const int file = open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, kFileMode);
    return file < 0 ? errno : finish(file, path, writeAll(file, bytes));
}

int HostFiles::rename(const std::string& from, const std::string& to) {
    return errorOf(std::rename(from.c_str(), to.c_str()));
}

int HostFiles::remove(const std::string& path) {
    return errorOf(unlink(path.c_str()));
}

int HostFiles::linkFile(const std::string& path, const std::string& to) {
    return errorOf(link(path.c_str(), to.c_str()));
}

int HostFiles::copyExecutable(const std::string& from, const std::string& to,
                              const std::string& like) {
    struct stat model;
    if (stat(like.c_str(), &model) != 0) return errno;
    const auto bytes = bytesOf(from);
    if (!bytes) return bytes.error();
    const int file = open(to.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (file < 0) return errno;
    // Only root may give files away; who else installs owns what it installs.
    if (fchown(file, model.st_uid, model.st_gid) != 0 && errno != EPERM) return errorAt(file, to);
    // None of the special bits: they are for the real one to have.
    if (fchmod(file, (model.st_mode & 0777) | S_IRUSR | S_IXUSR) != 0) return errorAt(file, to);
    return finish(file, to, writeAll(file, *bytes));
}

int HostFiles::sync(const std::string& path) {
    const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0) return errno;
    const int error = flush(file);
    close(file);
    const bool cannot = error == EINVAL || error == EBADF || error == ENOTSUP;
    return cannot ? 0 : error;
}

int HostFiles::makeExecutable(const std::string& path) {
    struct stat facts;
    if (stat(path.c_str(), &facts) != 0) return errno;
    const mode_t readers = facts.st_mode & (S_IRUSR | S_IRGRP | S_IROTH);
    return errorOf(chmod(path.c_str(), (facts.st_mode & 0777) | readers >> 2));
}

void HostFiles::indexEntries(const std::string& folder) {
    const char* const arguments[] = {"update-desktop-database", "-q", folder.c_str(), nullptr};
    if (runTool(kIndexEntries, arguments) != 0) return;
    const std::string index = folder + "/mimeinfo.cache";
    if (bytesOf(index) == std::string(kEmptyIndex)) unlink(index.c_str());
}

int HostFiles::divert(const std::string& path, const std::string& to) {
    return runDivert("--add", path, to);
}

int HostFiles::undivert(const std::string& path, const std::string& to) {
    return runDivert("--remove", path, to);
}

int HostFiles::writeSetting(const std::string&, const std::optional<std::string>&) {
    return ENOTSUP;
}

}  // namespace slipway
