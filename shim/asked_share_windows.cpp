// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <charconv>
#include <cstring>

#include "resolver/catalogue.h"
#include "resolver/windows_command_line.h"
#include "shim/asked_share.h"
#include "shim/helper_process_windows.h"
#include "shim/process_windows.h"
#include "shim/share_questions_windows.h"

namespace slipway {

namespace {

// In place of the program's name: nobody calls a shim so, whatever its application is given.
constexpr std::string_view kRole = "slipway:asks-a-share";

constexpr std::uint32_t (*kQuestions[])(void*, ShareAnswers&) = {hearWitnessesOfShare, writeLine,
                                                                 lookAtPath};
constexpr bool (*kLooks[])(const char*) = {isThere, isCommandFile};

// As it stands in memory that the two processes have in common; the argument follows, and the
// share's name.
struct Request {
    std::uint64_t format = std::uint64_t{0x736c69} << 32 | kCatalogueFormat;
    std::uint32_t question;
    std::uint32_t report;
    std::uint64_t shareSize;
    std::uint64_t argumentSize;
    std::uint64_t catalogue;
    Milliseconds budget;
    Milliseconds start;
    Milliseconds deadline;
};
static_assert(sizeof(Request) % 8 == 0);

// What is shared begins with the handle that it is shared by.
constexpr std::size_t kHead = 16;

void* mapped(HANDLE section) {
    return ::MapViewOfFile(section, FILE_MAP_ALL_ACCESS, 0, 0, 0);
}

HANDLE sectionOf(void* memory) {
    return *reinterpret_cast<HANDLE*>(static_cast<std::byte*>(memory) - kHead);
}

std::uint32_t numberOf(const ShareQuestion& question) {
    std::uint32_t number = 0;
    while (number < std::size(kQuestions) && kQuestions[number] != question.ask) ++number;
    return number;
}

// Null where there is no memory for it.
void* writeRequest(const AskedShare& asked) {
    const ShareQuestion& question = *asked.question;
    void* memory = sharedMemory(sizeof(Request) + question.argumentSize + question.share.size());
    if (memory == nullptr) return nullptr;
    auto* bytes = static_cast<std::byte*>(memory);
    const Request request{.question = numberOf(question),
                          .report = static_cast<std::uint32_t>(asked.report - asked.reports->each),
                          .shareSize = question.share.size(),
                          .argumentSize = question.argumentSize,
                          .catalogue = question.catalogue,
                          .budget = asked.limits.budget,
                          .start = asked.start,
                          .deadline = asked.deadline};
    std::memcpy(bytes, &request, sizeof request);
    std::memcpy(bytes + sizeof request, question.argument, question.argumentSize);
    std::memcpy(bytes + sizeof request + question.argumentSize, question.share.data(),
                question.share.size());
    return memory;
}

DWORD WINAPI endInTime(void*) {
    ::Sleep(kLongestAside * 1000);
    ::TerminateProcess(::GetCurrentProcess(), 0);
    return 0;
}

void askAsRequested(std::byte* reports, std::byte* request, Arena& arena) {
    if (reports == nullptr || request == nullptr) return;
    Request asks;
    std::memcpy(&asks, request + kHead, sizeof asks);
    if (asks.format != Request{}.format || asks.question >= std::size(kQuestions)) return;
    std::byte* argument = request + kHead + sizeof asks;
    const char* share = reinterpret_cast<const char*>(argument + asks.argumentSize);
    ShareQuestion question{.share = {share, asks.shareSize},
                           .ask = kQuestions[asks.question],
                           .argument = argument,
                           .catalogue = asks.catalogue,
                           .argumentSize = asks.argumentSize};
    Shares shares(arena);
    auto* all = reinterpret_cast<ShareReports*>(reports + kHead);
    AskedShare asked{.question = &question,
                     .memory = {question.share, processEnvironment(arena), shares, arena},
                     .reports = all,
                     .report = &all->each[asks.report],
                     .limits = {.budget = asks.budget},
                     .start = asks.start,
                     .deadline = asks.deadline,
                     .hasWholeBudget = true,
                     .isStarted = true,
                     .afterLateChange = nullptr,
                     .argumentOfLateChange = nullptr};
    askShare(asked);
}

// Null where it is none.
HANDLE handleIn(std::string_view text) {
    std::uintptr_t number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return reinterpret_cast<HANDLE>(number);
}

}  // namespace

void askIfSentToShare() {
    Arena arena;
    const auto arguments = splitCommandLine(narrow(::GetCommandLineW(), arena), arena);
    if (arguments.size() != 3 || arguments[0].text != kRole) return;
    ::CloseHandle(::CreateThread(nullptr, 0, endInTime, nullptr, 0, nullptr));
    askAsRequested(static_cast<std::byte*>(mapped(handleIn(arguments[1].text))),
                   static_cast<std::byte*>(mapped(handleIn(arguments[2].text))), arena);
    ::ExitProcess(0);
}

void* sharedMemory(std::size_t size) {
    const std::uint64_t whole = size + kHead;
    Handle section(::CreateFileMappingW(INVALID_HANDLE_VALUE, nullptr, PAGE_READWRITE,
                                        static_cast<DWORD>(whole >> 32), static_cast<DWORD>(whole),
                                        nullptr));
    void* memory = section.isOpen() ? mapped(section.get()) : nullptr;
    if (memory == nullptr) return nullptr;
    *static_cast<HANDLE*>(memory) = section.release();
    return static_cast<std::byte*>(memory) + kHead;
}

// Nobody counts here: whoever has answered ends (waitForShares).
void SharedCount::raise() {}

bool sendToShare(AskedShare& asked, std::span<const char* const> environment, Arena& arena) {
    void* request = writeRequest(asked);
    if (request == nullptr) return false;
    const HANDLE sections[] = {sectionOf(asked.reports), sectionOf(request)};
    Handle process = startAside(kRole, sections, environment, arena);
    ::CloseHandle(sections[1]);
    asked.process = process.release();
    return asked.process != nullptr;
}

// Whoever has answered ends.
void waitForShares(std::span<const AskedShare> asked, std::uint32_t, Milliseconds deadline) {
    for (const AskedShare& each : asked) {
        const Milliseconds left = deadline - millisecondsSinceStart();
        if (each.process == nullptr || left <= 0) continue;
        ::WaitForSingleObject(each.process, static_cast<DWORD>(left));
    }
}

// That process has nothing of this one's to compile with, so this one starts who does, whether or
// not anything has changed: a share that is slow is remembered to be, so not at every launch.
void leaveShare(AskedShare& asked) {
    if (asked.process != nullptr) ::CloseHandle(asked.process);
    const ShareQuestion& question = *asked.question;
    const bool isSlow = question.result == 0 && question.silence == Silence::kSlow;
    if (isSlow && question.catalogue != 0 && asked.afterLateChange != nullptr) {
        asked.afterLateChange(asked.argumentOfLateChange);
    }
}

// The number of the look, then the path.
std::uint32_t lookAtPath(void* argument, ShareAnswers& answers) {
    constexpr std::uint32_t kFalse = 2;
    const char* bytes = static_cast<const char*>(argument);
    const auto look = static_cast<unsigned char>(*bytes);
    const bool isTrue = look < std::size(kLooks) && kLooks[look](bytes + 1);
    answers.answered();
    return isTrue ? kAllHolds : kFalse;
}

bool ShareAsker::isTrue(std::string_view share, const char* path, bool (*look)(const char*)) {
    char number = 0;
    for (const auto known : kLooks) {
        if (known == look) break;
        ++number;
    }
    const std::string_view argument = arena_.join({{&number, 1}, path});
    ShareQuestion question{.share = share,
                           .ask = lookAtPath,
                           .argument = const_cast<char*>(argument.data()),
                           .argumentSize = argument.size() + 1};
    ask(question);
    return question.result == kAllHolds;
}

}  // namespace slipway
