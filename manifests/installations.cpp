// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "manifests/installations.h"

#include <algorithm>
#include <optional>
#include <set>

#include "manifests/bundle.h"
#include "manifests/expression.h"
#include "manifests/find_pattern.h"
#include "manifests/wording.h"
#include "resolver/path.h"
#include "resolver/version.h"

namespace slipway {

namespace {

// A version and how it is known. An empty one is not known.
struct KnownVersion {
    std::string text;
    std::string source;
};

// As it is written in a manifest, where `{version}` is not yet known.
std::string patternText(const Template& pattern) {
    constexpr std::string_view kOfApplication = "{application.";
    std::string text;
    for (const TemplatePiece& piece : pattern) {
        std::string written = templateText({piece});
        if (written.starts_with(kOfApplication)) written.erase(1, kOfApplication.size() - 1);
        text += written;
    }
    return text;
}

std::string joined(const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
    return text;
}

// The installations of one application as they are found.
class Search {
  public:
    Search(const Host& host, Diagnostics& diagnostics) : host_(host), diagnostics_(diagnostics) {}

    void add(const FindEntry& entry) {
        for (const PatternMatch& match : matchesOf(entry)) {
            const auto target = targetAt(match, entry);
            if (target && !seen_.contains(target->executable)) add(entry, match, *target);
        }
    }

    std::vector<Installation> newestFirst() && {
        // That there is one and it cannot be executed is another thing than that there is none.
        if (found_.empty()) {
            for (const auto& [entry, match] : notExecutable_) add(*entry, match, {match.path, {}});
        }
        std::ranges::stable_sort(found_, [](const auto& left, const auto& right) {
            return compareVersions(left.version, right.version) > 0;
        });
        return std::move(found_);
    }

  private:
    std::optional<std::string> early(const Template& text) const {
        return earlyText(text, host_.rules, host_.variables);
    }

    // Of what concerns no launch: there are other installations, and those found go on working.
    void warn(std::string code, const FindEntry& entry, std::string message,
              std::string hint = {}) {
        diagnostics_.add({Severity::kWarning, std::move(code), std::move(message), std::move(hint),
                          entry.location, false});
    }

    std::vector<PatternMatch> matchesOf(const FindEntry& entry) {
        if (entry.search) return matchesOf(*entry.search, entry);
        const auto pattern = parseFindPattern(entry.path, host_.rules, host_.variables);
        const auto version = entry.version ? early(*entry.version) : "";
        if (!pattern || !version) return {};
        return pathsMatching(*pattern, *version, host_.rules, host_.disk);
    }

    std::vector<PatternMatch> matchesOf(const SegmentSearch& search, const FindEntry& entry) {
        auto matches = pathsMatching(search, host_.rules, host_.variables, host_.disk);
        if (matches) return *std::move(matches);
        warn("find-failed", entry, "cannot search by these expressions: " + matches.error());
        return {};
    }

    // What is started where an installation was found, or nothing where there is none.
    std::optional<Bundle> targetAt(const PatternMatch& match, const FindEntry& entry) {
        const std::string& path = match.path;
        const FileFacts facts = host_.disk.facts(path);
        if (isExecutableFile(facts)) return Bundle{path, {}};
        if (fileType(facts) == FileType::kFile) return notExecutable(match, entry);
        const bool isBundle = host_.rules.platform == Platform::kMacos && isBundleName(path) &&
                              fileType(facts) == FileType::kFolder;
        if (!isBundle) return std::nullopt;
        auto bundle = readBundle(path, host_.disk);
        if (bundle && !isExecutableFile(host_.disk.facts(bundle->executable))) {
            bundle = std::unexpected("there is no executable " + quoted(bundle->executable));
        }
        if (bundle) return *std::move(bundle);
        warn("broken-bundle", entry, quoted(path) + " is no installation: " + bundle.error());
        return std::nullopt;
    }

    std::nullopt_t notExecutable(const PatternMatch& match, const FindEntry& entry) {
        warn("not-executable", entry, quoted(match.path) + " is not executable",
             "chmod +x it, where it is meant to be");
        notExecutable_.emplace_back(&entry, match);
        return std::nullopt;
    }

    void add(const FindEntry& entry, const PatternMatch& match, const Bundle& target) {
        KnownVersion version = versionOf(entry, match, target);
        if (version.text.empty() && entry.search) {
            return warn("version-unknown", entry,
                        quoted(match.path) + " is no installation: no version stands in it",
                        "the expression 'version' is searched in the whole path");
        }
        seen_.insert(target.executable);
        found_.push_back({std::move(version.text), target.executable, entry.arguments,
                          entry.location, std::move(version.source), entry.rosetta});
    }

    KnownVersion versionOf(const FindEntry& entry, const PatternMatch& match,
                           const Bundle& target) {
        if (entry.version) return {match.version, "said by its 'find' entry"};
        if (!match.version.empty()) return {match.version, "from its path"};
        if (entry.question) return answerOf(entry, target.executable);
        return toldBy(target);
    }

    // "4.2.1 (build 7)" and the like occur.
    KnownVersion toldBy(const Bundle& bundle) const {
        static const Template kVersionAlone = {{.kind = PieceKind::kApplicationVersion}};
        auto version = versionInOutput(bundle.version, kVersionAlone, host_.rules, host_.variables);
        if (!version) return {};
        return {*std::move(version), "from its Info.plist"};
    }

    KnownVersion answerOf(const FindEntry& entry, const std::string& found) {
        const VersionQuestion& question = *entry.question;
        const auto executable = askedExecutable(question, found);
        std::vector<std::string> arguments;
        for (const Template& argument : question.arguments) {
            if (auto text = early(argument)) arguments.push_back(*std::move(text));
        }
        if (!executable) return {};
        const std::string asked = "asked with " + quoted(joined(arguments));
        const auto output = ask(*executable, arguments);
        if (!output) {
            return unanswered(entry, *executable, asked + " " + output.error().reason,
                              !output.error().lasting);
        }
        auto version = versionInOutput(*output, question.pattern, host_.rules, host_.variables);
        if (version) return {*std::move(version), asked};
        return unanswered(
            entry, *executable,
            asked + " it printed nothing like " + quoted(patternText(question.pattern)));
    }

    // Where that executable is not there, the one found cannot tell its version.
    std::expected<std::string, AskFailure> ask(const std::string& executable,
                                               const std::vector<std::string>& arguments) {
        if (!isExecutableFile(host_.disk.facts(executable))) {
            return std::unexpected(AskFailure{"there is no such executable", true});
        }
        if (!host_.ask) return std::unexpected(AskFailure{"nothing can be run here", true});
        return host_.ask(executable, arguments);
    }

    std::optional<std::string> askedExecutable(const VersionQuestion& question,
                                               const std::string& found) const {
        if (!question.executable) return found;
        const auto written = early(*question.executable);
        if (!written || isAbsolutePath(*written, host_.rules)) return written;
        return joinPath(folderOf(found, host_.rules), *written, host_.rules);
    }

    // What it may tell the next time, this launch lacks.
    KnownVersion unanswered(const FindEntry& entry, const std::string& executable,
                            const std::string& why, bool isPassing = false) {
        diagnostics_.add({Severity::kWarning, "version-unknown",
                          quoted(executable) + " does not tell its version: " + why,
                          "conditions on 'application.version' are false for it", entry.location,
                          isPassing, isPassing});
        return {"", "not known: " + why};
    }

    const Host& host_;
    Diagnostics& diagnostics_;
    std::vector<Installation> found_;
    std::vector<std::pair<const FindEntry*, PatternMatch>> notExecutable_;
    std::set<std::string> seen_;  // their executables
};

}  // namespace

std::vector<Installation> findInstallations(const Application& application, const Host& host,
                                            Diagnostics& diagnostics) {
    Search search(host, diagnostics);
    for (const FindEntry& entry : application.find) search.add(entry);
    return std::move(search).newestFirst();
}

std::string placeText(const FindEntry& entry) {
    if (entry.search) {
        std::string text = templateText(entry.search->folder);
        for (const Template& segment : entry.search->segments) {
            text +=
                (text.ends_with('/') || text.ends_with('\\') ? "" : "/") + templateText(segment);
        }
        return text;
    }
    return patternText(entry.path);
}

}  // namespace slipway
