// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "cli/captured_stream_windows.h"

#include <algorithm>

namespace slipway {

namespace {

constexpr std::size_t kMostStreams = 2;
// A pipe holds less: whatever more there is comes from what the process has left behind.
constexpr std::size_t kMostAfterTheEnd = 1024 * 1024;

}  // namespace

CapturedStream::CapturedStream(HANDLE pipe, Keep keep, std::size_t most)
    : pipe_(pipe), keep_(keep), most_(most), event_(::CreateEventW(nullptr, TRUE, FALSE, nullptr)) {
    begin();
}

CapturedStream::~CapturedStream() {
    if (!isReading_) return;
    DWORD count = 0;
    ::CancelIoEx(pipe_, &pending_);
    ::GetOverlappedResult(pipe_, &pending_, &count, TRUE);
}

void CapturedStream::begin() {
    pending_ = {};
    pending_.hEvent = event_.get();
    isReading_ = ::ReadFile(pipe_, buffer_, sizeof buffer_, nullptr, &pending_) ||
                 ::GetLastError() == ERROR_IO_PENDING;
}

void CapturedStream::keep(std::size_t count) {
    const bool isFull = keep_ == Keep::kBeginning && text_.size() >= kKept;
    if (!isFull) text_.append(buffer_, count);
    if (keep_ == Keep::kEnd && text_.size() > 2 * kKept) text_.erase(0, text_.size() - kKept);
}

void CapturedStream::readOn() {
    DWORD count = 0;
    isReading_ = false;
    if (!::GetOverlappedResult(pipe_, &pending_, &count, TRUE)) return;
    keep(count);
    begin();
}

void CapturedStream::readRest() {
    for (std::size_t count = 0; isReading_ && count < kMostAfterTheEnd && !isTooMuch();
         count += kKept) {
        if (::WaitForSingleObject(event(), 0) != WAIT_OBJECT_0) return;
        readOn();
    }
}

Followed follow(HANDLE process, std::span<CapturedStream* const> streams,
                std::chrono::milliseconds patience) {
    const ULONGLONG end = ::GetTickCount64() + static_cast<ULONGLONG>(patience.count());
    for (;;) {
        HANDLE waited[1 + kMostStreams] = {process};
        CapturedStream* readable[1 + kMostStreams] = {};
        DWORD count = 1;
        for (CapturedStream* stream : streams) {
            if (stream->isTooMuch()) return Followed::kTooMuch;
            if (!stream->isReading()) continue;
            readable[count] = stream;
            waited[count++] = stream->event();
        }
        const ULONGLONG now = ::GetTickCount64();
        const DWORD left = now < end ? static_cast<DWORD>(end - now) : 0;
        const DWORD which = ::WaitForMultipleObjects(count, waited, FALSE, left);
        if (which == WAIT_OBJECT_0) return Followed::kEnded;
        if (which >= WAIT_OBJECT_0 + count) return Followed::kTooLong;
        readable[which - WAIT_OBJECT_0]->readOn();
    }
}

}  // namespace slipway
