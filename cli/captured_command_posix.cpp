// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <csignal>
#include <cstring>
#include <memory>
#include <string>
#include <type_traits>
#include <vector>

// Boost.Process 1.81 forgets these where it uses std::filesystem.
#define BOOST_PROCESS_USE_STD_FS
#include <boost/optional.hpp>
#include <boost/version.hpp>
#if BOOST_VERSION < 108600
namespace boost::process::v2 {
using std::is_constructible;
using std::remove_pointer;
}  // namespace boost::process::v2
#endif
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/readable_pipe.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/process/v2/process.hpp>
#include <boost/process/v2/stdio.hpp>

#include "cli/captured_command.h"
#include "shim/child_process.h"

namespace slipway {

namespace {

namespace asio = boost::asio;
namespace process = boost::process::v2;
using How = CommandEnd::How;

constexpr std::size_t kKept = 64 * 1024;
// A pipe holds less: whatever more there is comes from what the command has left behind.
constexpr std::size_t kMostAfterTheEnd = 1024 * 1024;

// Its process_environment does not link (boostorg/process #312).
struct Environment {
    std::span<const char* const> entries;

    template <class Launcher>
    boost::system::error_code on_setup(Launcher& launcher, const std::filesystem::path&,
                                       const char* const*&) const {
        launcher.env = entries.data();
        return {};
    }
};

struct OwnGroup {
    template <class Launcher>
    boost::system::error_code on_exec_setup(Launcher&, const std::filesystem::path&,
                                            const char* const*&) const {
        ::setpgid(0, 0);
        closeAtExecFrom(3);  // it leaves the pipes' own ends open
        resetSignals();
        return {};
    }
};

// What comes out of one of its descriptors.
class Captured {
  public:
    Captured(asio::io_context& context, std::size_t most) : pipe_(context), most_(most) {}

    asio::readable_pipe& pipe() { return pipe_; }
    bool isTooMuch() const { return most_ != 0 && text_.size() > most_; }
    std::string take() { return std::move(text_); }

    template <class TooMuch>
    void read(TooMuch tooMuch) {
        pipe_.async_read_some(asio::buffer(buffer_),
                              [this, tooMuch](auto failed, std::size_t size) {
                                  add(size);
                                  // Closed by the command: it may go on.
                                  if (failed || isOver_) return;
                                  isTooMuch() ? tooMuch() : read(tooMuch);
                              });
    }

    // Nothing more is waited for. What has been read already still comes.
    void finish() {
        isOver_ = true;
        boost::system::error_code closed;
        pipe_.cancel(closed);
    }

    // What it printed before it ended, and no more: what it left behind may hold the pipe.
    void readRest() {
        const int pipe = pipe_.native_handle();
        ::fcntl(pipe, F_SETFL, O_NONBLOCK);
        for (std::size_t rest = 0; rest < kMostAfterTheEnd;) {
            const auto size = ::read(pipe, buffer_, sizeof buffer_);
            if (size <= 0) return;
            add(static_cast<std::size_t>(size));
            rest += static_cast<std::size_t>(size);
        }
    }

  private:
    void add(std::size_t size) {
        text_.append(buffer_, size);
        if (most_ == 0 && text_.size() > 2 * kKept) text_.erase(0, text_.size() - kKept);
    }

    asio::readable_pipe pipe_;
    std::size_t most_;
    bool isOver_ = false;
    std::string text_;
    char buffer_[kKept];
};

class Run {
  public:
    explicit Run(const CommandToRun& command)
        : command_(command),
          output_(context_, command.mostOutput),
          errors_(context_, 0),
          timer_(context_, command.timeout),
          waiting_(context_) {}

    CommandEnd run() {
        if (const auto failed = start()) return {How::kNotStarted, failed.value(), {}, {}, {}};
        output_.read([this] { end(How::kTooMuch); });
        errors_.read([] {});
        timer_.async_wait([this](auto cancelled) {
            if (!cancelled) end(How::kTooLong);
        });
        watchWaiting();
        process_->async_wait([this](auto, int) { finish(); });
        context_.run();
        if (command_.waiting != -1) ::fcntl(command_.waiting, F_SETFL, waitingFlags_);
        output_.readRest();
        errors_.readRest();
        if (how_ == How::kExited && output_.isTooMuch()) how_ = How::kTooMuch;
        return {how(), code(), output_.take(), errors_.take(), signal()};
    }

  private:
    boost::system::error_code start() {
        const std::vector<std::string> arguments(command_.arguments.begin() + 1,
                                                 command_.arguments.end());
        boost::system::error_code failed;
        process::default_process_launcher launcher;
        // Of 1.81's overloads for a context the error is lost, and thrown.
        process_.emplace(launcher(context_.get_executor(), failed, command_.executable, arguments,
                                  process::process_stdio{nullptr, output_.pipe(), errors_.pipe()},
                                  Environment{command_.environment}, OwnGroup{}));
        return failed;
    }

    void watchWaiting() {
        if (command_.waiting == -1) return;
        // Asio makes it non-blocking, for everybody who has it open: companions wait there later.
        waitingFlags_ = ::fcntl(command_.waiting, F_GETFL);
        waiting_.assign(::fcntl(command_.waiting, F_DUPFD_CLOEXEC, 3));
        waiting_.async_wait(asio::posix::stream_descriptor::wait_read, [this](auto cancelled) {
            if (!cancelled) end(How::kAbandoned);
        });
    }

    // The context is not stopped: it would drop what has been read and not been handed over yet.
    void finish() {
        isOver_ = true;
        boost::system::error_code closed;
        timer_.cancel();
        waiting_.cancel(closed);
        output_.finish();
        errors_.finish();
    }

    void end(How how) {
        if (isOver_) return;  // it has been waited for, and its number may be another's
        how_ = how;
        ::kill(-process_->id(), SIGKILL);
    }

    How how() const {
        const int status = process_->native_exit_code();
        return how_ == How::kExited && WIFSIGNALED(status) ? How::kSignalled : how_;
    }
    int code() const {
        const int status = process_->native_exit_code();
        return WIFEXITED(status) ? WEXITSTATUS(status) : 0;
    }
    std::string signal() const {
        const int status = process_->native_exit_code();
        return WIFSIGNALED(status) ? ::strsignal(WTERMSIG(status)) : "";
    }

    const CommandToRun& command_;
    asio::io_context context_;
    Captured output_;
    Captured errors_;
    asio::steady_timer timer_;
    asio::posix::stream_descriptor waiting_;
    int waitingFlags_ = 0;
    std::optional<process::process> process_;
    bool isOver_ = false;
    How how_ = How::kExited;
};

}  // namespace

CommandEnd runCaptured(const CommandToRun& command) {
    return std::make_unique<Run>(command)->run();
}

}  // namespace slipway
