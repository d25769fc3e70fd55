// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <fcntl.h>
#include <limits.h>
#include <sys/stat.h>
#include <sys/utsname.h>
#include <time.h>
#include <unistd.h>

#include <cstdint>
#include <cstring>

#include "shim/command_path.h"
#include "shim/host_world.h"
#include "shim/kernel_posix.h"
#include "shim/process.h"

namespace slipway {

namespace {

// Where shells look when PATH is unset.
constexpr const char* kDefaultPath = "/usr/local/bin:/usr/bin:/bin";

constexpr std::size_t kLargestUserList = 256 * 1024;  // a longer one counts as far as this

std::string_view orNothing(const char* text) {
    return text == nullptr ? std::string_view{} : std::string_view{text};
}

char* writeDecimal(char* out, std::uint64_t number, int digits) {
    for (int i = digits - 1; i >= 0; --i, number /= 10) {
        out[i] = static_cast<char>('0' + number % 10);
    }
    return out + digits;
}

}  // namespace

std::string_view HostWorld::host() {
    ::utsname names;
    return ::uname(&names) == 0 ? arena_.copy(names.nodename) : std::string_view{};
}

std::string_view HostWorld::user() {
    for (const char* name : {"USER", "LOGNAME"}) {
        const std::string_view user = orNothing(variable(environment_, name));
        if (!user.empty()) return user;
    }
    return account().name;
}

std::string_view HostWorld::home() {
    const std::string_view home = orNothing(variable(environment_, "HOME"));
    return home.empty() ? account().home : home;
}

// Where the environment is bare, as of cron and of many a farm. The file only: a static program
// cannot ask the services that a studio's accounts come from.
Account HostWorld::account() {
    const int file = ::open("/etc/passwd", O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (file == -1) return {};
    const std::span<char> text = arena_.allocateArray<char>(kLargestUserList);
    const ::ssize_t size = ::read(file, text.data(), text.size());
    ::close(file);
    if (size <= 0) return {};
    return accountOf(::geteuid(), {text.data(), static_cast<std::size_t>(size)})
        .value_or(Account{});
}

std::string_view HostWorld::launchTime() {
    if (!launchTime_.empty()) return launchTime_;
    const ::time_t now = secondsSinceEpoch();
    ::tm utc;
    if (::gmtime_r(&now, &utc) == nullptr) return {};
    char text[] = "YYYY-MM-DDThh:mm:ssZ";
    writeDecimal(text, static_cast<std::uint64_t>(utc.tm_year + 1900), 4);
    writeDecimal(text + 5, static_cast<std::uint64_t>(utc.tm_mon + 1), 2);
    writeDecimal(text + 8, static_cast<std::uint64_t>(utc.tm_mday), 2);
    writeDecimal(text + 11, static_cast<std::uint64_t>(utc.tm_hour), 2);
    writeDecimal(text + 14, static_cast<std::uint64_t>(utc.tm_min), 2);
    writeDecimal(text + 17, static_cast<std::uint64_t>(utc.tm_sec), 2);
    launchTime_ = arena_.copy(text);
    return launchTime_;
}

std::string_view HostWorld::processId() {
    char digits[20];
    const auto id = static_cast<std::uint64_t>(::getpid());
    writeDecimal(digits, id, sizeof digits);
    const std::string_view padded{digits, sizeof digits};
    return arena_.copy(padded.substr(padded.find_first_not_of('0')));
}

std::size_t HostWorld::argumentSpace() {
    return spaceForArguments();
}

// A deleted folder has no name: getcwd(2) tells of it as "(unreachable)…" or not at all.
std::string_view HostWorld::workingDirectory() {
    char path[PATH_MAX];
    const char* folder = ::getcwd(path, sizeof path);
    return folder != nullptr && *folder == '/' ? arena_.copy(folder) : std::string_view{};
}

bool HostWorld::isWorkingDirectory(std::string_view path) {
    const std::string_view known = workingDirectory();
    const std::string_view other = arena_.copy(path);
    // Where looking could hang, only its one name is known.
    if (isOnShare(known, shares_) || isOnShare(other, shares_)) return other == known;
    struct ::stat here;
    struct ::stat there;
    return ::stat(".", &here) == 0 && ::stat(other.data(), &there) == 0 &&
           here.st_dev == there.st_dev && here.st_ino == there.st_ino;
}

bool HostWorld::exists(std::string_view path) {
    const std::string_view file = arena_.copy(path);
    if (!isOnShare(file, shares_)) return ::access(file.data(), F_OK) == 0;
    return asker_.isTrue(shares_.of(file), file.data(),
                         [](const char* name) { return ::access(name, F_OK) == 0; });
}

std::string_view HostWorld::commandOnPath(std::string_view command) {
    const char* path = variable(environment_, "PATH");
    return findOnPath(path == nullptr ? kDefaultPath : path, command, asker_, arena_);
}

std::string_view makeLaunchId(Arena& arena) {
    unsigned char bytes[16];
    randomBytes(bytes);
    return formatLaunchId(bytes, arena);
}

}  // namespace slipway
