// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <optional>

#include "cli/ask_executable.h"
#include "shim/child_process.h"
#include "shim/in_place.h"
#include "shim/marker.h"

namespace slipway {

namespace {

using Clock = std::chrono::steady_clock;
using namespace std::chrono_literals;

constexpr auto kPatience = 5s;
constexpr std::size_t kMostOutput = 64 * 1024;

// A home for one question: what is asked for its version may make its settings all the same.
class PassingFolder {
  public:
    PassingFolder() {
        std::error_code failed;
        path_ = (std::filesystem::temp_directory_path(failed) / "slipway-ask-XXXXXX").string();
        if (failed || ::mkdtemp(path_.data()) == nullptr) path_.clear();
    }
    ~PassingFolder() {
        std::error_code failed;
        if (!path_.empty()) std::filesystem::remove_all(path_, failed);
    }
    PassingFolder(const PassingFolder&) = delete;
    PassingFolder& operator=(const PassingFolder&) = delete;
    const std::string& path() const { return path_; }  // empty: it could not be made

  private:
    std::string path_;
};

struct Pipe {
    int reading = -1;
    int writing = -1;
};

std::optional<Pipe> makePipe() {
    int ends[2];
    if (::pipe(ends) != 0) return std::nullopt;
    for (const int end : ends) ::fcntl(end, F_SETFD, FD_CLOEXEC);
    return Pipe{ends[0], ends[1]};
}

std::vector<char*> pointers(std::vector<std::string>& texts) {
    std::vector<char*> result;
    for (std::string& text : texts) result.push_back(text.data());
    result.push_back(nullptr);
    return result;
}

// Nothing of the user's: no display to open a window on, no session bus to wake a running instance
// by; of macOS' two homes neither. A wrapper that comes upon a shim of ours must reach the
// application, not ask again.
std::vector<std::string> environmentIn(const std::string& home) {
    return {"PATH=/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin",
            "HOME=" + home,
            "CFFIXED_USER_HOME=" + home,
            "TMPDIR=" + home,
            "XDG_RUNTIME_DIR=" + home,
            "LC_ALL=C.UTF-8",
            "QT_QPA_PLATFORM=offscreen",
            "SLIPWAY_BYPASS=1"};
}

struct Start {
    std::vector<std::string> arguments;
    std::vector<std::string> environment;
    std::string folder;
    int output;
    int error;  // closed by a start that goes well; else errno is written to it
};

// The caller's own descriptors end here: whoever reads its output must not wait for us.
void closeAllBut(int kept) {
    const long limit = ::sysconf(_SC_OPEN_MAX);  // -1: there is none
    const long most = limit < 0 ? 65536 : std::min(limit, 65536L);
    for (int file = 3; file < most; ++file) {
        if (file != kept) ::close(file);
    }
}

[[noreturn]] void become(Start& start) {
    std::vector<char*> arguments = pointers(start.arguments);
    std::vector<char*> environment = pointers(start.environment);
    ::setpgid(0, 0);
    resetSignals();
    // Where 0 to 2 were closed the pipes may be among them.
    const int error = ::fcntl(start.error, F_DUPFD_CLOEXEC, 3);
    const int output = ::fcntl(start.output, F_DUPFD_CLOEXEC, 3);
    const int nothing = ::open("/dev/null", O_RDONLY);
    ::dup2(nothing, 0);
    ::dup2(output, 1);
    ::dup2(output, 2);
    closeAllBut(error);
    if (::chdir(start.folder.c_str()) == 0) {
        ::execve(arguments[0], arguments.data(), environment.data());
    }
    const int reason = errno;
    [[maybe_unused]] const auto written = ::write(error, &reason, sizeof reason);
    ::_exit(127);
}

int readError(int pipe) {
    int error = 0;
    while (::read(pipe, &error, sizeof error) == -1 && errno == EINTR) {
    }
    return error;
}

// A process with a group of its own; when this ends the whole group does.
class Asked {
  public:
    explicit Asked(::pid_t id) : id_(id) {
        ::setpgid(id, id);  // whoever of the two comes first
    }
    ~Asked() { end(); }
    Asked(const Asked&) = delete;
    Asked& operator=(const Asked&) = delete;

    // It stays a zombie, so that its number remains its own.
    bool hasEnded() const {
        siginfo_t info{};
        return ::waitid(P_PID, static_cast<id_t>(id_), &info, WEXITED | WNOHANG | WNOWAIT) != 0 ||
               info.si_pid == id_;
    }

    int end() {
        if (id_ == -1) return 0;
        ::kill(-id_, SIGKILL);
        int status = 0;
        while (::waitpid(id_, &status, 0) == -1 && errno == EINTR) {
        }
        id_ = -1;
        return status;
    }

  private:
    ::pid_t id_;
};

// Appends what there is to read; false at the end.
bool readSome(int pipe, std::string& output) {
    char buffer[4096];
    const auto count = ::read(pipe, buffer, sizeof buffer);
    if (count < 0) return errno == EINTR || errno == EAGAIN;
    const auto room = std::min(static_cast<std::size_t>(count), kMostOutput - output.size());
    output.append(buffer, room);
    return count > 0;
}

// To the end of the output or of the process, whichever comes first: what it leaves in the
// background may hold the pipe open for ever. Nothing where neither comes in time.
std::optional<std::string> outputOf(const Asked& asked, int pipe) {
    ::fcntl(pipe, F_SETFL, O_NONBLOCK);
    const auto deadline = Clock::now() + kPatience;
    std::string output;
    bool isOpen = true;
    while (Clock::now() < deadline) {
        const bool hasEnded = asked.hasEnded();
        ::pollfd waiting{isOpen ? pipe : -1, POLLIN, 0};
        const int ready = ::poll(&waiting, 1, hasEnded ? 0 : 10);
        if (ready > 0) isOpen = readSome(pipe, output);
        if (hasEnded && ready <= 0) return output;
    }
    return std::nullopt;
}

std::string howItEnded(int status) {
    if (WIFSIGNALED(status)) return std::string("it was ended by ") + ::strsignal(WTERMSIG(status));
    return "it ended with exit code " + std::to_string(WEXITSTATUS(status));
}

std::unexpected<AskFailure> failure(std::string reason, bool lasting = false) {
    return std::unexpected(AskFailure{std::move(reason), lasting});
}

std::expected<std::string, AskFailure> answer(Asked& asked, int output) {
    const auto said = outputOf(asked, output);
    const int status = asked.end();
    if (!said) return failure("it did not end within 5 s");
    if (status != 0) return failure(howItEnded(status));
    return *said;
}

}  // namespace

std::expected<std::string, AskFailure> askExecutable(const std::string& executable,
                                                     const std::vector<std::string>& arguments) {
    Arena arena;
    const std::string real(executableBehind(executable, arena));
    if (isShim(real.c_str())) return failure("it is a shim of Slipway", true);
    const PassingFolder home;
    const auto output = makePipe();
    const auto error = makePipe();
    if (home.path().empty() || !output || !error) return failure("there is no room to run it");
    Start start{{real}, environmentIn(home.path()), home.path(), output->writing, error->writing};
    start.arguments.insert(start.arguments.end(), arguments.begin(), arguments.end());
    const ::pid_t id = ::fork();
    if (id == 0) become(start);
    ::close(output->writing);
    ::close(error->writing);
    std::expected<std::string, AskFailure> result = failure("no process can be made");
    if (id != -1) {
        Asked asked(id);
        const int startError = readError(error->reading);
        result = startError == 0 ? answer(asked, output->reading)
                                 : failure("it cannot be started: " + errorText(startError));
    }
    ::close(output->reading);
    ::close(error->reading);
    return result;
}

}  // namespace slipway
