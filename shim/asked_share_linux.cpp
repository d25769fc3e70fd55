// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "shim/asked_share.h"

namespace slipway {

bool sendToShare(AskedShare& asked, std::span<const char* const>, Arena&) {
    return startAside([](void* argument) { askShare(*static_cast<AskedShare*>(argument)); },
                      &asked);
}

void waitForShares(std::span<const AskedShare> asked, std::uint32_t started,
                   Milliseconds deadline) {
    asked.front().reports->ended.waitFor(started, deadline);
}

void leaveShare(AskedShare&) {}

bool ShareAsker::isTrue(std::string_view share, const char* path, bool (*look)(const char*)) {
    constexpr std::uint32_t kTrue = 1;
    constexpr std::uint32_t kFalse = 2;
    struct Argument {
        const char* path;
        bool (*ask)(const char*);
    } argument{path, look};
    const auto answer = [](void* what, ShareAnswers& answers) {
        const auto& asked = *static_cast<const Argument*>(what);
        const bool isTrue = asked.ask(asked.path);
        answers.answered();
        return isTrue ? kTrue : kFalse;
    };
    ShareQuestion question{share, answer, &argument};
    this->ask(question);
    return question.result == kTrue;
}

}  // namespace slipway
