// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "installer/desktop_entry.h"

#include <algorithm>
#include <charconv>
#include <string_view>

#include "installer/content_of.h"
#include "installer/launcher_files.h"
#include "resolver/text.h"

namespace slipway {

namespace {

using Outcome = PlannedShim::Outcome;

// By which Slipway knows its own, and how many folders it made for them.
constexpr std::string_view kMade = "X-Slipway-Made=";
constexpr std::string_view kShim = "TryExec=";
constexpr std::string_view kEnding = ".desktop";

// --- the text

std::string escaped(std::string_view text) {
    std::string result;
    for (char c : text) {
        if (c == '\\') result += '\\';
        result += c;
    }
    return result;
}

std::string unescaped(std::string_view text) {
    std::string result;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] == '\\' && at + 1 < text.size()) ++at;
        result += text[at];
    }
    return result;
}

// Twice: in quotes four characters want a backslash, and in a value so does each backslash.
std::string argument(std::string_view text) {
    std::string quoted = "\"";
    for (char c : text) {
        if (c == '"' || c == '`' || c == '$' || c == '\\') quoted += '\\';
        quoted += c;
    }
    return escaped(quoted + "\"");
}

std::string listLine(std::string_view key, const std::vector<std::string>& words) {
    if (words.empty()) return {};
    std::string line(key);
    for (const std::string& word : words) {
        for (char c : escaped(onOneLine(word))) line += c == ';' ? "\\;" : std::string(1, c);
        line += ";";
    }
    return line + "\n";
}

// Desktop Menu Specification 1.1, appendix A, without those that are for a desktop's own parts.
// Sorted.
// clang-format off
constexpr std::string_view kRegisteredCategories[] = {
    "2DGraphics", "3DGraphics", "Accessibility", "ActionGame", "Adult", "AdventureGame",
    "Amusement", "ArcadeGame", "Archiving", "Art", "ArtificialIntelligence", "Astronomy", "Audio",
    "AudioVideo", "AudioVideoEditing", "Biology", "BlocksGame", "BoardGame", "Building",
    "Calculator", "Calendar", "CardGame", "Chart", "Chat", "Chemistry", "Clock", "Compression",
    "ComputerScience", "ConsoleOnly", "Construction", "ContactManagement", "Core",
    "DataVisualization", "Database", "Debugger", "DesktopSettings", "Development", "Dialup",
    "Dictionary", "DiscBurning", "Documentation", "Economy", "Education", "Electricity",
    "Electronics", "Email", "Emulator", "Engineering", "Feed", "FileManager", "FileTools",
    "FileTransfer", "Filesystem", "Finance", "FlowChart", "GNOME", "GTK", "GUIDesigner", "Game",
    "Geography", "Geology", "Geoscience", "Graphics", "HamRadio", "HardwareSettings", "History",
    "Humanities", "IDE", "IRCClient", "ImageProcessing", "InstantMessaging", "Java", "KDE",
    "KidsGame", "Languages", "Literature", "LogicGame", "Maps", "Math", "MedicalSoftware", "Midi",
    "Mixer", "Monitor", "Motif", "Music", "Network", "News", "NumericalAnalysis", "OCR", "Office",
    "P2P", "PDA", "PackageManager", "ParallelComputing", "Photography", "Physics", "Player",
    "Presentation", "Printing", "Profiling", "ProjectManagement", "Publishing", "Qt",
    "RasterGraphics", "Recorder", "RemoteAccess", "RevisionControl", "Robotics", "RolePlaying",
    "Scanning", "Science", "Security", "Sequencer", "Settings", "Shooter", "Simulation",
    "Spirituality", "Sports", "SportsGame", "Spreadsheet", "StrategyGame", "System", "TV",
    "Telephony", "TelephonyTools", "TerminalEmulator", "TextEditor", "TextTools", "Translation",
    "Tuner", "Utility", "VectorGraphics", "Video", "VideoConference", "Viewer", "WebBrowser",
    "WebDevelopment", "WordProcessor", "XFCE"
};
// clang-format on

// Any other makes an entry invalid but as an extension.
std::vector<std::string> categoriesOf(std::vector<std::string> words) {
    for (std::string& word : words) {
        const bool isKnown =
            std::ranges::binary_search(kRegisteredCategories, std::string_view(word));
        if (!isKnown && !word.starts_with("X-")) word = "X-" + word;
    }
    return words;
}

// RFC 6838's names. What is none makes an entry invalid, and no file is of it.
bool isMimeType(const std::string& text) {
    const auto isName = [](char c) {
        return isDigit(c) || isLetter(c) ||
               std::string_view("!#$&-^_.+").find(c) != std::string_view::npos;
    };
    const std::size_t slash = text.find('/');
    return slash != std::string::npos && slash != 0 && slash + 1 < text.size() &&
           std::ranges::all_of(text.substr(0, slash), isName) &&
           std::ranges::all_of(text.substr(slash + 1), isName);
}

std::vector<std::string> onlyMimeTypes(std::vector<std::string> words) {
    std::erase_if(words, [](const std::string& word) { return !isMimeType(word); });
    return words;
}

// '=' the specification forbids in an executable's path; a '%' has to be doubled, and then GLib
// looks for a file with two.
std::optional<std::string_view> whyNoEntry(const std::string& shim) {
    if (shim.find_first_of("=%") != std::string::npos) return "it has a '=' or a '%'";
    return whyNotInText(shim);
}

// --- those that are there

bool isOurs(std::string_view text) {
    return text.find("\n" + std::string(kMade)) != std::string_view::npos;
}

std::string_view valueOf(std::string_view text, std::string_view key) {
    std::string_view value;
    forEachEntry(text, {"\n", 1}, [&](std::string_view line) {
        if (value.empty() && line.starts_with(key)) value = line.substr(key.size());
    });
    return value;
}

std::size_t madeOf(std::string_view text) {
    std::size_t made = 0;
    const std::string_view value = valueOf(text, kMade);
    std::from_chars(value.data(), value.data() + value.size(), made);
    return made;
}

struct OwnEntry {
    std::string path;
    std::string text;
    std::string shim() const { return unescaped(valueOf(text, kShim)); }
};

std::vector<OwnEntry> ownEntriesIn(const std::string& folder) {
    std::vector<OwnEntry> entries;
    for (const std::string& name : namesIn(folder).value_or(std::vector<std::string>{})) {
        if (!name.starts_with("slipway-") || !name.ends_with(kEnding)) continue;
        const std::string path = folder + "/" + name;
        auto text = isLink(path) ? std::nullopt : contentOf(path);
        if (text && isOurs(*text)) entries.push_back({path, *std::move(text)});
    }
    std::ranges::sort(entries, {}, &OwnEntry::path);
    return entries;
}

std::size_t mostMade(const std::vector<OwnEntry>& entries) {
    std::size_t made = 0;
    for (const OwnEntry& entry : entries) made = std::max(made, madeOf(entry.text));
    return made;
}

}  // namespace

std::string desktopFileName(const std::string& shimName) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string name = "slipway-";
    for (char c : shimName) {
        // The desktop's index of types parts names by ';', and lines.
        if (!isControl(c) && c != ';' && c != '%') {
            name += c;
            continue;
        }
        const auto byte = static_cast<unsigned char>(c);
        name += {'%', kDigits[byte / 16], kDigits[byte % 16]};
    }
    return name + std::string(kEnding);
}

// No StartupWMClass: nobody tells it of an application. Desktops find the windows by the process
// that they started, which the shim has become.
std::expected<std::string, std::string> formatDesktopEntry(const Launcher& launcher,
                                                           std::size_t made) {
    if (const auto why = whyNoEntry(launcher.shim)) {
        return std::unexpected("no desktop entry can start " + quote(launcher.shim) + ": " +
                               std::string(*why) + "; another folder works (--to)");
    }
    const bool hasIcon = !launcher.icon.empty() && !whyNotInText(launcher.icon);
    std::string text = "[Desktop Entry]\nType=Application\nVersion=1.0\n";
    text += "Name=" + escaped(onOneLine(launcher.label)) + "\n";
    text += std::string(kShim) + escaped(launcher.shim) + "\n";
    text += "Exec=" + argument(launcher.shim) + " %F\n";
    text += "Icon=" + (hasIcon ? escaped(launcher.icon) : "application-x-executable") + "\n";
    text += "Terminal=false\n";
    text += listLine("Categories=", categoriesOf(launcher.categories));
    text += listLine("MimeType=", onlyMimeTypes(launcher.mimeTypes));
    return text + std::string(kMade) + std::to_string(made) + "\n";
}

std::optional<std::string> desktopEntryFolder(const VariableOf& variable, bool isSystems) {
    if (isSystems) return "/usr/local/share/applications";
    const auto data = variable("XDG_DATA_HOME");
    if (data && data->starts_with('/')) return *data + "/applications";
    const auto home = variable("HOME");
    if (!home || !home->starts_with('/')) return std::nullopt;
    return *home + "/.local/share/applications";
}

std::vector<FoundLauncher> desktopEntriesIn(const std::string& folder) {
    std::vector<FoundLauncher> found;
    for (const OwnEntry& entry : ownEntriesIn(folder)) found.push_back({entry.path, entry.shim()});
    return found;
}

PlannedChanges planDesktopEntries(const std::string& folder,
                                  const std::vector<Launcher>& launchers) {
    ShimPlan plan;
    if (launchers.empty()) return plan;
    Problems problems = addMissingFolders(folder, plan.changes);
    const std::size_t made = std::max(plan.changes.size(), mostMade(ownEntriesIn(folder)));
    for (const Launcher& launcher : launchers) {
        const std::string name = desktopFileName(launcher.name);
        const std::string path = folder + "/" + name;
        const auto before = isLink(path) ? std::nullopt : contentOf(path);
        const auto after = formatDesktopEntry(launcher, made);
        if (!after) {
            problems.push_back(after.error());
        } else if (isTaken(path) && !(before && isOurs(*before))) {
            problems.push_back(quote(path) + " is not Slipway's and stays as it is");
        } else if (before == *after) {
            plan.launchers.push_back({name, Outcome::kAsItWas});
        } else {
            plan.changes.push_back({Change::Kind::kEntry, path, before, *after});
            plan.launchers.push_back({name, before ? Outcome::kRenewed : Outcome::kMade});
        }
    }
    if (!problems.empty()) return std::unexpected(std::move(problems));
    return plan;
}

PlannedChanges planDesktopEntryRemoval(const std::string& folder,
                                       const std::vector<std::string>& shims) {
    ShimPlan plan;
    const std::vector<OwnEntry> entries = ownEntriesIn(folder);
    for (const OwnEntry& entry : entries) {
        if (std::ranges::find(shims, entry.shim()) == shims.end()) continue;
        plan.changes.push_back({Change::Kind::kEntry, entry.path, entry.text, {}});
        plan.launchers.push_back({entry.path.substr(folder.size() + 1), Outcome::kRemoved});
    }
    if (!plan.changes.empty() && plan.changes.size() == entries.size()) {
        addFolderRemovals(folder, mostMade(entries), plan.changes);
    }
    return plan;
}

}  // namespace slipway
