// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "importer/find_inference.h"

#include <algorithm>
#include <cerrno>
#include <map>
#include <memory>
#include <set>

#include "manifests/expression.h"
#include "manifests/find_pattern.h"
#include "manifests/manifest.h"
#include "resolver/path.h"
#include "resolver/text.h"
#include "resolver/version.h"

namespace slipway::ftrack {

namespace {

// Versions as applications write them.
constexpr std::string_view kVersions[] = {"2024", "2025.2", "15.1v3", "20.5.278", "4.2", "13.0v10"};
constexpr std::size_t kMostWild = 5;

// A name of a segment: texts, and places where something stands that changes.
struct Piece {
    enum class Kind { kText, kAnything, kNumber };  // a number: it begins with a digit
    Kind kind = Kind::kText;
    std::string text;
};
using Pieces = std::vector<Piece>;

void addText(char c, Pieces& pieces) {
    if (pieces.empty() || pieces.back().kind != Piece::Kind::kText) pieces.push_back({});
    pieces.back().text += c;
}

// `\d.+` is one thing.
void addWild(Piece::Kind kind, Pieces& pieces) {
    const bool isContinued = !pieces.empty() && pieces.back().kind != Piece::Kind::kText;
    if (!isContinued) pieces.push_back({kind, {}});
}

std::size_t quantifierSize(std::string_view text) {
    if (text.empty()) return 0;
    if (text[0] == '{') return std::min(text.find('}'), text.size() - 1) + 1;
    if (text[0] != '*' && text[0] != '+') return 0;
    return text.substr(1).starts_with('?') ? 2 : 1;
}

// What one element of the expression stands for, and how long it is.
struct Element {
    Piece::Kind kind = Piece::Kind::kText;
    char c = '\0';
    std::size_t size = 0;  // 0: of a kind that no pattern has
};

Element elementAt(std::string_view text) {
    const char c = text[0];
    if (c == '\\' && text.size() > 1) {
        if (text[1] == 'd') return {Piece::Kind::kNumber, '\0', 2};
        if (text[1] == 'w') return {Piece::Kind::kAnything, '\0', 2};
        const bool isEscape = !isLetter(text[1]) && !isDigit(text[1]);
        return {Piece::Kind::kText, text[1], isEscape ? 2U : 0U};
    }
    if (c == '[') {
        const std::size_t close = text.find(']', 1);
        if (close == std::string_view::npos || text[1] == '^') return {};
        const std::string_view set = text.substr(1, close - 1);
        const bool isNumber = set.starts_with("\\d") || set.starts_with("0-9");
        return {isNumber ? Piece::Kind::kNumber : Piece::Kind::kAnything, '\0', close + 1};
    }
    if (std::string_view("()|?*+{}^").find(c) != std::string_view::npos) return {};
    return {Piece::Kind::kText, c, 1};
}

// Nothing where it has what no pattern can say: groups, alternatives, optional parts.
std::optional<Pieces> piecesOf(std::string_view expression) {
    Pieces pieces;
    if (expression.starts_with('^')) expression.remove_prefix(1);
    while (!expression.empty() && expression != "$") {
        const Element element = elementAt(expression);
        if (element.size == 0) return std::nullopt;
        const std::string_view rest = expression.substr(element.size);
        const std::size_t quantifier = quantifierSize(rest);
        const bool isDot = expression[0] == '.';
        if (rest.starts_with('?')) return std::nullopt;
        if (element.kind != Piece::Kind::kText) {
            addWild(element.kind, pieces);
        } else if (quantifier == 0) {
            addText(element.c, pieces);  // an unquoted dot was meant for one
        } else if (isDot) {
            addWild(Piece::Kind::kAnything, pieces);
        } else {
            return std::nullopt;
        }
        expression = rest.substr(quantifier);
    }
    return pieces;
}

std::vector<std::string> choicesFor(Piece::Kind kind) {
    if (kind == Piece::Kind::kAnything) return {"*", "{version}"};
    return {"{version}", "{version.major}.{version.minor}", "{version.major}*"};
}

std::string joined(const std::vector<std::string>& segments, const PlatformRules& rules) {
    std::string path;
    for (const std::string& each : segments) {
        const bool isParted = path.empty() || path.back() == rules.pathSeparator;
        path += (isParted ? "" : std::string(1, rules.pathSeparator)) + each;
    }
    return path;
}

// Folders made up: only what listing asks for.
class SampleDisk final : public Disk {
  public:
    explicit SampleDisk(const PlatformRules& rules) : rules_(rules) {}

    void add(const std::vector<std::string>& segments) {
        std::string folder = segments.front();
        for (std::size_t i = 1; i < segments.size(); ++i) {
            names_[tidied(folder)].insert(segments[i]);
            folder = joined({folder, segments[i]}, rules_);
        }
        paths_.insert(folder);
    }
    bool holds(const std::string& path) const { return paths_.contains(path); }

    FileFacts facts(const std::string&) override { return {}; }
    Entry entry(const std::string&) override { return {}; }
    std::expected<FolderNames, int> list(const std::string& folder) override {
        const auto found = names_.find(tidied(folder));
        if (found == names_.end()) return std::unexpected(ENOENT);
        return FolderNames(found->second.begin(), found->second.end());
    }
    std::expected<FileContent, int> read(const std::string&, std::uint64_t) override {
        return std::unexpected(ENOENT);
    }
    std::chrono::nanoseconds now() override { return {}; }
    void wait(std::chrono::nanoseconds) override {}

  private:
    std::string tidied(std::string folder) const {
        while (folder.size() > 1 && folder.back() == rules_.pathSeparator) folder.pop_back();
        return folder;
    }

    const PlatformRules& rules_;
    std::map<std::string, std::set<std::string>> names_;
    std::set<std::string> paths_;
};

class PatternSearch {
  public:
    PatternSearch(const std::vector<std::string>& segments, const std::string& version,
                  const PlatformRules& rules)
        : segments_(segments), rules_(rules) {
        search_.folder = literal(rooted(segments.front()));
        for (std::size_t i = 1; i < segments.size(); ++i) {
            search_.segments.push_back(literal(segments[i]));
        }
        if (!version.empty()) search_.version = literal(version);
    }

    std::optional<std::string> run() {
        std::size_t wild = 0;
        for (std::size_t i = 1; i < segments_.size(); ++i) {
            auto pieces = piecesOf(segments_[i]);
            if (!pieces) return std::nullopt;
            for (const Piece& each : *pieces) wild += each.kind != Piece::Kind::kText;
            pieces_.push_back(*std::move(pieces));
        }
        if (wild == 0 || wild > kMostWild) return std::nullopt;
        std::vector<std::vector<std::string>> all = {{}};
        for (const Pieces& segment : pieces_) {
            for (const Piece& piece : segment) {
                if (piece.kind != Piece::Kind::kText) all = grown(all, choicesFor(piece.kind));
            }
        }
        for (const auto& choice : all) {
            if (std::ranges::find(choice, "{version}") == choice.end()) continue;
            const std::string pattern = filled(choice);
            if (meansTheSame(pattern, choice)) return pattern;
        }
        return std::nullopt;
    }

  private:
    using Fills = std::vector<std::string>;

    // `C:` is the drive's root, as ftrack has it.
    std::string rooted(std::string folder) const {
        if (folder.ends_with(':')) folder += rules_.pathSeparator;
        return folder;
    }

    static std::vector<Fills> grown(const std::vector<Fills>& all, const Fills& choices) {
        std::vector<Fills> result;
        for (const Fills& each : all) {
            for (const std::string& choice : choices) {
                result.push_back(each);
                result.back().push_back(choice);
            }
        }
        return result;
    }

    std::vector<std::string> namesFor(const Fills& fills) const {
        std::vector<std::string> names = {rooted(segments_.front())};
        std::size_t next = 0;
        for (const Pieces& segment : pieces_) {
            std::string name;
            for (const Piece& piece : segment) {
                name += piece.kind == Piece::Kind::kText ? piece.text : fills[next++];
            }
            names.push_back(std::move(name));
        }
        return names;
    }
    std::string filled(const Fills& fills) const { return joined(namesFor(fills), rules_); }

    // What may stand where the pattern has this, in an installation of that version. A name further
    // down may be shorter: Nuke15.1v3/Nuke15.1.
    static Fills fillsFor(const std::string& choice, const std::string& version, bool isFirst) {
        const std::string major(versionComponent(version, 0));
        const std::string minor(versionComponent(version, 1));
        if (choice == "*") return {"", " (x86)", version};
        if (isFirst) return {version};
        return {version, minor.empty() ? major : major + "." + minor};
    }

    static std::vector<Fills> samplesFor(const Fills& choice, const std::string& version) {
        std::vector<Fills> all = {{}};
        bool isFirst = true;
        for (const std::string& part : choice) {
            all = grown(all, fillsFor(part, version, isFirst));
            isFirst = isFirst && part == "*";
        }
        return all;
    }

    std::optional<std::string> versionFound(const std::vector<std::string>& names) const {
        SampleDisk disk(rules_);
        disk.add(names);
        const auto found = pathsMatching(search_, rules_, nothing(), disk);
        if (!found || found->size() != 1) return std::nullopt;
        return found->front().version;
    }

    static Variables nothing() {
        return [](std::string_view) { return std::optional<std::string>(); };
    }

    bool meansTheSame(const std::string& pattern, const Fills& choice) const {
        SampleDisk disk(rules_);
        std::size_t count = 0;
        for (const std::string_view each : kVersions) {
            const std::string version(each);
            // Versions that the expression cuts, or does not see, are none that it was written for.
            if (versionFound(namesFor(Fills(choice.size(), version))) != version) continue;
            for (const Fills& fills : samplesFor(choice, version)) {
                const auto names = namesFor(fills);
                const auto found = versionFound(names);
                if (found && *found != version) return false;
                disk.add(names);
                ++count;
            }
        }
        return count != 0 && found(pattern, disk) == wanted(disk);
    }

    using Found = std::map<std::string, std::string>;
    Found wanted(SampleDisk& disk) const {
        Found result;
        const auto matches = pathsMatching(search_, rules_, nothing(), disk);
        if (!matches) return result;
        for (const PatternMatch& each : *matches) result[each.path] = each.version;
        return result;
    }
    Found found(const std::string& text, SampleDisk& disk) const {
        Found result;
        Diagnostics diagnostics;
        const auto source = std::make_shared<Source>();
        const auto read =
            parseTemplate(text, {source, 1, 1}, rules_, diagnostics, TemplateScope::kFind);
        if (!read) return result;
        const auto pattern = parseFindPattern(*read, rules_, nothing());
        if (!pattern) return result;
        for (const PatternMatch& each : pathsMatching(*pattern, "", rules_, disk)) {
            if (disk.holds(each.path)) result[each.path] = each.version;
        }
        return result;
    }

    const std::vector<std::string>& segments_;
    const PlatformRules& rules_;
    SegmentSearch search_;
    std::vector<Pieces> pieces_;
};

}  // namespace

std::optional<std::string> plainPattern(const std::vector<std::string>& segments,
                                        const std::string& version, const PlatformRules& rules) {
    if (segments.size() < 2) return std::nullopt;
    return PatternSearch(segments, version, rules).run();
}

}  // namespace slipway::ftrack
