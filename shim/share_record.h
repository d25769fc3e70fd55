// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// What is learnt of a share, as it stands in its file.

#pragma once

#include "resolver/hash.h"
#include "shim/share_memory.h"

namespace slipway {

class StoredShareRecord {
  public:
    StoredShareRecord() = default;
    explicit StoredShareRecord(const ShareRecord& stored) : record(stored), sum_(sum()) {}
    bool isWhole() const { return magic_ == kMagic && sum_ == sum(); }

    ShareRecord record;

  private:
    static constexpr std::uint64_t kMagic = 0x736c697077617932;  // raised with any change

    std::uint64_t sum() const {
        std::uint64_t sum = mix(kMagic, static_cast<std::uint64_t>(record.silence));
        for (const Milliseconds time :
             {record.askedAt, record.answeredAt, record.silentAt, record.heldAt}) {
            sum = mix(sum, static_cast<std::uint64_t>(time));
        }
        return mix(sum, record.catalogue);
    }

    std::uint64_t magic_ = kMagic;
    std::uint64_t sum_ = 0;
};

}  // namespace slipway
