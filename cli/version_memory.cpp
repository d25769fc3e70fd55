// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "cli/version_memory.h"

#include <cerrno>
#include <charconv>
#include <chrono>
#include <optional>

#include "cli/private_file.h"
#include "manifests/paths.h"
#include "resolver/hash.h"

namespace slipway {

namespace {

using Answer = std::expected<std::string, AskFailure>;
using std::chrono::seconds;

constexpr std::string_view kHeading = "slipway answer 1 ";
constexpr std::size_t kLargestFile = 1024 * 1024;
// As of a share that is dead (spec 2.6): an executable that hangs is not asked by every launch.
constexpr seconds kFailureCounts = std::chrono::minutes(1);

std::string hexadecimal(std::uint64_t number) {
    std::string digits(16, '0');
    for (std::size_t i = 16; i-- > 0; number >>= 4) digits[i] = "0123456789abcdef"[number & 15];
    return digits;
}

// Where the answers are; empty: nowhere.
std::string folderOfAnswers(const PlatformRules& rules, const Variables& variables) {
    if (variables("SLIPWAY_CACHE") == "off") return {};
    if (rules.platform == Platform::kWindows) {
        const auto local = nonEmpty(variables, "LOCALAPPDATA");
        if (!local || !isAbsolutePath(*local, rules)) return {};
        return joinPath(*local, "slipway\\cache\\versions", rules);
    }
    auto cache = nonEmpty(variables, "XDG_CACHE_HOME");
    // A relative one is to be ignored (XDG Base Directory Specification).
    if (!cache || !isAbsolutePath(*cache, rules)) {
        cache = homeFolder(rules, variables);
        if (cache) cache = joinPath(*cache, ".cache", rules);
    }
    if (!cache || !isAbsolutePath(*cache, rules)) return {};
    return joinPath(*cache, "slipway/versions", rules);
}

// One question, and the file with its answer:
//   slipway answer 1 CHECKSUM
//   the question: path, fingerprint and arguments, each followed by a NUL
//   `+` or `-` (a failure), the time in seconds since 1970
//   the output, or the reason of the failure
class Memory {
  public:
    Memory(const std::string& folder, std::string question)
        : path_(folder + "/" + hexadecimal(hashText(question))), question_(std::move(question)) {}

    std::optional<Answer> recall(seconds now) const {
        const auto content = readPrivately(path_, kLargestFile);
        if (!content) return std::nullopt;
        std::string_view rest = *content;
        const std::string body = question_ + "\n";
        const std::size_t begin = kHeading.size() + 17;
        if (rest.size() < begin || heading(rest.substr(begin)) != rest.substr(0, begin) ||
            !rest.substr(begin).starts_with(body)) {
            return std::nullopt;
        }
        return parsed(rest.substr(begin + body.size()), now);
    }

    void keep(const Answer& answer, seconds now) const {
        const std::string body = question_ + "\n" + (answer ? "+" : "-") +
                                 std::to_string(now.count()) + "\n" +
                                 (answer ? *answer : answer.error().reason);
        const std::string content = heading(body) + body;
        keepPrivately(path_, std::as_bytes(std::span(content)));
    }

  private:
    static std::string heading(std::string_view body) {
        return std::string(kHeading) + hexadecimal(hashText(body)) + "\n";
    }

    static std::optional<Answer> parsed(std::string_view text, seconds now) {
        const std::size_t end = text.find('\n');
        if (text.empty() || end == std::string_view::npos) return std::nullopt;
        std::int64_t time = 0;
        std::from_chars(text.data() + 1, text.data() + end, time);
        std::string said(text.substr(end + 1));
        if (text.front() == '+') return said;
        const seconds age = now - seconds(time);
        if (age < seconds(0) || age > kFailureCounts) return std::nullopt;
        return std::unexpected(AskFailure{std::move(said)});
    }

    std::string path_;
    std::string question_;
};

std::string questionOf(const std::string& executable, const FileFacts& facts,
                       const std::vector<std::string>& arguments) {
    std::string question = executable;
    question += '\0' + hexadecimal(fingerprint(facts, WitnessKind::kContent)) + '\0';
    for (const std::string& argument : arguments) question += argument + '\0';
    return question;
}

Answer remembered(const std::string& folder, const std::string& executable,
                  const std::vector<std::string>& arguments, const Surroundings& surroundings) {
    // A file too young to be told from its next edit answers, but for this time only.
    RecordingDisk disk(surroundings.disk);
    const FileFacts facts = disk.facts(executable);
    const auto now = std::chrono::duration_cast<seconds>(disk.now());
    const Memory memory(folder, questionOf(executable, facts, arguments));
    if (auto known = memory.recall(now)) return *std::move(known);
    Answer answer = surroundings.ask(executable, arguments);
    const bool isSame = surroundings.disk.facts(executable) == facts;
    const bool isWorth = answer.has_value() || !answer.error().lasting;
    if (disk.settled() && isSame && isWorth) memory.keep(answer, now);
    return answer;
}

}  // namespace

AskExecutable rememberingAsk(const Surroundings& surroundings) {
    if (!surroundings.ask) return {};
    std::string folder = folderOfAnswers(surroundings.rules, variablesOf(surroundings));
    // A home that does not answer remembers nothing.
    const bool isThere = !folder.empty() && surroundings.disk.facts(folder).error != ETIMEDOUT;
    if (!isThere) return surroundings.ask;
    return [folder = std::move(folder), &surroundings](const std::string& executable,
                                                       const std::vector<std::string>& arguments) {
        return remembered(folder, executable, arguments, surroundings);
    };
}

}  // namespace slipway
