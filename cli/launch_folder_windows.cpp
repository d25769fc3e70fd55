// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <winsock2.h>

#include <charconv>
#include <vector>

#include "cli/launch_folder.h"
#include "cli/private_file.h"
#include "installer/plugin_store.h"
#include "manifests/disk.h"
#include "manifests/paths.h"
#include "resolver/system_windows.h"
#include "shim/process.h"

namespace slipway {

namespace {

// When it was started, in tenths of microseconds; 0: there is no such process.
std::uint64_t startOf(std::string_view processId) {
    DWORD number = 0;
    std::from_chars(processId.data(), processId.data() + processId.size(), number);
    const Handle process(
        ::OpenProcess(PROCESS_QUERY_LIMITED_INFORMATION | SYNCHRONIZE, FALSE, number));
    FILETIME start, end, kernel, user;
    if (!process.isOpen() || ::WaitForSingleObject(process.get(), 0) == WAIT_OBJECT_0 ||
        !::GetProcessTimes(process.get(), &start, &end, &kernel, &user)) {
        return 0;
    }
    return std::uint64_t{start.dwHighDateTime} << 32 | start.dwLowDateTime;
}

// Of PROCESS-START and PROCESS-START-NUMBER.
bool isOfAProcessThatIsGone(std::string_view name) {
    const std::size_t dash = name.find('-');
    if (dash == std::string_view::npos) return false;
    std::uint64_t start = 0;
    std::from_chars(name.data() + dash + 1, name.data() + name.size(), start);
    return start != 0 && startOf(name.substr(0, dash)) != start;
}

void removeForsaken(const std::string& folder) {
    HostDisk disk;
    const auto names = disk.list(folder);
    if (!names) return;
    for (const std::string& name : *names) {
        if (!isOfAProcessThatIsGone(name)) continue;
        Arena arena;
        removeWhole(widePath(joinPath(folder, name, kWindowsRules), arena));
    }
}

int makeFolder(const std::string& path) {
    Arena arena;
    return ::CreateDirectoryW(widePath(path, arena), nullptr) ? 0 : errnoOf(::GetLastError());
}

}  // namespace

// The user's own by the rights that it inherits.
std::string folderOfLaunches(std::span<const char* const> environment) {
    for (const char* name : {"LOCALAPPDATA", "TEMP"}) {
        const char* folder = variable(environment, name);
        if (folder != nullptr && isAbsolutePath(folder, kWindowsRules)) {
            return joinPath(folder, "slipway\\launches", kWindowsRules);
        }
    }
    return {};
}

std::string launchFolderName(std::string_view processId) {
    const std::uint64_t start = startOf(processId);
    return start == 0 ? std::string() : std::string(processId) + "-" + std::to_string(start);
}

std::expected<std::string, std::string> makeLaunchFolder(std::string_view processId,
                                                         std::span<const char* const> environment) {
    const std::string above = folderOfLaunches(environment);
    if (above.empty()) return std::unexpected("{launch.dir} cannot be made: no %LOCALAPPDATA%");
    const std::string path = joinPath(above, launchFolderName(processId), kWindowsRules);
    makePrivateFoldersAbove(path);
    removeForsaken(above);
    // One process may become several applications, one after the other.
    std::string own = path;
    for (int number = 2;; ++number) {
        const int error = makeFolder(own);
        if (error == 0) return own;
        if (error != EEXIST) {
            return std::unexpected("{launch.dir} cannot be made: '" + own +
                                   "': " + errorText(error));
        }
        own = path + "-" + std::to_string(number);
    }
}

unsigned freePort() {
    WSADATA data;
    if (::WSAStartup(MAKEWORD(2, 2), &data) != 0) return 0;
    const SOCKET listener = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    int size = sizeof address;
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = ::htonl(INADDR_LOOPBACK);
    auto* const generic = reinterpret_cast<sockaddr*>(&address);
    const bool isBound = listener != INVALID_SOCKET && ::bind(listener, generic, size) == 0 &&
                         ::getsockname(listener, generic, &size) == 0;
    const unsigned port = isBound ? ::ntohs(address.sin_port) : 0;
    if (listener != INVALID_SOCKET) ::closesocket(listener);
    ::WSACleanup();
    return port;
}

}  // namespace slipway
