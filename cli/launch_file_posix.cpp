// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <filesystem>

#include "cli/launch_file.h"
#include "manifests/disk.h"
#include "resolver/catalogue.h"

namespace slipway {

namespace {

bool writeWhole(int file, std::string_view text) {
    while (!text.empty()) {
        const auto written = ::write(file, text.data(), text.size());
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return false;
        text.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

::mode_t modeOfUmask() {
    const ::mode_t mask = ::umask(0);
    ::umask(mask);
    return 0666 & ~mask;
}

std::string cannot(int error) {
    return "cannot be written: " + errorText(error);
}

// What is neither a file nor a link is not replaced by one.
bool isReplaceable(const std::string& path) {
    struct stat facts {};
    if (::lstat(path.c_str(), &facts) != 0) return true;
    return S_ISREG(facts.st_mode) || S_ISLNK(facts.st_mode);
}

}  // namespace

std::string writeLaunchFile(const std::string& path, std::string_view content, std::uint32_t mode) {
    if (!isReplaceable(path)) return "cannot be written: something else than a file is there";
    std::error_code failed;
    std::filesystem::create_directories(std::filesystem::path(path).parent_path(), failed);
    if (failed) return cannot(failed.value());
    // A name that nobody can know ahead: the folder may be everyone's.
    std::string temporary = path + ".XXXXXX";
    const int file = ::mkostemp(temporary.data(), O_CLOEXEC);
    if (file == -1) return cannot(errno);
    const ::mode_t permissions = mode == catalogue::kModeOfUmask ? modeOfUmask() : mode;
    const bool isWritten =
        ::fchmod(file, permissions) == 0 && writeWhole(file, content) && ::fsync(file) == 0;
    int error = isWritten ? 0 : errno;
    if (::close(file) != 0 && error == 0) error = errno;
    if (error == 0 && ::rename(temporary.c_str(), path.c_str()) == 0) return {};
    if (error == 0) error = errno;
    ::unlink(temporary.c_str());
    return cannot(error);
}

}  // namespace slipway
