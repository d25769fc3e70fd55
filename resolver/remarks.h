// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Collects what an evaluation has to say.

#pragma once

#include <initializer_list>
#include <string_view>

#include "resolver/arena.h"
#include "resolver/launch_plan.h"

namespace slipway {

class Remarks {
  public:
    explicit Remarks(Arena& arena) : remarks_(arena) {}

    void warn(std::string_view code, std::initializer_list<std::string_view> parts) {
        add(Severity::kWarning, code, parts);
    }
    // A warning of something missing that could have concerned this launch: a farm's goes no
    // further (spec 2.6).
    void lack(std::string_view code, std::initializer_list<std::string_view> parts) {
        warn(code, parts);
        isIncomplete_ = true;
    }
    void fail(std::string_view code, std::initializer_list<std::string_view> parts) {
        add(Severity::kError, code, parts);
    }
    void add(Severity severity, std::string_view code,
             std::initializer_list<std::string_view> parts) {
        remarks_.push({severity, code, remarks_.arena().join(parts)});
    }
    void lack() { isIncomplete_ = true; }
    std::span<const Remark> list() const { return remarks_.span(); }
    bool isIncomplete() const { return isIncomplete_; }

  private:
    ArenaVector<Remark> remarks_;
    bool isIncomplete_ = false;
};

}  // namespace slipway
