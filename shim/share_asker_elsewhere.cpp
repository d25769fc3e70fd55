// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "shim/share_asker.h"

namespace slipway {

// There is nobody to ask aside, and as no path is known to be on a share, nobody asks.
void ShareAsker::ask(std::span<ShareQuestion> questions) {
    for (const ShareQuestion& question : questions) {
        noteSilent(question.share, Silence::kSlow);
    }
}

bool ShareAsker::isTrue(std::string_view, const char* path, bool (*ask)(const char* path)) {
    return ask(path);
}

Milliseconds ShareAsker::endOfAsking() const {
    return millisecondsSinceStart() + limits_.budget;
}

void ShareAsker::noteSilent(std::string_view share, Silence silence) {
    silent_.push({share, silence});
}

}  // namespace slipway
