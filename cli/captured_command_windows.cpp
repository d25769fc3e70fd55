// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <memory>

#include "cli/captured_command.h"
#include "shim/helper_process_windows.h"

namespace slipway {

namespace {

using How = CommandEnd::How;

constexpr std::size_t kKept = 64 * 1024;
// A pipe holds less: whatever more there is comes from what the command has left behind.
constexpr std::size_t kMostAfterTheEnd = 1024 * 1024;

// What comes out of one of its streams.
class Captured {
  public:
    Captured(HANDLE pipe, std::size_t most)
        : pipe_(pipe), most_(most), event_(::CreateEventW(nullptr, TRUE, FALSE, nullptr)) {
        begin();
    }
    ~Captured() {
        if (!isReading_) return;
        DWORD count = 0;
        ::CancelIoEx(pipe_, &pending_);
        ::GetOverlappedResult(pipe_, &pending_, &count, TRUE);
    }
    Captured(const Captured&) = delete;
    Captured& operator=(const Captured&) = delete;

    HANDLE event() const { return event_.get(); }
    bool isReading() const { return isReading_; }
    bool isTooMuch() const { return most_ != 0 && text_.size() > most_; }
    std::string take() { return std::move(text_); }

    // After its event.
    void readOn() {
        DWORD count = 0;
        isReading_ = false;
        if (!::GetOverlappedResult(pipe_, &pending_, &count, TRUE)) return;
        text_.append(buffer_, count);
        if (most_ == 0 && text_.size() > 2 * kKept) text_.erase(0, text_.size() - kKept);
        begin();
    }

    // What it printed before it ended, and no more: what it left behind may hold the pipe.
    void readRest() {
        const std::size_t most = text_.size() + kMostAfterTheEnd;
        while (isReading_ && text_.size() < most &&
               ::WaitForSingleObject(event_.get(), 0) == WAIT_OBJECT_0) {
            readOn();
        }
    }

  private:
    void begin() {
        pending_ = {};
        pending_.hEvent = event_.get();
        isReading_ = ::ReadFile(pipe_, buffer_, sizeof buffer_, nullptr, &pending_) ||
                     ::GetLastError() == ERROR_IO_PENDING;
    }

    HANDLE pipe_;
    std::size_t most_;
    Handle event_;
    OVERLAPPED pending_{};
    bool isReading_ = false;
    std::string text_;
    char buffer_[kKept];
};

// Until the command has ended, prints too much, or its time is over.
How follow(HANDLE process, Captured& output, Captured& errors, std::chrono::milliseconds patience) {
    const ULONGLONG end = ::GetTickCount64() + static_cast<ULONGLONG>(patience.count());
    for (;;) {
        if (output.isTooMuch()) return How::kTooMuch;
        HANDLE waited[3] = {process};
        Captured* streams[3] = {};
        DWORD count = 1;
        for (Captured* stream : {&output, &errors}) {
            if (!stream->isReading()) continue;
            streams[count] = stream;
            waited[count++] = stream->event();
        }
        const ULONGLONG now = ::GetTickCount64();
        const DWORD left = now < end ? static_cast<DWORD>(end - now) : 0;
        const DWORD which = ::WaitForMultipleObjects(count, waited, FALSE, left);
        if (which == WAIT_OBJECT_0) return How::kExited;
        if (which >= WAIT_OBJECT_0 + count) return How::kTooLong;
        streams[which - WAIT_OBJECT_0]->readOn();
    }
}

}  // namespace

// What it leaves in the background goes on, so its job lets go of it when it has ended by itself.
CommandEnd runCaptured(const CommandToRun& command) {
    Arena arena;
    const Handle job = makeJobThatEnds();
    const auto started =
        startHelper({.arguments = {command.arguments.data(), command.arguments.size() + 1},
                     .environment = command.environment,
                     .job = job.get(),
                     .errors = HelperErrors::kApart},
                    arena);
    if (!started) return {How::kNotStarted, errnoOf(::GetLastError()), {}, {}, {}};
    const auto output = std::make_unique<Captured>(started->conversation.get(), command.mostOutput);
    const auto errors = std::make_unique<Captured>(started->errors.get(), 0);
    How how = follow(started->process.get(), *output, *errors, command.timeout);
    if (how != How::kExited) ::TerminateJobObject(job.get(), 1);
    ::WaitForSingleObject(started->process.get(), INFINITE);
    output->readRest();
    errors->readRest();
    if (how == How::kExited && output->isTooMuch()) how = How::kTooMuch;
    letGoOf(job);
    DWORD code = 0;
    ::GetExitCodeProcess(started->process.get(), &code);
    return {how, static_cast<int>(code), output->take(), errors->take(), {}};
}

}  // namespace slipway
