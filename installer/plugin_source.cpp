// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "installer/plugin_source.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>

#include "installer/path_of.h"
#include "resolver/text.h"

namespace slipway {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kLongestName = 255;
constexpr std::size_t kLongestPath = 1024;

std::string lowered(std::string_view text) {
    std::string result(text);
    std::ranges::transform(result, result.begin(), [](char c) { return lower(c); });
    return result;
}

// What Windows takes for a device, whatever follows a dot: it would be opened instead of made.
bool isDevice(std::string_view part) {
    std::string name = lowered(part.substr(0, part.find('.')));
    while (name.ends_with(' ')) name.pop_back();
    if (name == "con" || name == "prn" || name == "aux" || name == "nul") return true;
    if (name == "conin$" || name == "conout$") return true;
    if (!name.starts_with("com") && !name.starts_with("lpt")) return false;
    const std::string_view number = std::string_view(name).substr(3);
    if (number == "¹" || number == "²" || number == "³") return true;
    return number.size() == 1 && isDigit(number.front()) && number != "0";
}

bool isUtf8(std::string_view text) {
    std::size_t more = 0;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (more > 0) {
            if ((byte & 0xc0) != 0x80) return false;
            --more;
        } else if (byte >= 0xf0 && byte < 0xf5) {
            more = 3;
        } else if (byte >= 0xe0 && byte < 0xf0) {
            more = 2;
        } else if (byte >= 0xc2 && byte < 0xe0) {
            more = 1;
        } else if (byte >= 0x80) {
            return false;
        }
    }
    return more == 0;
}

// In words; empty: nothing is.
std::string whatIsWrongWith(std::string_view part) {
    if (part == "..") return "it leads out of the plugin";
    if (part.size() > kLongestName) return "its name is longer than 255 bytes";
    if (isDevice(part)) return "it is the name of a device on Windows";
    if (part.ends_with('.') || part.ends_with(' ')) {
        return "Windows has no name that ends in a dot or a space";
    }
    for (const char c : part) {
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) {
            return "it holds a control character";
        }
        if (std::string_view("<>:\"|?*").find(c) != std::string_view::npos) {
            return std::string("Windows has no name with '") + c + "'";
        }
    }
    return {};
}

class FolderSource final : public PluginSource {
  public:
    explicit FolderSource(fs::path folder) : folder_(std::move(folder)) {}

    std::optional<std::string> read() {
        std::error_code failed;
        fs::recursive_directory_iterator entry(folder_, failed);
        for (; !failed && entry != fs::recursive_directory_iterator(); entry.increment(failed)) {
            if (entries_.size() >= kMostPluginEntries) break;
            add(*entry);
            if (!entries_.back().wrong.empty()) entry.disable_recursion_pending();
        }
        return failed ? std::optional(failed.message()) : std::nullopt;
    }

    const std::vector<PluginEntry>& entries() const override { return entries_; }

    std::expected<void, std::string> read(std::size_t entry, const PluginSink& sink) override {
        std::ifstream file(folder_ / pathOf(entries_[entry].path), std::ios::binary);
        char buffer[64 * 1024];
        while (file.read(buffer, sizeof buffer), file.gcount() > 0) {
            if (!sink({buffer, static_cast<std::size_t>(file.gcount())})) return {};
        }
        if (file.eof()) return {};
        return std::unexpected("it cannot be read");
    }

  private:
    void add(const fs::directory_entry& found) {
        std::error_code failed;
        const fs::file_status status = found.symlink_status(failed);
        PluginEntry entry{.path = utf8Of(found.path().lexically_relative(folder_))};
        entry.isFolder = fs::is_directory(status);
        entry.isExecutable = (status.permissions() & fs::perms::owner_exec) != fs::perms::none;
        if (fs::is_regular_file(status)) entry.size = found.file_size(failed);
        if (leadsElsewhere(found.path())) {
            entry.wrong = "it is a link";
        } else if (!entry.isFolder && !fs::is_regular_file(status)) {
            entry.wrong = "it is neither a file nor a folder";
        } else if (failed) {
            entry.wrong = failed.message();
        }
        entries_.push_back(std::move(entry));
    }

    fs::path folder_;
    std::vector<PluginEntry> entries_;
};

std::string told(const PluginEntry& entry, const std::string& why) {
    return "'" + entry.path + "': " + why;
}

}  // namespace

std::expected<PluginSourcePointer, std::string> openPluginFolder(const std::string& path) {
    auto source = std::make_unique<FolderSource>(pathOf(path));
    if (auto why = source->read()) return std::unexpected(*std::move(why));
    return source;
}

std::expected<std::vector<std::string>, std::string> partsOf(const PluginEntry& entry) {
    std::string path = entry.path;
    std::ranges::replace(path, '\\', '/');  // as some programs on Windows write it
    if (path.starts_with('/')) return std::unexpected("it is an absolute path");
    if (path.size() > kLongestPath) return std::unexpected("its path is longer than 1024 bytes");
    if (!isUtf8(path)) return std::unexpected("its name is not UTF-8");
    std::vector<std::string> parts;
    for (std::size_t begin = 0; begin <= path.size();) {
        const std::size_t end = std::min(path.find('/', begin), path.size());
        const std::string part = path.substr(begin, end - begin);
        begin = end + 1;
        if (part.empty() || part == ".") continue;
        if (auto wrong = whatIsWrongWith(part); !wrong.empty()) return std::unexpected(wrong);
        parts.push_back(part);
    }
    if (parts.empty() && !entry.isFolder) return std::unexpected("it has no name");
    return parts;
}

std::optional<std::string> whyNotPlaced(const std::vector<PluginEntry>& entries) {
    if (entries.size() >= kMostPluginEntries) return "it has more than 200,000 entries";
    struct Seen {
        std::string path;
        bool isFolder;
        bool isEntry;  // not only on the way to one
    };
    std::map<std::string, Seen> seen;  // by path without case
    std::uint64_t size = 0;
    for (const PluginEntry& entry : entries) {
        if (!entry.wrong.empty()) return told(entry, entry.wrong);
        const auto parts = partsOf(entry);
        if (!parts) return told(entry, parts.error());
        size += std::min(entry.size, kLargestPlugin);
        if (size > kLargestPlugin) return "it is larger than 8 GiB";
        std::string path;
        for (std::size_t i = 0; i < parts->size(); ++i) {
            path += (i == 0 ? "" : "/") + (*parts)[i];
            const bool isEntry = i + 1 == parts->size();
            const bool isFolder = !isEntry || entry.isFolder;
            const auto [known, isNew] =
                seen.try_emplace(lowered(path), Seen{path, isFolder, isEntry});
            if (isNew) continue;
            if (known->second.path != path) {
                return told(entry, "'" + known->second.path +
                                       "' is there, too: on Windows and macOS they are one");
            }
            if (!isFolder || !known->second.isFolder) return told(entry, "it is there twice");
        }
    }
    return std::nullopt;
}

}  // namespace slipway
