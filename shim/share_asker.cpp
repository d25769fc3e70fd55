// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "shim/share_asker.h"

#include <algorithm>

#include "shim/asked_share.h"

namespace slipway {

namespace {

// One call that hung and now returns makes no slow share: the others count.
void learn(ShareRecord& record, const ShareQuestion& question, std::uint32_t result,
           const ShareAnswers& answers, Milliseconds budget) {
    const Milliseconds now = millisecondsSinceStart();
    const bool isSlow = now - record.askedAt - answers.longestSilence() > budget;
    record.askedAt = 0;
    record.answeredAt = now;
    record.silence = isSlow ? Silence::kSlow : Silence::kNone;
    record.silentAt = isSlow ? now : 0;
    if (question.catalogue == 0) return;
    record.catalogue = question.catalogue;
    record.heldAt = result == kAllHolds ? now : 0;
}

// A farm waits on for shares that are alive.
void waitFor(std::span<const AskedShare> asked, std::uint32_t started, Milliseconds deadline,
             Milliseconds patience, Milliseconds stillAnswering) {
    waitForShares(asked, started, deadline);
    const bool isAnySlow = std::ranges::any_of(asked, [&](const AskedShare& each) {
        return each.report->result == 0 && each.report->answers.isAnsweringStill(stillAnswering);
    });
    if (isAnySlow && patience != 0) waitForShares(asked, started, deadline + patience);
}

}  // namespace

void askShare(AskedShare& asked) {
    const ShareQuestion& question = *asked.question;
    if (!asked.memory.acquire(asked.limits.budget, asked.deadline)) {
        asked.report->isTaken = true;
        asked.reports->ended.raise();
        return;
    }
    ShareRecord record = asked.memory.read();
    std::uint32_t result = kAllHolds;
    const bool isAnswered = question.catalogue != 0 && record.catalogue == question.catalogue &&
                            record.heldAt >= asked.start;  // by whoever asked just before
    if (!isAnswered) {
        record.askedAt = millisecondsSinceStart();
        asked.memory.write(record);
        asked.report->answers.begin();
        result = question.ask(question.argument, asked.report->answers);
        learn(record, question, result, asked.report->answers, asked.limits.budget);
        asked.memory.write(record);
    }
    asked.report->result = result;
    asked.reports->ended.raise();
    asked.memory.release();
    const bool isLateChange =
        question.catalogue != 0 && result != kAllHolds && asked.report->isTooLate;
    if (isLateChange && asked.afterLateChange != nullptr) {
        asked.afterLateChange(asked.argumentOfLateChange);
    }
}

Milliseconds ShareAsker::nextDeadline() {
    if (endOfBudget_ == 0) endOfBudget_ = millisecondsSinceStart() + limits_.budget;
    return endOfAsking();
}

// Of the one budget; the last that is asked gets a moment, too.
Milliseconds ShareAsker::endOfAsking() const {
    const Milliseconds now = millisecondsSinceStart();
    if (endOfBudget_ == 0) return now + limits_.budget;
    return std::max(endOfBudget_, now + limits_.budget / 5);
}

void ShareAsker::noteSilent(std::string_view share, Silence silence) {
    const auto known = std::ranges::find(silent_, share, &SilentShare::folder);
    if (known == silent_.end()) silent_.push({arena_.copy(share), silence});
}

// Without asking: from earlier in this launch, or from another one.
bool ShareAsker::isKnown(ShareQuestion& question, const ShareMemory& memory) const {
    const auto silent = std::ranges::find(silent_, question.share, &SilentShare::folder);
    if (silent != silent_.end()) {
        question.silence = silent->silence;
        return true;
    }
    const Milliseconds now = millisecondsSinceStart();
    const ShareRecord record = memory.read();
    if (question.catalogue != 0 && record.catalogue == question.catalogue &&
        isWithin(limits_.ttl, record.heldAt, now)) {
        question.result = kAllHolds;
        return true;
    }
    const bool isWaitedFor = record.silence == Silence::kSlow && patience_ != 0;
    if (record.silence == Silence::kNone || isWaitedFor ||
        !isWithin(kSilenceRemembered, record.silentAt, now)) {
        return false;
    }
    question.silence = record.silence;
    return true;
}

// One that had not the whole budget to answer in may be as good as any.
void ShareAsker::conclude(AskedShare& asked) {
    ShareQuestion& question = *asked.question;
    question.result = asked.report->result;
    if (question.result != 0) return;
    asked.report->isTooLate = true;
    ShareRecord record = asked.memory.read();
    const Milliseconds now = millisecondsSinceStart();
    const bool wasWaitedFor = asked.isStarted && asked.hasWholeBudget;
    const Milliseconds recently = limits_.budget / 2;
    const bool isAlive = !asked.isStarted || asked.report->answers.isAnsweringStill(recently) ||
                         isWithin(recently, record.answeredAt, now);
    const bool isDead = !isAlive && (wasWaitedFor || asked.report->isTaken);
    question.silence = isDead ? Silence::kDead : Silence::kSlow;
    if (!wasWaitedFor && !isDead) return;
    record.silence = question.silence;
    record.silentAt = now;
    asked.memory.write(record);
}

void ShareAsker::ask(std::span<ShareQuestion> questions) {
    ArenaVector<AskedShare> asked(arena_);
    auto* reports = static_cast<ShareReports*>(
        sharedMemory(sizeof(ShareReports) + questions.size() * sizeof(ShareReport)));
    const Milliseconds deadline = nextDeadline();
    const bool isWhole = deadline - millisecondsSinceStart() >= limits_.budget / 10 * 9;
    for (ShareQuestion& question : questions) {
        const ShareMemory memory(question.share, environment_, shares_, arena_);
        if (isKnown(question, memory)) continue;
        question.silence = Silence::kSlow;  // until it says otherwise
        if (reports == nullptr) continue;
        asked.push({&question, memory, reports, &reports->each[asked.size()], limits_,
                    millisecondsSinceStart(), deadline + patience_, isWhole, false,
                    afterLateChange_, argumentOfLateChange_});
    }
    std::uint32_t started = 0;
    for (AskedShare& each : asked) {
        each.isStarted = sendToShare(each, environment_, arena_);
        if (each.isStarted) ++started;
    }
    if (started != 0) {
        waitFor(asked.span(), started, deadline, patience_, limits_.budget / 2);
    }
    for (AskedShare& each : asked) {
        conclude(each);
        leaveShare(each);
    }
    for (ShareQuestion& question : questions) {
        if (question.result == 0) noteSilent(question.share, question.silence);
    }
}

}  // namespace slipway
