// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <new>

#include "shim/share_asker.h"

namespace slipway {

namespace {

// What those asked tell this process, in memory that all have in common.
struct Report {
    ShareAnswers answers;
    volatile std::uint32_t result = 0;
    volatile bool isTaken = false;  // another process is asking this share, and does not come back
    volatile bool isTooLate = false;  // who asked has gone on without the answer
};

struct Reports {
    SharedCount ended;
    Report each[1];  // as many as there are questions
};

}  // namespace

struct ShareAsker::Asked {
    ShareQuestion* question;
    ShareMemory memory;
    Reports* reports;
    Report* report;
    ShareLimits limits;
    Milliseconds start;
    Milliseconds deadline;
    bool hasWholeBudget;
    bool isStarted;
    void (*afterLateChange)(void*);
    void* argumentOfLateChange;
};

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
void waitFor(const Reports& reports, std::uint32_t started, Milliseconds deadline,
             Milliseconds patience, Milliseconds stillAnswering, std::size_t count) {
    reports.ended.waitFor(started, deadline);
    const std::span<const Report> all(reports.each, count);
    const bool isAnySlow = std::ranges::any_of(all, [&](const Report& report) {
        return report.result == 0 && report.answers.isAnsweringStill(stillAnswering);
    });
    if (isAnySlow && patience != 0) reports.ended.waitFor(started, deadline + patience);
}

template <class Asked>
void askShare(void* argument) {
    auto& asked = *static_cast<Asked*>(argument);
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

}  // namespace

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
void ShareAsker::conclude(Asked& asked) {
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
    ArenaVector<Asked> asked(arena_);
    auto* reports =
        static_cast<Reports*>(sharedMemory(sizeof(Reports) + questions.size() * sizeof(Report)));
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
    for (Asked& each : asked) {
        each.isStarted = startAside(askShare<Asked>, &each);
        if (each.isStarted) ++started;
    }
    if (started != 0) {
        waitFor(*reports, started, deadline, patience_, limits_.budget / 2, asked.size());
    }
    for (Asked& each : asked) conclude(each);
    for (ShareQuestion& question : questions) {
        if (question.result == 0) noteSilent(question.share, question.silence);
    }
}

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
