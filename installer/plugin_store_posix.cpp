// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include <cerrno>

#include "installer/plugin_store.h"

namespace slipway {

namespace {

int exchangeAtOnce(const std::string& one, const std::string& other) {
#if defined(__linux__)
    const int result = ::renameat2(AT_FDCWD, one.c_str(), AT_FDCWD, other.c_str(), RENAME_EXCHANGE);
#else
    const int result = ::renamex_np(one.c_str(), other.c_str(), RENAME_SWAP);
#endif
    return result == 0 ? 0 : errno;
}

}  // namespace

void removeWhole(const std::filesystem::path& folder) {
    namespace fs = std::filesystem;
    std::error_code failed;
    fs::remove_all(folder, failed);
    if (!failed) return;
    for (fs::recursive_directory_iterator entry(folder, failed), end; !failed && entry != end;
         entry.increment(failed)) {
        if (!entry->is_directory(failed) || entry->is_symlink(failed)) continue;
        fs::permissions(entry->path(), fs::perms::owner_all, fs::perm_options::add, failed);
    }
    fs::remove_all(folder, failed);
}

// Where both at once cannot be, as on NFS, the name is free for as long as a rename takes.
int exchangeFolders(const std::string& one, const std::string& other) {
    const int error = exchangeAtOnce(one, other);
    if (error != EINVAL && error != ENOSYS && error != ENOTSUP) return error;
    const std::string aside = one + ".old";
    if (::rename(other.c_str(), aside.c_str()) != 0) return errno;
    if (::rename(one.c_str(), other.c_str()) == 0) return 0;
    const int failed = errno;
    ::rename(aside.c_str(), other.c_str());
    return failed;
}

}  // namespace slipway
