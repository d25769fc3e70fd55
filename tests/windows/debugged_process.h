// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// `slipway`, killed at one of the calls by which it changes something of files or the registry: it
// is debugged, and stopped there.

#pragma once

#include <cstdint>
#include <map>

#include "tests/windows/desk.h"

namespace slipway::windows {

// Before the call of this number is made, counted from 0. How many of them there were until the
// process ended, one way or the other.
class DebuggedProcess {
  public:
    DebuggedProcess(Desk& desk, const std::wstring& slipwayTail, int killedAt);
    int changes() const { return changes_; }
    bool wasKilled() const { return changes_ > killedAt_; }

  private:
    DWORD handle(const DEBUG_EVENT& event);
    DWORD handleException(const DEBUG_EVENT& event);
    void stopAtChanges();
    void write(std::uintptr_t at, unsigned char byte);

    int killedAt_;
    int changes_ = 0;
    HANDLE process_ = nullptr;
    std::map<std::uintptr_t, unsigned char> stops_;  // with what stood there
    std::uintptr_t passed_ = 0;                      // to be stopped at again
};

}  // namespace slipway::windows
