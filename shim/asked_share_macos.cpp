// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Here no path is known to be on a share, so nobody asks one.

#include "shim/asked_share.h"

namespace slipway {

bool sendToShare(AskedShare&, std::span<const char* const>, Arena&) {
    return false;
}

void waitForShares(std::span<const AskedShare>, std::uint32_t, Milliseconds) {}

void leaveShare(AskedShare&) {}

void SharedCount::raise() {}

bool ShareAsker::isTrue(std::string_view, const char* path, bool (*ask)(const char* path)) {
    return ask(path);
}

ShareMemory::ShareMemory(std::string_view, std::span<const char* const>, Shares&, Arena&) {}

ShareRecord ShareMemory::read() const {
    return {};
}

void ShareMemory::write(const ShareRecord&) const {}

bool ShareMemory::acquire(Milliseconds, Milliseconds) {
    return true;
}

void ShareMemory::release() const {}

}  // namespace slipway
