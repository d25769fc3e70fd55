// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "importer/wording.h"

#include <algorithm>
#include <optional>

#include "resolver/text.h"
#include "resolver/version.h"

namespace slipway::ftrack {

namespace {

constexpr std::size_t kMostReadings = 256;

std::string folderOf(const std::string& path) {
    const std::size_t slash = path.rfind('/');
    return slash == std::string::npos ? "" : path.substr(0, slash);
}

void addVersion(const std::string& version, std::vector<KnownText>& known) {
    known.push_back({version, "{application.version}", false});
    constexpr std::string_view kParts[] = {"major", "minor", "patch"};
    for (unsigned i = 0; i < std::size(kParts); ++i) {
        const std::string part(versionComponent(version, i));
        known.push_back({part, "{application.version." + std::string(kParts[i]) + "}", false});
    }
}

// Short and ordinary words may stand in a text by themselves.
bool isUnmistakable(const std::string& text) {
    return text.size() > 5 && text.find_first_of("/-_7") != std::string::npos;
}

bool isNumberEdge(std::string_view text, std::size_t at) {
    return at == 0 || at >= text.size() || !isDigit(text[at - 1]) || !isDigit(text[at]);
}

bool standsAt(std::string_view text, std::size_t at, const KnownText& known) {
    return text.substr(at).starts_with(known.text) && isNumberEdge(text, at) &&
           isNumberEdge(text, at + known.text.size());
}

std::string escaped(char c) {
    return c == '{' || c == '}' ? std::string(2, c) : std::string(1, c);
}

struct Reader {
    std::string_view text;
    const std::vector<KnownText>& known;
    std::set<std::string> found;

    // The literal reading comes first, so that it is there however many there are.
    void read(std::size_t at, const std::string& sofar) {
        if (found.size() >= kMostReadings) return;
        if (at == text.size()) {
            found.insert(sofar);
            return;
        }
        for (const KnownText& each : known) {
            if (!each.isUnique || !standsAt(text, at, each)) continue;
            read(at + each.text.size(), sofar + each.placeholder);
            return;
        }
        readLiteral(at, sofar);
        for (const KnownText& each : known) {
            if (each.isUnique || !standsAt(text, at, each)) continue;
            read(at + each.text.size(), sofar + each.placeholder);
        }
    }

    // A number is one thing: it is not read from its middle.
    void readLiteral(std::size_t at, std::string sofar) {
        const bool isNumber = isDigit(text[at]);
        do {
            sofar += escaped(text[at++]);
        } while (isNumber && at < text.size() && isDigit(text[at]));
        read(at, sofar);
    }
};

}  // namespace

std::vector<KnownText> knownTexts(const Scenario& scenario, const MadeTexts& made) {
    std::vector<KnownText> known = {
        {scenario.place, "{plugin.dir}"},
        {scenario.original, "{plugin.dir}"},
        {folderOf(scenario.place), "{plugin.root}"},
        {scenario.home, "{home}"},
        {scenario.temporary, "{env.TMPDIR:-/tmp}"},
        {made.folder, "{launch.dir}"},
        {made.port, "{launch.port}", false},
        {scenario.launchId, "{launch.id}"},
        {scenario.user, "{user}", isUnmistakable(scenario.user)},
        {scenario.host, "{host}", isUnmistakable(scenario.host)},
        {scenario.application.path, "{application.path}"},
        {folderOf(scenario.application.path), "{application.dir}"},
        {scenario.application.identifier, "{application.identifier}", false},
        {scenario.application.label, "{application.label}", false},
        {scenario.application.variant, "{application.variant}", false},
        {scenario.application.name, "{application.name}", false},
        {scenario.platform, "{platform}", false},
    };
    if (scenario.selection) {
        known.push_back({scenario.selection->id, "{context.id}"});
        known.push_back({scenario.selection->type, "{context.type}", false});
    }
    for (const auto& [name, value] : scenario.environment) {
        known.push_back({value, "{env." + name + "}", isUnmistakable(value)});
    }
    addVersion(scenario.application.version, known);
    std::erase_if(known, [](const KnownText& each) { return each.text.empty(); });
    std::ranges::stable_sort(known, std::ranges::greater{},
                             [](const KnownText& each) { return each.text.size(); });
    return known;
}

std::set<std::string> readings(std::string_view text, const std::vector<KnownText>& known) {
    Reader reader{text, known, {}};
    reader.read(0, "");
    return std::move(reader.found);
}

std::string foreignPart(std::string_view text) {
    const std::size_t begin = text.find(kForeignBegin);
    if (begin == std::string_view::npos) return {};
    text.remove_prefix(begin + kForeignBegin.size());
    return std::string(text.substr(0, text.find(kForeignEnd)));
}

std::vector<std::string> placeholdersIn(std::string_view reading) {
    std::vector<std::string> names;
    for (std::size_t at = 0; at < reading.size(); ++at) {
        if (reading[at] != '{' && reading[at] != '}') continue;
        if (reading.substr(at).starts_with("{{") || reading.substr(at).starts_with("}}")) {
            ++at;
            continue;
        }
        const std::size_t end = std::min(reading.find('}', at), reading.size());
        if (reading[at] == '{') names.emplace_back(reading.substr(at + 1, end - at - 1));
        at = end;
    }
    return names;
}

bool looksLikePath(std::string_view text) {
    return text.find('/') != std::string_view::npos || text.find('&') != std::string_view::npos ||
           text.find("{plugin.dir}") != std::string_view::npos;
}

std::vector<std::string> entriesOf(std::string_view reading) {
    std::vector<std::string> entries(1);
    bool isInside = false;
    for (std::size_t at = 0; at < reading.size(); ++at) {
        const char c = reading[at];
        const bool isDouble = at + 1 < reading.size() && reading[at + 1] == c;
        if ((c == '{' || c == '}') && isDouble && !isInside) {
            entries.back() += c;
            entries.back() += reading[++at];
            continue;
        }
        if (c == '{' || c == '}') isInside = c == '{';
        if (c == ':' && !isInside && !reading.substr(at + 1).starts_with("//")) {
            entries.emplace_back();
        } else {
            entries.back() += c;
        }
    }
    return entries;
}

}  // namespace slipway::ftrack
