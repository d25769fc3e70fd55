// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "cli/launch_folder_posix.h"

#include <arpa/inet.h>
#include <dirent.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <sstream>
#include <vector>

#include "cli/launch_folder.h"
#include "manifests/disk.h"
#include "shim/process.h"

namespace slipway {

namespace {

namespace fs = std::filesystem;

bool isOwnFolder(const std::string& path) {
    struct stat facts {};
    return ::lstat(path.c_str(), &facts) == 0 && S_ISDIR(facts.st_mode) &&
           facts.st_uid == ::geteuid() && (facts.st_mode & (S_IRWXG | S_IRWXO)) == 0;
}

std::vector<std::string> partsOf(const std::string& name) {
    std::vector<std::string> parts;
    std::istringstream text(name);
    for (std::string part; std::getline(text, part, '-');) parts.push_back(part);
    return parts;
}

// Of another boot every process is gone; of another namespace nobody here can tell.
bool isOfAProcessThatIsGone(const std::string& name) {
    const std::vector<std::string> parts = partsOf(name);
    if (parts.size() < 4) return false;
    if (parts[0] != bootOfThisComputer()) return true;
    return parts[1] == processNamespace() && startOfProcess(parts[2]) != parts[3];
}

void removeForsaken(const std::string& folder) {
    std::error_code failed;
    std::vector<fs::path> forsaken;
    for (const auto& entry : fs::directory_iterator(folder, failed)) {
        if (isOfAProcessThatIsGone(entry.path().filename().string())) {
            forsaken.push_back(entry.path());
        }
    }
    for (const fs::path& path : forsaken) fs::remove_all(path, failed);
}

std::string whyNotMade(const std::string& path, int error) {
    return "{launch.dir} cannot be made: '" + path + "'" + ": " + errorText(error);
}

}  // namespace

std::string folderOfLaunches(std::span<const char* const> environment) {
    const char* own = variable(environment, "XDG_RUNTIME_DIR");
    if (own != nullptr && *own == '/' && isOwnFolder(own)) return std::string(own) + "/slipway";
    return "/tmp/slipway-" + std::to_string(::geteuid());
}

std::string launchFolderName(std::string_view processId) {
    const std::string start = startOfProcess(processId);
    if (start.empty()) return {};
    return bootOfThisComputer() + "-" + processNamespace() + "-" + std::string(processId) + "-" +
           start;
}

std::expected<std::string, std::string> makeLaunchFolder(std::string_view processId,
                                                         std::span<const char* const> environment) {
    const std::string above = folderOfLaunches(environment);
    if (::mkdir(above.c_str(), 0700) != 0 && errno != EEXIST) {
        return std::unexpected(whyNotMade(above, errno));
    }
    if (!isOwnFolder(above)) {
        return std::unexpected("{launch.dir} cannot be made: '" + above + "'" +
                               " is not the user's own folder with mode 0700");
    }
    removeForsaken(above);
    const std::string path = above + "/" + launchFolderName(processId);
    // One process may become several applications, one after the other.
    std::string own = path;
    for (int number = 2; ::mkdir(own.c_str(), 0700) != 0; ++number) {
        if (errno != EEXIST) return std::unexpected(whyNotMade(own, errno));
        own = path + "-" + std::to_string(number);
    }
    ::chmod(own.c_str(), 0700);  // whatever the umask
    return own;
}

unsigned freePort() {
    const int listener = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    socklen_t size = sizeof address;
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    auto* const generic = reinterpret_cast<sockaddr*>(&address);
    const bool isBound = listener != -1 && ::bind(listener, generic, size) == 0 &&
                         ::getsockname(listener, generic, &size) == 0;
    if (listener != -1) ::close(listener);
    return isBound ? ntohs(address.sin_port) : 0;
}

}  // namespace slipway
